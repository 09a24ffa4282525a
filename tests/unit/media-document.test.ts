import { validateHeaderValue } from 'node:http'
import { parse } from 'content-disposition'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Extension } from '../../functions/domain/library/file.ts'
import { makeDocument } from '../../functions/media/document/document.ts'
import { compoundFile } from '../support/documents/compound-file.ts'
import {
  contentTypes,
  oldOffice,
  openDocument,
  openXml,
  pdf,
  relations,
  wordStream,
  workbookStream,
} from '../support/documents/documents.ts'
import { zipFile } from '../support/documents/zip-file.ts'
import { verdictOf } from '../support/media/verdict.ts'

const id = '0123456789'

const make = (bytes: Uint8Array, extension: Extension, name = `Công văn 12.${extension}`) =>
  makeDocument(bytes, { id, name, extension })

const verdict = (bytes: Uint8Array, extension: Extension) => verdictOf(make(bytes, extension))

const good: [Extension, () => Uint8Array][] = [
  ['pdf', () => pdf()],
  ['docx', () => openXml('docx')],
  ['xlsx', () => openXml('xlsx')],
  ['pptx', () => openXml('pptx')],
  ['odt', () => openDocument('odt')],
  ['ods', () => openDocument('ods')],
  ['odp', () => openDocument('odp')],
  ['doc', () => oldOffice.doc()],
  ['xls', () => oldOffice.xls()],
  ['ppt', () => oldOffice.ppt()],
  ['zip', () => zipFile([{ name: 'Văn bản/' }, { name: 'Văn bản/Số 1.pdf', content: pdf() }])],
]

const macroBook = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
const macroWord = 'application/vnd.ms-word.document.macroEnabled.main+xml'
const docxTypes = (more: string) =>
  contentTypes(
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    'word/document.xml',
    more,
  )

describe('a document', () => {
  it.each(good)('is taken when it is a whole %s', async (extension, build) => {
    const bytes = build()
    const { file, objects } = await make(bytes, extension)
    expect(file).toMatchObject({ kind: 'document', file: `cong-van-12.${extension}`, bytes: bytes.length })
    expect(objects).toMatchObject([{ key: `media/${file.hash}/${file.file}`, body: bytes, type: file.type }])
  })

  it('is taken as a spreadsheet program writes it', async () => {
    const book = await writeXlsxFile([[{ value: 'Tên' }], [{ value: 12, type: Number }]]).toBuffer()
    expect(await verdict(book, 'xlsx')).toEqual({ code: 'taken' })
  })

  it('is taken by its content alone: every other extension is refused', async () => {
    for (const [kind, build] of good)
      for (const [extension] of good)
        if (extension !== kind) {
          const { code } = await verdict(build(), extension)
          expect(['type_differs', 'archive_entry'], `${kind} as ${extension}`).toContain(code)
        }
  })

  it.each<[string, Extension, string, object]>([
    ['HTML as doc', 'doc', '<html><body>x', { code: 'type_differs', found: 'html' }],
    ['HTML behind a comment as pdf', 'pdf', '<!-- x --><script>', { code: 'type_differs', found: 'html' }],
    ['SVG as pdf', 'pdf', '<?xml version="1.0"?>\n<svg/>', { code: 'type_differs', found: 'svg' }],
    ['RTF as doc', 'doc', '{\\rtf1 x}', { code: 'type_differs', found: 'rtf' }],
    ['a program as docx', 'docx', 'MZ\x90', { code: 'type_differs', found: 'program' }],
    ['a text as pdf', 'pdf', 'Xin chào', { code: 'type_unknown' }],
    ['nothing', 'pdf', '', { code: 'empty' }],
    [
      'HTML in front of a PDF',
      'pdf',
      `<html>${pdf().toString('latin1')}`,
      { code: 'polyglot', found: 'pdf' },
    ],
  ])('is refused when it is %s', async (_, extension, content, expected) => {
    expect(await verdict(Buffer.from(content, 'latin1'), extension)).toMatchObject(expected)
  })

  it('is refused when it is a ZIP as well', async () => {
    const zip = zipFile([{ name: 'a.txt', content: 'x' }])
    for (const [extension, bytes] of [
      ['pdf', pdf()],
      ['doc', oldOffice.doc()],
    ] as const)
      expect(await verdict(Buffer.concat([bytes, zip]), extension)).toEqual({
        code: 'polyglot',
        found: 'zip',
      })
    expect(await verdict(Buffer.concat([Buffer.from('MZ'), zip]), 'zip')).toMatchObject({ found: 'program' })
  })

  it('is refused when it is Office with a PDF at its beginning', async () => {
    const parts = { name: '%PDF-1.7', content: 'x' }
    const bytes = zipFile([parts, ...[]])
    expect(await verdict(bytes, 'docx')).toMatchObject({ code: 'polyglot', found: 'pdf' })
  })
})

