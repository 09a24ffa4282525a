import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { mostProfile } from '../../functions/media/picture/kept-bytes.ts'
import { orientationOf } from '../../functions/media/picture/orientation.ts'
import { readStripped } from '../../functions/media/picture/read-stripped.ts'
import { strip } from '../../functions/media/picture/strip.ts'
import type { PictureType } from '../../functions/media/picture/type.ts'
import { avifWithItems, photograph, pngChunk, withComment } from '../support/media/pictures.ts'

const secret = 'taken-at-home-by-somebody'
const marked = (orientation = 1) =>
  photograph(60, 40)
    .withIccProfile('p3')
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`)
    .withExifMerge({
      IFD0: { Artist: secret },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 42/1', GPSLongitude: '105/1 51/1 15/1' },
    })
    .withMetadata({ orientation })

const originals: Record<PictureType, (orientation?: number) => Promise<Buffer>> = {
  jpg: (orientation) => marked(orientation).jpeg().toBuffer(),
  png: (orientation) => marked(orientation).png().toBuffer(),
  webp: (orientation) => marked(orientation).webp().toBuffer(),
  avif: (orientation) => marked(orientation).avif({ effort: 0 }).toBuffer(),
}
const types = Object.keys(originals) as PictureType[]
const ways = [1, 2, 3, 4, 5, 6, 7, 8]

/** What is seen: the pixels upright, in sRGB. */
const seen = (bytes: Uint8Array) =>
  sharp(bytes, { autoOrient: true }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })

function chunksOf(png: Buffer): string[] {
  const found: string[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    found.push(png.toString('latin1', at + 4, at + 8))
  return found
}

describe.each(types)('what a decoder gets of a %s', (type) => {
  it.each(ways)('shows the same, held in way %i', async (orientation) => {
    const original = await originals[type](orientation)
    const [before, after] = [await seen(original), await seen(strip(original, type))]
    expect(after.info).toEqual(before.info)
    expect(after.data.equals(before.data)).toBe(true)
  })

  it('holds no text, no place and no name', async () => {
    const original = await originals[type](6)
    expect(original.includes(secret)).toBe(true)
    const { exif, xmp, icc, comments } = await sharp(strip(original, type)).metadata()
    expect([xmp, comments]).toEqual([undefined, undefined])
    expect(exif?.includes(secret) ?? false).toBe(false)
    expect(exif?.length ?? 0).toBeLessThan(40)
    expect(icc).toBeDefined()
  })

  it('is what it was, once it is clean', async () => {
    const clean = strip(await originals[type](6), type)
    expect(strip(clean, type).equals(clean)).toBe(true)
  })
})

describe('a PNG', () => {
  it('keeps the chunks that are seen, each once', async () => {
    const png = await originals.png(6)
    const extra = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'sPLT', 'hIST', 'prVt', 'gAMA', 'gAMA'].map((each) =>
      pngChunk(each, Buffer.alloc(4, 1)),
    )
    const full = Buffer.concat([png.subarray(0, 33), ...extra, png.subarray(33), ...extra])
    const kept = chunksOf(strip(full, 'png'))
    expect(kept.filter((each) => each !== 'IDAT')).toEqual(['IHDR', 'gAMA', 'iCCP', 'eXIf', 'IEND'])
  })

  it('loses a profile that is larger than any printer has, or cannot be unpacked', async () => {
    const png = await photograph(40, 30).png().toBuffer()
    const withProfile = (packed: Uint8Array) => {
      const chunk = pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), packed]))
      return chunksOf(strip(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]), 'png'))
    }
    expect(withProfile(deflateSync(Buffer.alloc(mostProfile)))).toContain('iCCP')
    expect(withProfile(deflateSync(Buffer.alloc(mostProfile + 1)))).not.toContain('iCCP')
    expect(withProfile(Buffer.from('rubbish'))).not.toContain('iCCP')
  })
})

describe('a JPEG', () => {
  it('keeps of what is for programs the kind of colours, one Exif and one profile', async () => {
    const jpeg = withComment(await originals.jpg(6), secret)
    const exif = jpeg.subarray(jpeg.indexOf('Exif') - 4)
    const again = exif.subarray(0, 2 + exif.readUInt16BE(2))
    const clean = strip(Buffer.concat([jpeg.subarray(0, 2), again, jpeg.subarray(2)]), 'jpg')
    const markers: number[] = []
    for (let at = 2; clean[at + 1] !== 0xda; at += 2 + clean.readUInt16BE(at + 2))
      markers.push(clean[at + 1]!)
    expect(markers.filter((marker) => marker >= 0xe0)).toEqual([0xe1, 0xe2])
  })
})

describe('an AVIF', () => {
  it('has no items but its pixels, though nothing in it has moved', async () => {
    const avif = await avifWithItems(3, 100)
    const clean = strip(avif, 'avif')
    expect(clean.length).toBe(avif.length)
    const count = (bytes: Buffer, type: string) => bytes.toString('latin1').split(type).length - 1
    expect([count(avif, 'infe'), count(avif, 'mime'), count(avif, 'av01')]).toEqual([4, 3, 1])
    expect([count(clean, 'infe'), count(clean, 'av01')]).toEqual([1, 1])
    expect((await seen(clean)).data.equals((await seen(avif)).data)).toBe(true)
  })

  it('is refused where its items name more bytes than any picture has', async () => {
    const avif = await avifWithItems(40, 1_900_000)
    expect(() => strip(avif, 'avif')).toThrow('damaged')
  })
})

describe('how a camera was held', () => {
  const entry = (order: 'II' | 'MM', type: number, value: number[]) => {
    const big = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, type, 0, 0, 0, 1, ...value]
    const little = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, type, 0, 1, 0, 0, 0, ...value]
    return Buffer.from(order === 'MM' ? big : little)
  }

  it('is read in either order of bytes, and in numbers of any length', () => {
    expect(orientationOf(entry('MM', 3, [0, 6, 0, 0]))).toBe(6)
    expect(orientationOf(entry('II', 3, [6, 0, 0, 0]))).toBe(6)
    expect(orientationOf(entry('MM', 4, [0, 0, 0, 8]))).toBe(8)
    expect(orientationOf(entry('II', 1, [3, 0, 0, 0]))).toBe(3)
    expect(orientationOf(Buffer.concat([Buffer.from('Exif\0\0'), entry('II', 3, [5, 0, 0, 0])]))).toBe(5)
  })

  it('is not known where it is none of eight ways, or cut off', () => {
    for (const value of [0, 9, 255]) expect(orientationOf(entry('MM', 1, [value, 0, 0, 0]))).toBeUndefined()
    const whole = entry('MM', 3, [0, 6, 0, 0])
    for (let length = 0; length < whole.length; length += 1)
      expect(orientationOf(whole.subarray(0, length))).toBeUndefined()
  })
})

describe('what was in a picture and readers do not get', () => {
  it.each(types)('is told of a %s: where, by whom, and what programs keep', async (type) => {
    expect(readStripped(await originals[type]())).toEqual(['location', 'author', 'notes'])
  })

  it('is told of the camera and the day', async () => {
    const exif = { IFD0: { Model: 'A telephone' }, IFD2: { DateTimeOriginal: '2026:11:27 10:00:00' } }
    const bytes = await photograph(60, 40).withExif(exif).jpeg().toBuffer()
    expect(readStripped(bytes)).toEqual(['camera', 'date'])
  })

  it('is nothing where nothing was there, or nothing of it can be read', async () => {
    expect(readStripped(await photograph(60, 40).jpeg().toBuffer())).toEqual([])
    for (const broken of ['Exif\0\0II*\0', 'Exif\0\0MM\0*\xff\xff\xff\xff\0', 'EXIFII*\0\x08\0\0\0\xff\xff'])
      expect(readStripped(Buffer.from(broken, 'latin1'))).toEqual([])
  })
})
