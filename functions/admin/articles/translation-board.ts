import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { findStaleness } from '../../domain/article/staleness.ts'
import { status } from '../../domain/article/status-schema.ts'
import { confirm } from '../../domain/article/translating.ts'
import { compareArticles } from '../../domain/compare/articles.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { type Locale, locales, otherLocales } from '../../domain/locale.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import { refusal } from '../../domain/rules.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import { lines } from '../../domain/text-schemas.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { articleLists, shownList } from '../../store/article-lists.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentRevision, rowTag } from '../present.ts'
import { boardAnswer, sourceAnswer } from './answers.ts'
import { pageQuery } from './list.ts'
import { articleChange, createActing } from './perform.ts'
import { fewIn, partOfAll, rareAmong } from './where.ts'

const param = z.object({ id: articleId, locale: localeSchema })
const confirmBody = z.strictObject({ note: lines(1000).optional() })

/** `missing`: there is no text; `stale`: its source has changed since it was translated. */
const boardState = z.enum(['missing', 'stale', ...status.options])

const boardQuery = z.strictObject({
  ...pageQuery,
  section: sectionId.optional(),
  locale: localeSchema.optional(),
  state: boardState.optional(),
  /** Only what the caller is to write or to translate; the first due first. */
  mine: z.stringbool().optional(),
})
type Wanted = z.infer<typeof boardQuery>

/** How many words a translator has before them: those of the text that it is, or can be, translated from. */
function toTranslate({ translations }: ArticleRow, locale: Locale): number | undefined {
  const text = translations[locale]
  if (text && !text.staleSince) return undefined
  const source = text?.basedOn?.locale ?? otherLocales(locale).find((each) => translations[each])
  return source && translations[source]?.words
}

function cellOf(row: ArticleRow, locale: Locale) {
  const text = row.translations[locale]
  const common = {
    etag: rowTag(row),
    assignment: row.assignments?.[locale],
    toTranslate: toTranslate(row, locale),
  }
  if (!text) return { state: 'missing' as const, ...common }
  const { status: state, title, live, basedOn, staleSince, words, lacks } = text
  return {
    state,
    title,
    ...common,
    live,
    words,
    lacks,
    ...(basedOn && { basedOn, stale: staleSince !== undefined, since: staleSince }),
  }
}

function isWanted(row: ArticleRow, { section, locale, state, mine }: Wanted, caller: string): boolean {
  if (section && row.section !== section) return false
  return locales
    .filter((each) => !locale || each === locale)
    .some((each) => {
      const cell = cellOf(row, each)
      if (mine !== undefined && (cell.assignment?.to === caller) !== mine) return false
      return !state || cell.state === state || (state === 'stale' && 'stale' in cell && cell.stale === true)
    })
}

/** Where to look for what few texts are: the caller's tasks, or in a rare state. */
function listsFor({ state, mine, ...part }: Wanted, caller: string, isWhole: boolean): string[] | undefined {
  if (mine) return [articleLists.assignedTo(caller)]
  if (state === 'stale') return [fewIn(state, part, isWhole)]
  const rare = state && state !== 'missing' ? rareAmong([state]) : undefined
  if (rare) return rare.map((each) => fewIn(each, part, isWhole))
  if (!isWhole) return undefined
  const { section, locale } = part
  if (state === 'missing' && section === undefined)
    return (locale ? [locale] : locales).map((each) => shownList('lacks', { locale: each }))
  // What is not written in a language has its place on the board, too.
  return partOfAll(state === 'published' ? part : { section })
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
      const caller = c.var.actor.id
      const { rows, next } = await newsroom.articles.list(
        {
          limit,
          cursor,
          lists: listsFor({ limit, ...wanted }, caller, await newsroom.wholeLists.areWhole()),
          oldestFirst: wanted.mine === true,
        },
        (row) => isWanted(row, { limit, ...wanted }, caller),
      )
      const articles = rows.map((row) => ({
        id: row.id,
        section: row.section,
        createdBy: row.createdBy,
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
