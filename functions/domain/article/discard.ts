import { AppError } from '../errors.ts'
import { locales } from '../locale.ts'
import { refusal } from '../rules.ts'
import type { Article } from './article.ts'
import { requireKept } from './kept.ts'
import { type Stamp, unhanded } from './workflow.ts'

/** Refuses what readers ever had: it stands in their notes and in the archive, and is withdrawn with a notice instead. */
function requireNeverPublic({ translations }: Article): void {
  const seen = locales.find((each) => {
    const { live, withdrawn, publishedAt } = translations[each] ?? {}
    return live ?? withdrawn ?? publishedAt
  })
  if (!seen) return
  throw new AppError('conflict', refusal('was_public', { locale: seen }))
}

/**
 * Puts an article away that was never public: it leaves every list, nothing of it goes on by itself, and it can be taken back
 * as drafts. Its chain stays.
 */
export function discard(article: Article, { by, at }: Stamp, reason: string): Article {
  requireKept(article)
  requireNeverPublic(article)
  const translations = { ...article.translations }
  for (const locale of locales) {
    const text = translations[locale]
    if (text && text.status !== 'draft') translations[locale] = unhanded(text)
  }
  return { ...article, translations, discarded: { by, at, reason } }
}

/** Takes back an article that was put away. */
export function undiscard(article: Article): Article {
  const { discarded, ...rest } = article
  if (!discarded) throw new AppError('conflict', refusal('not_discarded'))
  return rest
}
