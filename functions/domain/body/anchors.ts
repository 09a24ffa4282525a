import { fold } from '../text.ts'
import { anchorLink, inlineName } from './inline.ts'
import { mediaTags } from './medium.ts'
import {
  append,
  attribute,
  type Element,
  element,
  insertBefore,
  isElement,
  type Parent,
  setAttribute,
} from './tree.ts'

/** Before every id of a body, so that none is an id of the page around it, or a property of its scripts (DOM clobbering). */
const prefix = 'body-'
const longest = 60

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The id under which a place of the text is known; the same for what it answers itself. */
function anchorName(given: string | undefined): string | undefined {
  if (!given || given.length > 200) return undefined
  const own = fold(decoded(given))
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+/u, '')
    .replace(/^body-/u, '')
    .slice(0, longest)
    .replace(/^-+|-+$/gu, '')
  return own ? prefix + own : undefined
}

function* elementsOf(parent: Parent): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    yield node
    yield* elementsOf(node)
  }
}

const partsOfTable = ['table', 'thead', 'tbody', 'tfoot', 'tr']
/** Where only certain elements may stand, or none. */
const closed = ['figure', ...mediaTags, 'track', 'br', 'hr']

/** Puts an empty element where the place begins, so that text can carry it. */
function mark(place: Element): Element {
  const point = element(inlineName('span'))
  let host = place
  while (partsOfTable.includes(host.tagName)) {
    const inner = host.childNodes.find(isElement)
    if (!inner) break
    host = inner
  }
  const first = host.childNodes[0]
  if (closed.includes(host.tagName)) insertBefore(host, point)
  else if (first) insertBefore(first, point)
  else append(host, [point])
  return point
}

interface Ends {
  /** Links to places of the text, as they were given. */
  links: { node: Element; name: string | undefined; given: string }[]
  /** Places that links lead to. */
  points: Map<string, Element>
}

/** Finds the links within a body and the places where they lead, and takes every other id away. */
export function findAnchors(body: Parent): Ends {
  const links: Ends['links'] = []
  const places = new Map<string, Element>()
  const all = [...elementsOf(body)]
  for (const node of all) {
    const given = attribute(node, 'href')?.trim() ?? ''
    if (given.startsWith('#')) links.push({ node, name: anchorName(given.slice(1)), given })
    for (const id of [attribute(node, 'id'), attribute(node, 'name')]) {
      const name = anchorName(id)
      if (name !== undefined && !places.has(name)) places.set(name, node)
    }
    setAttribute(node, 'id', undefined)
    setAttribute(node, 'name', undefined)
  }
  const wanted = new Set(links.map(({ name }) => name))
  const points = [...places].filter(([name]) => wanted.has(name))
  return { links, points: new Map(points.map(([name, place]) => [name, mark(place)])) }
}

/** Lets only these places be places, and only links to them links. */
export function keepAnchors({ links, points }: Ends, kept: ReadonlySet<string>): void {
  for (const [name, point] of points) setAttribute(point, 'id', kept.has(name) ? name : undefined)
  for (const { node, name } of links)
    setAttribute(node, 'href', name !== undefined && kept.has(name) ? `#${name}` : undefined)
}

/** The places that a finished body holds and links to. */
export function anchorsIn(blocks: readonly Element[]): { ids: Set<string>; links: Set<string> } {
  const all = blocks.flatMap((block) => [...elementsOf(block)])
  const values = (name: string) => all.flatMap((node) => attribute(node, name) ?? [])
  const links = values('href').filter((href) => anchorLink.test(href))
  return { ids: new Set(values('id')), links: new Set(links.map((href) => href.slice(1))) }
}
