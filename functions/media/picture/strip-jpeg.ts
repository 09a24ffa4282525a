import { nextMarker } from './jpeg-scans.ts'
import { createKeptBytes, mostProfile } from './kept-bytes.ts'
import { exifOf, withPrefix } from './orientation.ts'

const startOfScan = 0xda
const end = 0xd9
const comment = 0xfe
const isForPrograms = (marker: number) => marker >= 0xe0 && marker <= 0xef

/**
 * A JPEG whose segments for programs (APP0 to APP15, COM) are only those that change what is seen: the kind of colours,
 * the profile, and how the camera was held. What is cut off stays so, and the decoder says it.
 */
export function stripJpeg(bytes: Buffer): Buffer {
  const output = createKeptBytes(bytes.length + 64)
  const clean = createCleaner()
  output.add(bytes.subarray(0, 2))
  for (let at = nextMarker(bytes, 2); ; ) {
    const marker = bytes[at + 1]
    if (at + 4 > bytes.length || marker === undefined || marker === startOfScan || marker === end) {
      output.add(bytes.subarray(at))
      return output.whole()
    }
    const after = at + 2 + bytes.readUInt16BE(at + 2)
    const segment = bytes.subarray(at, after)
    const isNeeded = !isForPrograms(marker) && marker !== comment
    const kept = isNeeded ? segment : clean(marker, segment)
    if (kept) output.add(kept)
    at = nextMarker(bytes, after)
  }
}

/** Remembers what was there before: one Exif, and as much of a profile as one may have. */
function createCleaner() {
  let hasExif = false
  let profile = 0
  return (marker: number, segment: Buffer): Buffer | undefined => {
    const begins = (name: string) => segment.toString('latin1', 4, 4 + name.length) === name
    if (marker === 0xe0 || marker === 0xee) return begins('JFIF\0') || begins('Adobe') ? segment : undefined
    if (marker === 0xe1 && begins('Exif\0\0') && !hasExif) {
      hasExif = true
      const exif = exifOf(segment.subarray(4))
      return exif && segmentOf(marker, withPrefix(exif))
    }
    if (marker !== 0xe2 || !begins('ICC_PROFILE\0')) return undefined
    profile += segment.length
    return profile <= mostProfile ? segment : undefined
  }
}

function segmentOf(marker: number, content: Buffer): Buffer {
  const length = content.length + 2
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), content])
}
