import type { CalendarEntry, CalendarLook, CalendarRelease, CalendarSlot } from '../api/calendar.ts'
import { dayInVietnam } from '../ui/moment.tsx'
import type { Shown } from './address.ts'

export const keyOf = ({ at, id, locale, act, state }: CalendarEntry) =>
  `${at} ${id} ${locale} ${act} ${state}`

/** What it is in words and by its sign: `planned_publish`, or `late`. */
export function kindOf({ state, act }: CalendarEntry) {
  if (state === 'late') return 'late'
  return `${state}_${act}` as const
}

/** One line of a day: a text by the clock, texts together, what is to be written, or what is to be looked at again. */
export type Line = CalendarEntry | CalendarRelease | CalendarLook | CalendarSlot

export const isSlot = (line: Line): line is CalendarSlot => 'what' in line
export const isRelease = (line: Line): line is CalendarRelease => 'texts' in line
export const isEntry = (line: Line): line is CalendarEntry => 'act' in line
export function lineKey(line: Line): string {
  if (isRelease(line)) return `release ${line.id}`
  return isEntry(line) ? keyOf(line) : `${isSlot(line) ? 'slot' : 'look'} ${line.id}`
}
const dayOf = (line: Line) => ('at' in line ? dayInVietnam(new Date(line.at)) : line.on)

/** The lines that an address shows, by their days in Vietnam: first what has no hour, then the earliest. */
export function byDay(lines: readonly Line[], shown: Shown): Map<string, Line[]> {
  const { section, locale, mine } = shown
  const clockOf = (line: Line) => ('at' in line ? line.at : '')
  // Of texts that go together one is enough.
  const textsOf = (line: Line): readonly { section?: string; locale?: string }[] =>
    isRelease(line) ? line.texts : [line]
  const wanted = lines
    .filter((each) => section === undefined || textsOf(each).some((text) => text.section === section))
    .filter((each) => locale === undefined || textsOf(each).some((text) => text.locale === locale))
    .filter((each) => !mine || each.mine)
    .toSorted((a, b) => (clockOf(a) < clockOf(b) ? -1 : 1))
  return Map.groupBy(wanted, dayOf)
}
