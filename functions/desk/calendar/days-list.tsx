/** @jsxImportSource react */
import { useWords } from '../words.tsx'
import type { Board } from './board.ts'
import { useDayName, useDrop } from './day-cell.tsx'
import { type Line as CalendarLine, lineKey } from './entries.ts'
import { Line } from './line.tsx'

interface DaysProps {
  /** Which days, in their order; those without anything too. */
  wanted: readonly string[]
  days: ReadonlyMap<string, CalendarLine[]>
  board: Board
  /** Side by side where there is room, as a week; else one below the other. */
  isWeek: boolean
}

/** Days, each with all that stands in it. */
export function Days({ wanted, days, board, isWeek }: DaysProps) {
  return (
    <ol className={isWeek ? 'week-days' : 'list-days'}>
      {wanted.map((day) => (
        <Day key={day} day={day} lines={days.get(day) ?? []} board={board} isWide={!isWeek} />
      ))}
    </ol>
  )
}

interface DayProps {
  day: string
  lines: readonly CalendarLine[]
  board: Board
  isWide: boolean
}

function Day({ day, lines, board, isWide }: DayProps) {
  const { t, locale } = useWords()
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const nameOf = useDayName()
  const isToday = day === board.today
  return (
    <li {...useDrop(day, board)} {...(isToday && { 'aria-current': 'date' as const })}>
      <h3>
        {isWide ? (
          nameOf(day)
        ) : (
          <>
            <span aria-hidden="true">{`${short.format(new Date(day))} ${Number(day.slice(8))}/${Number(day.slice(5, 7))}`}</span>
            <span className="vh">{nameOf(day)}</span>
          </>
        )}
        {isToday && <span className="tag">{t('calendar.today')}</span>}
      </h3>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <Line key={lineKey(line)} line={line} board={board} isWide={isWide} />
          ))}
        </ul>
      )}
    </li>
  )
}
