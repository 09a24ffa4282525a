import { Refusal } from '../../domain/library/refusal.ts'
import { latin1 } from '../types.ts'

/** Kilobits per second of layer III, by version 1 and by versions 2 and 2.5 (ISO/IEC 11172-3, 2.4.2.3). */
const bitrates = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const sampleRates = [44_100, 48_000, 32_000]

interface Frame {
  length: number
  samples: number
  rate: number
}

/** The frame that begins at `at`, if one does. */
function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  const second = bytes[at + 1] ?? 0
  if (bytes[at] !== 0xff || (second & 0xe6) !== 0xe2) return undefined
  const third = bytes[at + 2] ?? 0
  const version = (second >> 3) & 3
  const bitrate = (version === 3 ? bitrates.one : bitrates.two)[third >> 4]
  const base = sampleRates[(third >> 2) & 3]
  if (version === 1 || !bitrate || !base) return undefined
  const rate = version === 3 ? base : version === 2 ? base / 2 : base / 4
  const samples = version === 3 ? 1152 : 576
  const length = Math.floor((samples / 8) * ((bitrate * 1000) / rate)) + ((third >> 1) & 1)
  return { length, samples, rate }
}

const mostTags = 10

/** Where the sound begins: after the tags in front (ID3v2.4, 3.1) and the zeros that may follow them. */
function startOf(bytes: Uint8Array): number {
  let at = 0
  for (let tags = 0; tags < mostTags && latin1(bytes, at, at + 3) === 'ID3'; tags++) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10)
    const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0
    at += 10 + (a << 21) + (b << 14) + (c << 7) + d + (hasFooter ? 10 : 0)
  }
  while (bytes[at] === 0) at++
  return at
}

/** How many frames the encoder says there are, in the first one, which is silent then. */
function promisedFrames(bytes: Uint8Array, at: number): number | undefined {
  const head = Buffer.from(bytes.subarray(at, at + 64))
  const found = Math.max(head.indexOf('Xing'), head.indexOf('Info'))
  if (found < 0 || found + 12 > head.length || (head.readUInt32BE(found + 4) & 1) === 0) return undefined
  return head.readUInt32BE(found + 8)
}

/** Bytes that cannot be played, of which a few are common where recordings were cut. */
const mostLost = 0.2
/** The last frame of a recording that was stopped is often cut; frames have up to 1,441 bytes. */
const mostTail = 1500
/** Fewer frames than promised by more than this mean that the end is missing. */
const mostMissing = 0.1

interface Walk {
  frames: number
  seconds: number
}

/** Goes from frame to frame, one step for each; over what is none, unless that is too much of the file. */
function walk(bytes: Uint8Array, start: number, end: number): Walk {
  let frames = 0
  let seconds = 0
  let lost = 0
  for (let at = start; at + 4 <= end; ) {
    const frame = frameAt(bytes, at)
    const next = at + (frame?.length ?? 0)
    // Two bytes look like a frame by chance; that another follows, or the end, does not happen so.
    const isFrame = frame && next <= end && (frames > 0 || next + 4 > end || frameAt(bytes, next))
    if (isFrame) {
      frames++
      seconds += frame.samples / frame.rate
      at = next
    } else {
      at++
      if (++lost > (end - start) * mostLost + mostTail)
        throw new Refusal(frames === 0 ? 'no_sound' : 'damaged')
    }
  }
  return { frames, seconds }
}

/**
 * Length of an MP3 in seconds, right with changing bit rates too. Throws `no_sound`, and `damaged` when the end is
 * missing or much of it is no sound.
 */
export function mpegSeconds(bytes: Uint8Array): number {
  const start = startOf(bytes)
  const end = endOf(bytes)
  if (start >= end) throw new Refusal('damaged')
  const promised = promisedFrames(bytes, start)
  const { frames, seconds } = walk(bytes, start, end)
  if (frames < 2) throw new Refusal('no_sound')
  if (promised === undefined) return seconds
  if (frames - 1 < promised * (1 - mostMissing)) throw new Refusal('damaged')
  return seconds * ((frames - 1) / frames)
}

/** Where the sound ends: before the tags after it, of which APE can hold a picture of the cover. */
function endOf(bytes: Uint8Array): number {
  const tag = bytes.length - 128
  const end = latin1(bytes, tag, tag + 3) === 'TAG' ? tag : bytes.length
  const footer = Buffer.from(bytes.subarray(Math.max(0, end - 32), end))
  if (footer.length < 32 || footer.toString('latin1', 0, 8) !== 'APETAGEX') return end
  const hasHeader = footer.readUInt32LE(20) >>> 31 === 1
  return Math.max(0, end - footer.readUInt32LE(12) - (hasHeader ? 32 : 0))
}
