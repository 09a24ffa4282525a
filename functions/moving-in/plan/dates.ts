import { aheadOfUtc } from '../../domain/dates.ts'
import type { Clock } from '../item.ts'
import { hourOf } from './hours.ts'

export type DateOrder = 'dmy' | 'mdy'

export type DateReading =
  /** UTC. `isDay`: without a time, so the day as it begins in Vietnam. */
  | { at: string; isDay?: true }
  | { none: true }
  /** It looks like a date, and there is no such day. */
  | { wrong: string }

const none: DateReading = { none: true }

/** `sáng`, `SA`, `AM`; `chiều`, `tối`, `CH`, `PM`. */
const half = String.raw`(?:\s*(SA|CH|AM|PM|sáng|trưa|chiều|tối|a\.m\.|p\.m\.))?`
const time = String.raw`(?:lúc\s+)?(\d{1,2})(?::|g|\s?h\s?|\s?giờ\s?)(\d{1,2})?(?:\s?(?:['’′]|phút))?(?::(\d{1,2})(?:[.,]\d+)?)?${half}`
const numeric = new RegExp(String.raw`^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[T,\s|–-]+${time})?$`, 'iu')
const timeFirst = new RegExp(
  String.raw`^${time}[,\s|–-]+(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$`,
  'iu',
)
/** Windows in Vietnamese writes months in words: `15 Tháng Bảy 2019`. */
const monthNumbers: Readonly<Record<string, string>> = {
  ...{ giêng: '1', một: '1', hai: '2', ba: '3', tư: '4', bốn: '4', năm: '5', sáu: '6' },
  ...{ bảy: '7', tám: '8', chín: '9', mười: '10', 'mười một': '11', 'mười hai': '12', chạp: '12' },
}
const inWords = new RegExp(
  String.raw`^(\d{1,2})\s+(?:tháng|thg|th)\s?(\d{1,2}|${Object.keys(monthNumbers)
    .toSorted((one, other) => other.length - one.length)
    .join('|')})(?:\s+năm|,)?\s+(\d{4})(?:[,\s|–-]+${time})?$`,
  'iu',
)
const monthName = new RegExp(String.raw`^([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:[,\s]+${time})?$`, 'iu')
const dayMonthName = new RegExp(
  String.raw`^(\d{1,2})[-\s]([a-z]{3,9})[-\s](\d{2,4})(?:[,\s]+${time})?$`,
  'iu',
)
/** The zone of Vietnam, as its news sites write it after the time. */
const ownZone = /\s*\(?(?:GMT|UTC)\s?\+\s?0?7(?::?00)?\)?(?:\s*\([^)]*\))?$/iu
const weekday =
  /^(?:(?:thứ\s+[\p{L}\d]+|chủ\s+nhật|cn|t[2-7]|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?)[,\s]+(?:ngày\s+)?/iu
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

type Part = string | undefined

interface Parts {
  year: number
  month: number
  day: number
  clock: readonly [Part, Part, Part, Part]
}

function reading(
  { year, month, day, clock: [hours, minutes, seconds, said] }: Parts,
  clock: Clock,
  text: string,
): DateReading {
  const full = year < 100 ? year + (year < 70 ? 2000 : 1900) : year
  // Never: the first year of .NET and of SQL.
  if (full <= 1) return none
  const hour = hourOf(Number(hours ?? 0), said)
  if (hour === undefined) return { wrong: text }
  const at = Date.UTC(full, month - 1, day, hour, Number(minutes ?? 0), Number(seconds ?? 0))
  const made = new Date(at)
  const isThere =
    made.getUTCMonth() === month - 1 && made.getUTCDate() === day && hour < 24 && Number(minutes ?? 0) < 60
  if (!isThere || full > 2200) return { wrong: text }
  const isDay = hours === undefined
  const utc = clock === 'site' || isDay ? at - aheadOfUtc : at
  return { at: iso(utc), ...(isDay && { isDay: true as const }) }
}

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')
const number = (part: Part) => Number(part ?? 0)

/** Day and month as a text writes them, for finding out which comes first in a whole column. */
export function orderIn(text: string): DateOrder | undefined {
  const found = numeric.exec(cleaned(text))
  if (!found || (found[1]?.length ?? 0) > 2) return undefined
  const [first, second] = [number(found[1]), number(found[2])]
  if (first > 12 && second <= 12) return 'dmy'
  return second > 12 && first <= 12 ? 'mdy' : undefined
}

/** Whether only the order of its column tells what it says. */
export function needsOrder(text: string): boolean {
  const found = numeric.exec(cleaned(text))
  return (
    found !== null && (found[1]?.length ?? 0) <= 2 && orderIn(text) === undefined && found[1] !== found[2]
  )
}

const cleaned = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u202f\u200e]+/gu, ' ')
    .trim()
    .replace(/^\((.*)\)$/u, '$1')
    .replace(weekday, '')
    .replace(/^ngày\s+/iu, '')
    // `15 / 07 / 2019`, but not `15:30 - 15/07/2019`.
    .replace(/^(\d{1,4}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{1,4})(?=\D|$)/u, '$1$2$3$2$4')

