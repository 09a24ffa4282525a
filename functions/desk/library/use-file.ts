import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import type { Answer, Write } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { useMe } from '../api/newsroom.ts'
import { Refusal } from '../api/refusal.ts'
import type { LibraryFile } from '../media/library.ts'

/** An article that names a file: in what was written last, or in what readers see. */
export interface UsedIn {
  article: string
  title: string
  section: string
  written: boolean
  live: Locale[]
  /** It shows the file as it was before; writing the article again takes the new one. */
  older: boolean
}

export interface FileAnswer {
  media: Omit<LibraryFile, 'updatedAt'> & { originalBytes?: number }
  /** The last one. */
  revision: { number: number; at: string; actor: { id: string; name: string } }
  usedIn: UsedIn[]
  usedInMore?: true
}

/** A file with the tag of its last revision. */
export type KnownFile = Answer<FileAnswer>

export function useFile(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['media', 'file', id],
    queryFn: ({ signal }) => api.read<FileAnswer>(`/media/${id}`, { signal }),
  })
}

/** What whoever is signed in may do with a file. */
export function useRights(file: Pick<LibraryFile, 'createdBy'> | undefined) {
  const me = useMe().data
  const isTheirs = me !== undefined && file?.createdBy === me.id
  return {
    canChange: me !== undefined && (isTheirs || isPermitted(me, 'curate')),
    canWithdraw: me !== undefined && isPermitted(me, 'withdraw_file'),
  }
}

/** Somebody else has changed the file since it was read. */
const isStale = (error: unknown) => error instanceof Refusal && error.status === 412

/**
 * Does something to a file by its entity tag. Answers whether it was done; where somebody else was faster, `changed` says who,
 * and the file is read again.
 */
export function useAct({ data, tag }: KnownFile) {
  const api = useApi()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [changed, setChanged] = useState<FileAnswer['revision']>()
  const [isPending, setPending] = useState(false)
  const { id } = data.media
  const refresh = () => queries.invalidateQueries({ queryKey: ['media'] })

  /** Any way to change it, of which it is only known that it may be refused. */
  async function run(act: () => Promise<unknown>): Promise<boolean> {
    setPending(true)
    setError(undefined)
    setChanged(undefined)
    try {
      await act()
      await refresh()
      return true
    } catch (problem) {
      if (!isStale(problem)) setError(problem)
      else {
        const now = await api.read<FileAnswer>(`/media/${id}`).catch(() => undefined)
        if (now) setChanged(now.data.revision)
        else setError(problem)
        await refresh()
      }
      return false
    } finally {
      setPending(false)
    }
  }

  return {
    run,
    isPending,
    error,
    changed,
    write: (path: string, write: Omit<Write, 'match'>) =>
      run(() => api.write(`/media/${id}${path}`, { ...write, match: tag })),
  }
}

export { isStale }
