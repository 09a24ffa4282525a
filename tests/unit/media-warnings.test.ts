import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Extension } from '../../functions/domain/library/file.ts'
import { fileWarningCodes } from '../../functions/domain/library/file-warning.ts'
import { locales } from '../../functions/domain/locale.ts'
import { makeDocument } from '../../functions/media/document/document.ts'
import { mediaWords } from '../../locales/index.ts'
import { compoundFile } from '../support/documents/compound-file.ts'
import {
  oldOffice,
  openDocument,
  openXml,
  pdf,
  relations,
  wordStream,
} from '../support/documents/documents.ts'
import { zipFile } from '../support/documents/zip-file.ts'
import { verdictOf } from '../support/media/verdict.ts'

async function warningsOf(bytes: Uint8Array, extension: Extension): Promise<string[]> {
  return (await makeDocument(bytes, { id: '0123456789', name: `a.${extension}`, extension })).warnings
}

const word = (xml: string, name = 'word/document.xml') =>
  openXml('docx', { name, content: `<w:x>${xml}</w:x>` })
const content = (xml: string) => ({
  name: 'content.xml',
  content: `<office:document-content>${xml}</office:document-content>`,
})
const outside = (type: string, target: string) => ({
  name: 'word/_rels/document.xml.rels',
  content: relations({ type, target, external: true }),
})
/** Objects as newer programs write them: packed, so that none of their names is seen in the file. */
const packed = (objects: string) => {
  const bytes = deflateSync(Buffer.from(objects)).toString('latin1')
  return pdf(
    `<</Filter/FlateDecode/First 5/N 1/Type/ObjStm/Length ${bytes.length}>>stream\r\n${bytes}\nendstream`,
  )
}

