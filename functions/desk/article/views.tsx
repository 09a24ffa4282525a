/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/context.tsx'
import { useWords } from '../words.tsx'

/** How often readers opened an article, in all its languages. Where that is not known, nothing is said of it. */
export function Views({ id }: { id: string }) {
  const { t } = useWords()
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['views', id],
    meta: { kept: 'beside' },
    queryFn: async ({ signal }) =>
      (await api.read<{ views: number }>(`/articles/${encodeURIComponent(id)}/views`, { signal })).data.views,
    staleTime: 60_000,
  })
  return data === undefined ? null : <span className="views">{t('live.views', { count: data })}</span>
}
