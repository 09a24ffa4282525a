import { Hono } from 'hono'
import * as z from 'zod'
import { month } from '../../domain/date-schemas.ts'
import { monthBounds, monthOf } from '../../domain/dates.ts'
import { locales } from '../../domain/locale.ts'
import { isStanding } from '../../domain/royalty/royalty.ts'
import { validate } from '../../http/validate.ts'
import { articleLists } from '../../store/article-lists.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import { describe } from '../describe.ts'
import type { AdminEnv, AdminParts } from '../env.ts'
import { type MissingRoyalty, missingList } from './answers.ts'

const query = z.strictObject({
  /** In which the texts went public. @default this one */
  month: month.optional(),
  /** Of articles. */
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

const keyOf = ({ article, locale }: Pick<MissingRoyalty, 'article' | 'locale'>) => `${article} ${locale}`

/**
 * News of a month that nobody was paid for, the oldest first. It is read from rows alone, so that it costs what it shows: what it
 * shows too much or too little for a moment is found when the royalty is proposed.
 */
export function missingRoutes({ newsroom, royalties, now = () => new Date() }: AdminParts) {
  /** The moment of a text by which its article is met: the first of the month. */
  const metAt = (texts: readonly MissingRoyalty[]) =>
    texts.map(({ publishedAt }) => publishedAt).sort()[0] ?? ''

  function textsOf(row: ArticleRow, { from, to }: { from: string; to: string }): MissingRoyalty[] {
    const { id: article, section, byline } = row
    return locales.flatMap((locale) => {
      const { live, title = '', publishedAt } = row.translations[locale] ?? {}
      const isOfMonth = live && publishedAt !== undefined && publishedAt >= from && publishedAt < to
      return isOfMonth ? [{ article, locale, title, section, byline, publishedAt }] : []
    })
  }

  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'listMissingRoyalties', tag: 'royalties', answer: missingList }),
    validate('query', query),
    async (c) => {
      const { limit, cursor, month: asked } = c.req.valid('query')
      const of = asked ?? monthOf(now().toISOString())
      const bounds = monthBounds(of)
      const { sections } = c.var.actor
      const isWhole = await newsroom.wholeLists.areWhole()
      // What older code proposed is found by its month alone, until the lists are whole.
      const [texts, older] = await Promise.all([
        royalties.royalties.rowsOfTextsIn(of),
        isWhole ? [] : royalties.royalties.rowsFor(of),
      ])
      const written = [...texts, ...older]
      const assessed = new Set(written.filter(isStanding).map(keyOf))
      const missing = (row: ArticleRow) => textsOf(row, bounds).filter((text) => !assessed.has(keyOf(text)))
      const where = isWhole
        ? { lists: [articleLists.live, articleLists.liveBefore], ...bounds }
        : { lists: [articleLists.live], from: bounds.from }
      const { rows, next } = await newsroom.articles.list(
        { limit, cursor, oldestFirst: true, ...where },
        (row, key) =>
          row.type === 'news' &&
          (!sections || sections.includes(row.section)) &&
          missing(row).length > 0 &&
          (!isWhole || key.startsWith(metAt(textsOf(row, bounds)))),
      )
      return c.json({ month: of, texts: rows.flatMap(missing), next })
    },
  )
}