describe('a document', () => {
  it.each<[string, () => Uint8Array, Extension, string[]]>([
    ['JavaScript in a PDF', () => pdf('<</S/JavaScript/JS(app.alert\\(1\\))>>'), 'pdf', ['script']],
    ['JavaScript under a disguised name', () => pdf('<</S/Java#53cript/JS 4 0 R>>'), 'pdf', ['script']],
    ['JavaScript in packed objects', () => packed('1 0 <</S/JavaScript/JS 4 0 R>>'), 'pdf', ['script']],
    ['fields of a PDF', () => pdf('<</FT /Tx/T(name)>>'), 'pdf', ['form']],
    ['an XFA form', () => pdf('<</AcroForm<</XFA 3 0 R>>>>'), 'pdf', ['form']],
    [
      'a form that is sent',
      () => pdf('<</S/SubmitForm/F<</FS/URL/F(https://a.example)>>>>'),
      'pdf',
      ['external_reference'],
    ],
    ['another document that a PDF opens', () => pdf('<</S/GoToR/F(a.pdf)>>'), 'pdf', ['external_reference']],
    ['a file in a PDF', () => pdf('<</Type/Filespec/F(a.xml)/EF<</F 4 0 R>>>>'), 'pdf', ['embedded_file']],
    ['a film in a PDF', () => packed('1 0 <</Subtype/RichMedia>>'), 'pdf', ['embedded_file']],
    ['a field to fill in', () => word('<w:ffData><w:name w:val="a"/></w:ffData>'), 'docx', ['form']],
    [
      'a list to choose from',
      () => word('<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr></w:sdt>', 'word/header1.xml'),
      'docx',
      ['form'],
    ],
    [
      'a control of a sheet',
      () => openXml('xlsx', { name: 'xl/ctrlProps/ctrlProp1.xml', content: '<a/>' }),
      'xlsx',
      ['form'],
    ],
    [
      'an add-in',
      () => openXml('docx', { name: 'word/webextensions/webextension1.xml', content: '<a/>' }),
      'docx',
      ['script'],
    ],
    [
      'a picture from elsewhere',
      () => openXml('docx', outside('image', 'https://a.example/a.png')),
      'docx',
      ['external_reference'],
    ],
    [
      'a field that fetches',
      () => word('<w:instrText xml:space="preserve"> DDEAUTO c:\\a b</w:instrText>'),
      'docx',
      ['external_reference'],
    ],
    [
      'a field that fetches, in short',
      () => word('<w:fldSimple w:instr=" INCLUDETEXT a.docx">'),
      'docx',
      ['external_reference'],
    ],
    [
      'another workbook',
      () => openXml('xlsx', { name: 'xl/externalLinks/externalLink1.xml', content: '<a/>' }),
      'xlsx',
      ['external_reference'],
    ],
    [
      'a query',
      () => openXml('xlsx', { name: 'xl/connections.xml', content: '<a/>' }),
      'xlsx',
      ['external_reference'],
    ],
    [
      'a workbook in it',
      () => openXml('docx', { name: 'word/embeddings/b.xlsx', content: openXml('xlsx') }),
      'docx',
      ['embedded_file'],
    ],
    [
      'a workbook in it that reads another',
      () =>
        openXml('docx', {
          name: 'word/embeddings/b.xlsx',
          content: openXml('xlsx', { name: 'xl/connections.xml', content: '<a/>' }),
        }),
      'docx',
      ['external_reference', 'embedded_file'],
    ],
    [
      'a form of OpenDocument',
      () => openDocument('odt', content('<office:forms><form:form form:name="a"/></office:forms>')),
      'odt',
      ['form'],
    ],
    [
      'an event of OpenDocument',
      () => openDocument('odt', content('<script:event-listener script:language="ooo:script"/>')),
      'odt',
      ['script'],
    ],
    [
      'a picture of OpenDocument from elsewhere, written otherwise',
      () => openDocument('odt', content("<image href = 'file:///c:/a.png'/>")),
      'odt',
      ['external_reference'],
    ],
    [
      'a picture of OpenDocument from elsewhere',
      () => openDocument('odt', content('<draw:image xlink:href="https://a.example/a.png"/>')),
      'odt',
      ['external_reference'],
    ],
    [
      'a section from another file',
      () => openDocument('odt', content('<text:section-source xlink:type="simple" xlink:href="../b.odt"/>')),
      'odt',
      ['external_reference'],
    ],
    [
      'a table that another program fills',
      () => openDocument('ods', content('<table:dde-links/>')),
      'ods',
      ['external_reference'],
    ],
    [
      'a sheet in a text of OpenDocument',
      () =>
        openDocument('odt', {
          name: 'META-INF/manifest.xml',
          content:
            '<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="Object 1/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>',
        }),
      'odt',
      ['embedded_file'],
    ],
    [
      'a text in an old workbook',
      () => oldOffice.xls({ 'MBD0001A2B3/WordDocument': wordStream() }),
      'xls',
      ['embedded_file'],
    ],
    [
      'a file in an old text',
      () => oldOffice.doc({ 'ObjectPool/_1234567890/\u0001Ole10Native': Buffer.from('a.txt\0') }),
      'doc',
      ['embedded_file'],
    ],
    [
      'documents in an archive that hold something',
      () =>
        zipFile([
          { name: 'a.pdf', content: pdf('<</S/JavaScript/JS 4 0 R>>') },
          { name: 'b.docx', content: word('<w:ffData/>') },
        ]),
      'zip',
      ['script', 'form'],
    ],
  ])('is taken, and the editor is told of %s', async (_, build, extension, expected) => {
    expect(await warningsOf(build(), extension)).toEqual(expected)
  })

  it.each<[string, () => Uint8Array, Extension]>([
    ['a PDF', () => pdf(), 'pdf'],
    ['a PDF with links', () => pdf('<</S/URI/URI(https://a.example)>>', '<</S/GoTo/D[3 0 R/Fit]>>'), 'pdf'],
    ['a signed PDF', () => pdf('<</AcroForm<</SigFlags 3/Fields[4 0 R]>>>>', '<</FT/Sig/T(a)>>'), 'pdf'],
    ['a PDF whose list of files is empty', () => pdf('<</Names<</EmbeddedFiles<</Names[]>>>>>>'), 'pdf'],
    ['a PDF whose packed objects are damaged', () => pdf('<</Type/ObjStm>>stream\nabc\nendstream'), 'pdf'],
    ['a text with links', () => openXml('docx', outside('hyperlink', 'https://a.example/')), 'docx'],
    [
      'a text of a template',
      () => openXml('docx', outside('attachedTemplate', 'file:///C:\\Mau\\a.dotx')),
      'docx',
    ],
    [
      'a table of contents and numbers of pages',
      () =>
        word(
          '<w:sdt><w:docPartObj/></w:sdt><w:instrText> TOC \\o "1-3"</w:instrText><w:instrText> PAGE </w:instrText>',
        ),
      'docx',
    ],
    ['a text that speaks of fields', () => word('<w:t>DDEAUTO &lt;w:ffData></w:t>'), 'docx'],
    ['a workbook', () => openXml('xlsx'), 'xlsx'],
    [
      'an OpenDocument with links and its own pictures',
      () =>
        openDocument(
          'odt',
          content(
            '<office:scripts/><office:forms form:automatic-focus="false"/><text:a xlink:href="https://a.example">a</text:a><draw:image xlink:href="Pictures/%61.png"/><draw:object xlink:href="./Object 1"/><text:a xlink:href="#b">b</text:a>',
          ),
          { name: 'Pictures/a.png', content: 'x' },
          { name: 'Object 1/content.xml', content: '<a/>' },
        ),
      'odt',
    ],
    ['an old text', () => oldOffice.doc(), 'doc'],
    [
      'an equation',
      () => compoundFile({ WordDocument: wordStream(), 'ObjectPool/x': Buffer.alloc(9) }),
      'doc',
    ],
  ])('is nothing to be told of: %s', async (_, build, extension) => {
    expect(await warningsOf(build(), extension)).toEqual([])
  })

  it('that is none is refused as before, whatever lies in it', async () => {
    const relationships = { name: 'a/_rels/b.rels', content: 'no XML' }
    const refused = (extension: Extension, ...more: { name: string; content: string }[]) =>
      verdictOf(warningsOf(zipFile([...more, relationships]), extension))
    expect(await refused('docx')).toMatchObject({ code: 'type_differs', found: 'zip' })
    expect(await refused('odt', { name: 'mimetype', content: 'application/epub+zip' })).toMatchObject({
      code: 'type_differs',
      found: 'epub',
    })
  })
})

it.each(locales)('each warning has words in %s', (locale) => {
  expect(Object.keys(mediaWords[locale].warnings).sort()).toEqual([...fileWarningCodes].sort())
})
