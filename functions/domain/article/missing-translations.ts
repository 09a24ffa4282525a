import { AppError } from '../errors.ts'
import { type Locale, otherLocales } from '../locale.ts'
import type { Section } from '../settings/settings.ts'
import type { Article } from './article.ts'
import type { Status } from './status.ts'

const unapproved: readonly Status[] = ['draft', 'in_review', 'withdrawn']

/**
 * Refuses to make a text public before the article is approved in every other language, where its section asks for that.
 * A text that readers have already may be corrected at any time, and counts as approved while its correction is a draft.
 */
export function requireTranslations(
  article: Article,
  locale: Locale,
  section: Pick<Section, 'id' | 'missingTranslation'> | undefined,
): void {
  if (section?.missingTranslation !== 'require' || article.translations[locale]?.live) return
  const fields = otherLocales(locale).flatMap((other) => {
    const text = article.translations[other]
    if (text && (text.live || !unapproved.includes(text.status))) return []
    return [{ field: `translations.${other}`, message: text ? `is "${text.status}"` : 'is not written yet' }]
  })
  if (fields.length === 0) return
  const missing = fields.map(({ field, message }) => `${field} ${message}`).join(', ')
  const rule = `the section "${section.id}" publishes an article when all its languages are approved`
  throw new AppError('conflict', `${rule}; ${missing}`, { fields })
}
