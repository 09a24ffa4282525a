import { Refusal } from '../../domain/library/refusal.ts'
import { latin1 } from '../types.ts'

interface Stream {
  /** Of what its positions count, per second. */
  rate: number
  /** Of the first page with sound; a recording cut out of a broadcast does not begin at 0. */
  first: number | undefined
  last: number
}

/** CRC-32 of Ogg (RFC 3533, 6): polynomial 04c11db7, not mirrored, unlike that of ZIP. */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

function checksum(page: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0)
    sum = ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  }
  return sum
}

/** The page at `at` (RFC 3533, 6): header of 27 bytes, lengths of its pieces, the pieces. */
function pageAt(file: Buffer, at: number): Buffer {
  if (latin1(file, at, at + 5) !== 'OggS\0' || at + 27 > file.length) throw new Refusal('damaged')
  const pieces = file[at + 26] ?? 0
  let length = 27 + pieces
  for (let piece = 0; piece < pieces; piece++) length += file[at + 27 + piece] ?? 0
  const page = file.subarray(at, at + length)
  if (page.length < length || checksum(page) !== page.readUInt32LE(22)) throw new Refusal('damaged')
  return page
}

/** What a stream is, by its first page: Opus counts in 48 kHz always (RFC 7845, 4), Vorbis in its own rate. */
function streamOf(page: Buffer): Stream | undefined {
  const packet = page.subarray(27 + (page[26] ?? 0))
  const head = latin1(packet, 0, 8)
  if (head === 'OpusHead') return { rate: 48_000, first: undefined, last: 0 }
  if (head.startsWith('\x01vorbis')) {
    const rate = packet.length >= 30 ? packet.readUInt32LE(12) : 0
    if (rate === 0) throw new Refusal('damaged')
    return { rate, first: undefined, last: 0 }
  }
  if (head.startsWith('\x80theora')) throw new Refusal('type_differs', { extension: 'ogg', found: 'ogv' })
  if (head.startsWith('\x7fFLAC')) throw new Refusal('type_differs', { extension: 'ogg', found: 'flac' })
  // Speex, subtitles and an index ("skeleton") are no sound that browsers play.
  return undefined
}

/** Radio recorders begin one with each piece of music. */
const mostStreams = 1000

/** A stream that begins later than this was cut out of a longer one. */
const mostDelay = 10

function secondsOf({ rate, first = 0, last }: Stream): number {
  return (last - (first > mostDelay * rate ? first : 0)) / rate
}

/**
 * Length of an Ogg file (Vorbis or Opus) in seconds, of all its streams one after the other. Throws `damaged` when a
 * page is cut off or its sum is wrong, `type_differs` for films, `no_sound`.
 */
export function oggSeconds(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const running = new Map<number, Stream>()
  let seconds = 0
  for (let at = 0; at < file.length; ) {
    const page = pageAt(file, at)
    at += page.length
    const serial = page.readUInt32LE(14)
    const position = page.readBigInt64LE(6)
    if (((page[5] ?? 0) & 2) !== 0) {
      const stream = streamOf(page)
      // A serial is used again by recorders that begin again.
      const before = running.get(serial)
      if (before) seconds += secondsOf(before)
      if (running.size > mostStreams) throw new Refusal('damaged')
      if (stream) running.set(serial, stream)
      else running.delete(serial)
      continue
    }
    const stream = running.get(serial)
    if (!stream || position <= 0n) continue
    stream.first ??= Number(position)
    stream.last = Number(position)
  }
  for (const stream of running.values()) seconds += secondsOf(stream)
  return seconds
}
