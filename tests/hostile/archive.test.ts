import { describe, expect, it } from 'vitest'
import { makeDocument } from '../../functions/media/document/document.ts'
import { openXml, openXmlParts } from '../support/documents/documents.ts'
import { type ZipPart, zipFile } from '../support/documents/zip-file.ts'
import { verdictOf } from '../support/media/verdict.ts'

const verdict = (bytes: Uint8Array, extension: 'zip' | 'docx' = 'zip') =>
  verdictOf(makeDocument(bytes, { id: '0123456789', name: `a.${extension}`, extension }))

const text = (name: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, content: 'x', ...more })
const megabytes = (count: number) => Buffer.alloc(count * 1_000_000)

describe('an archive that is too much', () => {
  it('is refused by the count of its entries, before they are read', async () => {
    const parts = Array.from({ length: 20_000 }, (_, index) => text(`${index}.txt`))
    expect(await verdict(zipFile(parts))).toEqual({ code: 'archive_count', count: 20_000, most: 2000 })
    expect(await verdict(zipFile(parts.slice(0, 2000)))).toEqual({ code: 'taken' })
    const office = openXmlParts(
      'docx',
      ...Array.from({ length: 5000 }, (_, index) => text(`word/${index}.xml`)),
    )
    expect(await verdict(zipFile(office), 'docx')).toMatchObject({ code: 'archive_count', most: 5000 })
  }, 20_000)

  it('is refused when the count is a lie, short or 64 bits long', async () => {
    const parts = [text('a.txt'), text('b.exe')]
    for (const zip64 of [true, false])
      for (const count of [0, 1, 3, 65_538])
        if (zip64 || count < 65_536)
          expect((await verdict(zipFile(parts, { count, zip64 }))).code).toMatch(
            /^(?:damaged|archive_count)$/u,
          )
  })

  it('is refused by the size it says, before it is unpacked', async () => {
    const most = 200_000_000
    const parts = ['a', 'b', 'c'].map((name) => text(`${name}.txt`, { says: { bytes: 70_000_000 } }))
    expect(await verdict(zipFile(parts))).toEqual({ code: 'archive_size', most })
    expect(await verdict(zipFile([text('a.txt', { content: megabytes(20) })]))).toEqual({
      code: 'archive_size',
      most,
    })
  }, 20_000)

  it('is refused when it unpacks to more or less than it says', async () => {
    for (const bytes of [0, 10, 999_999, 2_000_001])
      expect(await verdict(zipFile([text('a.txt', { content: megabytes(2), says: { bytes } })]))).toEqual({
        code: 'damaged',
      })
    expect(await verdict(zipFile([text('a.txt', { says: { crc: 1 } })]))).toEqual({ code: 'damaged' })
  })

  it('is refused when entries share the same bytes', async () => {
    const parts = [
      text('a.txt', { content: 'x'.repeat(900) }),
      text('a.txt', { says: { name: 'a.txt', offset: 0 } }),
    ]
    const other = { ...parts[1]!, name: 'b.txt', says: { name: 'b.txt', offset: 0 } }
    expect(await verdict(zipFile([parts[0]!, other]))).toEqual({ code: 'damaged' })
    const same = [parts[0]!, { ...parts[0]!, name: 'a.txt', says: { name: 'a.txt', offset: 0 } }]
    expect((await verdict(zipFile(same))).code).toMatch(/^(?:damaged|archive_entry)$/u)
  })

  it('is refused when its two directories name another file', async () => {
    expect(await verdict(zipFile([text('a.exe', { says: { name: 'a.txt' } })]))).toEqual({ code: 'damaged' })
  })

  it('is refused with entries that its directory does not name', async () => {
    const behind = zipFile([text('b.exe')]).subarray(0, 36)
    expect(await verdict(zipFile([text('a.txt', { behind }), text('c.txt')]))).toEqual({ code: 'damaged' })
    expect(await verdict(zipFile([text('a.txt', { behind: Buffer.alloc(36) })]))).toEqual({ code: 'taken' })
  })

  it('is refused when archives lie in archives in archives', async () => {
    let zip = zipFile([text('a.txt')])
    for (const name of ['b.zip', 'c.zip']) zip = zipFile([{ name, content: zip }])
    expect(await verdict(zip)).toEqual({ code: 'archive_depth' })
    const docx = openXml('docx', { name: 'word/embeddings/a.xlsx', content: openXml('xlsx') })
    const deep = openXml('docx', { name: 'word/embeddings/b.docx', content: docx })
    expect(await verdict(deep, 'docx')).toEqual({ code: 'archive_depth' })
  })

  it('is refused when the archives in it are too much together', async () => {
    const noise = Buffer.alloc(40_000)
    for (let index = 0; index < noise.length; index++) noise[index] = (index * index * 31) >> 3
    const content = Buffer.concat(Array.from({ length: 1000 }, () => noise))
    const inner = zipFile([{ name: 'a.txt', content }])
    const parts = Array.from({ length: 6 }, (_, index) => ({ name: `${index}.zip`, content: inner }))
    expect(await verdict(zipFile(parts))).toEqual({ code: 'archive_size', most: 200_000_000 })
  }, 20_000)
})
