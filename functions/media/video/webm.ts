import { Refusal } from '../../domain/library/refusal.ts'
import type { Film } from './film.ts'

/** Elements of Matroska (RFC 9559) that are looked at. */
const ids = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  codec: 0x86,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  encodings: 0x6d80,
  encoding: 0x6240,
  encryption: 0x5035,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
} as const

interface Element {
  id: number
  content: Buffer
}

/** More than a camera writes in 12 hours: each picture and each piece of sound is one. */
const mostElements = 8_000_000
/** More than stand side by side in what describes a film. */
const mostInside = 10_000
const mostTracks = 100

/** A number of variable length (RFC 8794, 4): its first bit that is set says how long it is. */
function lengthAt(file: Buffer, at: number): number {
  const length = Math.clz32(file[at] ?? 0) - 23
  if (length > 8 || at + length > file.length) throw new Refusal('damaged')
  return length
}

function sizeAt(file: Buffer, at: number, length: number): number | undefined {
  let size = (file[at] ?? 0) & (0xff >> length)
  let isUnknown = size === 0xff >> length
  for (let next = 1; next < length; next++) {
    const byte = file[at + next] ?? 0
    size = size * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return isUnknown ? undefined : size
}

/**
 * The elements one after the other. What is recorded live has no size: a segment reaches to the end. A cluster is gone into,
 * whether its size is known or not, so that what is in it follows as if it stood beside it.
 */
function* elementsIn(file: Buffer, most = mostInside): Generator<Element> {
  let count = 0
  for (let at = 0; at < file.length; ) {
    if (++count > most) throw new Refusal('damaged')
    const idLength = lengthAt(file, at)
    if (idLength > 4) throw new Refusal('damaged')
    const id = file.readUIntBE(at, idLength)
    const sizeLength = lengthAt(file, at + idLength)
    const size = sizeAt(file, at + idLength, sizeLength)
    const start = at + idLength + sizeLength
    if (size === undefined && id !== ids.segment && id !== ids.cluster) throw new Refusal('damaged')
    const end = size === undefined ? file.length : start + size
    if (end > file.length) throw new Refusal('damaged')
    yield { id, content: file.subarray(start, end) }
    at = id === ids.cluster ? start : end
  }
}

function find(content: Buffer | undefined, id: number): Buffer | undefined {
  for (const each of content ? elementsIn(content) : []) if (each.id === id) return each.content
  return undefined
}

function unsigned(content: Buffer | undefined): number {
  return content && content.length > 0 && content.length <= 6 ? content.readUIntBE(0, content.length) : 0
}

function float(content: Buffer | undefined): number {
  if (content?.length === 4) return content.readFloatBE()
  return content?.length === 8 ? content.readDoubleBE() : 0
}

const text = (content: Buffer | undefined) => content?.toString('latin1').replace(/\0+$/u, '') ?? ''

const playable = new Set(['V_VP8', 'V_VP9', 'V_AV1'])

function filmOf(tracks: Buffer | undefined) {
  const all = [...(tracks ? elementsIn(tracks) : [])].filter(({ id }) => id === ids.track)
  if (all.length > mostTracks) throw new Refusal('damaged')
  const isLocked = ({ content }: Element) => {
    const encodings = find(content, ids.encodings)
    return find(find(encodings, ids.encoding), ids.encryption) !== undefined
  }
  if (all.some(isLocked)) throw new Refusal('encrypted')
  const films = all.filter(({ content }) => unsigned(find(content, ids.trackType)) === 1)
  if (films.length === 0) throw new Refusal('no_video')
  const film = films.find(({ content }) => playable.has(text(find(content, ids.codec))))
  if (!film)
    throw new Refusal('video_codec', { found: text(find(films[0]?.content, ids.codec)).slice(0, 40) })
  const video = find(film.content, ids.video)
  return { width: unsigned(find(video, ids.width)), height: unsigned(find(video, ids.height)) }
}

interface Facts {
  size: { width: number; height: number } | undefined
  /** Of one unit of time, nanoseconds. */
  scale: number
  duration: number
  last: number
}

/** Reads no further than the first picture where the file says how long it is; a recording of a browser does not. */
function factsOf(segment: Buffer): Facts {
  const facts: Facts = { size: undefined, scale: 1_000_000, duration: 0, last: 0 }
  for (const { id, content } of elementsIn(segment, mostElements)) {
    if (id === ids.info) {
      facts.scale = unsigned(find(content, ids.timestampScale)) || facts.scale
      facts.duration = float(find(content, ids.duration))
    } else if (id === ids.tracks) facts.size = filmOf(content)
    else if (id === ids.timestamp) facts.last = Math.max(facts.last, unsigned(content))
    else if (id === ids.cluster && facts.duration > 0 && facts.size) return facts
  }
  return facts
}

/** Length and size of a WebM film. Throws `type_differs`, `video_codec`, `damaged`, `no_video`, `encrypted`. */
export function readWebm(bytes: Uint8Array): Film {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [header, segment] = elementsIn(file)
  if (header?.id !== ids.header || segment?.id !== ids.segment) throw new Refusal('damaged')
  const docType = text(find(header.content, ids.docType))
  if (docType !== 'webm') throw new Refusal('type_differs', { extension: 'webm', found: 'mkv' })
  const { size, scale, duration, last } = factsOf(segment.content)
  if (!size) throw new Refusal('no_video')
  // The last cluster holds some seconds; how many only its pictures say.
  const seconds = duration > 0 ? (duration * scale) / 1e9 : (last * scale) / 1e9 + 1
  return { seconds, ...size, clean: bytes }
}
