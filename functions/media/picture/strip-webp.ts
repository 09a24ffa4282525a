import { Refusal } from '../../domain/library/refusal.ts'
import { createKeptBytes, mostProfile } from './kept-bytes.ts'
import { exifOf, withPrefix } from './orientation.ts'

/** Chunks of the pixels themselves (RFC 9649, 2.5 to 2.7). */
const pixels = new Set(['VP8X', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L'])
/** What VP8X says there is: a profile, Exif, XMP. */
const flags = { ICCP: 0x20, EXIF: 0x08, XMP: 0x04 }
const start = 12

/** A WebP without texts and chunks that nobody knows. Throws `damaged` and `animated`. */
export function stripWebp(bytes: Buffer): Buffer {
  const whole = 8 + bytes.readUInt32LE(4)
  if (whole > bytes.length) throw new Refusal('damaged')
  const output = createKeptBytes(bytes.length + 64)
  const seen = new Set<string>()
  output.add(bytes.subarray(0, start))
  let frames = 0
  for (let at = start; at + 8 <= whole; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const end = at + 8 + bytes.readUInt32LE(at + 4)
    if (end > whole) throw new Refusal('damaged')
    if (type === 'ANMF') frames += 1
    if (frames > 1) throw new Refusal('animated')
    const content = pixels.has(type) ? bytes.subarray(at + 8, end) : clean(type, bytes.subarray(at + 8, end))
    if (content && (pixels.has(type) || !seen.has(type))) {
      output.add(chunkOf(type, content))
      seen.add(type)
    }
    at = end + (end % 2)
  }
  return finish(output.whole(), seen)
}

function clean(type: string, content: Buffer): Buffer | undefined {
  if (type === 'ICCP') return content.length <= mostProfile ? content : undefined
  const exif = type === 'EXIF' ? exifOf(content) : undefined
  return exif && withPrefix(exif)
}

/** A chunk begins at an even place. */
function chunkOf(type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + content.length + (content.length % 2))
  chunk.write(type, 'latin1')
  chunk.writeUInt32LE(content.length, 4)
  content.copy(chunk, 8)
  return chunk
}

/** Says how long it is now, and what there is. */
function finish(webp: Buffer, seen: ReadonlySet<string>): Buffer {
  webp.writeUInt32LE(webp.length - 8, 4)
  if (webp.toString('latin1', start, start + 4) === 'VP8X' && webp.length > start + 8) {
    const pixelsOnly = (webp[start + 8] ?? 0) & ~(flags.ICCP | flags.EXIF | flags.XMP)
    const profile = seen.has('ICCP') ? flags.ICCP : 0
    webp[start + 8] = pixelsOnly | profile | (seen.has('EXIF') ? flags.EXIF : 0)
  }
  return webp
}
