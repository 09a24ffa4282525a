/** @jsxImportSource react */
import { Link, useLocation, useSearch } from 'wouter'
import { monthName } from '../../domain/dates.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { lastMonths } from '../ui/months.ts'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { DeadLinks } from './dead-links.tsx'
import { LostAddresses } from './lost-addresses.tsx'
import { MissedSearches } from './missed-searches.tsx'
import { MonthPart, monthRows, useNames } from './month-part.tsx'
import { ReadersPart, SaveReaders } from './readers-part.tsx'
import { SaveStanding, StandingPart } from './standing-part.tsx'
import { useMonth } from './use-look-back.ts'

// One script for both: another would divide what all screens share once more.
export { ReadersOfArticle } from './article-readers.tsx'

const views = ['month', 'readers', 'now', 'searches', 'addresses', 'links'] as const
/** Those that tell of one month. */
const monthly: readonly string[] = ['month', 'readers']
const monthShape = /^\d{4}-(?:0[1-9]|1[0-2])$/u

/** What came of it all ("Nhìn lại"): a month in numbers, what was read, how things stand, what readers looked for in vain. */
export function LookBack({ view: asked }: { view: string | undefined }) {
  const { t, locale } = useWords()
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('month') ?? ''
  const months = lastMonths(24)
  const month = monthShape.test(wanted) ? wanted : (months[0] ?? '')
  const view = views.find((each) => each === asked) ?? 'month'
  const addressOf = (each: (typeof views)[number], of: string) =>
    `/look-back${each === 'month' ? '' : `/${each}`}${monthly.includes(each) ? `?month=${of}` : ''}`
  return (
    <Screen title={t('lookBack.heading')}>
      <nav className="state-tabs" aria-label={t('lookBack.views')}>
        {views.map((each) => (
          <Link key={each} href={addressOf(each, month)} {...(each === view && { 'aria-current': 'page' })}>
            {t(`lookBack.names.${each}`)}
          </Link>
        ))}
      </nav>
      {monthly.includes(view) && (
        <div className="acts report-acts">
          <Select
            label={t('lookBack.month')}
            choices={[...new Set([month, ...months])]
              .sort()
              .reverse()
              .map((id) => ({ id, name: monthName(id, locale) }))}
            value={month}
            onChange={(id) => go(addressOf(view, id))}
          />
          {view === 'month' ? <SaveMonth month={month} /> : <SaveReaders month={month} />}
        </div>
      )}
      {view === 'month' && <MonthPart key={month} month={month} />}
      {view === 'readers' && <ReadersPart key={month} month={month} />}
      {view === 'now' && (
        <>
          <SaveStanding />
          <StandingPart />
        </>
      )}
      {view === 'searches' && <MissedSearches />}
      {view === 'addresses' && <LostAddresses />}
      {view === 'links' && <DeadLinks />}
    </Screen>
  )
}

/** The numbers of a month for a spreadsheet program. */
function SaveMonth({ month }: { month: string }) {
  const { t } = useWords()
  const names = useNames()
  const { data } = useMonth(month)
  return (
    <Button
      isDisabled={!data}
      onPress={() => {
        if (data) saveFile(csvOf(monthRows(data, names, t)), `${t('lookBack.heading')} ${month}.csv`)
      }}
    >
      {t('lookBack.export')}
    </Button>
  )
}
