import type { AudioFile, Extension } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { holdsArchive, latin1, typeOf } from '../content-type.ts'
import { toDownload, type Upload } from '../download.ts'
import type { PublicObject } from '../public-object.ts'
import { readMp4 } from './mp4.ts'
import { mpegSeconds } from './mpeg.ts'
import { oggSeconds } from './ogg.ts'

const longest = 12 * 60 * 60

const contents: Partial<Record<Extension, string>> = { mp3: 'mp3', m4a: 'mp4', ogg: 'ogg' }

function checkType(bytes: Uint8Array, extension: Extension): void {
  if (bytes.length === 0) throw new Refusal('empty')
  const expected = contents[extension]
  if (!expected) throw new Refusal('extension', { extension })
  const found = typeOf(bytes)
  if (!found) throw new Refusal('type_unknown', { found: '' })
  if (found !== expected)
    throw new Refusal('type_differs', { extension, found: found === 'mp4' ? 'm4a' : found })
  if (holdsArchive(bytes)) throw new Refusal('polyglot', { found: 'zip' })
  // For Acrobat, a PDF may begin anywhere in the first 1024 bytes.
  if (latin1(bytes, 0, 1024).includes('%PDF-')) throw new Refusal('polyglot', { found: 'pdf' })
}

/** Its length, and what is served: the bytes as they came, but without the place of a recording in MPEG-4. */
function read(bytes: Uint8Array, extension: Extension): { seconds: number; clean: Uint8Array } {
  if (extension === 'm4a') return readMp4(bytes)
  return { seconds: extension === 'mp3' ? mpegSeconds(bytes) : oggSeconds(bytes), clean: bytes }
}

/**
 * Sound to listen to. Its container is read by our own few lines instead of a package for tags: those keep every table
 * of a file as objects, gigabytes for 100 MB made for it. Throws `Refusal`.
 */
export async function makeSound(
  bytes: Uint8Array,
  upload: Upload,
): Promise<{ file: AudioFile; objects: PublicObject[] }> {
  checkType(bytes, upload.extension)
  const { seconds: exact, clean } = read(bytes, upload.extension)
  const seconds = Math.ceil(exact)
  if (!(seconds > 0)) throw new Refusal('no_sound')
  if (seconds > longest)
    throw new Refusal('too_long', { minutes: Math.ceil(seconds / 60), most: longest / 60 })
  const { download, object } = toDownload(clean, upload, 'inline')
  return { file: { kind: 'audio', ...download, seconds }, objects: [object] }
}
