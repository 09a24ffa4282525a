import { deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { largest } from '../../functions/domain/library/file.ts'
import { refusalCodes } from '../../functions/domain/library/refusal.ts'
import { compoundFile } from '../support/documents/compound-file.ts'
import {
  contentTypes,
  openDocument,
  openXml,
  pdf,
  relations,
  workbookStream,
} from '../support/documents/documents.ts'
import { type ZipPart, zipFile } from '../support/documents/zip-file.ts'
import { costOf, mostMemory } from '../support/media/file-cost.ts'
import { mp4, webm } from '../support/media/films.ts'
import { box, m4a, mp3, oggPage, opusHead, track } from '../support/media/sounds.ts'

/** As large a file as may be uploaded, of one thing again and again, between a beginning and an end. */
function full(
  kind: 'document' | 'audio' | 'video',
  thing: string | Buffer,
  front: Buffer | string = '',
  back: Buffer | string = '',
) {
  const [head, each, tail] = [front, thing, back].map((part) => Buffer.from(part as string, 'latin1'))
  const room = largest[kind] - head!.length - tail!.length
  const middle = Buffer.alloc(room - (room % each!.length), each)
  return Buffer.concat([head!, middle, tail!])
}

const many = (count: number, part: (index: number) => ZipPart) =>
  Array.from({ length: count }, (_, index) => part(index))

/** A part of another document in a document: `count` times, of `bytes` zeros. */
const zeros = (count: number, bytes: number, extension: string) =>
  many(count, (index) => ({ name: `word/${index}.${extension}`, content: Buffer.alloc(bytes) }))

/** An old Word file in which all sectors are of the table and each leads on to one that was not met before. */
function longChains(): Buffer {
  const file = Buffer.alloc(50_000_000 - (50_000_000 % 512))
  compoundFile({ WordDocument: Buffer.alloc(5000) }).copy(file, 0, 0, 512)
  file.writeUInt32LE(0, 68)
  for (let at = 512; at + 4 <= file.length; at += 4) file.writeUInt32LE(((at - 512) / 512 + 1) >>> 0, at)
  return file
}

const hostile: [string, string, () => Uint8Array][] = [
  [
    'a ZIP of 200 MB of zeros in pieces',
    'zip',
    () => zipFile(many(20, (index) => ({ name: `${index}.txt`, content: Buffer.alloc(9_999_000) }))),
  ],
  [
    'a ZIP of 42 of 200 MB each',
    'zip',
    () => {
      const inner = zipFile([{ name: 'a.txt', content: Buffer.alloc(199_000_000) }])
      return zipFile(many(42, (index) => ({ name: `${index}.zip`, content: inner, stored: true })))
    },
  ],
  [
    'a ZIP of ZIPs of 9.9 MB each',
    'zip',
    () => {
      const inner = zipFile(many(19, (index) => ({ name: `${index}.txt`, content: Buffer.alloc(9_900_000) })))
      return zipFile(many(100, (index) => ({ name: `${index}.zip`, content: inner })))
    },
  ],
  [
    'a ZIP of 20,000 entries',
    'zip',
    () => zipFile(many(20_000, (index) => ({ name: `${index}.txt`, content: 'x' }))),
  ],
  ['a ZIP of 50 MB of ends', 'zip', () => full('document', 'PK\x05\x06', 'PK\x03\x04')],
  [
    'a document of 5,000 lists of relations',
    'docx',
    () =>
      openXml(
        'docx',
        ...many(4900, (index) => ({
          name: `word/_rels/${index}.rels`,
          content: relations(...Array.from({ length: 8 }, () => ({ type: 'image', target: 'a.png' }))),
        })),
      ),
  ],
  [
    'a list of types that is spaces',
    'docx',
    () => openXml('docx', { name: '[Content_Types].xml', content: `<a${' '.repeat(4_900_000)}` }),
  ],
  [
    'a list of types that is comments',
    'docx',
    () => openXml('docx', { name: '[Content_Types].xml', content: '<!--'.repeat(1_200_000) }),
  ],
  [
    'a list of types that is attributes',
    'docx',
    () => openXml('docx', { name: '[Content_Types].xml', content: `<a${' b="c"'.repeat(800_000)}` }),
  ],
  [
    'a list of types that is tags',
    'docx',
    () =>
      openXml('docx', {
        name: '[Content_Types].xml',
        content: contentTypes('x', 'y', '<a b="&#65;"/>'.repeat(300_000)),
      }),
  ],
  ['a document with 200 MB of parts', 'docx', () => openXml('docx', ...zeros(4900, 40_000, 'xml'))],
  [
    'a document with 4,900 old documents in it',
    'docx',
    () => {
      const content = compoundFile({ Workbook: workbookStream(), a: Buffer.alloc(30_000) })
      return openXml('docx', ...many(4900, (index) => ({ name: `word/${index}.bin`, content })))
    },
  ],
  [
    'a document in a document in a ZIP, each large',
    'zip',
    () => {
      const noise = Buffer.alloc(
        8_000_000,
        Buffer.from(Array.from({ length: 997 }, (_, index) => (index * index) % 256)),
      )
      const sheet = openXml(
        'xlsx',
        ...many(5, (index) => ({ name: `xl/${index}.xml`, content: noise, stored: true })),
      )
      const text = openXml('docx', { name: 'word/embeddings/a.xlsx', content: sheet, stored: true })
      return zipFile([{ name: 'a.docx', content: text, stored: true }])
    },
  ],
  ['an old document of tables alone', 'doc', longChains],
  [
    'an old document whose table leads to itself',
    'doc',
    () => {
      const file = full('document', Buffer.alloc(512), compoundFile({ WordDocument: Buffer.alloc(5000) }))
      file.writeUInt32LE(3, 68)
      return file
    },
  ],
  [
    'an old workbook of empty records',
    'xls',
    () =>
      compoundFile({
        Workbook: Buffer.concat([
          workbookStream().subarray(0, 12),
          Buffer.alloc(6_000_000, Buffer.from([1, 0, 0, 0])),
        ]),
      }),
  ],
  ['a PDF of names of files', 'pdf', () => full('document', '/F(', pdf(), pdf())],
  ['a PDF of beginnings of programs', 'pdf', () => full('document', 'stream\nMZ', pdf(), pdf())],
  ['a PDF of texts of programs', 'pdf', () => full('document', 'This program', pdf(), pdf())],
  ['a PDF of beginnings of launches', 'pdf', () => full('document', '/#4C#61unc', pdf(), pdf())],
  ['a PDF of ends of archives', 'pdf', () => full('document', 'PK\x05\x06', pdf(), pdf())],
  ['a PDF of names of packed objects', 'pdf', () => full('document', '/ObjStm', pdf(), pdf())],
  [
    'a PDF of packed objects that are none',
    'pdf',
    () => full('document', '/ObjStm>>stream\nx\x9c', pdf(), pdf()),
  ],
  [
    'a PDF of packed objects that are large',
    'pdf',
    () => {
      const packed = deflateSync(Buffer.alloc(4_900_000))
      return full('document', Buffer.concat([Buffer.from('/ObjStm>>stream\n'), packed]), pdf(), pdf())
    },
  ],
  [
    'an OpenDocument of references that do not end',
    'odt',
    () => openDocument('odt', { name: 'content.xml', content: '<a:b xlink:href='.repeat(600_000) }),
  ],
  ['MP3 of ones', 'mp3', () => full('audio', '\xff', mp3(3))],
  ['MP3 of tags', 'mp3', () => full('audio', 'ID3\x04\0\0\0\0\0\0')],
  [
    'MP3 of the shortest frames',
    'mp3',
    () => full('audio', Buffer.concat([Buffer.from([0xff, 0xe3, 0x18, 0]), Buffer.alloc(68)])),
  ],
  ['MPEG-4 of empty boxes', 'm4a', () => full('audio', '\0\0\0\x08free', m4a())],
  [
    'MPEG-4 of tracks',
    'm4a',
    () =>
      Buffer.concat([box('ftyp', 'M4A '), box('moov', Buffer.alloc(60_000_000, track('text', 'text', 1)))]),
  ],
  [
    'MPEG-4 of places',
    'm4a',
    () => m4a({ more: [box('udta', Buffer.alloc(190_000 * 8, '\0\0\0\x08loci', 'latin1'))] }),
  ],
  [
    'MPEG-4 in MPEG-4',
    'm4a',
    () => {
      let nested: Buffer = Buffer.alloc(0)
      for (let depth = 0; depth < 3000; depth++) nested = box('udta', nested)
      return m4a({ more: [nested] })
    },
  ],
  [
    'MPEG-4 of samples',
    'm4a',
    () => {
      const samples = Buffer.alloc(90_000_000, 1)
      const trun = box('trun', Buffer.from([0, 0, 1, 0]), Buffer.from([1, 0x57, 0x2b, 0x40]), samples)
      const tfhd = box('tfhd', Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]))
      return m4a({
        tracks: [track('soun', 'mp4a', 0)],
        fragments: [box('moof', box('traf', tfhd, trun)), box('mdat', 'x')],
      })
    },
  ],
  [
    'Ogg of the shortest pages',
    'ogg',
    () => full('audio', oggPage(Buffer.alloc(0), 0, 48_000n), oggPage(opusHead(), 2, 0n)),
  ],
  ['a film of empty boxes', 'mp4', () => full('video', '\0\0\0\x08free', mp4())],
  [
    'a film of places',
    'mp4',
    () => mp4({ more: [box('udta', Buffer.alloc(190_000 * 8, '\0\0\0\x08loci', 'latin1'))] }),
  ],
  [
    'a film that is as large as it may be',
    'mp4',
    () => full('video', '\0', mp4({ more: [box('udta', box('loci'))] })),
  ],
  ['WebM of nothing', 'webm', () => full('video', '\xec\x80', webm())],
  ['WebM of tracks', 'webm', () => webm({ more: Buffer.alloc(150_000_000, '\xae\x80', 'latin1') })],
  [
    'WebM of clusters',
    'webm',
    () => full('video', '\x1f\x43\xb6\x75\x80', webm({ duration: 0 }).subarray(0, 45)),
  ],
  ['Ogg of beginnings', 'ogg', () => full('audio', oggPage(opusHead(), 2, 0n))],
]

it.each(hostile)('%s (%s) is dealt with in time and memory', async (_, extension, build) => {
  const bytes = build()
  const { outcome, seconds, memory } = await costOf(bytes, extension)
  if (process.env.SHOW) process.stdout.write(`${_} ${outcome} ${seconds} ${Math.round(memory / 1e6)}\n`)
  expect(['taken', ...refusalCodes]).toContain(outcome)
  expect(seconds).toBeLessThan(5)
  expect(memory).toBeLessThan(mostMemory)
})
