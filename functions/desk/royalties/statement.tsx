/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { monthName } from '../../domain/dates.ts'
import { wordsIn } from '../../domain/locale.ts'
import type { PayeeStatement, Statement } from '../../domain/royalty/statement.ts'
import { useApi } from '../api/context.tsx'
import { useSettings } from '../api/newsroom.ts'
import { useHashSearch } from '../shell/hash-location.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { decimalOf, useMoney } from './money.ts'
import { isMonth, MonthSelect, thisMonth } from './month.tsx'

const bases = ['approved', 'published'] as const
const formats = ['xlsx', 'csv'] as const

/** Bảng kê nhuận bút: who gets what in a month, on the screen, on paper and as a file. */
export function StatementScreen() {
  const { t, locale } = useWords()
  const api = useApi()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useHashSearch())
  const given = asked.get('month')
  const month = isMonth(given) ? given : thisMonth()
  const by = bases.find((each) => each === asked.get('by')) ?? 'approved'
  const [error, setError] = useState<unknown>()
  const statement = useQuery({
    queryKey: ['royalties', 'statement', month, by],
    queryFn: async ({ signal }) =>
      (await api.read<Statement>(`/royalties/statements/${month}?by=${by}`, { signal })).data,
  })
  const to = (next: { month?: string; by?: string }) =>
    go(`/royalties/statement?${new URLSearchParams({ month, by, ...next })}`)
  const download = async (format: (typeof formats)[number]) => {
    try {
      const file = await api.file(`/royalties/statements/${month}.${format}?by=${by}&locale=${locale}`)
      saveFile(file, `${t('royalties.statement.file')} ${month}.${format}`)
      setError(undefined)
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <>
      <div className="royalty-row royalty-filters off-paper">
        <MonthSelect label={t('royalties.month')} value={month} onChange={(id) => to({ month: id })} />
        <Select
          label={t('royalties.statement.by')}
          choices={bases.map((id) => ({ id, name: t(`royalties.statement.bases.${id}`) }))}
          value={by}
          onChange={(id) => to({ by: id })}
        />
      </div>
      <p className="acts off-paper">
        {formats.map((format) => (
          <Button key={format} onPress={() => void download(format)}>
            {t(`royalties.statement.${format}`)}
          </Button>
        ))}
        <Button onPress={() => print()}>{t('royalties.statement.print')}</Button>
      </p>
      {error !== undefined && <Trouble error={error} />}
      {statement.isPending && <Loading />}
      {statement.error && <Trouble error={statement.error} onRetry={() => void statement.refetch()} />}
      {statement.data && <Paper statement={statement.data} />}
    </>
  )
}

function Paper({ statement }: { statement: Statement }) {
  const { t, locale } = useWords()
  const money = useMoney()
  const imprint = useSettings().data?.imprint
  const { month, by, payees, grossVnd, taxVnd, netVnd, inWords } = statement
  if (payees.length === 0)
    return (
      <div className="empty">
        <p>{t('royalties.statement.none')}</p>
        <p className="acts">
          <Link href={`/royalties/records?month=${month}`}>{t('royalties.statement.to_records')}</Link>
        </p>
      </div>
    )
  return (
    <div className="statement">
      <p className="on-paper">{imprint && wordsIn(imprint, locale)?.organisation}</p>
      <h2>{t('royalties.statement.of', { month: monthName(month, locale) })}</h2>
      <p className="hint">{t(`royalties.statement.bases_hint.${by}`)}</p>
      {payees.map((each) => (
        <PayeePart key={each.payee} payee={each} />
      ))}
      <dl className="facts statement-total">
        <dt>{t('royalties.statement.gross')}</dt>
        <dd>{money(grossVnd)}</dd>
        {taxVnd > 0 && (
          <>
            <dt>{t('royalties.statement.tax')}</dt>
            <dd>{money(taxVnd)}</dd>
            <dt>{t('royalties.statement.net')}</dt>
            <dd>{money(netVnd)}</dd>
          </>
        )}
        <dt>{t('royalties.statement.in_words')}</dt>
        <dd>{inWords[locale]}</dd>
      </dl>
      <div className="signatures on-paper">
        {(['prepared', 'accountant', 'head'] as const).map((each) => (
          <p key={each}>{t(`royalties.statement.${each}`)}</p>
        ))}
      </div>
    </div>
  )
}

function PayeePart({ payee }: { payee: PayeeStatement }) {
  const { t, locale } = useWords()
  const money = useMoney()
  const { name, kind, lines, grossVnd, taxVnd, netVnd, inWords } = payee
  return (
    <section className="statement-part">
      <h3>
        {name} <span className="when">· {t(`royalties.kinds.${kind}`)}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      {/* biome-ignore lint/a11y/useSemanticElements: two people may have one name, so it is no landmark; and no form */}
      <div className="scroll" tabIndex={0} role="group" aria-label={name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('royalties.statement.text')}</th>
              <th scope="col">{t('royalties.role')}</th>
              <th scope="col">{t('royalties.form.share')}</th>
              <th scope="col">{t('royalties.state')}</th>
              <th scope="col" className="number">
                {t('royalties.statement.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ royalty, title, locale: of, role, shareBasisPoints, state, vnd }) => (
              <tr key={`${royalty} ${role}`}>
                <td>
                  <Link href={`/royalties/r/${royalty}`} lang={of}>
                    {title}
                  </Link>
                </td>
                <td>{t(`royalties.roles.${role}`)}</td>
                <td>{decimalOf(shareBasisPoints, 2, locale)}</td>
                <td>{t(`royalties.states.${state}`)}</td>
                <td className="number">{money(vnd)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Sum name={t('royalties.statement.sum')} value={money(grossVnd)} />
            {taxVnd > 0 && (
              <>
                <Sum name={t('royalties.statement.tax')} value={money(taxVnd)} />
                <Sum name={t('royalties.statement.net')} value={money(netVnd)} />
              </>
            )}
          </tfoot>
        </table>
      </div>
      <p className="when">{inWords[locale]}</p>
    </section>
  )
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <tr>
      <th scope="row" colSpan={4}>
        {name}
      </th>
      <td className="number">
        <strong>{value}</strong>
      </td>
    </tr>
  )
}