/** Excel counts days, where a column lost its format: those of 1954 to 2119. */
const [firstDay, lastDay, daysBefore1970] = [20_000, 80_000, 25_569]

/** A moment as a source writes it. `clock`: that which dates without a zone go by. */
export function readDate(given: string | number | undefined, clock: Clock, order: DateOrder): DateReading {
  if (given === undefined || given === '') return none
  const whole = cleaned(String(given))
  const text = whole.replace(ownZone, '')
  return readCleaned(text, text === whole ? clock : 'site', order)
}

function readCleaned(text: string, clock: Clock, order: DateOrder): DateReading {
  if (text === '' || /^0000-00-00/u.test(text) || /^0001-01-01/u.test(text)) return none
  const ticks = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/u.exec(text)?.[1]
  if (ticks) return { at: iso(clock === 'site' ? Number(ticks) - aheadOfUtc : Number(ticks)) }
  const zoned = /^(\d{4})-(\d{2})-(\d{2})[T ]([\d:.]+) ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/iu.exec(text)
  if (zoned) {
    const [, , , , hours, zone = ''] = zoned
    const offset = /^[+-]/u.test(zone)
      ? zone.replace(/^(...):?(\d\d)?$/u, (_, hour, minute = '00') => `${hour}:${minute}`)
      : 'Z'
    const at = Date.parse(`${text.slice(0, 10)}T${hours}${offset}`)
    const isDay =
      new Date(Date.UTC(number(zoned[1]), number(zoned[2]) - 1, number(zoned[3]))).getUTCDate() ===
      number(zoned[3])
    return Number.isNaN(at) || !isDay ? { wrong: text } : { at: iso(at) }
  }
  if (/^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} [\d:]+ (?:GMT|UTC|[+-]\d{4})$/iu.test(text))
    return { at: iso(Date.parse(text)) }
  const days = /^\d{5}(?:[.,]\d+)?$/u.test(text) ? Number(text.replace(',', '.')) : 0
  if (days >= firstDay && days <= lastDay) {
    const at = new Date(Math.round((days - daysBefore1970) * 86_400) * 1000)
    const isDay = Number.isInteger(days)
    const utc = clock === 'site' || isDay ? at.getTime() - aheadOfUtc : at.getTime()
    return { at: iso(utc), ...(isDay && { isDay: true as const }) }
  }
  const found = numeric.exec(text)
  if (found) {
    const [, a, b, c, ...clockParts] = found
    const clockOf: Parts['clock'] = [clockParts[0], clockParts[1], clockParts[2], clockParts[3]]
    if ((a?.length ?? 0) > 2)
      return reading({ year: number(a), month: number(b), day: number(c), clock: clockOf }, clock, text)
    const [day, month] = order === 'mdy' ? [b, a] : [a, b]
    return reading({ year: number(c), month: number(month), day: number(day), clock: clockOf }, clock, text)
  }
  const first = timeFirst.exec(text)
  if (first) {
    const [, hours, minutes, seconds, said, day, month, year] = first
    return reading(
      { year: number(year), month: number(month), day: number(day), clock: [hours, minutes, seconds, said] },
      clock,
      text,
    )
  }
  const words = inWords.exec(text)
  if (words) {
    const [, day, month = '', year, ...rest] = words
    return reading(
      {
        year: number(year),
        month: number(monthNumbers[month.toLowerCase()] ?? month),
        day: number(day),
        clock: [rest[0], rest[1], rest[2], rest[3]],
      },
      clock,
      text,
    )
  }
  const named = monthName.exec(text)
  const dayNamed = dayMonthName.exec(text)
  if (named || dayNamed) {
    const [, name, day, year, ...rest] =
      named ?? [...(dayNamed ?? [])].map((each, at, all) => (at === 1 ? all[2] : at === 2 ? all[1] : each))
    const month = months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
    if (month > 0)
      return reading(
        { year: number(year), month, day: number(day), clock: [rest[0], rest[1], rest[2], rest[3]] },
        clock,
        text,
      )
  }
  return { wrong: text }
}
