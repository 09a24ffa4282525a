/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useApi } from '../api/context.tsx'
import { late } from '../shell/late.ts'
import { Loading } from '../ui/loading.tsx'
import { useWords } from '../words.tsx'

// It is looked at by few, and says it in the words of those who look back.
const ReadersOfArticle = late(
  async () => (await import('../look-back/look-back.tsx')).ReadersOfArticle,
  'lookBack',
)

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

/** When readers opened it, for whoever wants to know. */
export function ViewsByDay({ id }: { id: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('live.by_day')}</summary>
      {isOpen && (
        <Suspense fallback={<Loading />}>
          <ReadersOfArticle id={id} />
        </Suspense>
      )}
    </details>
  )
}
