import sharp, { type FailOnOptions, type Metadata, type SharpOptions } from 'sharp'
import type { Size } from '../../domain/library/crop.ts'
import { mostPixels } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { jpegScans } from './jpeg-scans.ts'
import { type Pixels, readPixels, withoutUselessAlpha } from './pixels.ts'
import { masterOf } from './sizes.ts'
import { strip } from './strip.ts'
import type { PictureType } from './type.ts'

/** Bytes that a decoder may have to hold at once, so that no picture takes more than half a gigabyte. */
const mostHeld = 320_000_000
/** Encoders make 10 to 20. */
const mostScans = 32
/** Longer side to shorter side. Beyond it nothing can be seen, and the libraries fail in unclear ways. */
const mostSlender = 1000

/** What moves is refused before (`strip`), so there is one picture. */
const safely: SharpOptions = { failOn: 'error', unlimited: false, pages: 1, autoOrient: true }

/**
 * The picture upright, in sRGB, without metadata, and no larger than needed. `size` is that of the whole picture, upright;
 * `orientation` how it was before (Exif 2.32, 4.6.4).
 */
export async function decode(
  original: Uint8Array,
  type: PictureType,
): Promise<{ size: Size; orientation: number; master: Pixels }> {
  const bytes = strip(original, type)
  // More than the header is not read before its size is known to be allowed.
  const header = await orDamaged(() => sharp(bytes, { ...safely, limitInputPixels: false }).metadata())
  checkHeader(header, type)
  if (type === 'jpg' && jpegScans(bytes) > mostScans) throw new Refusal('damaged')
  const size = header.autoOrient
  const read = (failOn: FailOnOptions) => {
    const picture = sharp(bytes, { ...safely, failOn, limitInputPixels: mostPixels })
      .resize({ ...masterOf(size), fit: 'fill' })
      .toColourspace('srgb')
    // From a profile the library brings 16 bits to Display P3, and only goes on to sRGB where it is told to.
    return readPixels(
      header.depth === 'ushort' && header.hasProfile ? picture.withIccProfile('srgb') : picture,
    )
  }
  const master = await orDamaged(() => (type === 'jpg' ? readJpeg(read) : read('error')))
  return { size, orientation: header.orientation ?? 1, master: await withoutUselessAlpha(master) }
}

/**
 * Where parts of a JPEG are missing, its decoder paints them grey and only warns; but it also warns of what many cameras do
 * a little wrong and nobody sees.
 */
async function readJpeg(read: (failOn: FailOnOptions) => Promise<Pixels>): Promise<Pixels> {
  const isMissing = /Premature end|Corrupt JPEG data: (?!\d+ extraneous)/u
  try {
    return await read('warning')
  } catch (error) {
    if (isMissing.test(String(error))) throw error
    return read('error')
  }
}

/** What a decoder says about a file is of no use to an editor; the log has it as the cause. */
async function orDamaged<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    throw new Refusal('damaged', {}, { cause: error })
  }
}

function checkHeader(header: Metadata, type: PictureType): void {
  const { width, height, format } = header
  if (format !== { jpg: 'jpeg', png: 'png', webp: 'webp', avif: 'heif' }[type]) throw new Refusal('damaged')
  const pixels = width * height
  const most = Math.min(mostPixels, Math.floor(mostHeld / heldPerPixel(header)))
  if (pixels > most) throw new Refusal('too_many_pixels', { pixels, most })
  if (Math.max(width, height) > mostSlender * Math.min(width, height))
    throw new Refusal('too_slender', { width, height, most: mostSlender })
}

/** Bytes a pixel. Most pictures are decoded row by row; these are not (measured, with 12 bits and alpha for AVIF). */
function heldPerPixel({ format, isProgressive, channels, depth }: Metadata): number {
  if (format === 'heif') return 24
  if (!isProgressive) return 1
  return channels * (format === 'jpeg' || depth === 'ushort' ? 2 : 1)
}
