import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FailingLink, LinkAct, LinkSaid } from '../../domain/outward-link.ts'
import { useApi } from '../api/context.tsx'

/** A link that leads nowhere, and what was said of it. */
export interface DeadLink extends FailingLink {
  said?: LinkSaid
}

export interface DeadLinks {
  isOn: boolean
  /** How many failed, but not yet on enough nights. */
  waiting: number
  links: DeadLink[]
}

const queryKey = ['dead-links']

export function useDeadLinks() {
  const api = useApi()
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.read<DeadLinks>('/outward-links', { signal })).data,
  })
}

/** Says what is to become of a link. Throws what the API refuses. */
export function useLinkAct() {
  const api = useApi()
  const queries = useQueryClient()
  return async function sayOf({ id, said }: DeadLink, act: LinkAct): Promise<void> {
    const number = said?.number ?? 0
    await api.write(`/outward-links/${id}`, { method: 'POST', body: { act, number } })
    await queries.invalidateQueries({ queryKey })
  }
}
