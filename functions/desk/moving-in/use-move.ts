import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import { useWords } from '../words.tsx'
import { isAtWork, type Move, type MoveMapping, type MoveNotice, type MoveOptions } from './move.ts'
import { takeOut } from './take-out.ts'

/** Milliseconds after which one that is at work is looked at again. */
const pace = 1_500
/** The same while its files are on their way: the list of them may be long. */
const filesPace = 6_000

/** A move is told in the language that was asked for. */
function useMoveKey(id: string): [string, string, string] {
  return ['move', id, useWords().locale]
}

/** One move, looked at again while something happens to it. */
export function useMove(id: string, isSending: boolean) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = useMoveKey(id)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api.read<Move>(`/moves/${id}?locale=${queryKey[2]}`, {
        signal,
        known: queries.getQueryData<Answer<Move>>(queryKey),
      }),
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state: { data } }) => {
      if (data && isAtWork(data.data)) return pace
      return isSending ? filesPace : false
    },
  })
}

/** What can be done to a move. Each names the move as it was seen, and answers how it is then. */
export function useMoveActs(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = useMoveKey(id)
  const seen = () => queries.getQueryData<Answer<Move>>(queryKey)?.tag
  const write = async (path: string, init: { method: 'PUT' | 'POST'; body?: unknown }) => {
    const answer = await api.write<Move>(`/moves/${id}/${path}?locale=${queryKey[2]}`, {
      ...init,
      match: seen(),
    })
    queries.setQueryData(queryKey, answer)
    await queries.invalidateQueries({ queryKey: ['moves'] })
  }
  return {
    /** With other options than before, where some are given. */
    tryOut: async (options?: MoveOptions) => {
      if (options) await write('options', { method: 'PUT', body: options })
      await write('try', { method: 'POST' })
    },
    run: () => write('run', { method: 'POST' }),
    /** What is at work changes its move itself, which is in nobody's way. */
    stop: async () => {
      try {
        await write('stop', { method: 'POST' })
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 412) throw error
        await queries.refetchQueries({ queryKey })
        await write('stop', { method: 'POST' })
      }
    },
    forget: async () => {
      await api.write(`/moves/${id}`, { method: 'DELETE', match: seen() })
      queries.removeQueries({ queryKey: ['move', id] })
      await queries.invalidateQueries({ queryKey: ['moves'] })
    },
    takeOut: async (...files: readonly string[]) => {
      try {
        for (const file of files) await takeOut(api, id, file)
      } finally {
        await queries.invalidateQueries({ queryKey: ['move', id] })
      }
    },
    /** How it is now, where somebody else has changed it. */
    lookAgain: () => queries.invalidateQueries({ queryKey: ['move', id] }),
  }
}

interface Page {
  moves: Move[]
  next?: string
}

/** All moves that are kept, newest first. */
export function useMoves() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['moves'],
    initialPageParam: '',
    getNextPageParam: ({ next }: Page) => next,
    queryFn: async ({ pageParam, signal }) => {
      const query = pageParam && `?cursor=${encodeURIComponent(pageParam)}`
      return (await api.read<Page>(`/moves${query}`, { signal })).data
    },
  })
}

interface NoticePage {
  notices: MoveNotice[]
  next?: string
}

/** What the last report says of one kind. `tag`: of the move, which changes with its report. */
export function useNoticesOf(id: string, tag: string | undefined, code: string) {
  const api = useApi()
  const { locale } = useWords()
  return useInfiniteQuery({
    queryKey: ['move-notices', id, tag, code, locale],
    initialPageParam: '',
    getNextPageParam: ({ next }: NoticePage) => next,
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ locale, code, ...(pageParam && { cursor: pageParam }) })
      return (await api.read<NoticePage>(`/moves/${id}/notices?${query}`, { signal })).data
    },
  })
}

/** How the last trial understood the files. */
export function useMoveMapping(id: string, tag: string | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['move-mapping', id, tag],
    queryFn: async ({ signal }) => (await api.read<MoveMapping>(`/moves/${id}/mapping`, { signal })).data,
  })
}
