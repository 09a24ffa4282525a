import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { checkArchive, zipAllowance } from '../../functions/media/archive/archive.ts'
import { makeDocument } from '../../functions/media/document/document.ts'
import { openDocument, openXml, pdf } from '../support/documents/documents.ts'
import { type ZipPart, zipFile } from '../support/documents/zip-file.ts'
import { verdictOf } from '../support/media/verdict.ts'

const verdict = (bytes: Uint8Array, extension: 'zip' | 'docx' = 'zip') =>
  verdictOf(makeDocument(bytes, { id: '0123456789', name: `a.${extension}`, extension }))

const text = (name: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, content: 'x', ...more })

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
