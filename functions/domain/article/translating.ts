import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { AppError, requireRight } from '../errors.ts'
import type { Locale } from '../locale.ts'
import { type Refusal, refusal } from '../rules.ts'
import { type Article, rememberedChanges, type Translation, type TranslationInput } from './article.ts'
import { unassigned } from './assignment.ts'
import { findStaleness } from './staleness.ts'
import { wordsOf } from './words.ts'
import { translationOf, withTranslation } from './workflow.ts'

type Changes = Translation['changes']

/** Sixteen hex digits of what a translator translates. */
function digestOf(text: TranslationInput): string {
  const words = canonicalize(wordsOf(text)) ?? ''
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}

/** The changes of a text, with the one that makes `text` of it, if its words changed. `at`: UTC. */
export function changesWith(
  before: Translation | undefined,
  text: TranslationInput,
  { revision, at }: { revision: number; at: string },
): Changes {
  const changes = before?.changes ?? []
  const digest = digestOf(text)
  if (changes.at(-1)?.digest === digest) return changes
  return [...changes, { revision, at, digest }].slice(-rememberedChanges)
}

/** Refuses a text that says it was translated from itself, or from one that is not there at revision `latest` or before. */
export function requireSource(article: Article, locale: Locale, latest: number): void {
  const { basedOn } = article.translations[locale] ?? {}
  if (!basedOn) return
  const refuse = (message: Refusal) => requireRight([{ field: `translations.${locale}.basedOn`, message }])
  if (basedOn.locale === locale) refuse(refusal('based_on_itself'))
  if (basedOn.revision > latest) refuse(refusal('based_on_future', { number: basedOn.revision }))
  if (!article.translations[basedOn.locale]) refuse(refusal('based_on_missing', { locale: basedOn.locale }))
}

/**
 * Says that a translation holds though its source changed: it is based on what the source says at `revision`. Whoever was to look
 * after it has nothing to do any more.
 */
export function confirm(article: Article, locale: Locale, revision: number): Article {
  const staleness = findStaleness(article, locale)
  if (!staleness) throw new AppError('conflict', refusal('no_translation', { locale }))
  if (!staleness.stale) throw new AppError('conflict', refusal('not_stale', { locale }))
  const basedOn = { ...staleness.basedOn, revision }
  const confirmed = { ...translationOf(article, locale), basedOn }
  return withTranslation(unassigned(article, locale), locale, confirmed)
}
