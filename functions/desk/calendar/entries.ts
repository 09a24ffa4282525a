import type { CalendarEntry, CalendarLook, CalendarSlot } from '../api/calendar.ts'
import { dayInVietnam } from '../ui/moment.tsx'
import type { Shown } from './address.ts'

export const keyOf = ({ at, id, locale, act, state }: CalendarEntry) =>
  `${at} ${id} ${locale} ${act} ${state}`

/** What it is in words and by its sign: `planned_publish`, or `late`. */
export function kindOf({ state, act }: CalendarEntry) {
  if (state === 'late') return 'late'
  return `${state}_${act}` as const
}

/** One line of a day: a text by the clock, what is to be written, or an article that is to be looked at again. */
export type Line = CalendarEntry | CalendarLook | CalendarSlot

export const isSlot = (line: Line): line is CalendarSlot => 'what' in line
export const isEntry = (line: Line): line is CalendarEntry => 'at' in line
export function lineKey(line: Line): string {
  return isEntry(line) ? keyOf(line) : `${isSlot(line) ? 'slot' : 'look'} ${line.id}`
}
const dayOf = (line: Line) => (isEntry(line) ? dayInVietnam(new Date(line.at)) : line.on)

/** The lines that an address shows, by their days in Vietnam: first what has no hour, then the earliest. */
export function byDay(lines: readonly Line[], shown: Shown): Map<string, Line[]> {
  const { section, locale, mine } = shown
  const clockOf = (line: Line) => (isEntry(line) ? line.at : '')
  const wanted = lines
    .filter((each) => section === undefined || each.section === section)
    .filter((each) => locale === undefined || each.locale === locale)
    .filter((each) => !mine || each.mine)
    .toSorted((a, b) => (clockOf(a) < clockOf(b) ? -1 : 1))
  return Map.groupBy(wanted, dayOf)
}
