import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useApi } from './context.tsx'

interface Page<Row> {
  articles: Row[]
  next?: string
}

/** A page may hold nothing of what is rare; so many are read on by themselves before somebody is asked. */
const emptyPages = 10
/** Of a longer list, only what is asked for comes again when the window is looked at again. */
const freshPages = 2

/**
 * Articles, page after page.
 * @param name the last part of the path, and by what answers are kept
 * @param size rows of one page
 */
export function usePages<Row extends { id: string }>(
  name: 'articles' | 'translations',
  question: string,
  size: number,
) {
  const api = useApi()
  const list = useInfiniteQuery({
    queryKey: [name, question],
    meta: { kept: 'shown' },
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam && `&cursor=${encodeURIComponent(pageParam)}`
      return (await api.read<Page<Row>>(`/${name}?limit=${size}&${question}${cursor}`, { signal })).data
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
  const isSearching = hasNextPage && pages !== undefined && rows.length === 0 && pages.length < emptyPages
  useEffect(() => {
    if (isSearching && !isFetching) void fetchNextPage()
  }, [isSearching, isFetching, fetchNextPage])
  return { ...list, rows, isSearching }
}
