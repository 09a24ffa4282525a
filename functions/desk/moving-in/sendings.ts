import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { createKept } from '../media/kept-uploads.ts'
import { sendForm, type UploadForm } from '../media/upload.ts'
import { createUploads, type Send } from '../media/uploads.ts'
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

const keptOf = createKept((api, move) => createUploads({ send: intoMove(api, move), atOnce }))

/** Files on their way to a move from this window. */
export function useSendings(move: string) {
  const api = useApi()
  const queries = useQueryClient()
  const uploads = useMemo(() => keptOf(api, move), [api, move])
  const entries = useSyncExternalStore(uploads.subscribe, () => uploads.entries)
  const isSending = uploads.onTheWay > 0
  useEffect(() => {
    if (isSending) return
    uploads.clear()
    void queries.invalidateQueries({ queryKey: ['move', move] })
  }, [isSending, uploads, queries, move])
  return { uploads, entries, isSending }
}

export type Sendings = ReturnType<typeof useSendings>
