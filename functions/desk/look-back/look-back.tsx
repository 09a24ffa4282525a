/** @jsxImportSource react */
import { Link, useLocation, useSearch } from 'wouter'
import { monthName } from '../../domain/dates.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { lastMonths } from '../ui/months.ts'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { MissedSearches } from './missed-searches.tsx'
import { MonthPart, monthRows, useNames } from './month-part.tsx'
import { StandingPart } from './standing-part.tsx'
import { useMonth } from './use-look-back.ts'

const views = ['month', 'now', 'searches'] as const
const monthShape = /^\d{4}-(?:0[1-9]|1[0-2])$/u

/** What came of it all ("Nhìn lại"): a month in numbers, how things stand, and what readers looked for in vain. */
export function LookBack({ view: asked }: { view: string | undefined }) {
  const { t, locale } = useWords()
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('month') ?? ''
  const months = lastMonths(24)
  const month = monthShape.test(wanted) ? wanted : (months[0] ?? '')
  const view = views.find((each) => each === asked) ?? 'month'
  return (
    <Screen title={t('lookBack.heading')}>
      <nav className="state-tabs" aria-label={t('lookBack.views')}>
        {views.map((each) => (
          <Link
            key={each}
            href={each === 'month' ? `/look-back?month=${month}` : `/look-back/${each}`}
            {...(each === view && { 'aria-current': 'page' })}
          >
            {t(`lookBack.names.${each}`)}
          </Link>
        ))}
      </nav>
      {view === 'month' && (
        <>
          <div className="acts report-acts">
            <Select
              label={t('lookBack.month')}
              choices={[...new Set([month, ...months])]
                .sort()
                .reverse()
                .map((id) => ({ id, name: monthName(id, locale) }))}
              value={month}
              onChange={(id) => go(`/look-back?month=${id}`)}
            />
            <SaveMonth month={month} />
          </div>
          <MonthPart key={month} month={month} />
        </>
      )}
      {view === 'now' && <StandingPart />}
      {view === 'searches' && <MissedSearches />}
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
