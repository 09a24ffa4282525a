import { useQuery } from '@tanstack/react-query'
import { type Locale, wordsIn } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'

/** How an article is called, in `text` where it has that language. */
export const titleOf = (row: ArticleRow | undefined, text: Locale, fallback: string): string =>
  wordsIn({ ...row?.translations, ...(row?.translations[text] && { [text]: row.translations[text] }) }, text)
    ?.title ?? fallback

/** The rows of some articles, as far as they are known. */
export function useKnown(ids: readonly string[]): readonly ArticleRow[] {
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['articles', 'ids', ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }) =>
      (await api.read<{ articles: ArticleRow[] }>(`/articles?ids=${ids.join(',')}`, { signal })).data
        .articles,
  })
  return data ?? []
}
