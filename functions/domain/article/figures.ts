import { languages } from '../../../locales/languages.ts'
import { roughTextOf } from '../body/rough-text.ts'
import { locales } from '../locale.ts'
import type { TranslationInput } from './article.ts'

/** A number, a date or a time of day, as a text writes it. */
interface Figure {
  written: string
  /** What it is called by in any writing: of a number one of these is enough, of a date or a time each. */
  day?: number
  month?: number
  year?: number
  /** Minutes after midnight or noon: languages count hours to 12 or to 24. */
  time?: number
  numbers?: string[]
}

const months = new Map(
  locales.flatMap((locale) => {
    const short = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month): [string, number][] => [
      [languages[locale].dates.month(month).toLowerCase(), month],
      [
        short
          .format(Date.UTC(2000, month - 1))
          .toLowerCase()
          .replace('.', ''),
        month,
      ],
    ])
  }),
)
const anyMonth = [...months.keys()].sort((a, b) => b.length - a.length).join('|')
const month = `(?<name>${anyMonth})(?![\\p{L}\\p{N}])\\.?`
const year = String.raw`(?:,?\s+(?:năm\s+|of\s+)?(?<year>\d{4})(?!\d))?`
const before = String.raw`(?<![\p{L}\p{N}])`
const form = (source: string) => new RegExp(before + source, 'giu')

type Groups = Partial<Record<string, string>>
type Reading = (groups: Groups) => Omit<Figure, 'written'> | undefined

const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))

/** What a date says; nothing, where there is no such day or month. */
const dateOf: Reading = (groups) => {
  const { name } = groups
  const [day, year] = [number(groups.day), number(groups.year)]
  const month = name === undefined ? number(groups.month) : months.get(name.toLowerCase())
  if (month === undefined || month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31)))
    return undefined
  return { ...(day !== undefined && { day }), month, ...(year !== undefined && { year }) }
}

const timeOf: Reading = ({ hour, minute = '0' }) => {
  const [hours, minutes] = [Number(hour), Number(minute)]
  return hours > 24 || minutes > 59 ? undefined : { time: (hours % 12) * 60 + minutes }
}

const times: Record<string, number> = {
  ...{ nghìn: 1e3, ngàn: 1e3, thousand: 1e3, triệu: 1e6, million: 1e6 },
  ...{ tỷ: 1e9, tỉ: 1e9, billion: 1e9 },
  ...{ 'nghìn tỷ': 1e12, 'nghìn tỉ': 1e12, 'ngàn tỷ': 1e12, 'ngàn tỉ': 1e12, trillion: 1e12 },
}

/** `1.234,5` and `1,234.5` are the same, and so are `1,5 triệu` and `1,500,000`. */
const numberOf: Reading = ({ digits = '', many }) => {
  const plain = digits.replaceAll(/[.,]/gu, '').replace(/^0+(?=\d)/u, '')
  if (many === undefined) return { numbers: [plain] }
  const isWhole = /^\d{1,3}(?:[.,]\d{3})+$/u.test(digits)
  // Of several signs the last one parts the decimals.
  const value = isWhole ? Number(plain) : Number(digits.replaceAll(/[.,](?=.*[.,])/gu, '').replace(',', '.'))
  const all = Math.round(value * (times[many.toLowerCase().replaceAll(/\s+/gu, ' ')] ?? 1))
  return { numbers: [String(all)] }
}

