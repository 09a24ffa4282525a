import { crc32, inflateSync } from 'node:zlib'
import { Refusal } from '../../domain/library/refusal.ts'
import { createKeptBytes, mostProfile } from './kept-bytes.ts'
import { exifOf } from './orientation.ts'

/** Chunks that say what a picture looks like (PNG 3, 11). Texts, times and whatever is private are left out. */
const kept = new Set('IHDR PLTE tRNS cICP iCCP sRGB gAMA cHRM eXIf IDAT IEND'.split(' '))
const start = 8
/** Length and type before the data, a sum after it. */
const frame = 12

/** A PNG with no other chunks than it needs to be seen, each of them once. Throws `damaged` and `animated`. */
export function stripPng(bytes: Buffer): Buffer {
  const output = createKeptBytes(bytes.length + 64)
  const seen = new Set<string>()
  output.add(bytes.subarray(0, start))
  for (let at = start; !seen.has('IEND'); ) {
    if (at + frame > bytes.length) throw new Refusal('damaged')
    const end = at + frame + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new Refusal('damaged')
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (type === 'acTL' && isMoving(bytes.subarray(at + 8, end))) throw new Refusal('animated')
    const isNeeded = kept.has(type) && (type === 'IDAT' || !seen.has(type))
    const chunk = isNeeded ? clean(type, bytes.subarray(at, end)) : undefined
    if (chunk) output.add(chunk)
    if (isNeeded) seen.add(type)
    at = end
  }
  return output.whole()
}

/** PNG 3, 11.3.6.1: how many pictures there are. */
const isMoving = (control: Buffer) => control.readUInt32BE(0) > 1

function clean(type: string, chunk: Buffer): Buffer | undefined {
  const data = chunk.subarray(8, -4)
  if (type === 'iCCP') return isSmallProfile(data) ? chunk : undefined
  if (type !== 'eXIf') return chunk
  const exif = exifOf(data)
  return exif && chunkOf(type, exif)
}

/** PNG 3, 11.3.2.3: a name, a zero, the method, and the profile, packed. What cannot be unpacked no decoder uses either. */
function isSmallProfile(data: Buffer): boolean {
  const name = data.indexOf(0)
  if (name < 1 || name > 79) return false
  try {
    inflateSync(data.subarray(name + 2), { maxOutputLength: mostProfile })
    return true
  } catch {
    return false
  }
}

function chunkOf(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(frame + data.length)
  chunk.writeUInt32BE(data.length)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}
