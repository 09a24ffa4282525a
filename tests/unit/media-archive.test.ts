import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../functions/domain/library/refusal.ts'
import { checkArchive, zipAllowance } from '../../functions/media/archive/archive.ts'
import { makeDocument } from '../../functions/media/document/document.ts'
import { openDocument, openXml, openXmlParts, pdf } from '../support/documents.ts'
import { type ZipPart, zipFile } from '../support/zip-file.ts'

/** What is said of a ZIP: `taken`, or the refusal. Anything else that is thrown is a defect. */
async function verdict(bytes: Uint8Array, extension: 'zip' | 'docx' = 'zip') {
  try {
    await makeDocument(bytes, { id: '0123456789', name: `a.${extension}`, extension })
    return { code: 'taken' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.code, ...error.parameters }
  }
}

const text = (name: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, content: 'x', ...more })
const megabytes = (count: number) => Buffer.alloc(count * 1_000_000)

describe('an archive', () => {
  it.each<[string, () => Uint8Array]>([
    [
      'folders, sizes behind the data, 64-bit sizes, nothing packed',
      () =>
        zipFile([
          text('Văn bản/', { content: '', stored: true, mode: 0o40755 }),
          text('Văn bản/a.txt', { descriptor: true, mode: 0o100644 }),
          text('b.csv', { zip64: true }),
          text('c.txt', { stored: true }),
        ]),
    ],
    ['a 64-bit end and a comment', () => zipFile([text('a.txt')], { zip64: true, comment: 'ghi chú' })],
    ['what another program writes', () => Buffer.from(zipSync({ 'a/b.txt': Buffer.from('xin chào') }))],
    [
      'what macOS adds',
      () =>
        zipFile([
          text('a.txt'),
          text('__MACOSX/._a.txt', { content: Buffer.from('0005160700020000', 'hex') }),
        ]),
    ],
    [
      'documents, pictures and sound',
      () =>
        zipFile([
          { name: 'a.pdf', content: pdf() },
          {
            name: 'b.docx',
            content: openXml('docx', { name: 'word/embeddings/c.xlsx', content: openXml('xlsx') }),
          },
          { name: 'c.odt', content: openDocument('odt') },
          { name: 'd.PNG', content: Buffer.from('89504e470d0a1a0a', 'hex') },
          { name: 'e.mp3', content: 'ID3\x04' },
        ]),
    ],
    [
      'archives, once',
      () => zipFile([{ name: 'b.zip', content: zipFile([{ name: 'a.pdf', content: pdf() }]) }]),
    ],
  ])('is taken with %s', async (_, build) => {
    expect(await verdict(build())).toEqual({ code: 'taken' })
  })

  it('gives what is in it, by names whose case does not count', async () => {
    const archive = await checkArchive(zipFile([text('A.txt'), text('b/', { content: '' })]), zipAllowance())
    expect(archive.entries.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['A.txt', 1],
      ['b/', 0],
    ])
    expect(Buffer.from((await archive.read('a.TXT', 1)) ?? '').toString()).toBe('x')
    expect(await archive.read('b/', 1)).toBeUndefined()
    await expect(archive.read('a.txt', 0)).rejects.toThrow('archive_size')
  })

  it.each([
    '../a.txt',
    'a/../../b.txt',
    '/etc/a.txt',
    'C:\\a.txt',
    'a\\b.txt',
    'C:a.txt',
    'a.txt:b.exe',
    'a\0.txt',
    'a\n.txt',
    'a//b.txt',
    './a.txt',
    'a\u202Etxt.exe.txt',
  ])('is refused with the name %j', async (name) => {
    expect(await verdict(zipFile([text('ok.txt'), text(name)]))).toMatchObject({ code: 'archive_entry' })
  })

  it.each([
    ['a.txt', 'A.TXT'],
    ['ắ.txt', 'ắ.txt'.normalize('NFD')],
    ['a.txt', 'a.txt/'],
  ])('is refused with %j beside %j', async (one, other) => {
    const parts = [text(one), text(other, { content: other.endsWith('/') ? '' : 'x' })]
    expect(await verdict(zipFile(parts))).toMatchObject({ code: 'archive_entry' })
  })

  it.each([
    'exe',
    'dll',
    'js',
    'vbs',
    'ps1',
    'bat',
    'sh',
    'jar',
    'lnk',
    'html',
    'svg',
    'docm',
    'xlsm',
    'rtf',
    '',
  ])('is refused with a file ending in %j, and says which', async (extension) => {
    const name = `Thư mục/a.${extension}`
    expect(await verdict(zipFile([text('ok.txt'), text(name)]))).toEqual({ code: 'archive_entry', name })
  })

  it.each<[string, string | Uint8Array]>([
    ['a.txt', 'MZ\x90'],
    ['a.txt', '<html>'],
    ['a.csv', Buffer.from('\ufeff<svg>', 'utf16le')],
    ['a.jpg', 'GIF89a'],
    ['a.pdf', '<script>'],
    ['a.docx', pdf()],
    ['a.zip', 'x'],
    ['.DS_Store', 'MZ'],
  ])('is refused with %s that begins as something else', async (name, content) => {
    expect(await verdict(zipFile([{ name, content }]))).toEqual({ code: 'archive_entry', name })
  })

  it('is refused with a link, a device or a pipe', async () => {
    for (const mode of [0o120777, 0o060600, 0o020600, 0o010600])
      expect(await verdict(zipFile([text('a.txt', { mode, content: '/etc/passwd' })]))).toEqual({
        code: 'archive_entry',
        name: 'a.txt',
      })
  })

  it('is refused with a document that runs programs', async () => {
    const content = openXml('docx', text('word/vbaProject.bin'))
    expect(await verdict(zipFile([{ name: 'a.docx', content }]))).toEqual({ code: 'macros' })
  })

  it('is refused when there is nothing in it', async () => {
    expect(await verdict(zipFile([]))).toEqual({ code: 'empty' })
  })

  it('is refused when it is another file in front', async () => {
    const zip = zipFile([text('a.txt')])
    expect(await verdict(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), zip]))).toEqual({
      code: 'damaged',
    })
  })
})

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
