import { aheadOfUtc } from '../dates.ts'

/** Days of the local calendar, on which rates and terms depend. */
const dayLength = 24 * 3_600_000

/** `2019-07-14T17:00:00.000Z` -> `2019-07-15`: the day on which it happened in Vietnam. */
export function dayOf(at: string): string {
  return new Date(Date.parse(at) + aheadOfUtc).toISOString().slice(0, 10)
}

/** The day that is `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10)
}
