import type { ExtensionOf } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { contents, findsPdf, holdsArchive, typeOf } from '../types.ts'
import { isMovingGif } from './moving.ts'

export type PictureExtension = ExtensionOf<'picture'>
export type PictureType = (typeof contents)[PictureExtension]

/** The type by content. Throws a `Refusal` unless it is a picture of the type its name says, and nothing else beside. */
export function checkType(bytes: Uint8Array, extension: PictureExtension): PictureType {
  if (bytes.length === 0) throw new Refusal('empty')
  const type = contents[extension]
  const found = typeOf(bytes)
  if (found === undefined) throw new Refusal('type_unknown')
  if (found === 'gif' && isMovingGif(bytes)) throw new Refusal('animated')
  if (found !== type) throw new Refusal('type_differs', { extension, found })
  if (findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
  // Readers get it encoded again, but editors may get the original: it may hold an archive nowhere.
  if (holdsArchive(bytes, bytes.length)) throw new Refusal('polyglot', { found: 'zip' })
  return type
}
