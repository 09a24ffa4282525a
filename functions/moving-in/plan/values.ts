import { parseFragment } from 'parse5'
import { isElement, isText, type Node } from '../../domain/body/tree.ts'
import { fold, toLine, toText } from '../../domain/text.ts'
import type { Reference, Value } from '../item.ts'

/** Values read as what their meaning asks for, in whatever way a source writes them. */

function textIn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.value
      return isElement(node)
        ? `${textIn(node.childNodes)}${/^(?:p|div|br|li|tr)$/u.test(node.tagName) ? '\n' : ''}`
        : ''
    })
    .join('')
}

export const isMarkup = (text: string) => /<(?:[a-z][a-z0-9]*|\/[a-z][a-z0-9]*)(?:\s[^<>]*)?\/?>/iu.test(text)

/** Words alone: markup taken away, entities read. */
export function plainText(text: string): string {
  const words =
    isMarkup(text) || /&(?:#\d+|#x[0-9a-f]+|[a-z]+);/iu.test(text)
      ? textIn(parseFragment(text).childNodes)
      : text
  return toText(words.replaceAll('\u00a0', ' '))
}

/** `3;#Lãnh sự`, `Lãnh sự;#3`, `102;#Một;#999;#Hai`, `;#Một;#Hai;#`, `15;#Alert|guid`. */
function referencesIn(text: string): Reference[] {
  if (!text.includes(';#')) {
    const label = toLine(plainText(text)).replace(/\|[0-9a-f-]{36}$/iu, '')
    return label === '' ? [] : [{ label }]
  }
  const parts = text.replace(/^;#|;#$/gu, '').split(';#')
  const isNumber = (part: string | undefined) => /^-?\d+$/u.test(part ?? '')
  // A semicolon of the label itself is written twice.
  const labelOf = (part = '') =>
    toLine(plainText(part.replaceAll(';;', ';'))).replace(/\|[0-9a-f-]{36}$/iu, '')
  const pairs = Array.from({ length: Math.ceil(parts.length / 2) }, (_, index) =>
    parts.slice(index * 2, index * 2 + 2),
  )
  const isPaired = (at: 0 | 1) => parts.length % 2 === 0 && pairs.every((pair) => isNumber(pair[at]))
  if (isPaired(0)) return pairs.map(([id, label]) => ({ id: id ?? '', label: labelOf(label) }))
  if (isPaired(1)) return pairs.map(([label, id]) => ({ id: id ?? '', label: labelOf(label) }))
  return parts.map((part) => ({ label: labelOf(part) })).filter(({ label }) => label !== '')
}

export function referencesOf(value: Value | undefined): Reference[] {
  if (value === undefined) return []
  if (typeof value === 'object') {
    if ('references' in value) return [...value.references]
    if ('html' in value) return referencesIn(toLine(plainText(value.html)))
    return 'url' in value ? [{ label: value.label ?? value.url }] : []
  }
  return typeof value === 'number' ? [{ id: String(value) }] : referencesIn(String(value))
}

/** As text with its line ends; `float;#20`, `string;#x` and `6;#x` without what stands before them. */
export function textOf(value: Value | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'object') {
    if ('references' in value) return value.references.map(({ label, id }) => label ?? id ?? '').join('; ')
    if ('html' in value) return plainText(value.html)
    return 'url' in value ? value.url : ''
  }
  return toText(String(value).replace(/^(?:\d+|float|string|datetime|boolean|error);#(?!.*;#)/su, ''))
}

/** Words alone, in their lines. What is markup is read once: a text may speak of `<b>`. */
export const wordsOf = (value: Value | undefined): string =>
  typeof value === 'object' && 'html' in value ? plainText(value.html) : plainText(textOf(value))

export const lineOf = (value: Value | undefined) => toLine(wordsOf(value))

/** `1.079`, `1,079`, `1 079`, `79.0000000000000`, `float;#20.5`, `447.000 ₫`. Thousands are apart by three digits. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value
  const text = lineOf(value)
    .replace(/[^\d.,\s-]/gu, '')
    .trim()
  if (!/\d/u.test(text)) return undefined
  if (/^-?\d{1,3}(?:[.,\s]\d{3})+$/u.test(text)) return Number(text.replace(/[.,\s]/gu, ''))
  const both = /^-?\d{1,3}(?:([.,\s])\d{3})+([.,])\d+$/u.exec(text)
  if (both && both[1] !== both[2]) return Number(text.replaceAll(both[1] ?? '', '').replace(',', '.'))
  const plain = Number(text.replaceAll(/\s/gu, '').replace(',', '.'))
  return Number.isNaN(plain) ? undefined : plain
}

const yes = new Set(['true', '1', '-1', 'yes', 'co', 'dung', 'x', 'on'])

export function booleanOf(value: Value | undefined): boolean {
  return typeof value === 'boolean' ? value : yes.has(fold(lineOf(value)))
}

/** An address, its words, and what a picture of it is said to show. */
export interface LinkValue {
  url: string
  label?: string
  alt?: string
}

/** `https://x, Mô tả`; `<a href>`, `<img src alt>`; JSON of the newer picture column. */
export function linkOf(value: Value | undefined): LinkValue | undefined {
  if (value === undefined || typeof value === 'number' || typeof value === 'boolean') return undefined
  if (typeof value === 'object' && 'url' in value)
    return value.url.trim() === ''
      ? undefined
      : { url: value.url.trim(), ...(value.label && { label: value.label }) }
  const text = typeof value === 'object' ? ('html' in value ? value.html : '') : value
  if (isMarkup(text)) {
    for (const node of flat(parseFragment(text).childNodes)) {
      const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value
      const url = attribute('src') ?? attribute('href')
      const alt = attribute('alt')
      if (url && /^(?:img|a|audio|source|video)$/u.test(node.tagName))
        return { url: url.trim(), ...(alt !== undefined && { alt }) }
    }
    return undefined
  }
  const json = /^\s*\{.*"serverRelativeUrl"\s*:\s*"([^"]+)"/su.exec(text)?.[1]
  if (json) return { url: json }
  const [url = '', ...label] = text.trim().split(/,\s+/u)
  if (!/^(?:[a-z][\w+.-]*:|\/|www\.)/iu.test(url) || /\s/u.test(url)) return undefined
  return { url, ...(label.length > 0 && { label: label.join(', ') }) }
}

function* flat(nodes: readonly Node[]): Generator<import('../../domain/body/tree.ts').Element> {
  for (const node of nodes) {
    if (!isElement(node)) continue
    yield node
    yield* flat(node.childNodes)
  }
}
