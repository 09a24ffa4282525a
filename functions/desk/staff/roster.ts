import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Role } from '../../domain/role.ts'
import { useApi } from '../api/context.tsx'
import { dayInVietnam } from '../ui/moment.tsx'

/** Somebody of the staff, as whoever keeps the list sees them. Days are of Vietnam, both included. */
export interface Colleague {
  id: string
  name: string
  role: Role
  sections?: string[]
  active: boolean
  from?: string
  until?: string
  /** Entity tag of their record; none, where whoever set the system up wrote it. */
  etag?: string
  lastSeen?: string
}

/** What is written of somebody. */
export type StaffRecord = Omit<Colleague, 'id' | 'etag' | 'lastSeen'>

/** Whether they may do anything now; `later` and `over`: on other days. */
export type Presence = 'on' | 'later' | 'over' | 'left'

export function presenceOf({ active, from, until }: StaffRecord): Presence {
  if (!active) return 'left'
  const today = dayInVietnam(new Date())
  if (from !== undefined && today < from) return 'later'
  return until !== undefined && until < today ? 'over' : 'on'
}

export function useRoster() {
  const api = useApi()
  return useQuery({
    queryKey: ['staff'],
    queryFn: async ({ signal }) => (await api.read<{ staff: Colleague[] }>('/staff', { signal })).data.staff,
  })
}

/** Writes what somebody may do from now on. */
export function useAppoint(): (id: string, record: StaffRecord, etag?: string) => Promise<void> {
  const api = useApi()
  const queries = useQueryClient()
  return async (id, record, etag) => {
    await api.write(`/staff/${encodeURIComponent(id)}`, {
      method: 'PUT',
      body: record,
      ...(etag ? { match: etag } : { absent: true }),
    })
    await Promise.all(
      ['staff', 'desk', 'people', 'me'].map((each) => queries.invalidateQueries({ queryKey: [each] })),
    )
  }
}

/** Makes an account for somebody, has the invitation mailed, and puts them on the staff. */
export function useInvite(): (email: string, record: StaffRecord) => Promise<void> {
  const api = useApi()
  const queries = useQueryClient()
  return async (email, record) => {
    await api.write('/staff/invitations', { method: 'POST', body: { email, record } })
    await Promise.all(['staff', 'people'].map((each) => queries.invalidateQueries({ queryKey: [each] })))
  }
}
