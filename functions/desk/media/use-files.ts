import { useEffect, useMemo, useReducer } from 'react'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import type { LibraryFile } from './library.ts'

/** What is known of the files of the library in this window; each is asked for once. */
interface Files {
  find: (id: string) => LibraryFile | undefined
  /** It was asked for, and the library does not have it. */
  isMissing: (id: string) => boolean
  /** Grows when more is known than before. */
  readonly version: number
  /** A file that somebody has just chosen or sent. */
  take: (file: LibraryFile) => void
  /** Calls when more is known than before; answers how to stop that. */
  subscribe: (onChange: () => void) => () => void
  want: (ids: readonly string[]) => void
}

/** The most that are asked for at once. */
const most = 100

function createFiles(api: Api): Files {
  const known = new Map<string, LibraryFile>()
  const asked = new Set<string>()
  const missing = new Set<string>()
  const listeners = new Set<() => void>()
  let version = 0
  const tell = () => {
    version += 1
    for (const each of listeners) each()
  }
  async function ask(ids: readonly string[]): Promise<void> {
    try {
      const query = new URLSearchParams({ ids: ids.join(','), limit: String(most) })
      const { data } = await api.read<{ media: LibraryFile[] }>(`/media?${query}`)
      for (const file of data.media) known.set(file.id, file)
      for (const id of ids) if (!known.has(id)) missing.add(id)
      tell()
    } catch {
      // It is shown without them, and asked again when it is opened again.
      for (const id of ids) asked.delete(id)
    }
  }
  return {
    find: (id) => known.get(id),
    isMissing: (id) => missing.has(id),
    get version() {
      return version
    },
    take(file) {
      missing.delete(file.id)
      known.set(file.id, file)
      tell()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    want(ids) {
      const news = ids.filter((id) => !asked.has(id) && !known.has(id))
      for (const id of news) asked.add(id)
      for (let from = 0; from < news.length; from += most) void ask(news.slice(from, from + most))
    },
  }
}

const perApi = new WeakMap<Api, Files>()

/** Files that a body names. */
export const filesIn = (body: string) => [
  ...new Set([...body.matchAll(/"media:([0-9a-z]{10})"/gu)].map(([, id = '']) => id)),
]

/** The files that are named here; the caller is drawn again when more is known of them. */
export function useFiles(ids: readonly string[]): Files {
  const api = useApi()
  const files = useMemo(() => {
    const there = perApi.get(api) ?? createFiles(api)
    perApi.set(api, there)
    return there
  }, [api])
  const [, draw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => files.subscribe(draw), [files])
  useEffect(() => files.want(ids), [files, ids])
  return files
}
