import type { Article } from './article.ts'
import { requireKept } from './kept.ts'
import { same } from './same.ts'
import type { Stamp } from './workflow.ts'

/**
 * Notes on which day (of Vietnam) an article is to be looked at again, and what for; null: it was looked at, or need not be.
 * No word of it changes, so nothing has to be approved again.
 */
export function lookAgain(
  article: Article,
  on: string | null,
  { by }: Pick<Stamp, 'by'>,
  note?: string | undefined,
): Article {
  requireKept(article)
  const { lookAgain: before, ...rest } = article
  const after = on === null ? undefined : { on, by, ...(note && { note }) }
  if (same(before, after)) return article
  return after ? { ...rest, lookAgain: after } : rest
}
