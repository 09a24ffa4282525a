import { isLocale, type Locale } from '../locale.ts'

/** Views of one day of Vietnam in one language; in none where the browser did not say which. */
export interface DayViews {
  day: string
  locale?: Locale | undefined
  views: number
}

/** By what a counter calls a day: `2026-11-27.vi`; `27.vi` in a month; without a language `2026-11-27`. */
export function dayCounter(day: string, locale: Locale | undefined): string {
  return locale ? `${day}.${locale}` : day
}

const ofCounter = /^(\d{4}-\d\d-\d\d)(?:\.(.+))?$/u
const ofMonth = /^(\d\d)(?:\.(.+))?$/u

function read(item: Record<string, unknown>, name: RegExp, before: string): DayViews[] {
  return Object.entries(item).flatMap(([each, views]): DayViews[] => {
    const [, day, locale = ''] = name.exec(each) ?? []
    if (day === undefined || typeof views !== 'number') return []
    return [{ day: before + day, ...(isLocale(locale) && { locale }), views }]
  })
}

/** The days that a counter holds. */
export const daysOfCounter = (item: Record<string, unknown>): DayViews[] => read(item, ofCounter, '')

/** The days that an article's row of a month (`2026-11`) holds. */
export const daysOfMonth = (month: string, item: Record<string, unknown>): DayViews[] =>
  read(item, ofMonth, `${month}-`)

/** Views with equal keys as one sum each, in the order of the first of each. */
export function sumBy<T extends { views: number }>(
  all: readonly T[],
  keyOf: (each: T) => string,
): { id: string; count: number }[] {
  return [...Map.groupBy(all, keyOf)].map(([id, some]) => ({
    id,
    count: some.reduce((sum, { views }) => sum + views, 0),
  }))
}
