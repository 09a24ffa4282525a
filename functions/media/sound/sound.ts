import { type AudioFile, type ExtensionOf, isOfKind } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { toDownload, type Upload } from '../download.ts'
import type { PublicObject } from '../public-object.ts'
import { contents, findsPdf, holdsArchive, typeOf } from '../types.ts'
import { readMp4 } from './mp4.ts'
import { mpegSeconds } from './mpeg.ts'
import { oggSeconds } from './ogg.ts'

const longest = 12 * 60 * 60

type SoundExtension = ExtensionOf<'audio'>

/** How long it is, and what is served: the bytes as they came, but without the place of a recording in MPEG-4. */
interface Sound {
  seconds: number
  clean: Uint8Array
}

const readers = {
  mp3: (bytes) => ({ seconds: mpegSeconds(bytes), clean: bytes }),
  m4a: readMp4,
  ogg: (bytes) => ({ seconds: oggSeconds(bytes), clean: bytes }),
} satisfies Record<SoundExtension, (bytes: Uint8Array) => Sound>

function checkType(bytes: Uint8Array, extension: SoundExtension): void {
  if (bytes.length === 0) throw new Refusal('empty')
  const found = typeOf(bytes)
  if (!found) throw new Refusal('type_unknown', { found: '' })
  if (found !== contents[extension])
    throw new Refusal('type_differs', { extension, found: found === 'mp4' ? 'm4a' : found })
  if (holdsArchive(bytes)) throw new Refusal('polyglot', { found: 'zip' })
  if (findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
}

/**
 * Sound to listen to. Its container is read by our own few lines instead of a package for tags: those keep every table
 * of a file as objects, gigabytes for 100 MB made for it. Throws `Refusal`.
 */
export async function makeSound(
  bytes: Uint8Array,
  upload: Upload,
): Promise<{ file: AudioFile; objects: PublicObject[] }> {
  const { extension } = upload
  if (!isOfKind('audio', extension)) throw new Refusal('extension', { extension })
  checkType(bytes, extension)
  const { seconds: exact, clean } = readers[extension](bytes)
  const seconds = Math.ceil(exact)
  if (!(seconds > 0)) throw new Refusal('no_sound')
  if (seconds > longest)
    throw new Refusal('too_long', { minutes: Math.ceil(seconds / 60), most: longest / 60 })
  const { download, object } = toDownload(clean, upload, 'inline')
  return { file: { kind: 'audio', ...download, seconds }, objects: [object] }
}
