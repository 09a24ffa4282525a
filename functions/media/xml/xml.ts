import { Refusal } from '../../domain/library/refusal.ts'
import { readXmlEvents, type XmlAllowance } from './events.ts'

/** An element of a Word file: it holds text or other elements, never a mixture that means anything. */
export interface XmlElement {
  /** With the prefix that its namespace has here: `w:p`, whatever the file calls it. */
  name: string
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  text: string
}

/** Most elements have none that are read; a quarter of a million empty objects would take much memory. */
const noAttributes: XmlElement['attributes'] = Object.freeze(Object.create(null))

/** Of namespaces whose elements are read; those of others get a name that nobody asks for. */
const prefixes = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w:'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r:'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm:'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm:'],
  ['http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', 'wp:'],
  ['http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing', 'wp:'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a:'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a:'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc:'],
  ['urn:schemas-microsoft-com:vml', 'v:'],
  ['urn:schemas-microsoft-com:office:office', 'o:'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14:'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', ''],
  ['http://schemas.openxmlformats.org/package/2006/content-types', ''],
  ['http://purl.org/dc/elements/1.1/', 'dc:'],
  ['', ''],
])

const nameOf = ({ uri, local }: { uri: string; local: string }) => `${prefixes.get(uri) ?? '?:'}${local}`

/** The parser's strings are slices and joints of the file, all of which would stay in memory with them. */
const own = (text: string) => (text.length < 13 ? text : Buffer.from(text).toString())

/** Not those of other namespaces, nor the marks of every save and paragraph (`w:rsidR`, `w14:paraId`), nor drawings written out for old versions. */
const unread = /^(?:\?:|w:rsid|w14:(?:paraId|textId)$|o:gfxdata$)/u

interface Attribute {
  uri: string
  local: string
  value: string
}

function attributesOf(given: Record<string, Attribute>): XmlElement['attributes'] {
  const read = Object.values(given)
    .map((each): [string, string] => [nameOf(each), each.value])
    .filter(([name]) => !unread.test(name))
    .map(([name, value]): [string, string] => [name, own(value)])
  return read.length === 0 ? noAttributes : Object.assign(Object.create(null), Object.fromEntries(read))
}

/** Reads a part of a Word file. Throws `damaged` and `too_complex`. */
export function readXml(bytes: Uint8Array, allowance?: XmlAllowance): XmlElement {
  const outside: XmlElement = { name: '', attributes: noAttributes, children: [], text: '' }
  const open = [outside]
  const inner = () => open.at(-1) ?? outside
  readXmlEvents(
    bytes,
    {
      open(tag) {
        const attributes = attributesOf(tag.attributes)
        const element = { name: nameOf(tag), attributes, children: [], text: '' }
        inner().children.push(element)
        open.push(element)
      },
      close: () => open.pop(),
      text(text) {
        inner().text += own(text)
      },
    },
    allowance,
  )
  const [root] = outside.children
  if (!root) throw new Refusal('damaged')
  return root
}

/** The first child of that name. */
export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((child) => child.name === name)
}

/** Everything of that name below an element, however deep. */
export function* descendants(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const child of parent.children) {
    if (child.name === name) yield child
    yield* descendants(child, name)
  }
}

/** The value of a child that has nothing else: `<w:jc w:val="center"/>`. */
export function valOf(parent: XmlElement | undefined, name: string): string | undefined {
  return childOf(parent, name)?.attributes['w:val']
}
