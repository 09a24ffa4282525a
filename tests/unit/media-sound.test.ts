import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Extension } from '../../functions/domain/library/file.ts'
import { makeSound } from '../../functions/media/sound/sound.ts'
import { pdf } from '../support/documents/documents.ts'
import { zipFile } from '../support/documents/zip-file.ts'
import {
  box,
  fragment,
  id3,
  longBox,
  m4a,
  mp3,
  ogg,
  oggPage,
  opusHead,
  track,
  vorbisHead,
  xing,
} from '../support/media/sounds.ts'
import { verdictOf } from '../support/media/verdict.ts'

const make = (bytes: Uint8Array, extension: Extension) =>
  makeSound(bytes, { id: '0123456789', name: `Phát thanh số 1.${extension}`, extension })

const seconds = async (bytes: Uint8Array, extension: Extension) => (await make(bytes, extension)).file.seconds

const verdict = (bytes: Uint8Array, extension: Extension) => verdictOf(make(bytes, extension))

const good: [Extension, string, () => Buffer][] = [
  ['mp3', 'audio/mpeg', () => mp3(100, [9], id3(500))],
  ['m4a', 'audio/mp4', () => m4a()],
  ['ogg', 'audio/ogg', () => ogg(vorbisHead(44_100), [44_100, 441_000])],
]

describe('sound', () => {
  it.each(good)('is taken when it is a whole %s', async (extension, type, build) => {
    const bytes = build()
    const { file, objects } = await make(bytes, extension)
    expect(file).toMatchObject({
      kind: 'audio',
      file: `phat-thanh-so-1.${extension}`,
      type,
      bytes: bytes.length,
    })
    expect(objects).toHaveLength(1)
    expect(objects[0]).toMatchObject({ key: `media/${file.hash}/${file.file}`, body: bytes, type })
    expect(objects[0]?.disposition).toMatch(/^inline; /u)
  })

  // 1152 samples at 44.1 kHz last 26.12 ms.
  it.each<[string, Extension, () => Buffer, number]>([
    ['1,000 frames', 'mp3', () => mp3(1000), 27],
    ['frames of changing rates', 'mp3', () => mp3(1000, [1, 9, 14]), 27],
    ['a frame that says how many follow', 'mp3', () => Buffer.concat([xing(1000), mp3(1000)]), 27],
    [
      'tags on both sides',
      'mp3',
      () => Buffer.concat([mp3(1000, [9], id3(9000)), Buffer.from('TAG'.padEnd(128, '\0'))]),
      27,
    ],
    ['a last frame that was cut', 'mp3', () => mp3(1001).subarray(0, -100), 27],
    ['a whole track', 'm4a', () => m4a(), 62],
    [
      'boxes of 64 bits and the sound in front',
      'm4a',
      () =>
        Buffer.concat([
          box('ftyp', 'mp42\0\0\0\0'),
          longBox('mdat', Buffer.alloc(9)),
          longBox('moov', track('soun', 'alac', 5000)),
        ]),
      5,
    ],
    [
      'fragments',
      'm4a',
      () => m4a({ tracks: [track('soun', 'mp4a', 0)], fragments: [fragment(100, 21), fragment(100, 21)] }),
      5,
    ],
    ['Opus', 'ogg', () => ogg(opusHead(), [48_000, 480_000]), 10],
    [
      'two streams one behind the other',
      'ogg',
      () => Buffer.concat([ogg(opusHead(), [48_000]), ogg(vorbisHead(8000), [40_000], 8)]),
      6,
    ],
    ['a stream cut out of a broadcast', 'ogg', () => ogg(opusHead(), [48_000_000, 48_480_000]), 10],
  ])('lasts as long as it is played: %s', async (_, extension, build, expected) => {
    expect(await seconds(build(), extension)).toBe(expected)
  })

  it.each<[string, Extension, () => Uint8Array, object]>([
    ['nothing', 'mp3', () => Buffer.alloc(0), { code: 'empty' }],
    ['M4A as mp3', 'mp3', () => m4a(), { code: 'type_differs', found: 'm4a' }],
    ['MP3 as ogg', 'ogg', () => mp3(100), { code: 'type_differs', found: 'mp3' }],
    ['HTML', 'mp3', () => Buffer.from('<script>'), { code: 'type_differs', found: 'html' }],
    ['text', 'ogg', () => Buffer.from('xin chào'), { code: 'type_unknown' }],
    ['a document by its name', 'pdf', () => pdf(), { code: 'extension' }],
    [
      'a film',
      'm4a',
      () => m4a({ tracks: [track('vide', 'avc1', 1000), track('soun', 'mp4a', 1000)] }),
      { code: 'type_differs', found: 'mp4' },
    ],
    [
      'a film of Theora',
      'ogg',
      () => ogg(Buffer.from('\x80theora', 'latin1'), [1]),
      { code: 'type_differs', found: 'ogv' },
    ],
    ['a locked track', 'm4a', () => m4a({ tracks: [track('soun', 'enca', 1000)] }), { code: 'encrypted' }],
    [
      'a track without sound',
      'm4a',
      () => m4a({ tracks: [track('text', 'tx3g', 1000)] }),
      { code: 'no_sound' },
    ],
    ['a track of no length', 'm4a', () => m4a({ tracks: [track('soun', 'mp4a', 0)] }), { code: 'no_sound' }],
    ['tags alone', 'mp3', () => id3(500), { code: 'damaged' }],
    [
      'tags before something else',
      'mp3',
      () => Buffer.concat([id3(500), Buffer.alloc(90_000, 'x')]),
      { code: 'no_sound' },
    ],
    ['a stream without pages', 'ogg', () => oggPage(opusHead(), 2, 0n), { code: 'no_sound' }],
    ['half of what it says', 'mp3', () => Buffer.concat([xing(1000), mp3(500)]), { code: 'damaged' }],
    [
      'a day of sound',
      'm4a',
      () => m4a({ tracks: [track('soun', 'mp4a', 86_400_000)] }),
      { code: 'too_long', minutes: 1440, most: 720 },
    ],
    [
      'a ZIP as well',
      'mp3',
      () => Buffer.concat([mp3(100), zipFile([{ name: 'a.txt', content: 'x' }])]),
      { code: 'polyglot', found: 'zip' },
    ],
    [
      'a PDF as well',
      'mp3',
      () => Buffer.concat([id3(0).fill(0, 3, 4), pdf(), mp3(100)]),
      { code: 'polyglot', found: 'pdf' },
    ],
  ])('is refused when it is %s', async (_, extension, build, expected) => {
    expect(await verdict(build(), extension)).toMatchObject(expected)
  })

  it('is refused when MPEG-4 or Ogg is cut off anywhere', async () => {
    for (const [extension, , build] of good.slice(1)) {
      const bytes = build()
      // An Ogg file cut between two pages plays to there.
      const pages = extension === 'ogg' ? [bytes.length - 128] : []
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
          fc.pre(!pages.includes(length))
          expect(await verdict(bytes.subarray(0, length), extension)).not.toEqual({ code: 'taken' })
        }),
        { numRuns: 150 },
      )
    }
  })

  it('is taken or refused, and nothing else happens, whatever bits are wrong', async () => {
    for (const [extension, , build] of good) {
      const bytes = build()
      const flips = fc.array(fc.tuple(fc.nat(Math.min(bytes.length, 700) - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 8,
      })
      await fc.assert(
        fc.asyncProperty(flips, fc.nat(bytes.length), async (list, length) => {
          const wrong = Uint8Array.from(bytes.subarray(0, length))
          for (const [at, value] of list) wrong[at] = value
          await verdict(wrong, extension)
        }),
        { numRuns: 300 },
      )
    }
  })
})

