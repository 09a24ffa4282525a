import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Extension } from '../../functions/domain/library/file.ts'
import { makeSound } from '../../functions/media/sound/sound.ts'
import { makeCaptions } from '../../functions/media/video/captions.ts'
import { makeVideo } from '../../functions/media/video/video.ts'
import { pdf } from '../support/documents/documents.ts'
import { zipFile } from '../support/documents/zip-file.ts'
import { element, filmTrack, mp4, webm, webVtt } from '../support/media/films.ts'
import { box, m4a } from '../support/media/sounds.ts'
import { verdictOf } from '../support/media/verdict.ts'

const upload = (extension: Extension) => ({ id: '0123456789', name: `Hội nghị.${extension}`, extension })
const make = (bytes: Uint8Array, extension: Extension) => makeVideo(bytes, upload(extension))
const verdict = async (bytes: Uint8Array, extension: Extension) =>
  (await verdictOf(make(bytes, extension))).code

describe('a film', () => {
  it.each<[Extension, string, () => Buffer]>([
    ['mp4', 'video/mp4', () => mp4()],
    ['webm', 'video/webm', () => webm()],
  ])('is taken as it came when it is a whole %s', async (extension, type, build) => {
    const bytes = build()
    const { file, objects } = await make(bytes, extension)
    expect(file).toMatchObject({
      kind: 'video',
      type,
      seconds: 62,
      width: 640,
      height: 360,
      bytes: bytes.length,
    })
    expect(file.file).toBe(`hoi-nghi.${extension}`)
    expect(objects).toHaveLength(1)
    expect(Buffer.from(objects[0]!.body)).toEqual(bytes)
    expect(objects[0]).toMatchObject({ type, disposition: expect.stringMatching(/^inline/) })
  })

  it('has the size at which it is shown, also when the telephone was held upright', async () => {
    const { file } = await make(mp4({ tracks: [filmTrack({ turned: true })] }), 'mp4')
    expect(file).toMatchObject({ width: 360, height: 640 })
  })

  it.each(['avc1', 'avc3', 'av01', 'vp09'])('may be coded as %s in MPEG-4', async (codec) => {
    expect(await verdict(mp4({ tracks: [filmTrack({ codec })] }), 'mp4')).toBe('taken')
  })

  it('has a length, also where a browser recorded it and did not write one', async () => {
    for (const isOpen of [false, true]) {
      const { file } = await make(webm({ duration: 0, isOpen }), 'webm')
      expect(file.seconds).toBe(61)
    }
  })

  it.each<[string, Extension, () => Uint8Array, object]>([
    [
      'sound in its container',
      'mp4',
      () => m4a(),
      { code: 'type_differs', parameters: { extension: 'mp4', found: 'm4a' } },
    ],
    [
      'a film for programs of Apple',
      'mp4',
      () => box('ftyp', Buffer.from('qt  \0\0\0\0qt  ')),
      { code: 'type_differs', parameters: { found: 'mov' } },
    ],
    [
      'a coding of telephones',
      'mp4',
      () => mp4({ tracks: [filmTrack({ codec: 'hvc1' })] }),
      { code: 'video_codec', parameters: { found: 'hvc1' } },
    ],
    ['no track', 'mp4', () => mp4({ tracks: [] }), { code: 'no_video' }],
    ['a locked film', 'mp4', () => mp4({ tracks: [filmTrack({ codec: 'encv' })] }), { code: 'encrypted' }],
    [
      'a film without a size',
      'mp4',
      () => mp4({ tracks: [filmTrack({ width: 0, height: 0 })] }),
      { code: 'damaged' },
    ],
    [
      'a film without a length',
      'mp4',
      () => mp4({ tracks: [filmTrack({ duration: 0 })] }),
      { code: 'no_video' },
    ],
    [
      'a film of a week',
      'mp4',
      () => mp4({ tracks: [filmTrack({ duration: 604_800_000 })] }),
      { code: 'too_long' },
    ],
    [
      'a ZIP file behind it',
      'mp4',
      () => Buffer.concat([mp4(), zipFile([{ name: 'a.txt', content: 'x' }])]),
      { code: 'polyglot' },
    ],
    ['another name', 'webm', () => mp4(), { code: 'type_differs' }],
    [
      'Matroska',
      'webm',
      () => webm({ docType: 'matroska' }),
      { code: 'type_differs', parameters: { found: 'mkv' } },
    ],
    [
      'a coding that is not of the web',
      'webm',
      () => webm({ codec: 'V_MPEG4/ISO/AVC' }),
      { code: 'video_codec' },
    ],
    ['sound alone', 'webm', () => webm({ trackType: 2 }), { code: 'no_video' }],
    [
      'a locked recording',
      'webm',
      () => webm({ more: element(0x6d80, element(0x6240, element(0x5035, Buffer.alloc(1)))) }),
      { code: 'encrypted' },
    ],
    ['a document', 'mp4', () => pdf(), { code: 'type_differs' }],
    ['a page', 'mp4', () => Buffer.from('<html><script>alert(1)</script>'), { code: 'type_differs' }],
    ['nothing', 'mp4', () => new Uint8Array(), { code: 'empty' }],
    ['a text', 'webm', () => Buffer.from('xin chào'), { code: 'type_unknown' }],
  ])('is not: %s', async (_, extension, build, refusal) => {
    await expect(make(build(), extension)).rejects.toMatchObject(refusal)
  })

  it('is no sound', async () => {
    await expect(makeSound(mp4(), upload('m4a'))).rejects.toMatchObject({ code: 'type_differs' })
  })

  it.each<[Extension, Buffer]>([
    ['mp4', mp4()],
    ['webm', webm()],
    ['webm', webm({ duration: 0, isOpen: true })],
  ])(
    'is taken or refused, and nothing else happens, whatever bits of a %s are wrong',
    async (extension, good) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
          fc.nat(good.length),
          async (changes, end) => {
            const bytes = Buffer.from(good)
            for (const [at, value] of changes) bytes[at] = value
            expect(await verdict(bytes, extension)).toMatch(/^[a-z_]+$/)
            expect(await verdict(good.subarray(0, end), extension)).toMatch(/^[a-z_]+$/)
          },
        ),
        { numRuns: 300 },
      )
    },
  )

  it('does not tell where it was taken', async () => {
    const place = Buffer.from('+21.0285+105.8542/')
    const told = mp4({ more: [box('udta', box('\xa9xyz', Buffer.alloc(4), place)), box('free')] })
    const { objects } = await make(told, 'mp4')
    expect(Buffer.from(objects[0]!.body).includes(place)).toBe(false)
    expect(objects[0]!.body).toHaveLength(told.length)
  })
})

describe('captions', () => {
  const captions = (text: string | Uint8Array) => makeCaptions(Buffer.from(text), upload('vtt'))

  it('are taken as they came when they are WebVTT', async () => {
    const { file, objects } = await captions(webVtt)
    expect(file).toMatchObject({ kind: 'captions', type: 'text/vtt', file: 'hoi-nghi.vtt' })
    expect(Buffer.from(objects[0]!.body).toString()).toBe(webVtt)
    await captions(`\ufeff${webVtt}`)
    await captions(webVtt.replaceAll('\n', '\r\n').replace('00:00.000', '01:00:00.000'))
  })

  it.each([
    '',
    'xin chào',
    'WEBVTT',
    'WEBVTTx\n\n00:00.000 --> 00:02.500\na',
    '1\n00:00:00,000 --> 00:00:02,500\nPhụ đề SRT',
    '<html><script>alert(1)</script>',
    Buffer.from(webVtt, 'utf16le'),
    Buffer.concat([Buffer.from(webVtt), Buffer.from([0xff])]),
  ])('are nothing else (%#)', async (text) => {
    await expect(captions(text)).rejects.toMatchObject({ code: text === '' ? 'empty' : 'no_captions' })
  })
})
