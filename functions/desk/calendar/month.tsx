/** @jsxImportSource react */
import { Link } from 'wouter'
import { useWords } from '../words.tsx'
import { addressOf, type Shown } from './address.ts'
import type { Board } from './board.ts'
import { useDayName, useDrop } from './day-cell.tsx'
import { daysOfWeek, weeksOfMonth } from './days.ts'
import { type Line as CalendarLine, lineKey } from './entries.ts'
import { Line } from './line.tsx'

/** Lines of a day that are shown; the week shows all. */
const most = 4

interface MonthProps {
  shown: Shown
  days: ReadonlyMap<string, CalendarLine[]>
  board: Board
}

/** A month as a table of its weeks. */
export function Month({ shown, days, board }: MonthProps) {
  const { locale } = useWords()
  const weeks = weeksOfMonth(shown.day)
  const [first = shown.day] = weeks
  const named = (day: string, width: 'long' | 'short') =>
    new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(new Date(day))
  return (
    <table className="month-table">
      <thead>
        <tr>
          {daysOfWeek(first).map((day) => (
            <th key={day} scope="col" abbr={named(day, 'long')}>
              {named(day, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((monday) => (
          <tr key={monday}>
            {daysOfWeek(monday).map((day) => (
              <Day key={day} day={day} shown={shown} lines={days.get(day) ?? []} board={board} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayProps extends Omit<MonthProps, 'days'> {
  day: string
  lines: CalendarLine[]
}

function Day({ day, shown, lines, board }: DayProps) {
  const { t } = useWords()
  const nameOf = useDayName()
  const { className, ...drop } = useDrop(day, board)
  const isOther = day.slice(0, 7) !== shown.day.slice(0, 7)
  const count = lines.length
  const week = addressOf({ ...shown, view: 'week', day })
  return (
    <td
      className={isOther ? `${className} other-month` : className}
      {...(day === board.today && { 'aria-current': 'date' })}
      {...drop}
    >
      <Link href={week} className="day-number">
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        <span className="vh">{nameOf(day)}</span>
      </Link>
      {count > 0 && (
        <>
          <p className="day-count">
            <span aria-hidden="true">{count}</span>
            <span className="vh">{t('calendar.count', { count })}</span>
          </p>
          <ul>
            {lines.slice(0, most).map((line) => (
              <Line key={lineKey(line)} line={line} board={board} />
            ))}
          </ul>
          {count > most && (
            <Link href={week} className="day-more">
              {t('calendar.more', { count: count - most })}
            </Link>
          )}
        </>
      )}
    </td>
  )
}
