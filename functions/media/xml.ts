import { Refusal } from '../domain/media-refusal.ts'

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

/** More than the longest report of an office has, and few enough for memory; a nesting that no stack minds. */
const most = { elements: 250_000, depth: 100, attributes: 500 }

/** Of namespaces whose elements are read; those of others get a name that nobody asks for. */
const prefixes: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w:',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w:',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r:',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r:',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm:',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm:',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp:',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp:',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a:',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a:',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc:',
  'urn:schemas-microsoft-com:vml': 'v:',
  'urn:schemas-microsoft-com:office:office': 'o:',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  '': '',
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function damaged(): never {
  throw new Refusal('damaged')
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : damaged()
}

/** Only what XML itself names: a document that brings its own entities is refused before it can expand them. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7});|#x([\da-f]{1,6});|([a-z]{2,4});)?/giu, (_, decimal, hex, name) => {
    if (decimal) return character(Number(decimal))
    if (hex) return character(Number.parseInt(hex, 16))
    return entities[name ?? ''] ?? damaged()
  })
}

function decoded(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Refusal('damaged', {}, { cause })
  }
}

/** Namespaces by prefix; each element that declares any inherits from the one around it. */
type Scope = Record<string, string>

interface Open {
  element: XmlElement
  tag: string
  scope: Scope
}

/** A name in prefixed form. Attributes without a prefix have no namespace. */
function nameIn(scope: Scope, name: string, isAttribute: boolean): string {
  const colon = name.indexOf(':')
  if (colon === -1) return isAttribute ? name : `${prefixes[scope[''] ?? ''] ?? '?:'}${name}`
  const namespace = scope[name.slice(0, colon)]
  return `${(namespace && prefixes[namespace]) ?? '?:'}${name.slice(colon + 1)}`
}

const tagName = /[^\s/>=<"'!?]+/uy
const attributePattern = /\s+([^\s/>=<"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy
const tagEnd = /\s*(\/?)>/uy

function at(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}

function readAttributes(text: string, start: number): { given: [string, string][]; end: number } {
  const given: [string, string][] = []
  let end = start
  for (let found = at(attributePattern, text, end); found; found = at(attributePattern, text, end)) {
    given.push([found[1] ?? '', unescaped(found[2] ?? found[3] ?? '')])
    if (given.length > most.attributes) damaged()
    end = attributePattern.lastIndex
  }
  return { given, end }
}

function scopeWith(outer: Scope, given: readonly [string, string][]): Scope {
  const declared = given.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (declared.length === 0) return outer
  const scope: Scope = Object.create(outer)
  for (const [name, namespace] of declared) scope[name.slice(6)] = namespace
  return scope
}

/** Attributes that somebody reads: not those of other namespaces, nor the marks of every save (`w:rsidR`). */
function attributesIn(scope: Scope, given: readonly [string, string][]): XmlElement['attributes'] {
  const read = given
    .filter(([name]) => !name.startsWith('xmlns'))
    .map(([name, value]): [string, string] => [nameIn(scope, name, true), value])
    .filter(([name]) => !/^(?:\?:|w:rsid)/u.test(name))
  return read.length === 0 ? noAttributes : Object.assign(Object.create(null), Object.fromEntries(read))
}

/**
 * Reads a part of a Word file: XML without a document type, which no writer of Word files needs. mammoth's own parser gets
 * only what is written anew from this (`word-xml.ts`), so what the two could read differently never reaches it.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decoded(bytes)
  const root: XmlElement = { name: '', attributes: noAttributes, children: [], text: '' }
  const noScope: Scope = Object.create(null)
  const open: Open[] = [{ element: root, tag: '', scope: noScope }]
  let elements = 0
  let position = 0

  const inner = () => open.at(-1) ?? damaged()
  const write = (characters: string) => {
    if (characters !== '') inner().element.text += characters
  }
  const skipPast = (end: string) => {
    const found = text.indexOf(end, position)
    if (found === -1) damaged()
    position = found + end.length
  }
  const begin = () => {
    const tag = at(tagName, text, position + 1)?.[0] ?? damaged()
    const { given, end } = readAttributes(text, position + 1 + tag.length)
    const closing = at(tagEnd, text, end) ?? damaged()
    position = tagEnd.lastIndex
    elements += 1
    if (elements > most.elements || open.length > most.depth) throw new Refusal('too_complex')
    const scope = scopeWith(inner().scope, given)
    const attributes = attributesIn(scope, given)
    const element = { name: nameIn(scope, tag, false), attributes, children: [], text: '' }
    inner().element.children.push(element)
    if (closing[1] === '') open.push({ element, tag, scope })
  }
  const finish = () => {
    const tag = at(tagName, text, position + 2)?.[0] ?? damaged()
    at(tagEnd, text, position + 2 + tag.length) ?? damaged()
    position = tagEnd.lastIndex
    if (open.length < 2 || open.pop()?.tag !== tag) damaged()
  }

  while (position < text.length) {
    const next = text.indexOf('<', position)
    write(unescaped(text.slice(position, next === -1 ? undefined : next)))
    if (next === -1) break
    position = next
    if (text.startsWith('<!--', next)) skipPast('-->')
    else if (text.startsWith('<?', next)) skipPast('?>')
    else if (text.startsWith('<![CDATA[', next)) {
      skipPast(']]>')
      write(text.slice(next + 9, position - 3))
    } else if (text[next + 1] === '/') finish()
    else begin()
  }
  const [first] = root.children
  return first && open.length === 1 && root.children.length === 1 ? first : damaged()
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
