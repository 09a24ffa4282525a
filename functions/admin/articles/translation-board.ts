import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { findStaleness } from '../../domain/article/staleness.ts'
import { status } from '../../domain/article/status-schema.ts'
import { confirm } from '../../domain/article/translating.ts'
import { compareArticles } from '../../domain/compare/articles.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { locales } from '../../domain/locale.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import { refusal } from '../../domain/rules.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import { lines } from '../../domain/text-schemas.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { articleLists } from '../../store/article-lists.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentRevision, rowTag } from '../present.ts'
import { boardAnswer, sourceAnswer } from './answers.ts'
import { listsOfStates } from './find.ts'
import { pageQuery } from './list.ts'
import { articleChange, createActing } from './perform.ts'

const param = z.object({ id: articleId, locale: localeSchema })
const confirmBody = z.strictObject({ note: lines(1000).optional() })

/** `missing`: there is no text; `stale`: its source has changed since it was translated. */
const boardState = z.enum(['missing', 'stale', ...status.options])

const boardQuery = z.strictObject({
  ...pageQuery,
  section: sectionId.optional(),
  locale: localeSchema.optional(),
  state: boardState.optional(),
})
type Wanted = z.infer<typeof boardQuery>

function cellOf(row: ArticleRow, locale: (typeof locales)[number]) {
  const text = row.translations[locale]
  const etag = rowTag(row)
  const tagged = etag ? { etag } : {}
  if (!text) return { state: 'missing' as const, ...tagged }
  const { status: state, title, live, basedOn, staleSince } = text
  return {
    state,
    title,
    ...tagged,
    live,
    ...(basedOn && { basedOn, stale: staleSince !== undefined, since: staleSince }),
  }
}

function isWanted(row: ArticleRow, { section, locale, state }: Wanted): boolean {
  if (section && row.section !== section) return false
  return locales
    .filter((each) => !locale || each === locale)
    .some((each) => {
      const cell = cellOf(row, each)
      return !state || cell.state === state || (state === 'stale' && 'stale' in cell && cell.stale === true)
    })
}

/** Where to look for texts in a state that few are in. */
function listsFor(state: Wanted['state']): string[] | undefined {
  if (state === 'stale') return [articleLists.stale]
  return state && state !== 'missing' ? listsOfStates([state]) : undefined
}

/** The board: every article in every language, and how far each text has come. */
export function boardRoutes({ newsroom }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'readBoard', tag: 'translating', answer: boardAnswer }),
    allow('read'),
    validate('query', boardQuery),
    async (c) => {
      const { limit, cursor, ...wanted } = c.req.valid('query')
      const { rows, next } = await newsroom.articles.list(
        { limit, cursor, lists: listsFor(wanted.state) },
        (row) => isWanted(row, { limit, ...wanted }),
      )
      const articles = rows.map((row) => ({
        id: row.id,
        section: row.section,
        updatedAt: row.updatedAt,
        translations: Object.fromEntries(locales.map((locale) => [locale, cellOf(row, locale)])),
      }))
      return c.json({ articles, next })
    },
  )
}

/** A translation and its source: what changed there since, and that it holds all the same. */
export function sourceRoutes(parts: AdminParts) {
  const { articles } = parts.newsroom
  const { perform } = createActing(parts)
  return new Hono<AdminEnv>()
    .get(
      '/:id/translations/:locale/source',
      describe({ id: 'compareSource', tag: 'translating', answer: sourceAnswer, refuses: [404] }),
      allow('read'),
      validate('param', param),
      async (c) => {
        const { id, locale } = c.req.valid('param')
        const latest = await articles.latest(id)
        requireFound(latest, 'article', id)
        const staleness = findStaleness(latest.state, locale)
        if (!staleness) throw new AppError('not_found', refusal('no_translation', { locale }))
        const { locale: source, revision: number } = staleness.basedOn
        const known = await articles.find(id, number)
        if (!known) throw new AppError('not_found', refusal('no_such_revision', { number, id }))
        const { title, summary, body } = compareArticles(known.state, latest.state).translations[source] ?? {}
        return c.json({
          ...staleness,
          from: presentRevision(known),
          to: presentRevision(latest),
          changes: { title, summary, body },
        })
      },
    )
    .post(
      '/:id/translations/:locale/still-valid',
      describe({ ...articleChange, id: 'confirmTranslation', tag: 'translating', example: {} }),
      allow('confirm'),
      requireJson,
      validate('param', param),
      validate('json', confirmBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const kind = { permission: 'confirm', action: 'still_valid', ...c.req.valid('json') } as const
        return perform(c, c.req.valid('param'), kind, ({ article, revision }) =>
          confirm(article, locale, revision.number),
        )
      },
    )
}
