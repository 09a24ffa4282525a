import { type ExtensionOf, isOfKind, type VideoFile } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { toDownload, type Upload } from '../download.ts'
import { checkType, wholeSeconds } from '../played.ts'
import type { PublicObject } from '../public-object.ts'
import type { Film } from './film.ts'
import { readMp4Film } from './mp4.ts'
import { readWebm } from './webm.ts'

const readers = { mp4: readMp4Film, webm: readWebm } satisfies Record<
  ExtensionOf<'video'>,
  (bytes: Uint8Array) => Film
>

/** No screen is larger; a side of 0 says that the file does not know. */
const widest = 16_384

/** A film to watch, as it came. Throws `Refusal`. */
export async function makeVideo(
  bytes: Uint8Array,
  upload: Upload,
): Promise<{ file: VideoFile; objects: PublicObject[] }> {
  const { extension } = upload
  if (!isOfKind('video', extension)) throw new Refusal('extension', { extension })
  checkType(bytes, extension)
  const { seconds: exact, width, height, clean } = readers[extension](bytes)
  const seconds = wholeSeconds(exact, 'no_video')
  if (Math.min(width, height) < 1 || Math.max(width, height) > widest) throw new Refusal('damaged')
  const { download, object } = toDownload(clean, upload, 'inline')
  return { file: { kind: 'video', ...download, seconds, width, height }, objects: [object] }
}