/** In which forms figures are written, the longest first: what one has read, the next ones do not see. */
const forms: readonly [RegExp, Reading][] = [
  [form(String.raw`(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})(?![\d/])`), dateOf],
  [form(String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+${month}${year}`), dateOf],
  [form(String.raw`${month}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]*\d)${year}`), dateOf],
  // Not the beginning of the number of a decree, `15/2026/NĐ-CP`.
  [form(String.raw`(?:tháng\s+)?(?<month>\d{1,2})/(?<year>\d{4})(?![\d/])`), dateOf],
  [form(month + year), dateOf],
  [form(String.raw`(?<day>\d{1,2})/(?<month>\d{1,2})(?![\d/])`), dateOf],
  [form(String.raw`(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s*[ap]\.?m(?!\p{L})\.?`), timeOf],
  [form(String.raw`(?<hour>\d{1,2})(?:[:hg]|\s*giờ\s*)(?<minute>\d{2})(?!\d)(?:\s*phút)?`), timeOf],
  [form(String.raw`(?<hour>\d{1,2})\s*(?:giờ|h)(?![\p{L}\d])`), timeOf],
  [
    /(?<digits>\d[\d.,]*\d|\d)(?:\s*(?<many>(?:nghìn|ngàn)\s+t[ỷỉ]|trillion|nghìn|ngàn|thousand|triệu|million|tỷ|tỉ|billion)(?!\p{L}))?/giu,
    numberOf,
  ],
]

/** Stands where a figure was read: no digit and no letter. */
const read = ' \u2007 '

function figuresIn(text: string): Figure[] {
  const found: Figure[] = []
  let rest = text
  for (const [pattern, reading] of forms) {
    rest = rest.replace(pattern, (...match: unknown[]) => {
      const written = String(match[0])
      const groups: Groups = Object.fromEntries(Object.entries(match.at(-1) ?? {}))
      const figure = reading(groups)
      if (figure) found.push({ written: written.replaceAll(/\s+/gu, ' ').trim(), ...figure })
      return figure ? read : written
    })
  }
  return found
}

/** A month without a year or a number may be a word like any other: `may`. */
const isSure = ({ written, day, month, year, numbers }: Figure) =>
  (month === undefined || day !== undefined || year !== undefined || /\d/u.test(written)) &&
  // Small numbers are written in words.
  (numbers === undefined || numbers.some((each) => each.length > 1))

const present = <Value>(values: readonly (Value | undefined)[]) =>
  new Set(values.filter((each) => each !== undefined))

/**
 * Numbers, dates and times of a source that its translation has in no writing, as the source writes them: `16/11`, `125`. Parts of
 * a date are looked for by themselves, so that `15 đến 17/7` is found in `15 to 17 July`.
 */
export function missingFigures(source: string, translation: string): string[] {
  const there = figuresIn(translation)
  const numbers = present(there.flatMap(({ numbers = [] }) => numbers))
  const hasNumber = (value: number) => numbers.has(String(value))
  const [days, months, years, clocks] = [
    present(there.map(({ day }) => day)),
    present(there.map(({ month }) => month)),
    present(there.map(({ year }) => year)),
    present(there.map(({ time }) => time)),
  ]
  const isDay = (day: number) => days.has(day) || hasNumber(day)
  const isYear = (year: number) => years.has(year) || hasNumber(year)
  const isThere = ({ day, month, year, time, numbers: called }: Figure) => {
    if (called)
      return called.some((each) => numbers.has(each) || days.has(Number(each)) || years.has(Number(each)))
    if (time !== undefined)
      return clocks.has(time) || (time % 60 === 0 && [0, 12, 24].some((more) => hasNumber(time / 60 + more)))
    const [first, second] = [month ?? 0, day]
    const isInOrder = months.has(first) && (second === undefined || isDay(second))
    // Month and day change places between languages.
    const isSwapped = second !== undefined && months.has(second) && days.has(first)
    return (isInOrder || isSwapped) && (year === undefined || isYear(year))
  }
  const missing = figuresIn(source).filter((figure) => isSure(figure) && !isThere(figure))
  const all = [...new Set(missing.map(({ written }) => written))]
  return all.toSorted((a, b) => source.indexOf(a) - source.indexOf(b))
}

/** The words of a text in which its figures stand. */
export function textOf({ title = '', summary = '', body = '' }: Partial<TranslationInput>): string {
  return [title, summary, roughTextOf(body)].join('\n')
}

/** How many words a translator has before them. */
export function wordCountOf(text: Partial<TranslationInput>): number {
  return textOf(text)
    .split(/\s+/u)
    .filter((each) => /[\p{L}\p{N}]/u.test(each)).length
}
