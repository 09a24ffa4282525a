import type { PublicObject } from '../public-object.ts'
import { open, type Pixels, scale } from './pixels.ts'

/**
 * One setting for photographs and for maps with text. AVIF keeps the colour of every pixel (4:4:4), which costs a photograph
 * 8 % and keeps red letters on blue legible; effort 3 is 5 times as fast as 4 and 3 % larger. WebP can only halve the
 * colours, so it halves them with care (`smartSubsample`).
 */
const avif = { quality: 55, effort: 3, chromaSubsampling: '4:4:4' } as const
const webp = { quality: 80, effort: 4, smartSubsample: true } as const
const jpeg = { quality: 80, mozjpeg: true, chromaSubsampling: '4:4:4' } as const

/** `<path>.avif` and `<path>.webp`. */
export async function encodeBoth(path: string, pixels: Pixels): Promise<PublicObject[]> {
  return [
    { key: `${path}.avif`, body: await open(pixels).avif(avif).toBuffer(), type: 'image/avif' },
    { key: `${path}.webp`, body: await open(pixels).webp(webp).toBuffer(), type: 'image/webp' },
  ]
}

/** `<path>.jpg`. What is transparent is white, as paper is. */
export async function encodeJpeg(path: string, pixels: Pixels): Promise<PublicObject> {
  const body = await open(pixels).flatten({ background: '#fff' }).jpeg(jpeg).toBuffer()
  return { key: `${path}.jpg`, body, type: 'image/jpeg' }
}

/** WebP in base64; nothing is shown behind what one can see through. */
export async function placeholderOf(pixels: Pixels): Promise<string | undefined> {
  if (pixels.channels === 4) return undefined
  const most = 16
  const factor = Math.min(1, most / Math.max(pixels.width, pixels.height))
  const side = (length: number) => Math.max(1, Math.round(length * factor))
  const few = await scale(pixels, { width: side(pixels.width), height: side(pixels.height) })
  const body = await open(few).webp({ quality: 30, effort: 6 }).toBuffer()
  return body.toString('base64')
}
