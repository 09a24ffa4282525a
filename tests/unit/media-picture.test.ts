import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cardRatio, crop, ogRatio } from '../../functions/domain/library/crop.ts'
import { pictureFile } from '../../functions/domain/library/file.ts'
import { type MadePicture, makePicture } from '../../functions/media/picture/picture.ts'
import { cardsOf, masterOf, ogOf, widthsOf } from '../../functions/media/picture/sizes.ts'
import type { PictureExtension } from '../../functions/media/picture/type.ts'
import {
  blue,
  colourAt,
  green,
  noise,
  painted,
  photograph,
  pngChunk,
  pngOf,
  quarters,
  red,
  white,
  withComment,
} from '../support/media/pictures.ts'

const id = '0123456789'
const secret = 'taken-at-home-by-somebody'

function make(bytes: Uint8Array, extension: PictureExtension = 'png'): Promise<MadePicture> {
  return makePicture(bytes, { id, extension })
}

function find({ objects }: MadePicture, name: string): Uint8Array {
  return objects.find(({ key }) => key.endsWith(`/${name}`))!.body
}

async function sizeOf(body: Uint8Array): Promise<[number, number]> {
  const { width, height } = await sharp(body).metadata()
  return [width, height]
}

function expectNear(colour: readonly number[], expected: readonly number[]): void {
  expect(colour).toHaveLength(expected.length)
  for (const [at, value] of expected.entries()) expect(Math.abs(colour[at]! - value)).toBeLessThan(16)
}

describe('what readers get of a picture', () => {
  it('is each width as AVIF and WebP, a JPEG, cards and a picture for social networks', async () => {
    const made = await make(await photograph(600, 450).png().toBuffer())
    expect(pictureFile.parse(made.file)).toEqual(made.file)
    expect(made.file).toMatchObject({
      width: 600,
      height: 450,
      widths: [320, 600],
      fallback: 600,
      bytes: expect.any(Number),
      cards: [240, 480],
      og: { width: 600, height: 315 },
    })
    const names = made.objects.map(({ key }) => key.replace(`media/${made.file.hash}/`, '')).sort()
    const both = (name: string) => [`${name}.avif`, `${name}.webp`]
    const expected = ['320', '600', 'card-240', 'card-480'].flatMap(both)
    expect(names).toEqual([...expected, '600.jpg', 'og.jpg'].sort())
  })

  it('has the sizes and the types it says', async () => {
    const made = await make(await photograph(350, 450).png().toBuffer())
    for (const { key, body, type } of made.objects) {
      const { format, width, height, compression } = await sharp(body).metadata()
      const name = key.split('/').at(-1)!
      expect(type).toBe(`image/${compression === 'av1' ? 'avif' : format}`)
      if (name.startsWith('card')) expect([width, height]).toEqual([width, Math.round(width / 1.5)])
      else if (name.startsWith('og')) expect([width, height]).toEqual([350, 184])
      else expect([`${width}`, height]).toEqual([name.split('.')[0], Math.round((width * 450) / 350)])
    }
  })

  it('is never enlarged', async () => {
    const { file } = await make(await photograph(100, 80).png().toBuffer())
    expect(file).toMatchObject({ widths: [100], fallback: 100, cards: [100], og: { width: 100, height: 53 } })
  })

  it('is at most 1920 wide, and the old format 960', async () => {
    const grey = await painted(3000, 20, () => [90])
      .png()
      .toBuffer()
    const { file } = await make(grey)
    expect(file.widths).toEqual([320, 720, 960, 1280, 1920])
    expect(file.fallback).toBe(960)
  })

  it('has a full card of a panorama, though its 1920 pixels are less high', () => {
    const master = masterOf({ width: 20_000, height: 2000 })
    const part = crop(master, cardRatio)
    expect(cardsOf(part)).toEqual([240, 480, 720, 960])
    expect(ogOf(crop(master, ogRatio))).toEqual({ width: 1200, height: 630 })
    expect(master.height).toBeLessThan(700)
  })

  it('is kept less wide where it is very long, so that it is there in seconds', () => {
    expect(widthsOf({ width: 2160, height: 3840 })).toEqual([320, 720, 960, 1280, 1920])
    expect(widthsOf({ width: 1000, height: 12_000 })).toEqual([320, 720, 763])
    expect(widthsOf({ width: 223, height: 223_000 })).toEqual([16])
  })

  it.each([
    [1, 1, [1]],
    [10_000, 10, [320, 720, 960, 1280, 1920]],
    [10, 10_000, [10]],
    [20, 20_000, [16]],
  ])('can be %i x %i', async (width, height, widths) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#284' } })
      .png()
      .toBuffer()
    const made = await make(bytes)
    expect(made.file).toMatchObject({ width, height, widths })
    for (const { body } of made.objects) expectNear(await colourAt(body, 0.5, 0.5), [34, 136, 68])
  })

  it.each([
    [1, [red, green, blue, white]],
    [2, [green, red, white, blue]],
    [3, [white, blue, green, red]],
    [4, [blue, white, red, green]],
    [5, [red, blue, green, white]],
    [6, [blue, red, white, green]],
    [7, [white, green, blue, red]],
    [8, [green, white, red, blue]],
  ])('is upright where the camera was held in way %i', async (orientation, corners) => {
    const stored = quarters(64, 40, [red, green, blue, white]).withMetadata({ orientation })
    const made = await make(await stored.jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(), 'jpg')
    const size = orientation < 5 ? [64, 40] : [40, 64]
    expect([made.file.width, made.file.height]).toEqual(size)
    for (const name of [`${size[0]}.avif`, `${size[0]}.webp`, `${size[0]}.jpg`]) {
      const body = find(made, name)
      expect(await sizeOf(body)).toEqual(size)
      for (const [at, corner] of corners.entries())
        expectNear(await colourAt(body, at % 2 ? 0.8 : 0.2, at > 1 ? 0.8 : 0.2), corner)
    }
  })
})

