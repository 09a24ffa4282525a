import { extensionOf, formats, type MediaKind } from '../../domain/library/formats.ts'
import type { Api } from '../api/api.ts'
import { digestOf } from './digest.ts'
import type { LibraryFile } from './library.ts'
import { upload } from './upload.ts'
import type { Send } from './uploads.ts'

/** A file of the library with these bytes that articles may use. */
async function findTwin(api: Api, file: File, signal: AbortSignal): Promise<LibraryFile | undefined> {
  const digest = await digestOf(file)
  if (!digest) return undefined
  const query = new URLSearchParams({ digest, status: 'ready', limit: '1' })
  const { data } = await api.read<{ media: LibraryFile[] }>(`/media?${query}`, { signal })
  return data.media[0]
}

/** Sends a file into the library, where it has no twin there or is wanted twice. */
export function intoLibrary(api: Api): Send<LibraryFile> {
  return async ({ file, isWantedTwice }, options) => {
    const twin = isWantedTwice ? undefined : await findTwin(api, file, options.signal)
    if (twin) return { state: 'twin', twin }
    return { state: 'done', made: await upload(api, file, options) }
  }
}

/** By its name; what the library takes at all, it says itself. */
export function isOtherThan(kinds: readonly MediaKind[]): (name: string) => boolean {
  return (name) => {
    const extension = extensionOf(name)
    return extension !== undefined && !kinds.includes(formats[extension].kind)
  }
}
