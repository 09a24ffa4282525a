import { type AudioFile, type ExtensionOf, isOfKind } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { toDownload, type Upload } from '../download.ts'
import { checkType, wholeSeconds } from '../played.ts'
import type { PublicObject } from '../public-object.ts'
import { readMp4 } from './mp4.ts'
import { mpegSeconds } from './mpeg.ts'
import { oggSeconds } from './ogg.ts'

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
  const seconds = wholeSeconds(exact, 'no_sound')
  const { download, object } = toDownload(clean, upload, 'inline')
  return { file: { kind: 'audio', ...download, seconds }, objects: [object] }
}
