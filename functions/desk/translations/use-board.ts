import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Status } from '../../domain/article/status.ts'
import { type ByLocale, type Locale, locales } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { Task } from '../api/rows.ts'

/** An article in one language, as the board of the API says it. */
export interface BoardCell {
  state: Status | 'missing'
  title?: string
  etag?: string
  live?: boolean
  basedOn?: { locale: Locale; revision: number }
  stale?: boolean
  since?: string
  assignment?: Task
  words?: number
  /** Words of its source, where it is missing or stale. */
  toTranslate?: number
  /** Numbers and dates of its source that it lacks. */
  lacks?: string[]
}

export interface BoardRow {
  id: string
  section: string
  createdBy?: string
  updatedAt: string
  translations: ByLocale<BoardCell>
}

interface Page {
  articles: BoardRow[]
  next?: string
}

const pageSize = 50
/** A page may hold nothing of what is rare; so many are read on by themselves before somebody is asked. */
const emptyPages = 10

/** Articles of one group of the board, page after page. */
export function useBoard(question: string) {
  const api = useApi()
  const list = useInfiniteQuery({
    queryKey: ['board', question],
    meta: { kept: 'shown' },
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams(question)
      page.set('limit', String(pageSize))
      if (pageParam) page.set('cursor', pageParam)
      return (await api.read<Page>(`/translations?${page}`, { signal })).data
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const pages = list.data?.pages
  const rows = useMemo(
    () => [...new Map(pages?.flatMap(({ articles }) => articles).map((row) => [row.id, row])).values()],
    [pages],
  )
  const { hasNextPage, isFetching, fetchNextPage } = list
  const isBarren = pages !== undefined && rows.length === 0 && pages.length < emptyPages
  useEffect(() => {
    if (isBarren && hasNextPage && !isFetching) void fetchNextPage()
  }, [isBarren, hasNextPage, isFetching, fetchNextPage])
  return { ...list, rows, isSearching: isBarren && hasNextPage }
}

export interface Total {
  locale: Locale
  texts: number
  words: number
}

/** How many texts are to be translated into each language, and how many words. */
export function totalsOf(rows: readonly BoardRow[], only: Locale | undefined): Total[] {
  return locales
    .filter((locale) => !only || locale === only)
    .map((locale) => {
      const cells = rows.flatMap(({ translations }) => translations[locale] ?? [])
      const waiting = cells.filter(({ state, stale }) => state === 'missing' || stale)
      const words = waiting.reduce((sum, { toTranslate = 0 }) => sum + toTranslate, 0)
      return { locale, texts: waiting.length, words }
    })
    .filter(({ texts }) => texts > 0)
}
