import { compoundFile } from './compound-file.ts'
import { type ZipPart, zipFile } from './zip-file.ts'

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'application/vnd.openxmlformats-officedocument'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const mains = {
  docx: ['word/document.xml', `${office}.wordprocessingml.document.main+xml`],
  xlsx: ['xl/workbook.xml', `${office}.spreadsheetml.sheet.main+xml`],
  pptx: ['ppt/presentation.xml', `${office}.presentationml.presentation.main+xml`],
} as const
export type OpenXml = keyof typeof mains

export function relations(...list: { type: string; target: string; external?: boolean }[]): string {
  const each = list.map(
    ({ type, target, external }, index) =>
      `<Relationship Id="rId${index}" Type="${relationships}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  )
  return `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

export function contentTypes(main: string, part: string, more = ''): string {
  return `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${main}"/>${more}</Types>`
}

/** The parts of a docx, xlsx or pptx, of which some can be replaced and others added. */
export function openXmlParts(kind: OpenXml, ...more: ZipPart[]): ZipPart[] {
  const [part, type] = mains[kind]
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: contentTypes(type, part) },
    { name: '_rels/.rels', content: relations({ type: 'officeDocument', target: part }) },
    { name: part, content: `${xml}<main>Công văn</main>` },
  ]
  const replaced = new Set(more.map(({ name }) => name))
  return [...parts.filter(({ name }) => !replaced.has(name)), ...more]
}

export const openXml = (kind: OpenXml, ...more: ZipPart[]) => zipFile(openXmlParts(kind, ...more))

const open = 'application/vnd.oasis.opendocument'
const openKinds = { odt: 'text', ods: 'spreadsheet', odp: 'presentation' } as const
export type OpenDocument = keyof typeof openKinds

/** As LibreOffice writes it: the type first and not packed, folders as entries of their own. */
export function openDocumentParts(kind: OpenDocument, ...more: ZipPart[]): ZipPart[] {
  const type = `${open}.${openKinds[kind]}`
  const parts: ZipPart[] = [
    { name: 'mimetype', content: type, stored: true, flags: 0 },
    { name: 'Configurations2/', stored: true },
    { name: 'content.xml', content: `${xml}<office:document-content/>`, descriptor: true },
    {
      name: 'META-INF/manifest.xml',
      content: `${xml}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/></manifest:manifest>`,
    },
  ]
  const replaced = new Set(more.map(({ name }) => name))
  return [...parts.filter(({ name }) => !replaced.has(name)), ...more]
}

export const openDocument = (kind: OpenDocument, ...more: ZipPart[]) =>
  zipFile(openDocumentParts(kind, ...more))

/** The main stream of a Word file, long enough not to be a small one. */
export function wordStream(flags = 0): Buffer {
  const stream = Buffer.alloc(6000)
  stream.writeUInt16LE(0xa5ec, 0)
  stream.writeUInt16LE(flags, 10)
  return stream
}

const biff = (kind: number, content: number[]) => [kind & 0xff, kind >> 8, content.length, 0, ...content]

/** The main stream of an Excel file with one sheet (0 a table, 1 macros of Excel 4), small. */
export function workbookStream(sheet = 0, ...records: [number, number[]][]): Buffer {
  return Buffer.from([
    ...biff(0x809, [0, 6, 5, 0, 0, 0, 0, 0]),
    ...records.flatMap(([kind, content]) => biff(kind, content)),
    ...biff(0x85, [0, 0, 0, 0, 0, sheet, 1, 0, 65]),
    ...biff(0x0a, []),
  ])
}

export const oldOffice = {
  doc: (more: Record<string, Uint8Array> = {}) =>
    compoundFile({ WordDocument: wordStream(), '1Table': Buffer.alloc(5000), ...more }),
  xls: (more: Record<string, Uint8Array> = {}) => compoundFile({ Workbook: workbookStream(), ...more }),
  ppt: (more: Record<string, Uint8Array> = {}) =>
    compoundFile({ 'PowerPoint Document': Buffer.alloc(5000), 'Current User': Buffer.alloc(60), ...more }),
}

/** A PDF of one empty page with more objects, its table of objects right. */
export function pdf(...objects: string[]): Buffer {
  const all = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>', ...objects]
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets = all.map((each, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${each}\nendobj\n`
    return offset
  })
  const table = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows.join('')}`
  text += `trailer\n<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
