import { useInfiniteQuery } from '@tanstack/react-query'
import type { ByLocale, Locale } from '../../domain/locale.ts'
import type { Action } from '../../domain/revision.ts'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { type ActivityFilters, questionOf } from './filters.ts'

/** One act, as the API answers it. */
export interface Act {
  kind: string
  subject: string
  number: number
  at: string
  actor: { id: string; name: string }
  action: Action
  locale?: Locale
  note?: string
  name?: string
  titles?: ByLocale<string>
  called?: string
}

interface Page {
  activity: Act[]
  next?: string
}

async function readPage(api: Api, filters: ActivityFilters, cursor: string, signal?: AbortSignal) {
  const question = questionOf(filters)
  question.set('limit', '100')
  if (cursor) question.set('cursor', cursor)
  return (await api.read<Page>(`/activity?${question}`, signal ? { signal } : {})).data
}

/** Who did what in a month, page after page. */
export function useActivity(filters: ActivityFilters) {
  const api = useApi()
  const list = useInfiniteQuery({
    queryKey: ['activity', questionOf(filters).toString()],
    queryFn: ({ pageParam, signal }) => readPage(api, filters, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  return { ...list, acts: list.data?.pages.flatMap(({ activity }) => activity) ?? [] }
}

/** So many acts are exported at once; a month of a busy newsroom has fewer. */
const mostExported = 20_000

/** All acts of a month, to be exported. */
export async function readAll(api: Api, filters: ActivityFilters): Promise<Act[]> {
  const all: Act[] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined && all.length < mostExported) {
    const page: Page = await readPage(api, filters, cursor)
    all.push(...page.activity)
    cursor = page.next
  }
  return all
}
