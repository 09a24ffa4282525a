import { crc32 } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { decodeBytes, decodeStream } from '../../../functions/moving-in/files/decode.ts'
import { walk } from '../../../functions/moving-in/files/walk.ts'
import { zipFile } from '../../support/documents/zip-file.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

const sentence = 'Sở tổ chức hội nghị đánh giá công tác biên giới ở các xã vùng sâu.'

/** As windows-1258 writes it: base letters, then tone marks as bytes of their own. */
const cp1258 = (text: string) => {
  const decoder = new TextDecoder('windows-1258')
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  const apart = [...text].flatMap((letter) => {
    if (bytes.has(letter)) return [letter]
    const tones = letter.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/gu) ?? []
    const base = letter
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '')
      .normalize('NFC')
    return [base, ...tones]
  })
  return Buffer.from(apart.map((each) => bytes.get(each) ?? 0x3f))
}

describe('the encoding of a text', () => {
  it.each([
    ['utf-8', Buffer.from(sentence)],
    ['utf-8', Buffer.from(`\ufeff${sentence}`)],
    ['utf-16le', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
    ['utf-16le', Buffer.from(`Title\t${sentence}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16()],
    ['windows-1258', cp1258(sentence)],
  ])('is found out to be %s', (encoding, bytes) => {
    const read = decodeBytes(bytes)
    expect(read.encoding).toBe(encoding)
    expect(read.text.normalize('NFC')).toContain(sentence)
  })

  it('may change from line to line, where several programs wrote one file', () => {
    const { text } = decodeBytes(Buffer.concat([Buffer.from(`${sentence}\n`), cp1258(sentence)]))
    expect(text.normalize('NFC')).toBe(`${sentence}\n${sentence}`)
  })

  it('is the same when the file comes in small pieces', async () => {
    for (const bytes of [
      Buffer.from(sentence),
      cp1258(sentence),
      Buffer.from(`\ufeff${sentence}`, 'utf16le'),
    ]) {
      async function* pieces() {
        yield bytes.subarray(0, 40)
        for (let at = 40; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3)
      }
      let text = ''
      for await (const piece of decodeStream(pieces())) text += piece
      expect(text.normalize('NFC').replace('\ufeff', '')).toBe(sentence)
    }
  })
})

describe('a zip', () => {
  it('gives its files by names that read as Vietnamese, and none that leads out of it', async () => {
    const { files, notices, close } = await walk([inputPath('33-archive.zip')])
    const paths = files.all.map(({ path }) => path.replace('33-archive.zip/xuat/', ''))
    close()
    expect(paths).toEqual([
      'items.json',
      'PublishingImages/Hội nghị 2019/ảnh 1.jpg',
      'PublishingImages/Báo cáo.jpg',
      'PublishingImages/hop.jpg',
      'Lists/TinTuc/Attachments/101/Kế hoạch.pdf',
      'Lists/TinTuc/Attachments/101/hong.pdf_Error.txt',
      'Lists/TinTuc/Attachments/101/chay.exe',
      'Lists/TinTuc/Attachments/101/Quyết định.doc',
      'PublishingImages/khong-lien-quan.png',
      'rong.json',
    ])
    expect(notices).toEqual([
      { code: 'name-refused', place: { file: '33-archive.zip' }, value: '../../ngoai.txt' },
    ])
  })

  it('gives its files by the names in Unicode that stand beside others', async () => {
    const path = (of: string, name: string) => {
      const field = Buffer.alloc(9)
      field.writeUInt16LE(0x7075, 0)
      field.writeUInt16LE(5 + Buffer.byteLength(name), 2)
      field[4] = 1
      field.writeUInt32LE(crc32(of), 5)
      return Buffer.concat([field, Buffer.from(name)])
    }
    const zip = zipFile([
      { name: 'C_ng v_n.pdf', content: 'x', flags: 0, extra: path('C_ng v_n.pdf', 'Công văn.pdf') },
      // It was renamed by a program that does not know the field.
      { name: 'moi.pdf', content: 'x', flags: 0, extra: path('cu.pdf', 'Cũ.pdf') },
      { name: 'ra.pdf', content: 'x', flags: 0, extra: path('ra.pdf', '../ra.pdf') },
    ])
    const { files, notices, close } = await walk([folderWith({ 'x.zip': zip })])
    close()
    expect(files.all.map((each) => each.path)).toEqual(['x.zip/Công văn.pdf', 'x.zip/moi.pdf'])
    expect(notices).toMatchObject([{ code: 'name-refused', value: '../ra.pdf' }])
  })

  it('is refused as a whole where it is broken, and the rest goes on', async () => {
    const zip = zipSync({ 'a.txt': Buffer.from(sentence) })
    const folder = folderWith({ 'a.zip': zip.subarray(0, zip.length - 9), 'b.txt': sentence })
    const { files, notices } = await walk([folder])
    expect(files.all.map(({ path }) => path)).toEqual(['b.txt'])
    expect(notices).toEqual([{ code: 'archive-refused', place: { file: 'a.zip' }, value: 'damaged' }])
  })

  it('within a zip is opened too', async () => {
    const inner = zipSync({ 'trong/a.txt': Buffer.from(sentence) })
    const { files, close } = await walk([folderWith({ 'ngoai.zip': zipSync({ 'b.zip': inner }) })])
    const [file] = files.all
    expect(file?.path).toBe('ngoai.zip/b.zip/trong/a.txt')
    expect((await file?.bytes())?.toString()).toBe(sentence)
    close()
  })
})

describe('an address of the old portal', () => {
  const files = async () =>
    (
      await walk([
        folderWith({
          'xuat/PublishingImages/Hội nghị/Ảnh 1.JPG': 'a',
          'xuat/PublishingImages/Báo cáo.jpg': 'b',
          'xuat/Lists/TinTuc/Attachments/101/van-ban.pdf': 'c',
          'xuat/Lists/TinTuc/Attachments/102/van-ban.pdf': 'd',
          'Trang_files/anh.png': 'e',
          'Khac_files/anh.png': 'f',
          'Trang.html': 'g',
        }),
      ])
    ).files

  it.each([
    [
      '/PublishingImages/H%E1%BB%99i%20ngh%E1%BB%8B/%E1%BA%A3nh%201.jpg',
      'xuat/PublishingImages/Hội nghị/Ảnh 1.JPG',
    ],
    [
      'https://cu.example/PublishingImages/B%E1o%20c%E1o.jpg?RenditionID=5',
      'xuat/PublishingImages/Báo cáo.jpg',
    ],
    ['/sites/so/publishingimages/bao-cao.jpg', undefined],
    ['/Lists/TinTuc/Attachments/102/van-ban.pdf', 'xuat/Lists/TinTuc/Attachments/102/van-ban.pdf'],
    ['/Lists/TinTuc/Attachments/103/van-ban.pdf', undefined],
    ['/anh-cu/Ảnh_1.jpg', 'xuat/PublishingImages/Hội nghị/Ảnh 1.JPG'],
    ['/x/anh.png', undefined],
  ])('%s means the file %s', async (address, path) => {
    expect((await files()).find(address)?.path).toBe(path)
  })

  it('means the file beside the page that names it', async () => {
    expect((await files()).find('Trang_files/anh.png', 'Trang.html')?.path).toBe('Trang_files/anh.png')
  })
})
