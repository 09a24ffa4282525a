import * as z from 'zod'
import { article, status } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { droppedNote } from '../../domain/body/dropped.ts'
import type { Comparison } from '../../domain/compare/articles.ts'
import { day, instant, month } from '../../domain/dates.ts'
import { locale } from '../../domain/locale.ts'
import { staffRecord } from '../../domain/people/staff.ts'
import { previewLink } from '../../domain/preview/link.ts'
import { action, actor, revisionMeta } from '../../domain/revision.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import { articleRow } from '../../store/article-row.ts'
import type { Naming } from '../../store/articles.ts'

/**
 * What the API answers, where no schema of the domain says it. Only described, never parsed by; `z.ZodType<...>` holds a
 * description to the type that is answered, and a test holds it to the answers.
 */

/** By which the next page is asked for; absent on the last one. */
export const next = z.string().optional()

/** What went wrong with one field. */
const fieldError = z.object({ field: z.string(), message: z.string() })

/** Problem details (RFC 9457), as `http/problem.ts` writes them. */
const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(fieldError).optional(),
  current: z.string().optional(),
})

const naming: z.ZodType<Naming> = z.object({ number: z.int(), at: instant, actor, name: z.string() })

export const revision = revisionMeta.omit({ subject: true, repeat: true })

const deed = z.object({
  kind: z.string(),
  ...revisionMeta.pick({ subject: true, number: true, at: true, actor: true }).shape,
  action,
  locale: locale.optional(),
  note: z.string().optional(),
  name: z.string().optional(),
})

const textChange = z.object({ changed: z.boolean(), html: z.string() })
const fieldChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
const comparison = z.object({
  shared: z.array(fieldChange),
  translations: z.partialRecord(
    locale,
    z.object({
      change: z.enum(['added', 'removed', 'changed', 'none']),
      title: textChange,
      summary: textChange,
      body: textChange,
      fields: z.array(fieldChange),
    }),
  ),
}) satisfies z.ZodType<Comparison>

/** Those that get a name of their own among the components. */
export const answers = {
  ...{ Problem: problem, ArticleRow: articleRow, Naming: naming, Revision: revision, Deed: deed },
}

export const articleAnswer = z.object({
  article,
  revision,
  /** Public addresses, in the languages in which it is live. */
  addresses: z.partialRecord(locale, z.url()),
  /** When readers were last seen to get which revision, by language; of a single article only. */
  seen: z.partialRecord(locale, z.object({ revision: z.int(), at: instant })).optional(),
})
/** To a write: also what of its bodies could not come along. */
export const articleWritten = articleAnswer.omit({ seen: true }).extend({ dropped: z.array(droppedNote) })
export const articleList = z.object({ articles: z.array(articleRow), next })
export const articleHistory = z.object({
  revisions: z.array(revision.extend({ names: z.array(naming) })),
})
export const articleRevision = articleAnswer.omit({ addresses: true, seen: true })
export const articleComparison = comparison.extend({ from: revision, to: revision })
export const articleExport = z.object({
  format: z.literal('bantin-history-1'),
  subject: articleId,
  head: z.object({ number: z.int(), hash: z.string() }),
  revisions: z.array(z.looseObject({ number: z.int(), hash: z.string() })),
})
export const revisionName = naming
export const activityAnswer = z.object({ month, activity: z.array(deed), next })
export const history = z.object({ revisions: z.array(revision) })
/** One revision of a scheme, a payee or a royalty. */
export const revisionOf = <State extends z.ZodType>(state: State) => z.object({ state, revision })

/** What happens, or happened, to a text on a day. */
const calendarEntry = z.object({
  at: instant,
  state: z.enum(['planned', 'late', 'done']),
  act: z.enum(['publish', 'withdraw']),
  id: articleId,
  locale,
  by: z.string().optional(),
  title: z.string().optional(),
  section: sectionId.optional(),
})
export const calendarAnswer = z.object({ from: day, to: day, entries: z.array(calendarEntry) })

const basedOn = z.object({ locale, revision: z.int() })
const boardCell = z.object({
  state: z.enum(['missing', ...status.options]),
  title: z.string().optional(),
  live: z.boolean().optional(),
  basedOn: basedOn.optional(),
  stale: z.boolean().optional(),
  since: instant.optional(),
})
const boardRow = z.object({
  id: articleId,
  section: sectionId,
  updatedAt: instant,
  translations: z.record(locale, boardCell),
})
export const boardAnswer = z.object({ articles: z.array(boardRow), next })
export const sourceAnswer = z.object({
  basedOn,
  stale: z.boolean(),
  since: instant.optional(),
  from: revision,
  to: revision,
  changes: z.object({ title: textChange, summary: textChange, body: textChange }).partial(),
})

const which = { id: articleId, locale: locale.optional() }
/** In the order asked for: what was done to each, or why not. */
export const bulkAnswer = z.object({
  results: z.array(
    z.union([
      z.object({ ...which, status: z.literal(200), revision: z.int(), etag: z.string() }),
      z.object({ ...which, ...problem.shape }),
    ]),
  ),
})

const link = previewLink.omit({ digest: true, salt: true }).extend({
  state: z.enum(['open', 'decided', 'revoked', 'expired']),
})
export const linkAnswer = z.object({ link })
/** The address is shown once. */
export const linkMade = z.object({ link, url: z.url() })
export const linkList = z.object({ links: z.array(link) })

export const staffAnswer = z.object({ id: z.string(), ...staffRecord.shape })
export const staffList = z.object({ staff: z.array(staffAnswer) })
