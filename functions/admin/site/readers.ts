import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { day, instant, month } from '../../domain/date-schemas.ts'
import { dayOf, monthOf } from '../../domain/dates.ts'
import { locales } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { sumBy } from '../../domain/site/day-views.ts'
import { mostRead } from '../../domain/site/month-readers.ts'
import { validate } from '../../http/validate.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'

const counted = <Id extends z.ZodType>(id: Id) => z.array(z.object({ id, count: z.int() }))
/** By language; empty, where the browser did not say in which language the page was. */
const languages = counted(z.string())

const monthQuery = z.strictObject({
  /** Of the local calendar; the current one when none is named. */
  month: month.optional(),
  limit: z.coerce.number().int().min(1).max(mostRead).default(20),
})

const monthAnswer = component(
  'MonthReaders',
  z.object({
    month,
    /** Up to when it was added up; none, where nothing was counted. */
    at: instant.optional(),
    views: z.int(),
    days: counted(day),
    /** Empty, where it is not known in which section an article stood. */
    sections: counted(z.string()),
    languages,
    /** Those that were read most. */
    articles: z.array(
      z.object({
        id: articleId,
        count: z.int(),
        title: z.string().optional(),
        /** In which language the title is. */
        locale: locale.optional(),
        section: z.string().optional(),
      }),
    ),
  }),
)

const daysQuery = z.strictObject({
  /** How far back, today included. */
  days: z.coerce.number().int().min(1).max(92).default(30),
})

const daysAnswer = component(
  'ArticleReaders',
  z.object({
    from: day,
    to: day,
    /** Those on which it was read. */
    days: z.array(z.object({ id: day, count: z.int(), languages })),
  }),
)

const byCount = (all: { id: string; count: number }[]) =>
  all.toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
const byDay = <T extends { id: string }>(all: T[]) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** What an article is called in lists: by its title in the first language that it has. */
const titleOf = (row: ArticleRow | undefined) =>
  locales.flatMap((each) => {
    const title = row?.translations[each]?.title
    return title === undefined ? [] : [{ title, locale: each }]
  })[0]

/** How often it was read, and when: answers that do not grow with how many articles there are. */
export function readerRoutes({ newsroom, readers, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/readers',
      describe({ id: 'countReaders', tag: 'history', answer: monthAnswer }),
      allow('read'),
      validate('query', monthQuery),
      async (c) => {
        const { month: asked = monthOf(now().toISOString()), limit } = c.req.valid('query')
        const { at, counts, articles } = (await readers?.ofMonth(asked)) ?? { counts: [], articles: [] }
        const most = articles.slice(0, limit)
        const rows = await newsroom.articles.findRows(most.map(({ id }) => id))
        return c.json({
          month: asked,
          ...(at && { at }),
          views: counts.reduce((sum, { views }) => sum + views, 0),
          days: byDay(sumBy(counts, (each) => each.day)),
          sections: byCount(sumBy(counts, ({ section }) => section)),
          languages: byCount(sumBy(counts, ({ locale = '' }) => locale)),
          articles: most.map(({ id, views }, index) => {
            const section = rows[index]?.section
            return { id, count: views, ...titleOf(rows[index]), ...(section && { section }) }
          }),
        })
      },
    )
    .get(
      '/readers/:id',
      describe({ id: 'countArticleReaders', tag: 'history', answer: daysAnswer }),
      allow('read'),
      validate('param', z.object({ id: articleId })),
      validate('query', daysQuery),
      async (c) => {
        const { days } = c.req.valid('query')
        const { id } = c.req.valid('param')
        const dayAt = (time: number) => dayOf(new Date(time).toISOString())
        const to = dayAt(now().getTime())
        const from = dayAt(now().getTime() - (days - 1) * 86_400_000)
        const months = monthsBetween(from, to)
        const all = ((await readers?.ofArticle(id, months)) ?? []).filter(({ day }) => day >= from)
        const found = [...Map.groupBy(all, (each) => each.day)].map(([id, some]) => ({
          id,
          count: some.reduce((sum, { views }) => sum + views, 0),
          languages: byCount(sumBy(some, ({ locale = '' }) => locale)),
        }))
        return c.json({ from, to, days: byDay(found) })
      },
    )
}

/** `2026-10`, `2026-11`: the months that some days lie in. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let time = Date.parse(`${from.slice(0, 7)}-01`); ; ) {
    const each = new Date(time).toISOString().slice(0, 7)
    months.push(each)
    if (each >= to.slice(0, 7)) return months
    time = Date.UTC(Number(each.slice(0, 4)), Number(each.slice(5)), 1)
  }
}