describe('the place of a recording', () => {
  const place = '+21.0285+105.8542/'
  const served = async (bytes: Uint8Array) => {
    const { objects, file } = await make(bytes, 'm4a')
    expect(file.seconds).toBe(62)
    return Buffer.from(objects[0]?.body ?? [])
  }

  it.each<[string, Buffer]>([
    ['of QuickTime', box('udta', box('\xa9xyz', Buffer.from([0, 18, 0x15, 0xc7]), place))],
    ['of 3GPP', box('udta', box('loci', Buffer.alloc(6), place))],
    ['in a box of 64 bits', longBox('udta', longBox('\xa9xyz', Buffer.from(place)))],
    [
      'among the keys of Apple',
      box(
        'meta',
        box('hdlr', Buffer.alloc(25)),
        box('keys', 'mdtacom.apple.quicktime.location.ISO6709'),
        box('ilst', place),
      ),
    ],
    [
      'in tags',
      box(
        'udta',
        box('meta', Buffer.alloc(4), box('hdlr', Buffer.alloc(25)), box('ilst', box('\xa9xyz', place))),
      ),
    ],
    ['in XMP', box('uuid', Buffer.alloc(16), place)],
  ])('is not served: %s', async (_, holder) => {
    const bytes = m4a({ more: [holder] })
    const before = Buffer.from(bytes)
    const body = await served(bytes)
    expect(body.includes(place)).toBe(false)
    expect(body).toHaveLength(bytes.length)
    // The upload itself is left as it is, and nothing else is changed in what is served.
    expect(bytes.equals(before)).toBe(true)
    expect(await served(body)).toEqual(body)
  })

  it('leaves the other tags', async () => {
    const bytes = m4a({ more: [box('udta', box('\xa9nam', 'Bản tin'), box('\xa9xyz', place))] })
    expect((await served(bytes)).includes('Bản tin')).toBe(true)
  })
})
