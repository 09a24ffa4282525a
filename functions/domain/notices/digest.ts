import { aheadOfUtc } from '../dates.ts'

const day = 86_400_000
/** 07:30 by the clock in Vietnam, before anybody's working day begins. Milliseconds of the day. */
const hour = 7.5 * 3_600_000

/** The last moment (UTC) at which a digest was due: half past seven in Vietnam, from Monday to Friday. Holidays are not known. */
export function lastDigest(now: Date): string {
  const local = now.getTime() + aheadOfUtc
  const midnight = Math.floor(local / day) * day
  for (let at = midnight + hour; ; at -= day) {
    const weekday = new Date(at).getUTCDay()
    if (at <= local && weekday !== 0 && weekday !== 6) return new Date(at - aheadOfUtc).toISOString()
  }
}
