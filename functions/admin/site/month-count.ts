import { dayOf, monthBounds } from '../../domain/dates.ts'
import { locales } from '../../domain/locale.ts'
import type { Action } from '../../domain/revision.ts'
import type { Activity } from '../../store/acts.ts'
import type { ArticleRow } from '../../store/article-row.ts'

/** Acts by which a text goes to readers, and by which it leaves them. */
const publishing: readonly Action[] = ['publish', 'publish_due', 'publish_now', 'publish_together']
const withdrawing: readonly Action[] = ['withdraw', 'withdraw_due']

const textOf = ({ subject, locale }: Pick<Activity, 'subject' | 'locale'>) => `${subject} ${locale ?? ''}`

/** The middle one of some numbers; undefined of none. */
function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)]
}

function countBy<Key extends string>(keys: readonly Key[]): { id: Key; count: number }[] {
  return [...Map.groupBy(keys, (key) => key)]
    .map(([id, all]) => ({ id, count: all.length }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

const hour = 3_600_000

/**
 * What was done in a month, from its acts (each kind newest first, from some time before it on, so that it is known when what went public
 * was handed over) and the rows of the articles that they published.
 */
export function countMonth(month: string, acts: readonly Activity[], rows: readonly ArticleRow[]) {
  const { from, to } = monthBounds(month)
  const isWithin = (at: string | undefined) => at !== undefined && from <= at && at < to
  const published = acts.filter(({ action }) => publishing.includes(action))
  // A text that was corrected goes to readers again: only the first time counts.
  const texts = rows.flatMap((row) =>
    locales.flatMap((locale) => {
      const text = row.translations[locale]
      const act = published.findLast((each) => each.subject === row.id && each.locale === locale)
      return act && isWithin(act.at) && isWithin(text?.publishedAt) ? [{ row, locale, at: act.at }] : []
    }),
  )
  const submitted = Map.groupBy(
    acts.filter(({ action }) => action === 'submit'),
    textOf,
  )
  const waits = texts.flatMap(({ row, locale, at }) => {
    const before = submitted.get(textOf({ subject: row.id, locale }))?.find((each) => each.at <= at)
    return before ? [Math.round(((Date.parse(at) - Date.parse(before.at)) / hour) * 10) / 10] : []
  })
  const middle = medianOf(waits)
  return {
    texts: texts.length,
    days: countBy(texts.map(({ at }) => dayOf(at))).sort((a, b) => (a.id < b.id ? -1 : 1)),
    sections: countBy(texts.map(({ row }) => row.section)),
    authors: countBy(texts.map(({ row }) => row.createdBy ?? '')),
    languages: countBy(texts.map(({ locale }) => locale)),
    emergencies: acts.filter(({ action, at }) => action === 'publish_now' && isWithin(at)).length,
    withdrawn: acts.filter(
      ({ action, at, kind }) => kind === 'ARTICLE' && isWithin(at) && withdrawing.includes(action),
    ).length,
    waits: {
      texts: waits.length,
      ...(middle !== undefined && { medianHours: middle, longestHours: Math.max(...waits) }),
    },
  }
}
