import { aheadOfUtc } from '../dates.ts'

const day = 86_400_000
/** 07:30 by the clock in Vietnam, before anybody's working day begins. Milliseconds of the day. */
const hour = 7.5 * 3_600_000

/**
 * Public holidays that are the same days each year (Labour Code 2019, article 112). Tết, the day of the Hùng kings and the day
 * beside National Day follow the moon or are announced each year: the settings say them (`daysOff`).
 */
const holidays = ['01-01', '04-30', '05-01', '09-02']

/** A year of days that are all off is a mistake, and nobody waits longer for a digest. */
const mostDays = 30

/** The last moment (UTC) at which a digest was due: half past seven in Vietnam on a working day. `daysOff`: days of Vietnam, `2027-02-05`. */
export function lastDigest(now: Date, daysOff: readonly string[] = []): string {
  const local = now.getTime() + aheadOfUtc
  const midnight = Math.floor(local / day) * day
  for (let at = midnight + hour; ; at -= day) {
    const date = new Date(at)
    const name = date.toISOString().slice(0, 10)
    const isFree =
      [0, 6].includes(date.getUTCDay()) || holidays.includes(name.slice(5)) || daysOff.includes(name)
    const isLong = at < local - mostDays * day
    if (at <= local && (!isFree || isLong)) return new Date(at - aheadOfUtc).toISOString()
  }
}
