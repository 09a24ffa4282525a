import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { sendForm, type UploadForm } from '../media/upload.ts'
import { createUploads, type Send, type Uploads } from '../media/uploads.ts'
import { takeOut } from './take-out.ts'

/** An export is many small files as often as one large one. */
const atOnce = 4

/** Sends a file to a move; what came only in part is sent again as the same file, and taken back where it is not wanted. */
function intoMove(api: Api, move: string): Send<string> {
  const keys = new Map<number, string>()
  return async ({ key, file, name }, options) => {
    const own = keys.get(key) ?? crypto.randomUUID()
    keys.set(key, own)
    const { data } = await api.write<{ id: string; upload: UploadForm }>(`/moves/${move}/files`, {
      method: 'POST',
      body: { name, bytes: file.size },
      key: own,
    })
    try {
      await sendForm(data.upload, file, options)
    } catch (error) {
      // Where that fails too, the screen shows it as a file that has not come.
      if (options.signal.aborted) await takeOut(api, move, data.id).catch(() => undefined)
      throw error
    }
    return { state: 'done', made: data.id }
  }
}

interface Kept {
  uploads: Uploads<string>
  listeners: Set<() => void>
}

/** They go on while somebody looks at other screens. */
const kept = new Map<string, Kept>()

function keptOf(api: Api, move: string): Kept {
  const known = kept.get(move)
  if (known) return known
  const listeners = new Set<() => void>()
  const onChange = () => {
    for (const tell of listeners) tell()
  }
  const made = { listeners, uploads: createUploads({ send: intoMove(api, move), onChange, atOnce }) }
  kept.set(move, made)
  return made
}

const isOnItsWay = ({ uploads }: Kept) =>
  uploads.entries.some(({ state }) => state === 'waiting' || state === 'sending')

function warn(event: BeforeUnloadEvent): void {
  if ([...kept.values()].some(isOnItsWay)) event.preventDefault()
}

/** Files on their way to a move from this window. */
export function useSendings(move: string) {
  const api = useApi()
  const queries = useQueryClient()
  const own = useMemo(() => keptOf(api, move), [api, move])
  const { uploads, listeners } = own
  const entries = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => uploads.entries,
  )
  useEffect(() => {
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  const isSending = isOnItsWay(own)
  useEffect(() => {
    if (isSending) return
    uploads.clear()
    void queries.invalidateQueries({ queryKey: ['move', move] })
  }, [isSending, uploads, queries, move])
  return { uploads, entries, isSending }
}

export type Sendings = ReturnType<typeof useSendings>
