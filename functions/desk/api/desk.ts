import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import type { Permission } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/role.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Answer, Api } from './api.ts'
import type { CalendarSlot } from './calendar.ts'
import { useApi } from './context.tsx'
import type { ArticleRow } from './rows.ts'

/** Somebody of the staff, whose `id` articles and revisions name. */
export interface Person {
  id: string
  name: string
  role: Role
  active: boolean
  sections?: string[]
}

/** Texts within one's sections; each number is exact up to 1,000. `mine` are one's own. */
export interface Counts {
  mine: Record<'draft' | 'in_review' | 'returned', number>
  in_review: number
  approved: number
  /** Those of them that go public with others. */
  together: number
  scheduled: number
  late: number
  /** That are planned; of those, late ones and such whose texts are not all ready. */
  releases: Record<'planned' | 'late' | 'unready', number>
  unreviewed: number
  stale: Record<Locale, number>
}

/** Why a text waits for somebody, most pressing first. */
export type Waiting =
  | 'unreviewed'
  | 'late'
  | 'returned'
  | 'assigned'
  | 'in_review'
  | 'approved'
  | 'look_again'
  | 'stale'
  | 'missing'
  | 'draft'

/** One text that waits for whoever asks. `since`: a UTC instant; `due`: a day of Vietnam. */
export interface QueueRow {
  why: Waiting
  locale: Locale
  since: string
  note?: string
  due?: string
  row: ArticleRow
}

/** What the desk begins with. */
export interface DeskStart {
  me: Member & { may: Permission[] }
  settings: Settings
  settingsTag?: string
  people: Person[]
  counts: Counts
  /** At most 20, most pressing first. */
  queue: QueueRow[]
  /** What is planned for them to write and is no text yet, the first due first. */
  toWrite: CalendarSlot[]
  /** How much of what they were told is new to them. */
  newNotices: number
  /** In which language they chose that the desk speaks, if they did. */
  locale?: Locale
  now: string
}

/** Asked for again, it is answered in full only where something has changed. */
export function deskQuery(api: Api, queries: QueryClient) {
  return queryOptions({
    queryKey: ['desk'],
    meta: { kept: 'shown' },
    queryFn: ({ signal }) =>
      api.read<DeskStart>('/desk', { signal, known: queries.getQueryData<Answer<DeskStart>>(['desk']) }),
  })
}

/** What waits for whoever is signed in, looked at again whenever they come back to the window. */
export function useDesk() {
  const api = useApi()
  return useQuery({
    ...deskQuery(api, useQueryClient()),
    // What was just done elsewhere in the desk is not shown as waiting; nothing is asked twice in one breath.
    staleTime: 2_000,
    refetchOnWindowFocus: 'always',
  })
}
