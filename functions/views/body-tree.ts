/** An element of a body. */
export interface BodyElement {
  tag: string
  attributes: Record<string, string>
  children: BodyNode[]
}

/** A string is text, as it is said: without references. */
export type BodyNode = string | BodyElement

/** A tag, or text between two of them, as serialisers of HTML write them (HTML, 13.3). */
const tokens =
  /<\/(?<end>[a-z][a-z0-9]*)>|<(?<tag>[a-z][a-z0-9]*)(?<attributes>(?: [a-z-]+="[^"]*")*)>|(?<text>[^<]+)/gu
const attribute = / (?<name>[a-z-]+)="(?<value>[^"]*)"/gu

/** The only references that they write. */
const letters = new Map([
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&nbsp;', '\u00a0'],
])
const otherReference = /&(?!(?:amp|quot|lt|gt|nbsp);)/u

const unescaped = (text: string) => text.replace(/&[a-z]+;/gu, (name) => letters.get(name) ?? name)

/** What a body begins with, as text: for what shows no more of it than a line. */
export function beginningOf(html: string): string {
  return unescaped(html.slice(0, 2000).replace(/<[^>]*>?/gu, ' '))
}

/** Elements of a body that hold nothing and are not closed. */
export const voidTags = new Set(['br', 'hr', 'img', 'track'])

function attributesOf(written: string): Record<string, string> {
  const found = written.matchAll(attribute)
  return Object.fromEntries(
    Array.from(found, ({ groups: { name = '', value = '' } = {} }) => [name, unescaped(value)]),
  )
}

/**
 * The tree of a body as `cleanBody` wrote it, without the parser of HTML that reads what editors hand in: readers would wait for
 * that one to be loaded. Undefined for what no serialiser wrote.
 */
export function readBody(html: string): BodyNode[] | undefined {
  if (otherReference.test(html)) return undefined
  const body: BodyElement = { tag: '', attributes: {}, children: [] }
  const open = [body]
  let read = 0
  for (const { 0: token, index, groups = {} } of html.matchAll(tokens)) {
    const { end, tag, attributes = '', text = '' } = groups
    if (index !== read) return undefined
    read += token.length
    if (end !== undefined) {
      if (open.pop()?.tag !== end) return undefined
      continue
    }
    const node =
      tag === undefined ? unescaped(text) : { tag, attributes: attributesOf(attributes), children: [] }
    open.at(-1)?.children.push(node)
    if (typeof node !== 'string' && !voidTags.has(node.tag)) open.push(node)
  }
  return read === html.length && open.length === 1 ? body.children : undefined
}

export const childrenOf = (nodes: readonly BodyNode[]): BodyElement[] =>
  nodes.filter((node) => typeof node !== 'string')

/** Every element of a tree in the order in which a reader meets them. */
export function elementsOf(nodes: readonly BodyNode[]): BodyElement[] {
  return childrenOf(nodes).flatMap((node) => [node, ...elementsOf(node.children)])
}
