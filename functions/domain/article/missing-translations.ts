import { AppError } from '../errors.ts'
import { type Locale, otherLocales } from '../locale.ts'
import type { Section } from '../settings/settings.ts'
import type { Article } from './article.ts'
import type { Status } from './status.ts'

const unapproved: readonly Status[] = ['draft', 'in_review', 'withdrawn']

type Waiting = Partial<Record<Locale, { status: Status; live?: unknown }>>

/**
 * The languages that must be approved before this one goes public, where its section asks for all of them. A text that readers
 * have already may be corrected at any time, and counts as approved while its correction is a draft.
 */
export function awaitedLanguages(
  { translations }: { translations: Waiting },
  locale: Locale,
  section: Pick<Section, 'missingTranslation'> | undefined,
): Locale[] {
  if (section?.missingTranslation !== 'require' || translations[locale]?.live) return []
  return otherLocales(locale).filter((other) => {
    const text = translations[other]
    return !text || (!text.live && unapproved.includes(text.status))
  })
}

/** Refuses to make a text public before the other languages that its section asks for. */
export function requireTranslations(
  article: Article,
  locale: Locale,
  section: Pick<Section, 'id' | 'missingTranslation'> | undefined,
): void {
  const fields = awaitedLanguages(article, locale, section).map((other) => {
    const text = article.translations[other]
    return { field: `translations.${other}`, message: text ? `is "${text.status}"` : 'is not written yet' }
  })
  if (!section || fields.length === 0) return
  const missing = fields.map(({ field, message }) => `${field} ${message}`).join(', ')
  const rule = `the section "${section.id}" publishes an article when all its languages are approved`
  throw new AppError('conflict', `${rule}; ${missing}`, { fields })
}