describe('a document that runs programs', () => {
  it.each<[string, () => Uint8Array, Extension]>([
    [
      'docm renamed',
      () =>
        openXml('docx', {
          name: '[Content_Types].xml',
          content: contentTypes(macroWord, 'word/document.xml'),
        }),
      'docx',
    ],
    [
      'xlsm renamed',
      () =>
        openXml('xlsx', { name: '[Content_Types].xml', content: contentTypes(macroBook, 'xl/workbook.xml') }),
      'xlsx',
    ],
    [
      'VBA that is not announced',
      () => openXml('docx', { name: 'word/vbaProject.bin', content: 'x' }),
      'docx',
    ],
    [
      'VBA under another name',
      () =>
        openXml('docx', {
          name: 'word/media/image1.png',
          content: compoundFile({ 'VBA/dir': Buffer.alloc(9) }),
        }),
      'docx',
    ],
    ['ActiveX', () => openXml('docx', { name: 'word/activeX/activeX1.bin', content: 'x' }), 'docx'],
    [
      'a macro sheet of Excel 4',
      () => openXml('xlsx', { name: 'xl/macrosheets/sheet1.xml', content: '<a/>' }),
      'xlsx',
    ],
    [
      'a type of macros',
      () =>
        openXml('docx', {
          name: '[Content_Types].xml',
          content: docxTypes(
            '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
          ),
        }),
      'docx',
    ],
    [
      'a program put into it',
      () =>
        openXml('docx', {
          name: 'word/embeddings/oleObject1.bin',
          content: compoundFile({
            '\u0001Ole10Native': Buffer.from('\x00\x01\x00\x00\x02\x00setup.exe\0C:\\setup.exe\0'),
          }),
        }),
      'docx',
    ],
    [
      'a workbook with macros in it',
      () =>
        openXml('docx', {
          name: 'word/embeddings/b.xlsx',
          content: openXml('xlsx', { name: 'xl/vbaProject.bin', content: 'x' }),
        }),
      'docx',
    ],
    ['Basic', () => openDocument('odt', { name: 'Basic/Standard/Module1.xml', content: '<a/>' }), 'odt'],
    ['Python', () => openDocument('ods', { name: 'Scripts/python/a.py', content: 'x' }), 'ods'],
    ['VBA in doc', () => oldOffice.doc({ 'Macros/VBA/dir': Buffer.alloc(9) }), 'doc'],
    ['VBA in xls', () => oldOffice.xls({ '_VBA_PROJECT_CUR/VBA/dir': Buffer.alloc(9) }), 'xls'],
    ['a macro sheet in xls', () => compoundFile({ Workbook: workbookStream(1) }), 'xls'],
    [
      'macros in ppt',
      () =>
        oldOffice.ppt({
          'PowerPoint Document': Buffer.concat([
            Buffer.alloc(5000),
            Buffer.from('0f00ff0314000000020000040c0000000100000001000000', 'hex'),
          ]),
        }),
      'ppt',
    ],
    ['a PDF that launches', () => pdf('<</S/Launch/F(cmd.exe)>>'), 'pdf'],
    ['a PDF that hides that it launches', () => pdf('<</S /L#61unc#68 /Win 3 0 R>>'), 'pdf'],
    [
      'a PDF with a program in it',
      () => pdf('<</Type/Filespec/F (hoadon.exe)/UF <FEFF0068002E006500780065>>>'),
      'pdf',
    ],
    [
      'a PDF with a program as it is',
      () => pdf(`<</Length 90>>stream\nMZ${'\0'.repeat(76)}This program cannot be run\nendstream`),
      'pdf',
    ],
    ['a PDF with a script under a name in UTF-16', () => pdf('<</UF <FEFF0068002E006A0073>>>'), 'pdf'],
  ])('is refused: %s', async (_, build, extension) => {
    expect(await verdict(build(), extension)).toEqual({ code: 'macros' })
  })

  const referring = (type: string, target: string) =>
    openXml('docx', {
      name: 'word/_rels/settings.xml.rels',
      content: relations({ type, target, external: true }),
    })

  it.each([
    'https://example.test/t.dotm',
    'http://203.0.113.1/t.dotx',
    'file:///\\\\203.0.113.1\\t.dotm',
    'file:////server/share/t.dotm',
    'file://server/share/t.dotm',
    'file:///%5C%5Cserver/t.dotm',
    '\\\\server\\share\\t.dotm',
    '//server/t.dotm',
    'ftp://example.test/t.dotm',
  ])('is refused for a template of another computer, by its address: %s', async (address) => {
    expect(await verdict(referring('attachedTemplate', address), 'docx')).toEqual({
      code: 'remote_template',
      address,
    })
  })

  it.each(['oleObject', 'frame', 'subDocument'])('is refused for what it fetches: %s', async (type) => {
    const address = 'mhtml:https://example.test/x!x'
    expect(await verdict(referring(type, address), 'docx')).toEqual({ code: 'remote_content', address })
  })

  it.each([
    'file:///C:\\Mau\\Cong%20van.dotx',
    'C:/Users/a/AppData/Roaming/Microsoft/Templates/Normal.dotm',
    'file:///home/a/Templates/MauTin.dotx',
    'file:///Users/a/Library/Group%20Containers/UBF8T346G9.Office/User%20Content.localized/MauTin.dotx',
    'file://localhost/Users/a/Mau.dotx',
    '/Users/a/Mau 100%.dotx',
    'Macintosh HD:Users:a:Mau.dotx',
    'Normal.dotm',
  ])('is taken with a template of the writer’s own disk: %s', async (address) => {
    expect(await verdict(referring('attachedTemplate', address), 'docx')).toEqual({ code: 'taken' })
  })

  it.each<[string, () => Uint8Array, Extension]>([
    [
      'links, pictures from elsewhere and a template of the writer',
      () =>
        openXml('docx', {
          name: 'word/_rels/document.xml.rels',
          content: relations(
            { type: 'hyperlink', target: 'https://example.test/?a=1&amp;b=2', external: true },
            { type: 'image', target: 'https://example.test/a.png', external: true },
            { type: 'attachedTemplate', target: 'file:///C:\\Mau\\Cong%20van.dotx', external: true },
          ),
        }),
      'docx',
    ],
    [
      'a workbook behind a chart',
      () => openXml('pptx', { name: 'ppt/embeddings/b.xlsx', content: openXml('xlsx') }),
      'pptx',
    ],
    [
      'an equation',
      () =>
        openXml('docx', {
          name: 'word/embeddings/o.bin',
          content: compoundFile({ 'Equation Native': Buffer.alloc(90) }),
        }),
      'docx',
    ],
    ['a text put into an old workbook', () => oldOffice.xls({ 'MBD01/WordDocument': wordStream() }), 'xls'],
    [
      'the empty list of libraries',
      () => openDocument('odt', { name: 'Basic/script-lc.xml', content: '<a/>' }),
      'odt',
    ],
    [
      'a text put into a PDF',
      () =>
        pdf(
          '<</Type/Filespec/F (phu-luc.docx)>>',
          '<</FS/URL/F (https://example.com)>>',
          '<</F (hoa-don.xml)>>',
        ),
      'pdf',
    ],
    [
      'a presentation that says it has no macros',
      () =>
        oldOffice.ppt({
          'PowerPoint Document': Buffer.concat([
            Buffer.alloc(5000),
            Buffer.from('0f00ff0314000000020000040c0000000100000000000000', 'hex'),
          ]),
        }),
      'ppt',
    ],
  ])('is not one with %s', async (_, build, extension) => {
    expect(await verdict(build(), extension)).toEqual({ code: 'taken' })
  })
})

