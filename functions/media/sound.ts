import { parseBuffer } from 'music-metadata'
import { type AudioFile, formats } from '../domain/media.ts'
import { Refusal } from '../domain/media-refusal.ts'
import { holdsArchive, latin1, typeOf } from './content-type.ts'
import { toDownload, type Upload } from './download.ts'
import type { PublicObject } from './public-object.ts'

/** The container of each extension, by its first bytes. */
const containers: Record<string, string> = { mp3: 'mp3', m4a: 'mp4', ogg: 'ogg' }

/** Seconds: a day of radio is no piece of news. */
const longest = 12 * 3600

/** More than the tables of the longest sound take. What reads them keeps each number, so a file of nothing else is refused. */
const mostTables = 16_000_000

/** The size of the tables (`moov`) among the boxes that an MP4 file is made of (ISO/IEC 14496-12, 4.2). */
function checkTables(bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at + 16 <= view.length; ) {
    const short = view.readUInt32BE(at)
    const size = short === 1 ? Number(view.readBigUInt64BE(at + 8)) : short || view.length - at
    if (size < 8) throw new Refusal('damaged')
    if (view.toString('latin1', at + 4, at + 8) === 'moov' && size > mostTables) throw new Refusal('damaged')
    at += size
  }
}

/** How long it plays, seconds. Throws `no_sound` and `damaged`. */
async function lengthOf(bytes: Uint8Array, mimeType: string): Promise<number> {
  const { format } = await parseBuffer(bytes, { mimeType }, { duration: true, skipCovers: true }).catch(
    (cause: unknown) => {
      throw new Refusal('damaged', {}, { cause })
    },
  )
  const { duration, hasVideo = false, sampleRate, codec } = format
  if (hasVideo || !duration || !Number.isFinite(duration) || !(sampleRate || codec))
    throw new Refusal('no_sound')
  const seconds = Math.ceil(duration)
  if (seconds > longest) throw new Refusal('no_sound', { seconds, most: longest })
  return seconds
}

/** Where a phone was when it recorded (QuickTime's ©xyz, 3GPP TS 26.244's loci), and the largest that such an atom is. */
const places = ['\xa9xyz', 'loci']
const mostPlace = 512

/** The same sound without the place of its recording: such an atom becomes one that players pass over (`free`). */
function withoutPlace(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  for (const name of places) {
    for (let at = copy.indexOf(name, 4, 'latin1'); at >= 4; at = copy.indexOf(name, at + 4, 'latin1')) {
      const size = copy.readUInt32BE(at - 4)
      if (size < 12 || size > mostPlace || at - 4 + size > copy.length) continue
      copy.write('free', at, 'latin1')
      copy.fill(0, at + 4, at - 4 + size)
    }
  }
  return copy
}

/** Sound as readers hear it, once it has been looked at. What its tags say stays, but for where it was recorded. */
export async function makeSound(
  bytes: Uint8Array,
  upload: Upload,
): Promise<{ file: AudioFile; objects: PublicObject[] }> {
  const { extension } = upload
  if (bytes.length === 0) throw new Refusal('empty')
  const found = typeOf(bytes)
  if (found !== containers[extension])
    throw found
      ? new Refusal('type_differs', { extension, found })
      : new Refusal('type_unknown', { found: '' })
  if (holdsArchive(bytes)) throw new Refusal('polyglot', { found: 'zip' })
  if (latin1(bytes, 1, 1024).includes('%PDF-')) throw new Refusal('polyglot', { found: 'pdf' })
  if (extension === 'm4a') checkTables(bytes)
  const seconds = await lengthOf(bytes, formats[extension].type)
  const body = extension === 'm4a' ? withoutPlace(bytes) : bytes
  const { download, object } = toDownload(body, upload, 'inline')
  return { file: { kind: 'audio', ...download, seconds }, objects: [object] }
}
