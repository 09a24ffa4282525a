import { Refusal } from '../../domain/library/refusal.ts'

/** A box (ISO/IEC 14496-12, 4.2): four letters and what is in it. */
interface Box {
  name: string
  header: Buffer
  content: Buffer
}

/** More than recorders write side by side: two fragments per second for 12 hours, each of two boxes. */
const mostBoxes = 200_000

/** The boxes that lie one after the other in `content`. Throws when they do not fit. */
function* boxesIn(content: Buffer): Generator<Box> {
  let count = 0
  for (let at = 0; at < content.length; ) {
    // Some writers end a list with four zero bytes.
    if (content.length - at < 8 && content.subarray(at).every((byte) => byte === 0)) return
    if (content.length - at < 8 || ++count > mostBoxes) throw new Refusal('damaged')
    const short = content.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && content.length - at < 16) throw new Refusal('damaged')
    const size = isLong ? Number(content.readBigUInt64BE(at + 8)) : short === 0 ? content.length - at : short
    const header = isLong ? 16 : 8
    if (size < header || at + size > content.length) throw new Refusal('damaged')
    const name = content.toString('latin1', at + 4, at + 8)
    yield {
      name,
      header: content.subarray(at, at + header),
      content: content.subarray(at + header, at + size),
    }
    at += size
  }
}

const inside = (box: Box, skip = 0) => boxesIn(box.content.subarray(skip))

function find(box: Box, ...path: string[]): Box | undefined {
  let found: Box | undefined = box
  for (const name of path) found = found && [...inside(found)].find((each) => each.name === name)
  return found
}

function number(box: Box | undefined, at: number): number {
  return box && at + 4 <= box.content.length ? box.content.readUInt32BE(at) : 0
}

interface Track {
  handler: string
  codec: string
  id: number
  timescale: number
  duration: number
}

/** Version 1 of a header has times of 64 bits, two of them before what is wanted. */
function trackOf(trak: Box): Track {
  const header = find(trak, 'tkhd')
  const media = find(trak, 'mdia', 'mdhd')
  const isLong = media?.content[0] === 1
  const descriptions = find(trak, 'mdia', 'minf', 'stbl', 'stsd')
  const duration = isLong ? number(media, 24) * 2 ** 32 + number(media, 28) : number(media, 16)
  const unknown = isLong ? 2 ** 64 : 0xffffffff
  return {
    handler: find(trak, 'mdia', 'hdlr')?.content.toString('latin1', 8, 12) ?? '',
    codec: descriptions?.content.toString('latin1', 12, 16) ?? '',
    id: number(header, header?.content[0] === 1 ? 20 : 12),
    timescale: number(media, isLong ? 20 : 12),
    duration: duration === unknown ? 0 : duration,
  }
}

/** Time of one run of samples in a fragment (8.8.8): each has its own, or all have that of the fragment. */
function runTime(run: Box, usual: number): number {
  const flags = number(run, 0) & 0xffffff
  const count = number(run, 4)
  const size = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4
  if ((flags & 0x100) === 0) return count * usual
  let at = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0)
  if (at + count * size > run.content.length) throw new Refusal('damaged')
  let time = 0
  for (let sample = 0; sample < count; sample++, at += size) time += number(run, at)
  return time
}

/** Time of a track in one fragment, as browsers record them. */
function fragmentTime(fragment: Box, id: number, usual: number): number {
  let time = 0
  for (const part of inside(fragment)) {
    if (part.name !== 'traf') continue
    const header = find(part, 'tfhd')
    const flags = number(header, 0)
    if (number(header, 4) !== id) continue
    const at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0)
    const own = flags & 8 ? number(header, at) : usual
    for (const run of inside(part)) if (run.name === 'trun') time += runTime(run, own)
  }
  return time
}

function fragmentsTime(boxes: Box[], movie: Box, id: number): number {
  const extended = find(movie, 'mvex')
  const defaults = extended ? [...inside(extended)] : []
  const usual = number(
    defaults.find((each) => each.name === 'trex' && number(each, 4) === id),
    12,
  )
  let time = 0
  for (const box of boxes) if (box.name === 'moof') time += fragmentTime(box, id, usual)
  return time
}

const playable = new Set(['mp4a', 'alac'])

/** Boxes that hold others, in which a place may be told. */
const holders = new Set(['moov', 'trak', 'udta', 'meta', 'ilst', 'moof', 'traf'])
/** Where the recording was made (Apple, 3GPP), and XMP, which tells it too. */
const places = new Set(['\xa9xyz', 'loci', 'XMP_', 'uuid'])

function* placesIn(boxes: Iterable<Box>, depth: number): Generator<Box> {
  for (const box of boxes) {
    if (places.has(box.name) || tellsPlace(box)) yield box
    else if (holders.has(box.name) && depth > 0)
      yield* placesIn(inside(box, box.name === 'meta' ? metaHeader(box) : 0), depth - 1)
  }
}

/** Version and flags come first in `meta` (8.11.1), not in that of QuickTime. */
const metaHeader = (box: Box) => (box.content.toString('latin1', 4, 8) === 'hdlr' ? 0 : 4)

/** QuickTime names its values in one list and keeps them in another, so both go. */
function tellsPlace(box: Box): boolean {
  return box.name === 'meta' && box.content.includes('location.ISO6709', 0, 'latin1')
}

/** The same bytes with the places made free space of zeros, so that nothing else moves. */
function withoutPlaces(bytes: Uint8Array, boxes: Box[]): Uint8Array {
  const found = [...placesIn(boxes, 6)]
  if (found.length === 0) return bytes
  const clean = Uint8Array.from(bytes)
  for (const { header, content } of found) {
    clean.set(Buffer.from('free'), header.byteOffset - bytes.byteOffset + 4)
    const start = content.byteOffset - bytes.byteOffset
    clean.fill(0, start, start + content.length)
  }
  return clean
}

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
