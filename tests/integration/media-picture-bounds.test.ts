import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { PictureExtension } from '../../functions/media/picture/type.ts'
import { costOf, mostMemory } from '../support/file-cost.ts'
import { pngChunk, pngOf } from '../support/pictures.ts'

const flat = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 40, g: 90, b: 20, alpha: 0.5 } } })

/** Rows of nothing, as the interlaced form packs them: seven times, each finer than the one before. */
function interlacedRows(side: number, bytes: number): Buffer {
  const passes = [8, 8, 4, 4, 2, 2, 1].map((step, at) => {
    const down = [8, 8, 8, 4, 4, 2, 2][at]!
    return Math.ceil(side / down) * (1 + Math.ceil(side / step) * bytes)
  })
  return Buffer.alloc(passes.reduce((sum, pass) => sum + pass))
}

/** A chunk that unpacks to 200 MB, in a PNG of one pixel. */
function packed(type: string, head: string): Buffer {
  const png = pngOf({ width: 1, height: 1 }, Buffer.from([0, 9]))
  const bomb = pngChunk(type, Buffer.concat([Buffer.from(head, 'latin1'), deflateSync(Buffer.alloc(2e8))]))
  return Buffer.concat([png.subarray(0, 33), ...Array<Buffer>(20).fill(bomb), png.subarray(33)])
}

const endless = (bytes: string) => Buffer.from(bytes.repeat(20_000_000 / bytes.length), 'latin1')
const jpegOf = (bytes: Buffer) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), bytes])

const refused: [string, PictureExtension, () => Buffer | Promise<Buffer>][] = [
  [
    'a PNG of 20000 x 20000 with one bit a pixel',
    'png',
    () => pngOf({ width: 20_000, height: 20_000, bits: 1 }, Buffer.alloc(20_000 * 2501)),
  ],
  [
    'a PNG that says it is large',
    'png',
    () => pngOf({ width: 7000, height: 7000, kind: 6, interlaced: true }, Buffer.alloc(99)),
  ],
  ['a PNG of one row', 'png', () => pngOf({ width: 50_000_000, height: 1 }, Buffer.alloc(50_000_001))],
  ['an AVIF of 24 megapixels', 'avif', () => flat(6000, 4000, 4).avif({ effort: 0 }).toBuffer()],
  ['20 MB of the ends of archives', 'jpg', () => jpegOf(endless('PK\x05\x06'))],
  ['20 MB of beginnings', 'jpg', () => jpegOf(endless('\xff\xd8'))],
  ['20 MB of zeros behind a beginning', 'jpg', () => jpegOf(endless('\xff\0'))],
]

it.each(refused)('%s is refused at once', async (_, extension, bytes) => {
  const { outcome, seconds, memory } = await costOf(await bytes(), extension)
  expect(['damaged', 'too_many_pixels', 'too_slender']).toContain(outcome)
  expect(seconds).toBeLessThan(5)
  expect(memory).toBeLessThan(mostMemory)
})

const large: [string, PictureExtension, () => Buffer | Promise<Buffer>][] = [
  ['a packed text', 'png', () => packed('zTXt', 'Comment\0\0')],
  ['a packed profile', 'png', () => packed('iCCP', 'sRGB\0\0')],
  ['50 megapixels in rows', 'png', () => flat(8000, 6250, 4).png({ compressionLevel: 9 }).toBuffer()],
  [
    '6000 x 6000 deep pixels in turns',
    'png',
    () => pngOf({ width: 6000, height: 6000, bits: 16, kind: 6, interlaced: true }, interlacedRows(6000, 8)),
  ],
  [
    '50 megapixels in scans',
    'jpg',
    () => flat(8000, 6250).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  ],
  [
    '50 megapixels on its side',
    'jpg',
    () => flat(8000, 6250).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
  ],
  ['50 megapixels of WebP', 'webp', () => flat(8000, 6250, 4).webp({ effort: 0 }).toBuffer()],
  [
    '13 megapixels of AVIF, 12 bits and transparent',
    'avif',
    () => flat(4000, 3300, 4).avif({ effort: 0, bitdepth: 12 }).toBuffer(),
  ],
]

it.each(large)('%s (%s) fits into half a gigabyte', async (_, extension, bytes) => {
  const { outcome, seconds, memory } = await costOf(await bytes(), extension)
  expect(['taken', 'damaged']).toContain(outcome)
  expect(seconds).toBeLessThan(30)
  expect(memory).toBeLessThan(mostMemory)
})
