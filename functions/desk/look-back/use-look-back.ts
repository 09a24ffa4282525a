import { useQuery } from '@tanstack/react-query'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'

interface Counted<Id extends string = string> {
  id: Id
  count: number
}

/** What was done in a month, as the API counts it. */
export interface MonthCount {
  month: string
  isPartial: boolean
  texts: number
  days: Counted[]
  sections: Counted[]
  authors: Counted[]
  languages: Counted<Locale>[]
  emergencies: number
  withdrawn: number
  waits: { texts: number; medianHours?: number; longestHours?: number }
}

/** What was read in a month. */
export interface MonthReaders {
  month: string
  /** Up to when it was added up. */
  at?: string
  views: number
  days: Counted[]
  sections: Counted[]
  languages: Counted[]
  articles: (Counted & { title?: string; locale?: Locale; section?: string })[]
}

/** On which of the last days an article was read. */
export interface ArticleReaders {
  from: string
  to: string
  days: (Counted & { languages: Counted[] })[]
}

/** How things stand now. */
export interface Standing {
  states: {
    state: 'draft' | 'in_review' | 'approved' | 'scheduled' | 'withdrawn'
    section: string
    count: number
  }[]
  /** Articles that readers have. */
  live: { section: string; locale: Locale; count: number }[]
  stale: Counted<Locale>[]
  sections: { id: string; latest?: string }[]
  lookedBack?: string
}

export interface Missed {
  query: string
  times: number
  /** A day, UTC. */
  last: string
}

export function useMonth(month: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['statistics', month],
    queryFn: async ({ signal }) =>
      (await api.read<MonthCount>(`/statistics/month?month=${month}`, { signal })).data,
  })
}

export function useMonthReaders(month: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['readers', month],
    queryFn: async ({ signal }) =>
      (await api.read<MonthReaders>(`/statistics/readers?month=${month}&limit=20`, { signal })).data,
  })
}

export function useArticleReaders(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['readers', 'article', id],
    queryFn: async ({ signal }) =>
      (await api.read<ArticleReaders>(`/statistics/readers/${encodeURIComponent(id)}?days=30`, { signal }))
        .data,
    staleTime: 60_000,
  })
}

export function useStanding() {
  const api = useApi()
  return useQuery({
    queryKey: ['statistics', 'now'],
    queryFn: async ({ signal }) => (await api.read<Standing>('/statistics/now', { signal })).data,
  })
}

/** What readers searched for in vain in the last thirty days. */
export function useMissed(locale: Locale) {
  const api = useApi()
  return useQuery({
    queryKey: ['missed', locale],
    queryFn: async ({ signal }) =>
      (await api.read<{ searches: Missed[] }>(`/searches/missed?locale=${locale}&limit=50`, { signal })).data
        .searches,
  })
}

/** Pictures that have no words in a language, some of them. */
export function useUndescribed(locale: Locale) {
  const api = useApi()
  return useQuery({
    queryKey: ['media', 'undescribed', locale],
    queryFn: async ({ signal }) =>
      (
        await api.read<{ media: { id: string; name: string }[]; next?: string }>(
          `/media?undescribed=${locale}&limit=20`,
          { signal },
        )
      ).data,
  })
}