describe('the colours of a picture', () => {
  const colour = [200, 40, 90]
  const flat = () => painted(40, 30, () => colour)
  const kinds: [string, () => Promise<Buffer>, PictureExtension][] = [
    ['Display P3', () => flat().withIccProfile('p3').jpeg().toBuffer(), 'jpg'],
    ['16 bits', () => flat().toColourspace('rgb16').png().toBuffer(), 'png'],
    [
      '16 bits in Display P3',
      () => flat().toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
      'png',
    ],
    ['a palette', () => flat().png({ palette: true }).toBuffer(), 'png'],
    ['rows in turns', () => flat().png({ progressive: true }).toBuffer(), 'png'],
    ['a JPEG in scans', () => flat().jpeg({ progressive: true }).toBuffer(), 'jpeg'],
    ['WebP', () => flat().webp({ lossless: true }).toBuffer(), 'webp'],
    ['AVIF', () => flat().avif({ lossless: true }).toBuffer(), 'avif'],
    ['AVIF with 12 bits', () => flat().avif({ bitdepth: 12, quality: 90 }).toBuffer(), 'avif'],
  ]
  it.each(kinds)('are right: %s', async (_, bytes, extension) => {
    const made = await make(await bytes(), extension)
    for (const { body } of made.objects) expectNear(await colourAt(body, 0.5, 0.5), colour)
  })

  it('of print (CMYK) become those of a screen', async () => {
    const print = await painted(40, 30, () => [240, 220, 30])
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    expect((await sharp(print).metadata()).space).toBe('cmyk')
    const [r = 0, g = 0, b = 255] = await colourAt(find(await make(print, 'jpg'), '40.jpg'), 0.5, 0.5)
    expect(r).toBeGreaterThan(200)
    expect(g).toBeGreaterThan(180)
    expect(b).toBeLessThan(90)
  })

  it('of a profile that is damaged are taken as they are', async () => {
    const jpeg = await flat().withIccProfile('p3').jpeg().toBuffer()
    jpeg.fill(0xa5, jpeg.indexOf('ICC_PROFILE') + 60, jpeg.indexOf('ICC_PROFILE') + 300)
    expect((await make(jpeg, 'jpg')).file.width).toBe(40)
  })

  it('may be grey, and then seen through', async () => {
    const bytes = pngOf({ width: 2, height: 1, kind: 4 }, Buffer.from([0, 100, 255, 100, 0]))
    const made = await make(bytes)
    expectNear(await colourAt(find(made, '2.webp'), 0, 0), [100, 100, 100, 255])
    expect((await colourAt(find(made, '2.webp'), 0.9, 0))[3]).toBe(0)
    expectNear(await colourAt(find(made, '2.jpg'), 0, 0), [100, 100, 100])
  })
})

describe('what is transparent', () => {
  const half = () => painted(360, 270, (x) => [...blue, x < 0.5 ? 0 : 255])

  it('stays so, and is white in a JPEG', async () => {
    const made = await make(await half().png().toBuffer())
    for (const name of ['320.avif', '320.webp', 'card-240.avif', 'card-240.webp']) {
      expect((await colourAt(find(made, name), 0.1, 0.5))[3]).toBe(0)
      expectNear(await colourAt(find(made, name), 0.9, 0.5), [...blue, 255])
    }
    for (const name of ['360.jpg', 'og.jpg']) {
      expectNear(await colourAt(find(made, name), 0.1, 0.5), white)
      expectNear(await colourAt(find(made, name), 0.9, 0.5), blue)
    }
  })

  it('has no placeholder, for it would show through', async () => {
    expect((await make(await half().png().toBuffer())).file.placeholder).toBeUndefined()
  })

  it('is only what one can see through: an unused fourth channel is left out', async () => {
    const opaque = await noise(360, 90).ensureAlpha().png().toBuffer()
    const made = await make(opaque)
    expect(made.file.placeholder).toBeDefined()
    expect((await sharp(find(made, '320.webp')).metadata()).hasAlpha).toBe(false)
  })
})

