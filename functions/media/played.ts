import type { ExtensionOf } from '../domain/library/file.ts'
import { Refusal } from '../domain/library/refusal.ts'
import { contents, findsPdf, holdsArchive, typeOf } from './types.ts'

const longest = 12 * 60 * 60

/** Refuses what does not begin as its name says, and what is another kind of file at once. */
export function checkType(bytes: Uint8Array, extension: ExtensionOf<'audio' | 'video'>): void {
  if (bytes.length === 0) throw new Refusal('empty')
  const found = typeOf(bytes)
  if (!found) throw new Refusal('type_unknown', { found: '' })
  if (found !== contents[extension])
    throw new Refusal('type_differs', { extension, found: found === 'mp4' ? 'm4a' : found })
  if (holdsArchive(bytes)) throw new Refusal('polyglot', { found: 'zip' })
  if (findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
}

/** A length as it is told, rounded up; `none` is why a file without one is not taken. */
export function wholeSeconds(exact: number, none: 'no_sound' | 'no_video'): number {
  const seconds = Math.ceil(exact)
  if (!(seconds > 0)) throw new Refusal(none)
  if (seconds > longest)
    throw new Refusal('too_long', { minutes: Math.ceil(seconds / 60), most: longest / 60 })
  return seconds
}
