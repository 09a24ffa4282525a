import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { PictureExtension } from '../../functions/media/picture/type.ts'
import { costOf, mostMemory } from '../support/media/file-cost.ts'
import { avifWithItems, pngChunk, pngOf } from '../support/media/pictures.ts'

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

/** Chunks that unpack to so many megabytes each, in a PNG of one pixel. */
function packed(type: string, head: string, megabytes: number, times = 20): Buffer {
  const png = pngOf({ width: 1, height: 1 }, Buffer.from([0, 9]))
  const content = deflateSync(Buffer.alloc(megabytes * 1e6, 'a'), { level: 9 })
  const bomb = pngChunk(type, Buffer.concat([Buffer.from(head, 'latin1'), content]))
  return Buffer.concat([png.subarray(0, 33), ...Array<Buffer>(times).fill(bomb), png.subarray(33)])
}

const packedText = 'Comment\0\0'
const packedInternational = 'XML:com.adobe.xmp\0\x01\0\0\0'
const packedProfile = 'sRGB\0\0'

/** A WebP, between whose chunks others stand. */
async function webpWith(type: string, content: Buffer, times: number): Promise<Buffer> {
  const webp = await flat(9, 9, 4).webp().withMetadata({ orientation: 3 }).toBuffer()
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(content.length, 4)
  const all = Buffer.concat([webp, ...Array<Buffer>(times).fill(Buffer.concat([head, content]))])
  all.writeUInt32LE(all.length - 8, 4)
  return all
}

/** A JPEG with the same segment again and again behind its beginning. */
async function jpegWith(marker: number, head: string, bytes: number, times: number): Promise<Buffer> {
  const jpeg = await flat(9, 9).jpeg().toBuffer()
  const content = Buffer.alloc(bytes, 'a')
  content.write(head, 'latin1')
  const segment = Buffer.concat([Buffer.from([0xff, marker, (bytes + 2) >> 8, (bytes + 2) & 255]), content])
  return Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(times).fill(segment), jpeg.subarray(2)])
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
  ['packed texts of 200 MB', 'png', () => packed('zTXt', packedText, 200)],
  ['packed profiles of 200 MB', 'png', () => packed('iCCP', packedProfile, 200)],
  ['packed texts of 49 MB', 'png', () => packed('zTXt', packedText, 49)],
  ['packed international texts of 49 MB', 'png', () => packed('iTXt', packedInternational, 49)],
  ['packed profiles of 49 MB', 'png', () => packed('iCCP', packedProfile, 49)],
  ['a million small packed texts', 'png', () => packed('zTXt', packedText, 0, 700_000)],
  ['19 MB of texts', 'webp', () => webpWith('XMP ', Buffer.alloc(1_000_000, 'a'), 19)],
  ['a million small texts', 'webp', () => webpWith('XMP ', Buffer.from('ab'), 1_900_000)],
  ['a profile of 19 MB', 'webp', () => webpWith('ICCP', Buffer.alloc(19_000_000, 'a'), 1)],
  ['Exif of 19 MB', 'jpg', () => jpegWith(0xe1, 'Exif\0\0MM\0*\0\0\0\x08\xff\xff', 65_000, 290)],
  ['19 MB of profiles', 'jpg', () => jpegWith(0xe2, 'ICC_PROFILE\0\x01\xff', 65_000, 290)],
  ['millions of comments', 'jpg', () => jpegWith(0xfe, '', 0, 4_900_000)],
  ['items that name the same bytes', 'avif', () => avifWithItems(500, 19_000_000)],
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
