import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useApi } from '../api/context.tsx'
import type { LibraryRow } from './library.ts'

interface Page {
  media: LibraryRow[]
  next?: string
}

/** A page may hold nothing of what is rare; so many are read on by themselves before somebody is asked. */
const emptyPages = 10

/** Files of the library, page after page: `question` is what the API is asked, and `isWanted` what it cannot be asked. */
export function useLibrary(question: string, isWanted?: (row: LibraryRow) => boolean) {
  const api = useApi()
  const list = useInfiniteQuery({
    queryKey: ['media', question],
    initialPageParam: '',
    getNextPageParam: ({ next }: Page) => next,
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams(question)
      if (pageParam) query.set('cursor', pageParam)
      return (await api.read<Page>(`/media?${query}`, { signal })).data
    },
  })
  const pages = list.data?.pages
  // One that moved up while pages were read would stand there twice.
  const files = useMemo(
    () => [...new Map(pages?.flatMap(({ media }) => media).map((row) => [row.id, row])).values()],
    [pages],
  )
  const rows = isWanted ? files.filter(isWanted) : files
  const { hasNextPage, isFetching, fetchNextPage } = list
  const isBarren = pages !== undefined && rows.length === 0 && pages.length < emptyPages
  useEffect(() => {
    if (isBarren && hasNextPage && !isFetching) void fetchNextPage()
  }, [isBarren, hasNextPage, isFetching, fetchNextPage])
  return { ...list, rows, isSearching: list.isPending || (isBarren && hasNextPage) }
}
