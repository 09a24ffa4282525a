import type { SlotInput } from '../../domain/article/slot.ts'
import type { Locale } from '../../domain/locale.ts'

/** What is planned for a text, or happened to it, as the API answers it. `at`: a UTC instant. */
export interface CalendarEntry {
  at: string
  state: 'planned' | 'late' | 'done'
  act: 'publish' | 'withdraw'
  id: string
  locale: Locale
  /** Name of whoever did it. */
  by?: string
  title?: string
  section?: string
  /** Whoever asks made the article, or wrote this language of it last. */
  mine?: true
}

/** An article that is to be looked at again on a day of Vietnam, in the first language that it has. */
export interface CalendarLook {
  on: string
  note?: string
  id: string
  locale?: Locale
  title?: string
  section: string
  mine?: true
}

/** What is to be written on a day of Vietnam, and is no text yet. `who`: principal of whoever is to write it. */
export interface CalendarSlot extends SlotInput {
  id: string
  etag: string
  mine?: true
}

/** Texts that go public together, or went. `missing`: how many are not ready. */
export interface CalendarRelease {
  id: string
  name: string
  etag: string
  at: string
  state: 'planned' | 'late' | 'done'
  missing: number
  texts: { id: string; locale: Locale; title?: string; section?: string }[]
  mine?: true
}

/** All that stands in some days. */
export interface CalendarAnswer {
  entries: CalendarEntry[]
  looks: CalendarLook[]
  slots: CalendarSlot[]
  releases: CalendarRelease[]
}

/** What may clash: every text that stands by itself, and each release as one. */
export function entriesOf({
  entries,
  releases,
}: Pick<CalendarAnswer, 'entries' | 'releases'>): CalendarEntry[] {
  return [
    ...entries,
    ...releases.flatMap(({ id, at, state, name, texts: [first] }): CalendarEntry[] =>
      first ? [{ id, at, state, act: 'publish', locale: first.locale, title: name }] : [],
    ),
  ]
}

/** The entries from one day of Vietnam to another, both included. */
export const calendarPath = (from: string, to: string) => `/calendar?from=${from}&to=${to}`

/** Milliseconds within which two publications take readers from each other. */
export const clashesWithin = 15 * 60_000

/**
 * Other articles that are to go public less than a quarter of an hour before or after. Languages of one article are no clash, and neither
 * is what has happened, nor a day without anything.
 */
export function clashesWith(
  entry: Pick<CalendarEntry, 'at'> & Partial<Pick<CalendarEntry, 'id'>>,
  entries: readonly CalendarEntry[],
): CalendarEntry[] {
  const others = entries.filter(
    (each) =>
      each.act === 'publish' &&
      each.state === 'planned' &&
      each.id !== entry.id &&
      Math.abs(Date.parse(each.at) - Date.parse(entry.at)) < clashesWithin,
  )
  return [...new Map(others.map((each) => [each.id, each])).values()]
}
