/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { type CalendarAnswer, type CalendarEntry, calendarPath } from '../api/calendar.ts'
import { useApi } from '../api/context.tsx'
import { clockOf, dayInVietnam } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'

/** Lines that are shown of what has happened, and of what is to come. */
const most = { done: 4, planned: 8 }

/** What is to come, and the last of what has been. */
function shownOf(entries: readonly CalendarEntry[]): CalendarEntry[] {
  const inOrder = entries.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const done = inOrder.filter(({ state }) => state === 'done').slice(-most.done)
  const planned = inOrder.filter(({ state }) => state !== 'done').slice(0, most.planned)
  return [...done, ...planned]
}

const wordOf = ({ state, act }: CalendarEntry) => {
  if (state === 'late') return 'overdue'
  if (state === 'planned') return act
  return act === 'publish' ? 'published' : 'withdrawn'
}

/** What goes public today or leaves, and what did, by the clock. */
export function Plan({ now }: { now: string }) {
  const { t, locale } = useWords()
  const api = useApi()
  const day = dayInVietnam(new Date(now))
  const { data } = useQuery({
    queryKey: ['calendar', day],
    meta: { kept: 'shown' },
    queryFn: async ({ signal }) =>
      (await api.read<CalendarAnswer>(calendarPath(day, day), { signal })).data.entries,
  })
  if (!data || data.length === 0) return null
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{t('today.plan')}</h2>
      <ul className="plan">
        {shownOf(data).map((entry) => (
          <li key={`${entry.at} ${entry.id} ${entry.locale} ${entry.act}`}>
            <time dateTime={entry.at}>{clockOf(entry.at)}</time>
            <span>
              <Link href={`/a/${entry.id}/${entry.locale}`} lang={entry.title ? entry.locale : locale}>
                {entry.title || t('today.untitled')}
              </Link>
              <span className={`when ${entry.state}`}>
                {t(`languages.${entry.locale}`)} · {t(`today.${wordOf(entry)}`)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/calendar">{t('today.to_calendar')}</Link>
      </p>
    </section>
  )
}
