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

interface Asked {
  /** By which answers are kept. */
  name: string
  path: string
  question: string
  /** Rows of one page. */
  size: number
}

/** Articles, page after page. */
export function usePages<Row extends { id: string }>({ name, path, question, size }: Asked) {
  const api = useApi()
  const list = useInfiniteQuery({
    queryKey: [name, question],
    meta: { kept: 'shown' },
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams(question)
      page.set('limit', String(size))
      if (pageParam) page.set('cursor', pageParam)
      return (await api.read<Page<Row>>(`${path}?${page}`, { signal })).data
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
