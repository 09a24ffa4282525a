import type { Locale } from '../../domain/locale.ts'
import type { CalendarEntry, CalendarRelease, CalendarSlot } from '../api/calendar.ts'

/** A text of which something is planned, or is to be. */
export interface Planned {
  id: string
  locale: Locale
  act: CalendarEntry['act']
  /** UTC; none where nothing is planned yet. */
  at?: string
}

/** What somebody wants done with it; `to`: the day of Vietnam that it was carried to. */
export type PlanAsked = { kind: 'plan'; of: Planned; to?: string } | { kind: 'cancel'; of: Planned }
/** `day`: for which it is to be written; without a slot, a new one. */
export type Asked =
  | PlanAsked
  | { kind: 'slot'; slot?: CalendarSlot; day: string }
  | { kind: 'release'; release: CalendarRelease; act: 'schedule' | 'unschedule'; to?: string }
/** What somebody carries over the days. */
export type Dragged =
  | { kind: 'text'; of: Planned }
  | { kind: 'slot'; slot: CalendarSlot }
  | { kind: 'release'; release: CalendarRelease }

/** What each view of the calendar needs to know, and tells. */
export interface Board {
  /** All of them, filtered or not: what is hidden clashes as well. */
  entries: readonly CalendarEntry[]
  today: string
  mayPlan: (section: string | undefined) => boolean
  /** Whether one may plan what goes public together; which of its texts is not one's own the API says. */
  mayRelease: boolean
  onAsk: (asked: Asked) => void
  /** Whether a section is one's own. */
  isInside: (section: string) => boolean
  mayIntend: boolean
  /** What is carried at this very moment: a page need not have been drawn again since it was taken up. */
  dragged: () => Dragged | undefined
  onDrag: (what: Dragged | undefined) => void
}

/** A moment (UTC) of the same clock on another day; eight in the morning where there was none. */
export function carriedTo(day: string, at: string | undefined): string {
  const clock = at === undefined ? '01:00:00.000Z' : at.slice(11)
  // Before seven in the morning in Vietnam, UTC has the day before.
  const isDayBefore = clock >= '17'
  const noon = Date.parse(`${day}T00:00:00Z`) - (isDayBefore ? 86_400_000 : 0)
  return `${new Date(noon).toISOString().slice(0, 10)}T${clock}`
}