describe('the placeholder', () => {
  it.each([
    ['a photograph', photograph(120, 80), [16, 11]],
    ['something tall', photograph(40, 600), [1, 16]],
    ['what hardly gets smaller', noise(16, 16), [16, 16]],
  ])('is a few pixels of %s in less than 400 characters', async (_, picture, size) => {
    const { placeholder = '' } = (await make(await picture.png().toBuffer())).file
    expect(placeholder.length).toBeLessThan(400)
    expect(await sizeOf(Buffer.from(placeholder, 'base64'))).toEqual(size)
  })
})

describe('crops', () => {
  const bytes = () =>
    painted(480, 160, (x) => (x < 0.33 ? red : x < 0.66 ? green : blue))
      .png()
      .toBuffer()
  const cropsOf = async (focus?: { x: number; y: number }) => {
    const made = await makePicture(await bytes(), { id, extension: 'png', ...(focus && { focus }) })
    return ['card-240.webp', 'card-240.avif', 'og.jpg'].map((name) => find(made, name))
  }

  it.each([
    ['left', { x: 0.1, y: 0.5 }, red],
    ['middle', undefined, green],
    ['right', { x: 1, y: 1 }, blue],
  ])('keep the %s in view', async (_, focus, colour) => {
    const crops = await cropsOf(focus)
    for (const body of crops) expectNear(await colourAt(body, 0.5, 0.5), colour)
  })

  it('of what is tall show what is above its middle', async () => {
    const tall = await painted(240, 720, (_, y) => (y < 0.14 ? red : y < 0.5 ? green : blue))
      .png()
      .toBuffer()
    const card = find(await make(tall), 'card-240.webp')
    expectNear(await colourAt(card, 0.5, 0.05), green)
    expectNear(await colourAt(card, 0.5, 0.7), green)
  })
})

describe('addresses', () => {
  const bytes = photograph(50, 40).png().toBuffer()
  const options = { id, extension: 'png' as const }

  it('and bytes are the same for the same picture', async () => {
    const [first, second] = [await makePicture(await bytes, options), await makePicture(await bytes, options)]
    expect(first).toEqual(second)
  })

  it('are others for another focus, another upload and another original', async () => {
    const other = await photograph(50, 41).png().toBuffer()
    const all = [
      await makePicture(await bytes, options),
      await makePicture(await bytes, { ...options, focus: { x: 0.5, y: 0.5 } }),
      await makePicture(await bytes, { ...options, focus: { x: 0.5, y: 0.4 } }),
      await makePicture(await bytes, { ...options, id: '9876543210' }),
      await makePicture(other, options),
    ]
    expect(new Set(all.map(({ file }) => file.hash)).size).toBe(all.length)
  })
})

describe('no served byte tells', () => {
  async function expectClean({ objects }: MadePicture): Promise<void> {
    for (const { body } of objects) {
      for (const trace of [
        secret,
        'Exif',
        'GPS',
        'ns.adobe.com',
        'ICC_PROFILE',
        'acsp',
        'Photoshop',
        'script',
      ])
        expect(Buffer.from(body).includes(trace), trace).toBe(false)
      const { exif, xmp, icc, iptc, comments } = await sharp(body).metadata()
      expect([exif, xmp, icc, iptc, comments]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ])
    }
  }
  const marked = () =>
    photograph(80, 60)
      .withIccProfile('p3')
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`)
      .withExifMerge({
        IFD0: { Artist: secret, Copyright: secret },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 42/1', GPSLongitude: '105/1 51/1 15/1' },
      })

  it.each([
    ['jpg', () => marked().jpeg().toBuffer()],
    ['png', () => marked().png().toBuffer()],
    ['webp', () => marked().webp().toBuffer()],
    ['avif', () => marked().avif({ effort: 0 }).toBuffer()],
  ] as const)('where and by whom a %s was taken', async (extension, bytes) => {
    const original = await bytes()
    expect(original.includes(secret)).toBe(true)
    await expectClean(await make(original, extension))
  })

  it('what a JPEG says in comments, or has behind its end, as a telephone appends a film', async () => {
    const jpeg = withComment(await photograph(40, 30).jpeg().toBuffer(), `<script>${secret}</script>`)
    await expectClean(await make(Buffer.concat([jpeg, Buffer.from(`\0\0\0\x18ftypmp42${secret}`)]), 'jpg'))
  })

  it('what a PNG says in text', async () => {
    const png = pngOf({ width: 1, height: 1 }, Buffer.from([0, 9]))
    const text = pngChunk('tEXt', Buffer.from(`Comment\0${secret}`))
    await expectClean(await make(Buffer.concat([png.subarray(0, 33), text, png.subarray(33)])))
  })
})
