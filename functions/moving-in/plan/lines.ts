import {
  append,
  type Element,
  insertBefore,
  isElement,
  type Node,
  type Parent,
  remove,
} from '../../domain/body/tree.ts'
import { isTypedItem } from '../../domain/import/typed-lists.ts'
import { allElements, classOf, isBlock, made, textIn } from './html.ts'

const isBreak = (node: Node) => isElement(node) && node.tagName === 'br'

/** Lines of a block between its line breaks; undefined where it holds other blocks or has no break. */
function linesOf(parent: Parent): Node[][] | undefined {
  if (!parent.childNodes.some(isBreak)) return undefined
  const lines: Node[][] = [[]]
  for (const node of parent.childNodes) {
    if (isElement(node) && isBlock(node)) return undefined
    if (isBreak(node)) lines.push([])
    else lines.at(-1)?.push(node)
  }
  return lines
}

const textOf = (line: readonly Node[]) => line.map((node) => textIn(node)).join('')

/**
 * Items that were typed with line breaks between (`- một<br>- hai`): each becomes a paragraph, of which the rules for typed
 * lists make an item. Other lines stay together.
 */
export function partTypedItems(root: Parent): void {
  const parents: Parent[] = [
    root,
    ...allElements(root).filter(({ tagName }) => /^(?:p|div|td|li|center)$/u.test(tagName)),
  ]
  for (const parent of parents) {
    const lines = linesOf(parent)
    if (!lines?.some((line) => isTypedItem(textOf(line)))) continue
    const paragraphs: Node[][] = []
    let open: Node[] | undefined
    for (const line of lines) {
      const text = textOf(line)
      if (isTypedItem(text) || text.trim() === '') {
        if (text.trim() !== '') paragraphs.push(line)
        open = undefined
      } else if (open) open.push(made('br', []), ...line)
      else {
        open = [...line]
        paragraphs.push(open)
      }
    }
    const elements = paragraphs.map((each) => made('p', each))
    if (isElement(parent as Node) && (parent as Element).tagName === 'p') {
      for (const each of elements) insertBefore(parent as Element, each)
      remove(parent as Element)
    } else {
      for (const node of parent.childNodes) node.parentNode = null
      parent.childNodes = []
      append(parent, elements)
    }
  }
}

/** What Word draws before an item in a font of signs, as a dash, which everything that reads typed lists knows. */
const drawn = /^[\s\u00a0]*[·•●○▪■◦§ØüvÞo\uf0a0-\uf0ff](?=[\s\u00a0]{2,}|[\s\u00a0]+\S)/u

export function readDrawnItems(root: Parent): void {
  for (const paragraph of allElements(root)) {
    if (paragraph.tagName !== 'p' || !/MsoList/iu.test(classOf(paragraph))) continue
    const found = drawn.exec(textIn(paragraph))
    if (!found) continue
    let left = found[0].length
    for (const node of textNodes(paragraph)) {
      const taken = Math.min(left, node.value.length)
      node.value = `${left > 0 && left === taken ? '- ' : ''}${node.value.slice(taken)}`
      left -= taken
      if (left === 0) break
    }
  }
}

function textNodes(parent: Parent): { value: string }[] {
  return parent.childNodes.flatMap((node) => {
    if ('value' in node && typeof node.value === 'string') return [node as { value: string }]
    return isElement(node) ? textNodes(node) : []
  })
}
