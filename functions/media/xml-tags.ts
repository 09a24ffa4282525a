import { Refusal } from '../domain/media-refusal.ts'

/** A start tag, without the prefix of its namespace. */
export interface XmlTag {
  name: string
  attributes: Record<string, string>
}

const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([^;]*));?/giu, (_, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    const text =
      code === undefined ? references[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined
    if (text === undefined) throw new Refusal('damaged')
    return text
  })
}

function decodeBytes(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Refusal('damaged', {}, { cause: error })
  }
}

const startTag = /<([^\s<>/!?"'=]+)((?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/uy
const endTag = /<\/[^<>]*>/uy
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null)
  for (const [, name = '', double, single] of text.matchAll(attribute))
    attributes[withoutPrefix(name)] ??= decode(double ?? single ?? '')
  return attributes
}

/** What is passed over, by how it begins and ends. A document type is not among it. */
const passedOver = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

const otherEncoding = /encoding\s*=\s*["'](?!utf-?(?:8|16)|us-ascii)/iu

/** Where the text goes on behind what begins at `at` and is no tag; undefined when it is one. */
function passOver(text: string, at: number): number | undefined {
  const found = passedOver.find(([start]) => text.startsWith(start, at))
  if (!found) return undefined
  const end = text.indexOf(found[1], at + found[0].length)
  if (end < 0) throw new Refusal('damaged')
  if (text.startsWith('<?xml ', at) && otherEncoding.test(text.slice(at, end))) throw new Refusal('damaged')
  return end + found[1].length
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/**
 * The start tags of a small XML file in UTF-8 or UTF-16, in order. It understands less than an XML parser does and
 * refuses the rest as `damaged`: document types, entities, other encodings, any other "<".
 */
export function xmlTags(bytes: Uint8Array): XmlTag[] {
  const text = decodeBytes(bytes)
  const tags: XmlTag[] = []
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const next = passOver(text, at)
    const start = next === undefined ? matchAt(startTag, text, at) : null
    const length = start?.[0].length ?? matchAt(endTag, text, at)?.[0].length
    if (next === undefined && length === undefined) throw new Refusal('damaged')
    if (start) tags.push({ name: withoutPrefix(start[1] ?? ''), attributes: attributesOf(start[2] ?? '') })
    at = next ?? at + (length ?? 1)
  }
  if (tags.length === 0) throw new Refusal('damaged')
  return tags
}
