import * as z from 'zod'
import { type Article, articleType, type Translation } from '../domain/article/article.ts'
import { missingFigures, textOf, wordCountOf } from '../domain/article/figures.ts'
import { findStaleness } from '../domain/article/staleness.ts'
import { status } from '../domain/article/status-schema.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { byLocale, locale } from '../domain/locale-schemas.ts'
import type { Revision } from '../domain/revision.ts'

/** A text in the editors' lists: how far it has come, and what about it waits for somebody. */
const textRow = z.object({
  title: z.string(),
  status,
  live: z.boolean(),
  editedBy: z.string().optional(),
  /** Who handed it over to be approved, and when; or who gave it back, and why. */
  submitted: z.object({ by: z.string(), at: z.string() }).optional(),
  returned: z.object({ by: z.string(), at: z.string(), note: z.string().optional() }).optional(),
  publishedAt: z.string().optional(),
  publishAt: z.string().optional(),
  unpublishAt: z.string().optional(),
  /** It went public without approval, and nobody has looked at it since. */
  unreviewed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
  basedOn: z.object({ locale, revision: z.int() }).optional(),
  /** Since when its source says something else. */
  staleSince: z.string().optional(),
  /** How many words it has: what a translator has before them. */
  words: z.int().optional(),
  /** The first numbers and dates of its source that it lacks, as they stand there. */
  lacks: z.array(z.string()).optional(),
})
export type TextRow = z.infer<typeof textRow>

/** An article in the editors' lists. */
export const articleRow = z.object({
  id: z.string(),
  number: z.int(),
  /** Hash of the last revision: it tells when the end of a chain was taken away or written again. */
  head: z.string().optional(),
  section: z.string(),
  type: articleType.default('news'),
  tags: z.array(z.string()).default([]),
  byline: z.array(z.string()).default([]),
  createdBy: z.string().optional(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  /** Who put it away, when and why. */
  discarded: z.object({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
  /** When it is to be looked at again, a day of Vietnam, and what for. */
  lookAgain: z.object({ on: z.string(), by: z.string(), note: z.string().optional() }).optional(),
  /** Whose task it is to write it in a language, by which day of Vietnam; also into one in which it is not written yet. */
  assignments: byLocale(
    z.object({
      to: z.string(),
      due: z.string().optional(),
      note: z.string().optional(),
      by: z.string(),
      at: z.string(),
    }),
  ).optional(),
  translations: byLocale(textRow),
})
export type ArticleRow = z.infer<typeof articleRow>

/** How many of them are named in a list. */
const mostLacking = 5

function lackingIn({ translations }: Article, { basedOn, ...text }: Translation): string[] {
  const source = basedOn && translations[basedOn.locale]
  return source ? missingFigures(textOf(source), textOf(text)).slice(0, mostLacking) : []
}

function textRowOf(article: Article, locale: Locale, text: Translation): TextRow {
  const { scheduled, expires, emergency, live, ...rest } = text
  const lacks = lackingIn(article, text)
  const { by, at, reason, review } = emergency ?? {}
  return textRow.parse({
    ...rest,
    live: live !== undefined,
    publishAt: scheduled?.publishAt,
    unpublishAt: expires?.unpublishAt,
    unreviewed: emergency && !review ? { by, at, reason } : undefined,
    staleSince: findStaleness(article, locale)?.since,
    words: wordCountOf(text),
    ...(lacks.length > 0 && { lacks }),
  })
}

export function articleRowOf({ subject, number, hash, at, actor, state }: Revision<Article>): ArticleRow {
  const texts = locales.flatMap((each) => {
    const text = state.translations[each]
    return text ? [[each, textRowOf(state, each, text)] as const] : []
  })
  return articleRow.parse({
    ...state,
    id: subject,
    number,
    head: hash,
    updatedAt: at,
    updatedBy: actor.name,
    translations: Object.fromEntries(texts),
  })
}
