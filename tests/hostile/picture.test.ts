import * as fc from 'fast-check'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { jpegScans } from '../../functions/media/picture/jpeg-scans.ts'
import { makePicture } from '../../functions/media/picture/picture.ts'
import type { PictureExtension } from '../../functions/media/picture/type.ts'
import {
  jpegInScans,
  noise,
  painted,
  photograph,
  pngChunk,
  pngOf,
  red,
  withComment,
} from '../support/media/pictures.ts'
import { verdictOf } from '../support/media/verdict.ts'

const make = (bytes: Uint8Array, extension: PictureExtension) =>
  makePicture(bytes, { id: '0123456789', extension })

const verdict = (bytes: Uint8Array, extension: PictureExtension = 'jpg') => verdictOf(make(bytes, extension))

const taken = { code: 'taken' }

const jpeg = () => photograph(40, 30).jpeg().toBuffer()
const zip = (name = 'a.txt') => zipSync({ [name]: Buffer.from('hello') })
const text = (...lines: string[]) => Buffer.from(lines.join('\n'))
const join = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
const box = (type: string, content: string) => join(Buffer.from([0, 0, 0, content.length + 8]), type, content)

const originals: Record<string, () => Promise<Buffer>> = {
  jpg: jpeg,
  jpeg: () => photograph(40, 30).jpeg({ progressive: true }).toBuffer(),
  png: () => photograph(40, 30).png().toBuffer(),
  webp: () => photograph(40, 30).webp().toBuffer(),
  avif: () => photograph(40, 30).avif({ effort: 0 }).toBuffer(),
}
const types = Object.keys(originals) as PictureExtension[]

describe('the type of a picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const others: [found: string, bytes: Uint8Array][] = [
    ['svg', text(svg)],
    ['svg', text('<?xml version="1.0"?>', '<!DOCTYPE svg>', svg)],
    ['svg', text('\ufeff', '<!-- a picture -->', svg)],
    ['svg', Buffer.from(`\ufeff${svg}`, 'utf16le')],
    ['html', text('<!doctype html><script>alert(1)</script>')],
    ['xml', text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')],
    ['script', text('#!/bin/sh', 'rm -r /')],
    ['script', text('<?php system($_GET[0]);')],
    ['gif', join('GIF89a/*', '\x01\0\x01\0\0\0\0', '*/=1;alert(1)//;')],
    ['heic', join(box('ftyp', 'heic\0\0\0\0mif1heic'), box('meta', '\0\0\0\0'))],
    ['heic', join(box('ftyp', 'mif1\0\0\0\0mif1heix'), box('meta', '\0\0\0\0'))],
    ['pdf', text('%PDF-1.7', '1 0 obj')],
    ['zip', zip()],
    ['program', join('\x7fELF\x02\x01\x01', Buffer.alloc(60))],
    ['program', join('MZ', Buffer.alloc(200))],
  ]
  it.each(others)('is found by content, whatever the name says: %s', async (found, bytes) => {
    for (const extension of types)
      expect(await verdict(bytes, extension)).toEqual({ code: 'type_differs', extension, found })
  })

  it('agrees with the name, though jpg and jpeg are one', async () => {
    const bytes = {
      jpg: await jpeg(),
      png: await originals.png!(),
      webp: await originals.webp!(),
      avif: await originals.avif!(),
    }
    for (const [found, content] of Object.entries(bytes)) {
      for (const extension of types) {
        const agrees = (extension === 'jpeg' ? 'jpg' : extension) === found
        const expected = agrees ? taken : { code: 'type_differs', extension, found }
        expect(await verdict(content, extension)).toEqual(expected)
      }
    }
  })

  it('is told from that of HEIC where both are written into a general container', async () => {
    const avif = await originals.avif!()
    expect(avif.toString('latin1', 8, 12)).toBe('avif')
    avif.write('mif1', 8, 'latin1')
    expect(await verdict(avif, 'avif')).toEqual(taken)
  })

  it('may be nothing that is known', async () => {
    for (const bytes of [text('just words'), Buffer.alloc(5000), Buffer.from([0xff])])
      expect(await verdict(bytes)).toEqual({ code: 'type_unknown' })
    expect(await verdict(new Uint8Array())).toEqual({ code: 'empty' })
  })
})

describe('the decoder', () => {
  it('knows four types of picture and no more, should anything else ever come to it', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    const tiff = await photograph(40, 30).tiff().toBuffer()
    const gif = await photograph(40, 30).gif().toBuffer()
    for (const bytes of [text(svg), tiff, gif])
      await expect(sharp(bytes).raw().toBuffer()).rejects.toThrow('unsupported image format')
  })
})

