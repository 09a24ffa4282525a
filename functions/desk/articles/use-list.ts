import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'
import { type Filters, questionOf } from './filters.ts'

interface Page {
  articles: ArticleRow[]
  next?: string
}

/** Rows of one page. */
const pageSize = 100
/** A page may hold nothing of what is rare; so many are read on by themselves before somebody is asked. */
const emptyPages = 10
/** Of a longer list, only what is asked for comes again when the window is looked at again. */
const freshPages = 2

/** A list of articles, page after page. */
export function useList(filters: Filters) {
  const api = useApi()
  const question = questionOf(filters).toString()
  const list = useInfiniteQuery({
    queryKey: ['articles', question],
    meta: { kept: 'shown' },
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams(question)
      page.set('limit', String(pageSize))
      if (pageParam) page.set('cursor', pageParam)
      return (await api.read<Page>(`/articles?${page}`, { signal })).data
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= freshPages,
  })
  const pages = list.data?.pages
  // One that moved up while pages were read would stand there twice.
  const rows = useMemo(() => {
    const byId = new Map(pages?.flatMap(({ articles }) => articles).map((row) => [row.id, row]))
    return [...byId.values()]
  }, [pages])
  const { hasNextPage, isFetching, fetchNextPage } = list
  const isBarren = pages !== undefined && rows.length === 0 && pages.length < emptyPages
  useEffect(() => {
    if (isBarren && hasNextPage && !isFetching) void fetchNextPage()
  }, [isBarren, hasNextPage, isFetching, fetchNextPage])
  return { ...list, rows, isSearching: isBarren && hasNextPage }
}
