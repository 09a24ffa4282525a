import { serialize } from 'parse5'
import { readClean } from '#body/read'
import { append, type Element, element, isElement, isText, type Node, type Parent } from '../body/tree.ts'

/** How a paragraph begins that was typed as an item of a list. */
interface Mark {
  list: 'ul' | 'ol'
  /** Whether it stands below the item before it: `+` below `-`, as Vietnamese offices write. */
  isInner: boolean
  number?: number
  /** Characters that the list shows itself. */
  length: number
}

/** A dash before a number is a minus unless a space is between, and a sign without words after it a rule. */
const dashed = /^\s*([-–—•●▪*+])(?:\s+(?=\S)|(?=[\p{L}“"‘(]))(?=[^\n]*\p{L})/u
/** `1.`, `1)`, and `1/` as Vietnamese offices write; `2/ 7` alone is no item. */
const numbered = /^\s*(\d{1,3})[.)/]\s+(?=\S)/u

/**
 * The mark of a typed item. Letters (`a)`) are none: texts refer to "điểm a" by its letter, and the list of a cleaned body
 * would show a number.
 */
function markOf(text: string): Mark | undefined {
  const dash = dashed.exec(text)
  if (dash) return { list: 'ul', isInner: dash[1] === '+', length: dash[0].length }
  const number = numbered.exec(text)
  return number
    ? { list: 'ol', isInner: false, number: Number(number[1]), length: number[0].length }
    : undefined
}

export const isTypedItem = (text: string) => markOf(text) !== undefined

function textOf(node: Node): string {
  if (isText(node)) return node.value
  return isElement(node) ? node.childNodes.map(textOf).join('') : ''
}

/** Takes characters away from the front, and elements that then hold nothing. Returns how many are still to go. */
function takeFront(parent: Parent, length: number): number {
  let left = length
  for (const node of [...parent.childNodes]) {
    if (left === 0) break
    if (isText(node)) {
      const taken = Math.min(left, node.value.length)
      node.value = node.value.slice(taken)
      left -= taken
    } else if (isElement(node)) left = takeFront(node, left)
    if (textOf(node) === '') parent.childNodes.splice(parent.childNodes.indexOf(node), 1)
  }
  return left
}

interface Item {
  paragraph: Element
  mark: Mark
}

function itemOf({ paragraph, mark }: Item): Element {
  takeFront(paragraph, mark.length)
  const made = element('li')
  append(made, [...paragraph.childNodes])
  return made
}

/** Items in a row as one list; a number in a row is a list only if another follows it. */
function listOf(items: readonly Item[]): Element[] {
  const [first] = items
  if (!first) return []
  if (first.mark.list === 'ol' && items.length < 2) return [first.paragraph]
  const start = first.mark.number === 1 ? undefined : first.mark.number?.toString()
  const list = element(first.mark.list, { start })
  let inner: Element | undefined
  for (const item of items) {
    const last = list.childNodes.at(-1)
    if (item.mark.isInner && last && isElement(last) && first.mark.isInner === false) {
      if (!inner) {
        inner = element('ul')
        append(last, [inner])
      }
      append(inner, [itemOf(item)])
    } else {
      inner = undefined
      append(list, [itemOf(item)])
    }
  }
  return [list]
}

const continues = (before: Mark, next: Mark) =>
  before.list === next.list && (next.list === 'ul' || next.number === (before.number ?? 0) + 1)

/** Makes lists of the paragraphs of `parent` that were typed as items, and of those in everything within it. */
export function arrangeTypedLists(parent: Parent): void {
  const arranged: Node[] = []
  let open: Item[] = []
  const close = () => {
    arranged.push(...listOf(open))
    open = []
  }
  for (const node of [...parent.childNodes]) {
    const mark = isElement(node) && node.tagName === 'p' ? markOf(textOf(node)) : undefined
    const before = open.at(-1)
    if (!mark || (before && !continues(before.mark, mark))) close()
    if (mark && isElement(node)) open.push({ paragraph: node, mark })
    else {
      if (isElement(node) && node.tagName !== 'p') arrangeTypedLists(node)
      arranged.push(node)
    }
  }
  close()
  for (const node of parent.childNodes) node.parentNode = null
  parent.childNodes = []
  append(parent, arranged)
}

/** HTML in which paragraphs that begin with a dash or with consecutive numbers are the items of lists. */
export function withTypedLists(html: string): string {
  const fragment = readClean(html)
  arrangeTypedLists(fragment)
  return serialize(fragment)
}
