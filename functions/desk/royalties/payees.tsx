/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Payee } from '../../domain/royalty/payee.ts'
import { fold } from '../../domain/text.ts'
import { useApi } from '../api/context.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { newPayee, PayeeForm } from './payee-form.tsx'
import { usePayees } from './royalty.ts'

/** Who is paid: by name alone, until somebody opens one. */
export function Payees() {
  const { t } = useWords()
  const payees = usePayees()
  const [words, setWords] = useState('')
  const [withRetired, setWithRetired] = useState(false)
  const found = payees.data?.filter(
    ({ name, retired }) => (withRetired || !retired) && fold(name).includes(fold(words.trim())),
  )
  return (
    <>
      <div className="royalty-row royalty-filters">
        <TextField label={t('royalties.payees.find')} type="search" value={words} onChange={setWords} />
        <Link href={`/royalties/payees/${newPayee()}?new`} className="button">
          {t('royalties.payees.new')}
        </Link>
      </div>
      <Checkbox isSelected={withRetired} onChange={setWithRetired}>
        {t('royalties.payees.with_retired')}
      </Checkbox>
      {payees.isPending && <Loading />}
      {payees.error && <Trouble error={payees.error} onRetry={() => void payees.refetch()} />}
      {found?.length === 0 && (
        <p className="empty">{t(words ? 'royalties.payees.none_found' : 'royalties.payees.none')}</p>
      )}
      <ul>
        {found?.map(({ id, name, kind, retired }) => (
          <li key={id} className="work">
            <div className="says">
              <Link href={`/royalties/payees/${id}`} className="title">
                {name}
              </Link>
              <p className="when">
                {t(`royalties.kinds.${kind}`)}
                {retired && ` · ${t('royalties.payees.retired')}`}
              </p>
            </div>
            <Link
              href={`/royalties/records?payee=${id}`}
              aria-label={t('royalties.payees.records_of', { name })}
            >
              {t('royalties.payees.records')}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One payee, with account and tax code. */
export function PayeeEntry({ id, isNew }: { id: string; isNew: boolean }) {
  const api = useApi()
  const [, go] = useLocation()
  const payee = useQuery({
    queryKey: ['royalties', 'payee', id],
    enabled: !isNew,
    // It is looked at as it is now, and kept no longer than it is shown.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => api.read<Payee>(`/payees/${id}`, { signal }),
  })
  const back = () => go('/royalties/payees')
  if (payee.error) return <Trouble error={payee.error} onRetry={() => void payee.refetch()} />
  if (!isNew && !payee.data) return <Loading />
  return (
    <PayeeForm
      key={payee.data?.tag ?? 'new'}
      id={id}
      saved={payee.data?.data}
      tag={payee.data?.tag}
      onSaved={back}
      onReload={() => void payee.refetch()}
      onCancel={back}
    />
  )
}
