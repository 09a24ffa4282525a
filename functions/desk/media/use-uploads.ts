import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { intoLibrary } from './into-library.ts'
import { createKept } from './kept-uploads.ts'
import type { LibraryFile } from './library.ts'
import { createUploads, type Uploads } from './uploads.ts'

const ofLibrary = (api: Api) => createUploads({ send: intoLibrary(api) })
const keptOf = createKept(ofLibrary)

/**
 * Files on their way into the library. `stays`: they go on when the screen is left, and are there when somebody comes back;
 * otherwise whoever leaves wants none of the rest.
 */
export function useUploads(stays: boolean): Uploads<LibraryFile> {
  const api = useApi()
  const uploads = useMemo(() => (stays ? keptOf(api, 'library') : ofLibrary(api)), [api, stays])
  useSyncExternalStore(uploads.subscribe, () => uploads.entries)
  useEffect(() => (stays ? undefined : () => uploads.clear(true)), [uploads, stays])
  return uploads
}

/** A picture of the clipboard has no name of its own. */
const unnamed = /^image\.(?<extension>\w+)$/u

/** `10.32.07`, as it may stand in the name of a file. */
const clock = () => new Date().toTimeString().slice(0, 8).replaceAll(':', '.')

/** Takes what is pasted anywhere in the window, where it is files. `name`: of what has none, before the time of day. */
export function usePastedFiles(name: string, onFiles: (files: File[]) => void): void {
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (event.defaultPrevented || files.length === 0) return
      event.preventDefault()
      latest.current(
        files.map((file) => {
          const { extension } = unnamed.exec(file.name)?.groups ?? {}
          return extension ? new File([file], `${name} ${clock()}.${extension}`, { type: file.type }) : file
        }),
      )
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [name])
}