describe('two kinds of file in one', () => {
  it('are refused where the picture is also an archive', async () => {
    const commented = join(zip(), 'comment')
    commented.writeUInt16LE(7, commented.length - 7 - 2)
    const zip64 = join('PK\x06\x07', Buffer.alloc(16), 'PK\x05\x06', Buffer.alloc(16, 255), '\0\0')
    for (const archive of [zip(), commented, join(zip(), 'and more behind'), zipSync({}), zip64])
      expect(await verdict(join(await jpeg(), archive))).toEqual({ code: 'polyglot', found: 'zip' })
    const hidden = withComment(await jpeg(), 'x')
    const at = hidden.indexOf('\xff\xfe', 0, 'latin1')
    const inside = join(hidden.subarray(0, at), commentOf(zip()), hidden.subarray(at))
    expect(await verdict(inside)).toEqual({ code: 'polyglot', found: 'zip' })
  })

  it('are refused where the picture is also a PDF', async () => {
    expect(await verdict(withComment(await jpeg(), '%PDF-1.4\n1 0 obj'))).toEqual({
      code: 'polyglot',
      found: 'pdf',
    })
  })

  it('are refused where something stands before the picture', async () => {
    const html = await verdict(join('<html><script>alert(1)</script><!--', await jpeg()))
    expect(html).toEqual({ code: 'type_differs', extension: 'jpg', found: 'html' })
    const gif = await verdict(join('GIF89a', await jpeg()))
    expect(gif).toEqual({ code: 'type_differs', extension: 'jpg', found: 'gif' })
  })

  it('do not reach readers where a comment of the picture is a page', async () => {
    const page = '<html><body><script>alert(1)</script>'
    const { objects } = await make(withComment(await jpeg(), page), 'jpg')
    for (const { body } of objects) expect(Buffer.from(body).includes('script')).toBe(false)
  })

  it('are not seen in a picture in which the letters of an archive stand by chance', async () => {
    const chance = join(await jpeg(), 'PK\x05\x06', Buffer.alloc(40, 7), 'PK\x05\x06')
    expect(await verdict(chance)).toEqual(taken)
  })
})

describe('what a header says', () => {
  it('is held against the limit before anything is decoded', async () => {
    const bit = pngOf({ width: 20_000, height: 20_000, bits: 1 }, Buffer.alloc(20_000 * 2501))
    expect(await verdict(bit, 'png')).toEqual({
      code: 'too_many_pixels',
      pixels: 400_000_000,
      most: 50_000_000,
    })
  })

  it('is held against what a decoder would need', async () => {
    const deep = pngOf({ width: 8000, height: 6000, bits: 16, kind: 6, interlaced: true }, Buffer.alloc(9))
    expect(await verdict(deep, 'png')).toEqual({
      code: 'too_many_pixels',
      pixels: 48_000_000,
      most: 40_000_000,
    })
  })

  it('may not lie about the size', async () => {
    const rows = Buffer.alloc(101 * 100)
    expect(await verdict(pngOf({ width: 100, height: 100 }, rows), 'png')).toEqual(taken)
    expect(await verdict(pngOf({ width: 100, height: 101 }, rows), 'png')).toEqual({ code: 'damaged' })
    expect(await verdict(pngOf({ width: 6000, height: 6000 }, rows), 'png')).toEqual({ code: 'damaged' })
    expect(await verdict(pngOf({ width: 0, height: 100 }, rows), 'png')).toEqual({ code: 'damaged' })
    const tall = await jpeg()
    tall.writeUInt16BE(5000, tall.indexOf('\xff\xc0', 0, 'latin1') + 5)
    expect(await verdict(tall)).toEqual({ code: 'damaged' })
  })

  it('may be a little wrong, as cameras write it', async () => {
    const camera = await jpeg()
    const scan = camera.indexOf(Buffer.from([0xff, 0xda]))
    // The end of the spectrum is always 63 in such a JPEG, and some telephones write 0.
    camera[scan + 2 + camera.readUInt16BE(scan + 2) - 2] = 0
    await expect(sharp(camera).raw().toBuffer()).rejects.toThrow('Invalid SOS parameters')
    expect(await verdict(camera)).toEqual(taken)
  })

  it('may not be of something too slender to be seen', async () => {
    const thread = pngOf({ width: 1, height: 5000 }, Buffer.alloc(10_000))
    expect(await verdict(thread, 'png')).toEqual({
      code: 'too_slender',
      width: 1,
      height: 5000,
      most: 1000,
    })
  })
})

