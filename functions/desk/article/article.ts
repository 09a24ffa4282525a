import type { QueryClient } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { Article, Translation } from '../../domain/article/article.ts'
import type { ByLocale, Locale } from '../../domain/locale.ts'
import type { RevisionMeta } from '../../domain/revision.ts'
import { useApi } from '../api/context.tsx'

export type PartName = Locale | 'shared'

/** An article as the API answers it. */
export interface ArticleAnswer {
  article: Article
  revision: Omit<RevisionMeta, 'subject' | 'repeat'>
  /** Public addresses, in the languages in which it is live. */
  addresses: ByLocale<string>
  /** When readers were last seen to get which revision. */
  seen?: ByLocale<{ revision: number; at: string }>
  /** Entity tag of each part, as the next change of it names it. */
  parts: Partial<Record<PartName, string>>
}

/** What is planned for a text: moments in UTC, and what readers will be told at its end. */
export function plannedOf(text: Translation | undefined) {
  const { scheduled, expires } = text ?? {}
  return {
    ...(scheduled && { publishAt: scheduled.publishAt }),
    ...(expires && { unpublishAt: expires.unpublishAt, reason: expires.reason }),
  }
}

export const articleKey = (id: string) => ['article', id] as const

/**
 * The article as it is saved. It is read again when somebody comes back to the window; `always` also where this browser read it
 * a moment ago.
 */
export function useArticle(id: string, { always = false } = {}) {
  const api = useApi()
  return useQuery({
    queryKey: articleKey(id),
    meta: { kept: 'shown' },
    queryFn: async ({ signal }) =>
      (await api.read<ArticleAnswer>(`/articles/${encodeURIComponent(id)}`, { signal })).data,
    refetchOnWindowFocus: true,
    ...(always && { refetchOnMount: 'always' as const }),
  })
}

/** Takes what a write answered for what is there; lists are asked again. */
export function takeAnswer(queries: QueryClient, id: string, answer: ArticleAnswer): void {
  queries.setQueryData(articleKey(id), answer)
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'article' && queryKey[0] !== 'me',
  })
}