describe('a locked document', () => {
  it.each<[string, () => Uint8Array, Extension]>([
    [
      'docx',
      () => compoundFile({ EncryptedPackage: Buffer.alloc(5000), EncryptionInfo: Buffer.alloc(200) }),
      'docx',
    ],
    ['doc', () => compoundFile({ WordDocument: wordStream(0x100) }), 'doc'],
    ['xls', () => compoundFile({ Workbook: workbookStream(0, [0x2f, [0, 0]]) }), 'xls'],
    ['ppt', () => oldOffice.ppt({ EncryptedSummary: Buffer.alloc(50) }), 'ppt'],
    [
      'odt',
      () =>
        openDocument('odt', {
          name: 'META-INF/manifest.xml',
          content:
            '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
        }),
      'odt',
    ],
    ['zip', () => zipFile([{ name: 'a.pdf', content: pdf(), flags: 1 }]), 'zip'],
  ])('is refused: %s', async (_, build, extension) => {
    expect(await verdict(build(), extension)).toEqual({ code: 'encrypted' })
  })
})

describe('a damaged document', () => {
  it('is refused when it is cut off anywhere', async () => {
    for (const [extension, build] of good) {
      const bytes = build()
      // White space at the end of a PDF, and the padding of the last sector, may be missing.
      const needed =
        extension === 'pdf'
          ? bytes.length - 1
          : ['doc', 'xls', 'ppt'].includes(extension)
            ? 1536
            : bytes.length
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: needed - 1 }), async (length) => {
          expect(await verdict(bytes.subarray(0, length), extension)).not.toEqual({ code: 'taken' })
        }),
        { numRuns: 60 },
      )
    }
  }, 30_000)

  it('is taken or refused, and nothing else happens, whatever bits are wrong', async () => {
    for (const [extension, build] of good) {
      const bytes = build()
      const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(flips, async (list) => {
          const wrong = Uint8Array.from(bytes)
          for (const [at, value] of list) wrong[at] = value
          await verdict(wrong, extension)
        }),
        { numRuns: 150 },
      )
    }
  }, 60_000)

  it.each<[string, string]>([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><Types/>'],
    ['an entity', '<Types a="&b;"/>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-7"?><Types/>'],
    ['no end', '<Types><!-- '],
  ])('is refused when its list of types has %s', async (_, content) => {
    const bytes = openXml('docx', { name: '[Content_Types].xml', content })
    expect(await verdict(bytes, 'docx')).toEqual({ code: 'damaged' })
  })

  it('is refused when a part of it declares entities, in whatever encoding, but for a drawing', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    for (const content of [bomb, Buffer.from(`\ufeff${bomb}`, 'utf16le')]) {
      const word = { name: 'word/document.xml', content }
      expect(await verdict(openXml('docx', word), 'docx')).toEqual({ code: 'damaged' })
      expect(await verdict(openDocument('odt', { name: 'content.xml', content }), 'odt')).toEqual({
        code: 'damaged',
      })
    }
    expect(await verdict(openXml('docx', { name: 'word/media/image1.svg', content: bomb }), 'docx')).toEqual({
      code: 'taken',
    })
  })

  it('is refused when it says to be two documents', async () => {
    const more = `<Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>`
    expect(
      await verdict(openXml('docx', { name: '[Content_Types].xml', content: docxTypes(more) }), 'docx'),
    ).toEqual({
      code: 'damaged',
    })
  })

  describe('a PDF that never had a table of its objects', () => {
    const plain = (object = '', end = '%%EOF') =>
      Buffer.from(
        `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n${object}trailer<</Root 1 0 R>>\n${end}`,
      )
    it('is taken, as programs for reading it take it', async () => {
      expect(await verdict(plain(), 'pdf')).toEqual({ code: 'taken' })
    })
    it.each([
      ['it is cut off', plain().subarray(0, -4)],
      ['an object of it does not end', plain('3 0 obj<</Length 10>>')],
      ['it has no root among its objects', Buffer.from(plain().toString().replace('/Root 1', '/Root 7'))],
      [
        'it had a table before it was cut off',
        plain(`3 0 obj<<>>endobj startxref\n9\n%%EOF\n${' '.repeat(3000)}`),
      ],
    ])('is refused when %s', async (_why, bytes) => {
      expect(await verdict(bytes, 'pdf')).toEqual({ code: 'damaged' })
    })
    it.each([
      ['launches', '3 0 obj<</S/Launch/F(cmd.exe)>>endobj\n'],
      ['holds a program by its name', '3 0 obj<</Type/Filespec/F (hoadon.exe)>>endobj\n'],
    ])('is refused when it %s, as any other', async (_what, object) => {
      expect(await verdict(plain(object), 'pdf')).toEqual({ code: 'macros' })
    })
  })

  it('is refused when its end does not lead to its table', async () => {
    const text = pdf('<</Length 3000>>').toString('latin1')
    for (const at of [0, 100_000]) {
      const bytes = Buffer.from(text.replace(/startxref\n\d+/u, `startxref\n${at}`), 'latin1')
      expect(await verdict(bytes, 'pdf')).toEqual({ code: 'damaged' })
    }
  })

  it('is refused when the list of tables of an old one goes round in a circle', async () => {
    const bytes = Buffer.concat([oldOffice.doc(), Buffer.alloc(512, 0xff)])
    const last = bytes.length / 512 - 2
    bytes.writeUInt32LE(last, 68)
    bytes.writeUInt32LE(last, bytes.length - 4)
    expect(await verdict(bytes, 'doc')).toEqual({ code: 'damaged' })
  })

  it('is refused when the sectors of an old one go round in a circle', async () => {
    const bytes = oldOffice.doc()
    const table = (bytes.readUInt32LE(76) + 1) * 512
    for (let sector = 0; sector < 128; sector++) bytes.writeUInt32LE(0, table + sector * 4)
    expect(await verdict(bytes, 'doc')).toEqual({ code: 'damaged' })
  })
})