describe('pictures that move', () => {
  const frames = (...colours: (readonly number[])[]) =>
    Promise.all(
      colours.map((colour) =>
        painted(30, 20, () => colour)
          .png()
          .toBuffer(),
      ),
    )
  const joined = async (...colours: (readonly number[])[]) =>
    sharp(await frames(...colours), { join: { animated: true } })
  const apng = async (pictures: number) => {
    const [png = Buffer.alloc(0)] = await frames(red)
    const count = pngChunk('acTL', Buffer.from([0, 0, 0, pictures, 0, 0, 0, 0]))
    return join(png.subarray(0, 33), count, png.subarray(33))
  }
  const animated = { code: 'animated' }

  it('are refused, and named for what they are, in each format', async () => {
    const webp = await (await joined(red, [0, 0, 255])).webp().toBuffer()
    expect((await sharp(webp).metadata()).pages).toBe(2)
    expect(await verdict(webp, 'webp')).toEqual(animated)
    expect(await verdict(await apng(9), 'png')).toEqual(animated)
    const still = await originals.avif!()
    expect(await verdict(join(still, box('moov', '\0\0\0\0')), 'avif')).toEqual(animated)
  })

  it('are told from GIFs that stand still, under whatever name', async () => {
    const gif = await (await joined(red, [0, 0, 255], red)).gif().toBuffer()
    const still = await photograph(30, 20).gif().toBuffer()
    for (const extension of types) {
      expect(await verdict(gif, extension)).toEqual(animated)
      expect(await verdict(still, extension)).toEqual({ code: 'type_differs', extension, found: 'gif' })
    }
    for (let length = 6; length < gif.length; length += 1)
      expect(['animated', 'type_differs']).toContain((await verdict(gif.subarray(0, length), 'png')).code)
  })

  it('but have one picture only are taken', async () => {
    expect(await verdict(await apng(1), 'png')).toEqual(taken)
  })
})

describe('a JPEG painted over and over', () => {
  it('is refused, since each time costs a walk over all of it', async () => {
    const few = jpegInScans(3)
    expect(jpegScans(few)).toBe(9)
    expect(await verdict(few)).toEqual(taken)
    const many = jpegInScans(15)
    await expect(sharp(many).raw().toBuffer()).resolves.toBeDefined()
    expect(await verdict(many)).toEqual({ code: 'damaged' })
  })

  it('is told from one with a film behind its end', async () => {
    const film = Buffer.from([0xff, 0xda, 0, 4, 1, 1])
    const scans = jpegScans(await originals.jpeg!())
    expect(scans).toBeGreaterThan(5)
    expect(jpegScans(join(await originals.jpeg!(), ...Array<Buffer>(100).fill(film)))).toBe(scans)
    expect(jpegScans(await jpeg())).toBe(1)
  })

  it('cannot hide behind what has no length', () => {
    const start = Buffer.from([0xff, 0xda, 0, 2])
    for (const marker of [0x00, 0x01, 0x02, 0xd3, 0xff]) {
      const cover = Buffer.from([0xff, marker, 0, 90])
      expect(jpegScans(join('\xff\xd8', start, cover, start, start))).toBe(3)
    }
  })

  it('is counted to its end, whatever stands there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(jpegScans(join('\xff\xd8\xff\xda', bytes))).toBeLessThan(100)
      }),
    )
  })
})

describe.each(types)('a damaged %s', (extension) => {
  const original = originals[extension]!()
  const outcomes = ['taken', 'damaged', 'type_unknown', 'type_differs', 'too_many_pixels', 'too_slender']
  const outcomeOf = async (bytes: Uint8Array) => {
    const { code } = await verdict(bytes, extension)
    return code
  }

  it('is refused wherever it is cut off', async () => {
    const bytes = await original
    for (let part = 1; part < 24; part += 1) {
      const length = Math.floor((bytes.length * part) / 24)
      const rest = bytes.subarray(0, length)
      // The end of a JPEG that was cut off is often mended by programs on the way.
      if (/^jp/u.test(extension))
        expect(await outcomeOf(join(rest, '\xff\xd9')), `${length} and an end`).toBe('damaged')
      expect(await outcomeOf(rest), `${length} of ${bytes.length}`).toBe('damaged')
    }
    for (const length of [1, 2, 3, 8, 12, 16, 20, 33, bytes.length - 1])
      expect(outcomes).toContain(await outcomeOf(bytes.subarray(0, length)))
  }, 60_000)

  it('is refused or read, and nothing else happens', async () => {
    const bytes = await original
    const flips = fc.array(fc.nat(bytes.length * 8 - 1), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(flips, async (bits) => {
        const flipped = Buffer.from(bytes)
        for (const bit of bits) flipped[bit >> 3]! ^= 1 << (bit & 7)
        expect(outcomes).toContain(await outcomeOf(flipped))
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('is refused where nothing but rubbish follows its header', async () => {
    const bytes = await original
    const rubbish = await noise(40, 30).raw().toBuffer()
    expect(await outcomeOf(join(bytes.subarray(0, 40), rubbish))).toBe('damaged')
  })
})

function commentOf(content: Uint8Array): Buffer {
  const length = content.length + 2
  return join(Buffer.from([0xff, 0xfe, length >> 8, length & 255]), content)
}
