import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isLocale } from '../../domain/locale.ts'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'
import type { Known } from './found.ts'
import { articleOf, hrefsIn, pathOnSite } from './links.ts'

/** The most articles that are asked for at once. */
const most = 100
/** What was found is not asked again while a text is being written, in milliseconds. */
const staleTime = 300_000

async function readRows(api: Api, ids: readonly string[], signal: AbortSignal): Promise<ArticleRow[]> {
  const query = new URLSearchParams({ ids: ids.join(','), limit: String(most) })
  return (await api.read<{ articles: ArticleRow[] }>(`/articles?${query}`, { signal })).data.articles
}

/** Whether the site has a page at a path. Sections and old addresses are its own to know. */
async function isThere(path: string, signal: AbortSignal): Promise<boolean> {
  const { status } = await fetch(path, { method: 'HEAD', signal })
  return status !== 404 && status !== 410
}

function stateOf(path: string, article: string, rows: readonly ArticleRow[]): ReturnType<Known['link']> {
  const row = rows.find(({ id }) => id === article)
  if (!row) return 'missing'
  const [, locale = ''] = path.split('/')
  return isLocale(locale) && row.translations[locale]?.live ? undefined : 'not_public'
}

/** What is known of the addresses of this site that a body leads to: articles are asked of the API, all else of the site. */
export function useLinks(body: string): Known['link'] {
  const api = useApi()
  const paths = useMemo(
    () =>
      hrefsIn(body).flatMap((href) => {
        const path = pathOnSite(href, location.origin)
        return path === undefined ? [] : [{ href, path, article: articleOf(path) }]
      }),
    [body],
  )
  const ids = [...new Set(paths.flatMap(({ article }) => article ?? []))].toSorted().slice(0, most)
  const rows = useQuery({
    queryKey: ['linked', ids],
    enabled: ids.length > 0,
    staleTime,
    queryFn: async ({ signal }) => ({ asked: ids, found: await readRows(api, ids, signal) }),
  }).data
  const others = [...new Set(paths.flatMap(({ path, article }) => (article ? [] : path)))]
  const gone = useQueries({
    queries: others.map((path) => ({
      queryKey: ['page', path],
      staleTime,
      queryFn: ({ signal }: { signal: AbortSignal }) => isThere(path, signal),
    })),
    // A list: the same one for as long as it holds the same, so that nothing is drawn again for it.
    combine: (answers) => others.filter((_, index) => answers[index]?.data === false),
  })
  return useMemo(() => {
    const states = new Map(
      paths.map(({ href, path, article }) => {
        const state =
          article && rows?.asked.includes(article) ? stateOf(path, article, rows.found) : undefined
        return [href, gone.includes(path) ? 'missing' : state]
      }),
    )
    return (href) => states.get(href)
  }, [paths, rows, gone])
}