describe('the name of a download', () => {
  const named = async (name: string) => {
    const { file, objects } = await makeDocument(pdf(), { id, name, extension: 'pdf' })
    const header = objects[0]?.disposition ?? ''
    validateHeaderValue('content-disposition', header)
    expect(header).toMatch(/^[\x20-\x7e]+$/u)
    const fallback = /filename="?([^";]*)"?/u.exec(header)?.[1]
    return { file: file.file, saved: parse(header).parameters.filename, fallback, header, hash: file.hash }
  }

  it('is Vietnamese where that is understood, and readable everywhere', async () => {
    expect(await named('Đơn đề nghị số 12.PDF'.normalize('NFD'))).toMatchObject({
      file: 'don-de-nghi-so-12.pdf',
      saved: 'Đơn đề nghị số 12.pdf',
      fallback: 'Don de nghi so 12.pdf',
    })
  })

  it.each([
    ['Báo\r\nSet-Cookie: a=b.pdf', 'Báo Set-Cookie- a=b.pdf'],
    ['a"b;c.pdf', 'a-b;c.pdf'],
    ['../../etc/passwd.pdf', '-..-etc-passwd.pdf'],
    ['anh\u202Efdp.exe.pdf', 'anhfdp.exe.pdf'],
    ['....pdf', 'tep.pdf'],
    ['CON.pdf', 'tep-CON.pdf'],
    ['100%25.pdf', '100%25.pdf'],
    ['报告.pdf', '报告.pdf'],
    [`${'ă'.repeat(300)}.pdf`, `${'ă'.repeat(100)}.pdf`],
  ])('is safe: %j', async (name, saved) => {
    expect((await named(name)).saved).toBe(saved)
  })

  it('is safe whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (name) => {
        const { file, saved = '' } = await named(`${name}.pdf`)
        expect(file).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.pdf$/u)
        expect(saved).toMatch(/^[^\p{Cc}\\/:*?"<>|]+\.pdf$/u)
        expect(Buffer.byteLength(saved)).toBeLessThanOrEqual(255)
      }),
      { numRuns: 60 },
    )
  }, 20_000)

  it('is part of the address, like the bytes and the id', async () => {
    const hashes = new Set<string>()
    for (const name of ['a.pdf', 'b.pdf']) hashes.add((await named(name)).hash)
    hashes.add((await makeDocument(pdf(), { id: 'zzzzzzzzzz', name: 'a.pdf', extension: 'pdf' })).file.hash)
    hashes.add((await makeDocument(pdf('<<>>'), { id, name: 'a.pdf', extension: 'pdf' })).file.hash)
    expect(hashes.size).toBe(4)
    expect((await named('a.pdf')).hash).toBe((await named('a.pdf')).hash)
  })
})
