import type { DropList } from '../../domain/body/dropped.ts'
import {
  type Attributes,
  allowedAttributes,
  allowedTags,
  deepest,
  isForeign,
  removed,
  transformersTo,
  valuedAttributes,
} from '../../domain/body/elements.ts'
import { append, appendText, element, fragment, type Parent } from '../../domain/body/tree.ts'
import { inert, saidStyle } from './inert.ts'

/** How HTML is read in the browser: `domain/body/read.ts` over the parser that is there already. */

const html = 'http://www.w3.org/1999/xhtml'
const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE

function attributesOf({ attributes }: Element): Attributes {
  return Object.fromEntries(
    [...attributes].map(({ name, value }) => [name === saidStyle ? 'style' : name, value]),
  )
}

/** Those that may stand on the element, and say something where they must. */
function allowed(tag: string, attributes: Attributes): Attributes {
  const names = [...(allowedAttributes['*'] ?? []), ...(allowedAttributes[tag] ?? [])]
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name, value]) => names.includes(name) && (value !== '' || !valuedAttributes.includes(name)),
    ),
  )
}

/** Copies what may stand in a body, under the names that `blocksOf` knows. */
function copier(notes: DropList): (from: Node, into: Parent) => void {
  const transformers = transformersTo(notes)
  const copy = (from: Node, into: Parent, depth: number) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) appendText(into, node.nodeValue ?? '')
      if (isElement(node)) copyElement(node, into, depth)
    }
  }
  const copyElement = (node: Element, into: Parent, depth: number) => {
    const tag = node.localName
    const attribs = attributesOf(node)
    const renamed = transformers[tag]?.(tag, attribs) ?? { tagName: tag, attribs }
    if (removed.includes(renamed.tagName) || isForeign(renamed, notes)) return
    const isKept = node.namespaceURI === html && allowedTags.includes(renamed.tagName) && depth < deepest
    if (!isKept) copy(node, into, depth + 1)
    else {
      const made = element(renamed.tagName, allowed(renamed.tagName, renamed.attribs))
      append(into, [made])
      copy(node, made, depth + 1)
    }
  }
  return (from, into) => copy(from, into, 0)
}

/** A tree of the DOM, as the elements that may stand in a body, under the names that `blocksOf` knows. */
export function readTree(tree: Node, notes: DropList): Parent {
  const body = fragment([])
  copier(notes)(tree, body)
  return body
}

/** What is handed in, as the elements that may stand in a body, under the names that `blocksOf` knows. */
export function readGiven(given: string, notes: DropList): Parent {
  return readTree(inert(given), notes)
}

/** What is clean, as it is. */
export function readClean(clean: string): Parent {
  const copy = (from: Node, into: Parent) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) appendText(into, node.nodeValue ?? '')
      if (!isElement(node)) continue
      const made = element(node.localName, attributesOf(node))
      append(into, [made])
      copy(node, made)
    }
  }
  const body = fragment([])
  copy(inert(clean), body)
  return body
}
