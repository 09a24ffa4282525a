import { type Locale, locales } from '../locale.ts'
import type { Article } from './article.ts'
import { requireKept } from './kept.ts'
import { requireOthers } from './related.ts'
import { same } from './same.ts'

export const placementFields = ['featured', 'pinned', 'related', 'tags'] as const

/** Where an article stands among others: nothing of what it says. */
export type Placement = { [Field in (typeof placementFields)[number]]?: Article[Field] | undefined }

/** What was asked for; what was left out stays as it is. */
function asked({ featured, pinned, related, tags }: Placement): Placement {
  return {
    ...(featured !== undefined && { featured }),
    ...(pinned !== undefined && { pinned }),
    ...(related !== undefined && { related }),
    ...(tags !== undefined && { tags }),
  }
}

/** As an article says it, which leaves out that it is not pinned. */
function stated(placement: Placement): Partial<Article> {
  return { ...placement, ...('pinned' in placement && { pinned: placement.pinned || undefined }) }
}

/**
 * Places an article among others. No word of it changes, so approvals, plans and dates stand; readers see it at once, also where
 * what they have is older than a correction that waits. Where nothing changes, the article is answered as it was.
 */
export function place(article: Article, placement: Placement): Article {
  requireKept(article)
  requireOthers(article.id, { related: placement.related ?? [] })
  const placed = asked(placement)
  const translations = { ...article.translations }
  for (const locale of locales) {
    const text = translations[locale]
    if (text?.live) {
      translations[locale] = { ...text, live: { ...text.live, placed: { ...text.live.placed, ...placed } } }
    }
  }
  const next = { ...article, ...stated(placed), translations }
  return same(article, next) ? article : next
}

/** What is live of an article, placed as it was since it went public. */
export function asPlaced(live: Article, latest: Article, locale: Locale): Article {
  return { ...live, ...stated(asked(latest.translations[locale]?.live?.placed ?? {})) }
}
