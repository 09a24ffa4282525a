import type { Article } from './article.ts'
import { requireKept } from './kept.ts'

/** Of one article; a portal had no more pages of one text. */
export const mostFormerAddresses = 50

/**
 * Lets an address at which nothing stands any more (as `oldAddress` writes it) lead to this article, or no longer. No word of it
 * changes, so nothing has to be approved again.
 */
export function lead(article: Article, address: string, leads: boolean): Article {
  requireKept(article)
  const { formerAddresses: before = [], ...rest } = article
  if (before.includes(address) === leads) return article
  const after = leads ? [...before, address] : before.filter((each) => each !== address)
  return after.length > 0 ? { ...rest, formerAddresses: after } : rest
}
