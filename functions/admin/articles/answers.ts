import * as z from 'zod'
import { openArticle as article, legacy } from '../../domain/article/article.ts'
import type { Effect } from '../../domain/article/effects.ts'
import { articleId } from '../../domain/article/fields.ts'
import { status } from '../../domain/article/status-schema.ts'
import { droppedNote } from '../../domain/body/dropped-schemas.ts'
import type { Comparison } from '../../domain/compare/articles.ts'
import { day, instant } from '../../domain/date-schemas.ts'
import { perLocale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { previewLink } from '../../domain/preview/link.ts'
import { actor } from '../../domain/role-schemas.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import type { Naming } from '../../store/articles.ts'
import { listedArticle, next, problem, revision, waitingSlot } from '../answers.ts'
import { component } from '../describe.ts'

/** What the API answers of articles. */

/** The name that a revision was given. */
export const naming: z.ZodType<Naming> = component(
  'Naming',
  z.object({ number: z.int(), at: instant, actor, name: z.string() }),
)

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

export const articleAnswer = z.object({
  article,
  revision,
  /** The entity tag of each part that is there: what its next change names, when it is written by itself. */
  parts: z.object({ shared: z.string(), ...perLocale(() => z.string().optional()) }),
  /** Public addresses, in the languages in which it is live. */
  addresses: z.partialRecord(locale, z.url()),
  /** When readers were last seen to get which revision, by language; of a single article only. */
  seen: z.partialRecord(locale, z.object({ revision: z.int(), at: instant })).optional(),
})
/** Of an article in all its languages; where nothing was counted yet, what it brought from another system. */
export const articleViews = z.object({ views: z.int().min(0) })

const effect: z.ZodType<Effect> = component(
  'Effect',
  z.object({
    locale,
    from: z.enum(['missing', ...status.options]),
    to: z.enum(['missing', ...status.options]),
    because: z.string(),
  }),
)
/** To an act: also what it made of the languages. */
export const articleChanged = articleAnswer.omit({ seen: true }).extend({ effects: z.array(effect) })
/** To a write: also what of its bodies could not come along; or what it would do, where that is asked. */
export const articleWritten = z.union([
  articleChanged.extend({ dropped: z.array(droppedNote) }),
  z.object({
    article,
    effects: z.array(effect),
    dropped: z.array(droppedNote),
    dryRun: z.literal(true),
  }),
])
export const articleList = z.object({ articles: z.array(listedArticle), next })
export const articleHistory = z.object({
  revisions: z.array(revision.extend({ names: z.array(naming) })),
  next,
})
export const articleRevision = articleAnswer.omit({ addresses: true, parts: true, seen: true })
export const articleComparison = comparison.extend({ from: revision, to: revision })
export const articleExport = z.object({
  format: z.literal('bantin-history-1'),
  subject: articleId,
  head: z.object({ number: z.int(), hash: z.string() }),
  revisions: z.array(z.looseObject({ number: z.int(), hash: z.string() })),
})
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
  /** Whoever asks made the article, or wrote this language of it last. */
  mine: z.literal(true).optional(),
})
const calendarSlot = waitingSlot.extend({ mine: z.literal(true).optional() })
/** An article that is to be looked at again; in the first language that it has. */
const calendarLook = z.object({
  on: day,
  /** Who asked for it, and what for. */
  by: z.string(),
  note: z.string().optional(),
  id: articleId,
  locale: locale.optional(),
  title: z.string().optional(),
  section: sectionId,
  mine: z.literal(true).optional(),
})
/** Texts that go public together, or went. `missing`: how many are not ready, as far as lists tell. */
const calendarRelease = z.object({
  id: articleId,
  name: z.string(),
  etag: z.string(),
  at: instant,
  state: z.enum(['planned', 'late', 'done']),
  missing: z.int(),
  texts: z.array(
    z.object({ id: articleId, locale, title: z.string().optional(), section: sectionId.optional() }),
  ),
  mine: z.literal(true).optional(),
})
export const calendarAnswer = z.object({
  from: day,
  to: day,
  slots: z.array(calendarSlot),
  looks: z.array(calendarLook),
  releases: z.array(calendarRelease),
  entries: z.array(calendarEntry),
})

const basedOn = z.object({ locale, revision: z.int() })
const boardCell = z.object({
  state: z.enum(['missing', ...status.options]),
  title: z.string().optional(),
  /** Of the article, whose next change must name it. */
  etag: z.string().optional(),
  live: z.boolean().optional(),
  basedOn: basedOn.optional(),
  stale: z.boolean().optional(),
  since: instant.optional(),
  /** Who is to write or translate it, by which day. */
  assignment: z
    .object({ to: z.string(), due: day.optional(), note: z.string().optional(), by: z.string(), at: instant })
    .optional(),
  /** How many words it has; of what is missing or stale, how many its source has. */
  words: z.int().optional(),
  toTranslate: z.int().optional(),
  /** The first numbers and dates of its source that it lacks. */
  lacks: z.array(z.string()).optional(),
})
const boardRow = z.object({
  id: articleId,
  section: sectionId,
  createdBy: z.string().optional(),
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
      z.object({
        ...which,
        status: z.literal(200),
        revision: z.int(),
        etag: z.string(),
        effects: z.array(effect),
      }),
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

/** What became of one item of another system, or why it was refused. */
export const takenIn = component(
  'TakenIn',
  z.object({
    system: z.string().optional(),
    key: z.string().optional(),
    outcome: z.enum(['created', 'updated', 'unchanged', 'edited', 'refused']),
    id: articleId.optional(),
    /** The number of the last revision, and its tag. */
    revision: z.int().optional(),
    etag: z.string().optional(),
    problem: problem.optional(),
  }),
)
export const takenInAnswers = z.object({ results: z.array(takenIn) })
export const legacyAnswer = z.object({ legacy: legacy.optional() })
