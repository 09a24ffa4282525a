/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import type { RoyaltyScheme } from '../../domain/royalty/scheme.ts'
import { useApi } from '../api/context.tsx'
import { useMe } from '../api/newsroom.ts'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { decimalOf, useMoney } from './money.ts'
import { useSchemes } from './royalty.ts'
import { SchemeForm } from './scheme-form.tsx'

/** With which a new one begins. */
const standard = 'default'

function useMayConfigure(): boolean {
  const { data } = useMe()
  return data !== undefined && isPermitted(data, 'configure')
}

/** By which rates royalties are paid, and from when on. */
export function Schemes() {
  const { t, locale } = useWords()
  const money = useMoney()
  const schemes = useSchemes()
  const mayConfigure = useMayConfigure()
  const dayOf = (day: string) => shortDate(`${day}T00:00:00Z`, locale)
  const unitOf = ({ unit }: RoyaltyScheme) =>
    unit.kind === 'fixedVnd'
      ? money(unit.vnd)
      : t('royalties.schemes.percent_of_base', { value: decimalOf(unit.basisPoints, 2, locale) })
  return (
    <>
      <p className="hint">{t('royalties.schemes.hint')}</p>
      {mayConfigure ? (
        <p className="acts">
          <Link href="/royalties/schemes/new?new" className="button">
            {t('royalties.schemes.new')}
          </Link>
        </p>
      ) : (
        <p className="hint">{t('royalties.schemes.for_admins')}</p>
      )}
      {schemes.isPending && <Loading />}
      {schemes.error && <Trouble error={schemes.error} onRetry={() => void schemes.refetch()} />}
      <ul>
        {schemes.data?.map(({ id, scheme }) => (
          <li key={id} className="work">
            <div className="says">
              <Link href={`/royalties/schemes/${id}`} className="title" lang="vi">
                {scheme.name}
              </Link>
              <p className="when">
                {scheme.effectiveTo
                  ? t('royalties.schemes.from_to', {
                      from: dayOf(scheme.effectiveFrom),
                      to: dayOf(scheme.effectiveTo),
                    })
                  : t('royalties.schemes.from', { from: dayOf(scheme.effectiveFrom) })}
                {' · '}
                {t('royalties.calculation.unit')}: {unitOf(scheme)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One scheme; a new one begins as the standard one is. */
export function SchemeEntry({ id, isNew }: { id: string; isNew: boolean }) {
  const { t } = useWords()
  const api = useApi()
  const [, go] = useLocation()
  const mayConfigure = useMayConfigure()
  const [newName, setNewName] = useState('')
  const from = isNew ? standard : id
  const scheme = useQuery({
    queryKey: ['royalties', 'scheme', from],
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => api.read<RoyaltyScheme>(`/royalty-schemes/${from}`, { signal }),
  })
  const back = () => go('/royalties/schemes')
  if (scheme.error) return <Trouble error={scheme.error} onRetry={() => void scheme.refetch()} />
  if (!scheme.data) return <Loading />
  return (
    <>
      {isNew && (
        <TextField
          label={t('royalties.schemes.id')}
          hint={t('royalties.schemes.id_hint')}
          value={newName}
          onChange={setNewName}
          isRequired
        />
      )}
      {!mayConfigure && <p className="hint">{t('royalties.schemes.for_admins')}</p>}
      <SchemeForm
        key={isNew ? 'new' : (scheme.data.tag ?? 'first')}
        id={isNew ? newName : id}
        saved={scheme.data.data}
        tag={isNew ? undefined : scheme.data.tag}
        isReadOnly={!mayConfigure}
        onSaved={back}
        onReload={() => void scheme.refetch()}
        onCancel={back}
      />
    </>
  )
}
