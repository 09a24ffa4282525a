import * as z from 'zod'
import { day } from '../date-schemas.ts'
import { monthBounds } from '../dates.ts'
import { locale } from '../locale-schemas.ts'
import type { DayViews } from './day-views.ts'

/** How many articles of a month are known as those that were read most. */
export const mostRead = 100
/** More than these are never held while a month is added up. */
const heldAtOnce = 20 * mostRead

/** A month is added up again no sooner than this, milliseconds. */
const pause = 15 * 60_000
/** For so long after its end views of it may still be carried over, milliseconds. */
const afterwards = 3 * 86_400_000

/** Views of a month by day, section (none where it is not known) and language, and the articles that were read most. */
export const monthReaders = z.object({
  counts: z.array(z.object({ day, section: z.string(), locale: locale.optional(), views: z.int() })),
  articles: z.array(z.object({ id: z.string(), views: z.int() })),
})
export type MonthReaders = z.infer<typeof monthReaders>

/** Whether a month is to be added up (again). `addedUp`, `now`: milliseconds since 1970. */
export function isDue(month: string, addedUp: number | undefined, now: number): boolean {
  if (addedUp === undefined) return true
  return now - addedUp >= pause && addedUp < Date.parse(monthBounds(month).to) + afterwards
}

/** Adds up a month, article by article: what is held does not grow with how many there are. */
export function createMonthSum() {
  const counts = new Map<string, MonthReaders['counts'][number]>()
  let articles: MonthReaders['articles'] = []

  function keepMost(): void {
    articles = articles.sort((a, b) => b.views - a.views || (a.id < b.id ? -1 : 1)).slice(0, mostRead)
  }

  return {
    add(id: string, section: string, days: readonly DayViews[]): void {
      for (const { day, locale, views } of days) {
        const key = `${day} ${section} ${locale ?? ''}`
        const before = counts.get(key) ?? { day, section, ...(locale && { locale }), views: 0 }
        counts.set(key, { ...before, views: before.views + views })
      }
      articles.push({ id, views: days.reduce((sum, { views }) => sum + views, 0) })
      if (articles.length >= heldAtOnce) keepMost()
    },

    sum(): MonthReaders {
      keepMost()
      return { counts: [...counts.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), articles }
    },
  }
}
