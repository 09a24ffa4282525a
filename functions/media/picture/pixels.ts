import sharp, { type Sharp } from 'sharp'
import type { Area, Size } from '../../domain/library/crop.ts'

/** Pictures come one at a time, and are never the same. */
sharp.cache(false)
/** One processor is what the function has; with one thread the same picture also always becomes the same bytes. */
sharp.concurrency(1)
/** Whatever a file pretends to be, no other decoder (SVG, TIFF, PDF ...) ever sees it. */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

/** 8 bits a channel in sRGB: three channels, and a fourth where something can be seen through. */
export interface Pixels extends Size {
  data: Buffer
  channels: 1 | 2 | 3 | 4
}

export function open({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

export async function readPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return { data, width, height, channels }
}

/** `fill`: the caller has reckoned both sides, and rounding must not add a border. */
export function scale(pixels: Pixels, { width, height }: Size, part?: Area): Promise<Pixels> {
  const whole = open(pixels)
  return readPixels((part ? whole.extract(part) : whole).resize({ width, height, fit: 'fill' }))
}

/** Takes away the fourth channel of what nothing can be seen through. */
export async function withoutUselessAlpha(pixels: Pixels): Promise<Pixels> {
  return pixels.channels === 4 && isOpaque(pixels.data) ? readPixels(open(pixels).removeAlpha()) : pixels
}

function isOpaque(data: Buffer): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}
