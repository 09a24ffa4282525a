import { zipFile } from './zip-file.ts'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = [
  `xmlns:w="${word}" xmlns:r="${office}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ')

export interface DocxParts {
  /** What stands in the body. */
  body?: string
  /** The whole of `word/document.xml`, instead. */
  document?: string | Uint8Array
  styles?: string
  numbering?: string
  footnotes?: string
  header?: string
  title?: string
  types?: string
  /** Id and target of each; `external:` before an address outside the file. */
  links?: Record<string, string>
  files?: Record<string, Uint8Array | string>
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const part = (name: string, content = '') => `${declaration}<w:${name} ${namespaces}>${content}</w:${name}>`

export const aDocument = (body: string) => part('document', `<w:body>${body}<w:sectPr/></w:body>`)

function relationships(entries: [id: string, type: string, target: string][]): string {
  const written = entries.map(([id, type, target]) => {
    const isExternal = target.startsWith('external:')
    const to = target.replace(/^external:/u, '').replaceAll('&', '&amp;')
    return `<Relationship Id="${id}" Type="${office}/${type}" Target="${to}"${isExternal ? ' TargetMode="External"' : ''}/>`
  })
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${written.join('')}</Relationships>`
}

/** A Word file of the given parts, as Word lays them out. */
export function aDocx(parts: DocxParts = {}): Uint8Array {
  const { body = '', document = aDocument(body), links = {}, files = {}, types = '' } = parts
  const own = (['styles', 'numbering', 'footnotes', 'header'] as const).filter(
    (name) => parts[name] !== undefined,
  )
  const entries: Record<string, Uint8Array | string> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${types}</Types>`,
    '_rels/.rels': relationships([
      ['rId1', 'officeDocument', 'word/document.xml'],
      ['rId2', 'metadata/core-properties', 'docProps/core.xml'],
    ]),
    'docProps/core.xml': `${declaration}<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${parts.title ?? ''}</dc:title></cp:coreProperties>`,
    'word/document.xml': document,
    'word/_rels/document.xml.rels': relationships([
      ...own.map((name): [string, string, string] => [`part-${name}`, name, `${name}.xml`]),
      ...Object.entries(links).map(([id, target]): [string, string, string] => [
        id,
        target.startsWith('media/') ? 'image' : 'hyperlink',
        target,
      ]),
    ]),
    ...Object.fromEntries(
      own.map((name) => {
        const tag = name === 'header' ? 'hdr' : name
        return [`word/${name}.xml`, part(tag, parts[name])]
      }),
    ),
    ...files,
  }
  return zipFile(Object.entries(entries).map(([name, content]) => ({ name, content })))
}

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A run; `look` is what stands in its properties: `<w:b/>`. */
export const r = (text: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`

/** A paragraph of runs or of text; `style` is its id, `more` what else stands in its properties. */
export function p(content: string, style = '', more = ''): string {
  const named = style === '' ? '' : `<w:pStyle w:val="${style}"/>`
  return `<w:p w:rsidR="00A77427"><w:pPr>${named}${more}</w:pPr>${content.startsWith('<') ? content : r(content)}</w:p>`
}

export const cell = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
export const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
export const table = (...rows: string[]) => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`

/** A picture as Word writes one; `how` is `r:embed="rId1"` or `r:link="rId1"`. */
export const drawing = (how: string, alt = '') =>
  `<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr/><pic:blipFill><a:blip ${how}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`

export const style = (id: string, name: string, more = '', kind = 'paragraph') =>
  `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`
