import type { LocalTime } from '../../locales/language.ts'
import { languages } from '../../locales/languages.ts'
import type { Locale } from './locale.ts'

/** The department works, and dates its news, in Vietnam (UTC+7, no daylight saving), wherever the reader is. */
export const timeZone = 'Asia/Ho_Chi_Minh'

/** Milliseconds by which the clock in Vietnam is ahead of UTC; exact since June 1975. */
export const aheadOfUtc = 7 * 3_600_000

const local = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** A moment by the clock in Vietnam. */
function localTime(at: string): LocalTime {
  const parts = new Map(local.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
  return {
    weekday: weekdays.indexOf(parts.get('weekday') ?? ''),
    day: number('day'),
    month: number('month'),
    year: number('year'),
    clock: `${parts.get('hour')}:${parts.get('minute')}`,
  }
}

/** `2019-07-15T15:00:00+07:00`: a moment in a message to editors. Exact since June 1975. */
export function inVietnam(at: string): string {
  return `${new Date(Date.parse(at) + aheadOfUtc).toISOString().slice(0, 19)}+07:00`
}

/**
 * `Thứ Hai, ngày 15/07/2019, 15:00`; in English `Monday, 15 July 2019, 15:00`. With numbered weekdays `Thứ 2, Ngày 15/07/2019, 15:00`,
 * as the old portal had it, in a language that numbers them.
 */
export function dateline(at: string, locale: Locale, weekdays?: 'number'): string {
  const { dateline: named, numbered = named } = languages[locale].dates
  return (weekdays === 'number' ? numbered : named)(localTime(at))
}

/** The local day of a moment, `2019-07-15`. */
export function dayOf(at: string): string {
  return inVietnam(at).slice(0, 10)
}

/** `15/07/2019`; in English `15 July 2019`. */
export function shortDate(at: string, locale: Locale): string {
  return languages[locale].dates.short(localTime(at))
}

/** The local calendar month of a moment, `2019-07`. */
export function monthOf(at: string): string {
  const { month, year } = localTime(at)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
}

/** First moment of a local month and of the next one, in UTC; exact since June 1975, when the offset became +07:00. */
export function monthBounds(month: string): { from: string; to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const start = (y: number, m: number) => new Date(Date.UTC(y, m - 1, 1) - aheadOfUtc).toISOString()
  return { from: start(year, number), to: number === 12 ? start(year + 1, 1) : start(year, number + 1) }
}

/** First moment of a local day and of the next one, in UTC; exact since June 1975. */
export function dayBounds(day: string): { from: string; to: string } {
  const start = Date.parse(`${day}T00:00:00Z`) - aheadOfUtc
  return { from: new Date(start).toISOString(), to: new Date(start + 86_400_000).toISOString() }
}

/** `Tháng 7`; in English `July`. */
export function monthOfYear(month: string, locale: Locale): string {
  return languages[locale].dates.month(Number(month.slice(5)))
}

/** `Tháng 7 năm 2019`; in English `July 2019`. */
export function monthName(month: string, locale: Locale): string {
  return languages[locale].dates.monthOfYear(Number(month.slice(5)), Number(month.slice(0, 4)))
}

/** The months (`2026-11`) of UTC in which two moments lie, and those between, the first one first. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  const at = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  for (; at.toISOString().slice(0, 7) <= to.slice(0, 7); at.setUTCMonth(at.getUTCMonth() + 1)) {
    months.push(at.toISOString().slice(0, 7))
  }
  return months
}
