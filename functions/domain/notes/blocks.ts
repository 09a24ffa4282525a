import { readClean } from '#body/read'
import { partsWords } from '../body/plain-text.ts'
import { attribute, type Element, isElement, isText, type Node } from '../body/tree.ts'

function wordsIn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.value
      if (!isElement(node)) return ''
      const words = wordsIn(node.childNodes)
      return partsWords(node.tagName) ? ` ${words} ` : words
    })
    .join('')
}

function* elementsIn(nodes: readonly Node[]): Generator<Element> {
  for (const node of nodes) {
    if (!isElement(node)) continue
    yield node
    yield* elementsIn(node.childNodes)
  }
}

/** What a block says; of one without words, which file it shows, or what it is. */
function wordsOf(block: Element): string {
  const words = wordsIn([block]).replace(/\s+/gu, ' ').trim()
  if (words) return words
  for (const each of elementsIn([block])) {
    const named = attribute(each, 'src') ?? attribute(each, 'href')
    if (named) return named
  }
  return block.tagName
}

/** The blocks of a body as notes know them, in their order. */
export function noteBlocks(body: string): string[] {
  return readClean(body).childNodes.filter(isElement).map(wordsOf)
}
