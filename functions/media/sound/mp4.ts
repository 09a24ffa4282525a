import { Refusal } from '../../domain/library/refusal.ts'
import { boxesIn, inside } from '../mp4/boxes.ts'
import { withoutPlaces } from '../mp4/places.ts'
import { fragmentsTime, trackOf } from '../mp4/tracks.ts'

const playable = new Set(['mp4a', 'alac'])

/**
 * Length of an MPEG-4 sound file in seconds, and its bytes without the place where it was recorded, which phones write
 * into it. Throws `type_differs` for films, `damaged`, `no_sound`, `encrypted`.
 */
export function readMp4(bytes: Uint8Array): { seconds: number; clean: Uint8Array } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const boxes = [...boxesIn(file)]
  const movie = boxes.find(({ name }) => name === 'moov')
  if (!movie) throw new Refusal('damaged')
  const tracks = [...inside(movie)].filter(({ name }) => name === 'trak').map(trackOf)
  if (tracks.some(({ handler }) => handler === 'vide'))
    throw new Refusal('type_differs', { extension: 'm4a', found: 'mp4' })
  if (tracks.some(({ codec }) => codec === 'enca' || codec === 'drms')) throw new Refusal('encrypted')
  const track = tracks.find(({ handler, codec }) => handler === 'soun' && playable.has(codec))
  const hasSound = boxes.some(({ name, content }) => name === 'mdat' && content.length > 0)
  if (!track || track.timescale === 0 || !hasSound) throw new Refusal('no_sound')
  const time = track.duration || fragmentsTime(boxes, movie, track.id)
  return { seconds: time / track.timescale, clean: withoutPlaces(bytes, boxes) }
}
