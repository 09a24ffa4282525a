import { type Locale, locales } from '../locale.ts'
import type { Article } from './article.ts'
import { requireKept } from './kept.ts'
import { same } from './same.ts'
import { requireUnrelatedToItself } from './write.ts'

/** Where an article stands among others: nothing of what it says. */
export type Placement = { [Field in 'featured' | 'related' | 'tags']?: Article[Field] | undefined }

/** What was asked for; what was left out stays as it is. */
function asked({ featured, related, tags }: Placement): Partial<Article> {
  return {
    ...(featured !== undefined && { featured }),
    ...(related !== undefined && { related }),
    ...(tags !== undefined && { tags }),
  }
}

/**
 * Places an article among others. No word of it changes, so approvals, plans and dates stand; readers see it at once, also where
 * what they have is older than a correction that waits. Where nothing changes, the article is answered as it was.
 */
export function place(article: Article, placement: Placement): Article {
  requireKept(article)
  requireUnrelatedToItself(article.id, placement.related ?? [])
  const placed = asked(placement)
  const translations = { ...article.translations }
  for (const locale of locales) {
    const text = translations[locale]
    if (text?.live) {
      translations[locale] = { ...text, live: { ...text.live, placed: { ...text.live.placed, ...placed } } }
    }
  }
  const next = { ...article, ...placed, translations }
  return same(article, next) ? article : next
}

/** What is live of an article, placed as it was since it went public. */
export function asPlaced(live: Article, latest: Article, locale: Locale): Article {
  return { ...live, ...asked(latest.translations[locale]?.live?.placed ?? {}) }
}
