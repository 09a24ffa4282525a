import { Refusal } from '../../domain/library/refusal.ts'
import { type Box, boxesIn, find, inside, number } from '../mp4/boxes.ts'
import { withoutPlaces } from '../mp4/places.ts'
import { fragmentsTime, trackOf } from '../mp4/tracks.ts'
import type { Film } from './film.ts'

/** What every browser of these years plays; H.265 of telephones is not among it. */
const playable = new Set(['avc1', 'avc3', 'av01', 'vp09'])
const locked = new Set(['encv', 'enca', 'drms', 'drmi'])

/** Size on the screen (ISO/IEC 14496-12, 8.3.2), turned as its matrix turns it: a telephone is held upright. */
function sizeOf(trak: Box): { width: number; height: number } {
  const header = find(trak, 'tkhd')
  const shift = header?.content[0] === 1 ? 12 : 0
  const entry = find(trak, 'mdia', 'minf', 'stbl', 'stsd')?.content
  const coded = (at: number) => (entry && entry.length >= at + 2 ? entry.readUInt16BE(at) : 0)
  const width = number(header, 76 + shift) >>> 16 || coded(40)
  const height = number(header, 80 + shift) >>> 16 || coded(42)
  const isTurned = number(header, 40 + shift) === 0 && number(header, 44 + shift) !== 0
  return isTurned ? { width: height, height: width } : { width, height }
}

/**
 * Length and size of an MPEG-4 film, and its bytes without the place where it was taken. Throws `type_differs` for sound,
 * `video_codec`, `damaged`, `no_video`, `encrypted`.
 */
export function readMp4Film(bytes: Uint8Array): Film {
  const boxes = [...boxesIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))]
  const movie = boxes.find(({ name }) => name === 'moov')
  if (!movie) throw new Refusal('damaged')
  const tracks = [...inside(movie)]
    .filter(({ name }) => name === 'trak')
    .map((trak) => ({ trak, ...trackOf(trak) }))
  if (tracks.some(({ codec }) => locked.has(codec))) throw new Refusal('encrypted')
  const films = tracks.filter(({ handler }) => handler === 'vide')
  if (films.length === 0 && tracks.some(({ handler }) => handler === 'soun'))
    throw new Refusal('type_differs', { extension: 'mp4', found: 'm4a' })
  const film = films.find(({ codec }) => playable.has(codec))
  if (!film && films[0]) throw new Refusal('video_codec', { found: films[0].codec.trim() })
  const hasContent = boxes.some(({ name, content }) => name === 'mdat' && content.length > 0)
  if (!film || film.timescale === 0 || !hasContent) throw new Refusal('no_video')
  const time = film.duration || fragmentsTime(boxes, movie, film.id)
  return { seconds: time / film.timescale, ...sizeOf(film.trak), clean: withoutPlaces(bytes, boxes) }
}
