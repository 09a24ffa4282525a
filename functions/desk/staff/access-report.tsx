/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { dateline, monthName, shortDate } from '../../domain/dates.ts'
import type { Role } from '../../domain/role.ts'
import { useApi } from '../api/context.tsx'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { lastMonths } from '../ui/months.ts'
import { Notice } from '../ui/notice.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'

/** As the API answers it. */
interface AccessReport {
  month: string
  at: string
  isComplete: boolean
  people: {
    id: string
    name: string
    role: Role
    sections?: string[]
    from?: string
    until?: string
    given?: { number: number; hash: string; at: string; by: { name: string } }
  }[]
  digest: string
}

const monthShape = /^\d{4}-(?:0[1-9]|1[0-2])$/u

/** Who had which right at the end of a month: on the screen, to be printed, and to be proved. */
export function AccessReportView() {
  const { t, locale } = useWords()
  const api = useApi()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('month') ?? ''
  const months = lastMonths(24)
  const month = monthShape.test(asked) ? asked : (months[1] ?? '')
  const settings = useSettings()
  const [error, setError] = useState<unknown>()
  const report = useQuery({
    queryKey: ['access', month],
    queryFn: async ({ signal }) => (await api.read<AccessReport>(`/staff/access/${month}`, { signal })).data,
  })
  const save = async (path: string, name: string) => {
    try {
      setError(undefined)
      saveFile(await api.file(`/staff/access/${path}`), name)
    } catch (failure) {
      setError(failure)
    }
  }
  const day = (at: string) => shortDate(`${at}T00:00:00+07:00`, locale)
  const { data } = report
  return (
    <>
      <p className="hint">{t('staff.report_hint')}</p>
      <div className="acts report-acts">
        <Select
          label={t('staff.month')}
          choices={[...new Set([month, ...months])]
            .sort()
            .reverse()
            .map((id) => ({ id, name: monthName(id, locale) }))}
          value={month}
          onChange={(id) => go(`/staff/access?month=${id}`)}
        />
        <Button
          onPress={() => void save(`${month}.xlsx?locale=${locale}`, `${t('staff.report')} ${month}.xlsx`)}
        >
          {t('staff.workbook')}
        </Button>
        <Button onPress={() => void save(month, `access-${month}.json`)}>{t('staff.signed')}</Button>
      </div>
      {error !== undefined && <Trouble error={error} />}
      {report.isPending && <Loading />}
      {report.error && <Trouble error={report.error} onRetry={() => void report.refetch()} />}
      {data && !data.isComplete && (
        <Notice>
          <p>{t('staff.incomplete', { at: dateline(data.at, locale) })}</p>
        </Notice>
      )}
      {data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too
        <section className="table-frame" tabIndex={0} aria-label={monthName(month, locale)}>
          <table className="figures">
            <caption className="vh">{t('staff.report_of', { month: monthName(month, locale) })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('staff.name')}</th>
                <th scope="col">{t('me.role')}</th>
                <th scope="col">{t('me.sections')}</th>
                <th scope="col">{t('staff.days')}</th>
                <th scope="col">{t('staff.given')}</th>
              </tr>
            </thead>
            <tbody>
              {data.people.map(({ id, name, role, sections, from, until, given }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{t(`roles.${role}`)}</td>
                  <td>
                    {sections
                      ?.map((each) => sectionName(settings.data?.sections ?? [], each, locale))
                      .join(', ') ?? t('me.everySection')}
                  </td>
                  <td>
                    {from || until
                      ? `${from ? day(from) : ''} – ${until ? day(until) : ''}`
                      : t('staff.no_limit')}
                  </td>
                  <td>{given ? `${given.by.name}, ${dateline(given.at, locale)}` : t('staff.set_up')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {data && (
        <p className="hint digest">
          {t('staff.digest')} <code>{data.digest}</code>
        </p>
      )}
    </>
  )
}
