import { type Query, QueryClient, type QueryPersister, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { DeskFailure } from '../session/failure.ts'
import type { createSeen, Seen } from './seen.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** `shown`: an answer that is there without a network too, with its age. `beside`: it is needed for others, and its age says nothing. */
    queryMeta: { kept?: 'shown' | 'beside' }
  }
}

/** When an answer was read that now stands for one that could not be had, in milliseconds; by the question. */
const ages = new Map<string, number>()

type Store = ReturnType<typeof createSeen>

const isUnreached = (error: unknown) => error instanceof DeskFailure && error.code === 'offline'

/** What this window or this computer last had for an answer. */
async function lastAnswer({ queryHash, state }: Query, store: Promise<Store>): Promise<Seen | undefined> {
  if (state.data === undefined) return await (await store).find(queryHash)
  return { data: state.data, at: ages.get(queryHash) ?? state.dataUpdatedAt }
}

/** Answers by what was seen where nobody is reached. The next page of a list was never seen. */
function persisterOf(store: Promise<Store>): QueryPersister {
  return async (ask, context, query) => {
    const { queryHash, meta } = query
    try {
      const answer = await ask(context)
      ages.delete(queryHash)
      return answer
    } catch (error) {
      if (!meta?.kept || !isUnreached(error) || query.state.fetchMeta?.fetchMore) throw error
      const last = await lastAnswer(query, store)
      if (!last) throw error
      ages.set(queryHash, last.at)
      return last.data
    }
  }
}

/** Answers of the API for one person: what they see is kept at this computer, for when nobody is reached. */
export function createQueries(person: string, mayHelp: (failures: number, error: Error) => boolean) {
  // It comes after what the desk begins with.
  const store = import('./seen.ts').then(({ createSeen }) => createSeen(person))
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: mayHelp,
        // Requests are refused with words when there is no network; none waits in silence.
        networkMode: 'always',
        staleTime: 10_000,
        persister: persisterOf(store),
      },
      mutations: { networkMode: 'always' },
    },
  })
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || !event.query.meta?.kept) return
    const { queryHash, state } = event.query
    // What a write answered is news, whatever stood there.
    if (event.action.manual) ages.delete(queryHash)
    if (ages.has(queryHash)) return
    void store.then(({ keep }) => keep(queryHash, { data: state.data, at: state.dataUpdatedAt }))
  })
  return client
}

const ageOf = ({ queryHash, state }: Query) => ages.get(queryHash) ?? state.dataUpdatedAt

/** When the oldest of what is on the screen was read; undefined where nothing of it was. */
export function useAge(): number | undefined {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((act: () => void) => cache.subscribe(act), [cache])
  return useSyncExternalStore(subscribe, () => {
    const shown = cache.findAll({ type: 'active', predicate: ({ meta }) => meta?.kept === 'shown' })
    const read = shown.map(ageOf).filter((at) => at > 0)
    return read.length > 0 ? Math.min(...read) : undefined
  })
}
