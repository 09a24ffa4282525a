import type { NoticeCode } from '../notice.ts'
import type { PlanLine, PlannedArticle } from './planned.ts'

/** Of fewer than these it may be so. */
const atLeast = 10

/** Says when all articles of a run bear one date, or one count of readers: most likely nobody ever set them. */
export function createSameness() {
  const dates = new Set<string | null>()
  const counts = new Set<number>()
  let articles = 0
  return {
    note({ publishedAt, views }: Pick<PlannedArticle, 'publishedAt' | 'views'>): void {
      articles += 1
      // More than one is enough to know.
      if (dates.size < 2) dates.add(publishedAt)
      if (counts.size < 2) counts.add(views)
    },

    *told(): Generator<PlanLine> {
      const tell = (code: NoticeCode, value: string): PlanLine => ({
        notice: { code, place: { file: '' }, value, count: articles },
      })
      if (articles < atLeast) return
      const [date] = dates
      const [count] = counts
      if (dates.size === 1 && date) yield tell('same-date', date)
      // No count at all is nothing to wonder about.
      if (counts.size === 1 && count) yield tell('same-count', String(count))
    },
  }
}
