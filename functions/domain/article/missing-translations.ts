import { AppError } from '../errors.ts'
import { type Locale, otherLocales } from '../locale.ts'
import { refusal } from '../rules.ts'
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
    const message = text
      ? refusal('not_approved_yet', { locale: other, status: text.status })
      : refusal('not_written_yet', { locale: other })
    return { field: `translations.${other}`, message }
  })
  const [first] = fields
  if (!section || !first) return
  const why = refusal('languages_missing', { section: section.id, why: first.message })
  throw new AppError('conflict', why, { fields })
}
