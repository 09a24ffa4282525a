import {
  append,
  attribute,
  type Element,
  element,
  isElement,
  isText,
  type Node,
  type Parent,
  remove,
} from './tree.ts'

/** A paragraph of Word that is an item, before it is one. */
interface Item {
  paragraph: Element
  list: string
  level: number
}

interface Open {
  list: string
  level: number
  element: Element
}

function itemOf(node: Node): Item | undefined {
  if (!isElement(node)) return undefined
  const [list, level] = attribute(node, 'word-list')?.split(' ') ?? []
  const marker = markerOf(node)
  if (marker && isWorded(textOf(marker).trim())) return undefined
  return list && level ? { paragraph: node, list, level: Number(level) } : undefined
}

function textOf(node: Node): string {
  if (isText(node)) return node.value
  return isElement(node) ? node.childNodes.map(textOf).join('') : ''
}

/** What holds the bullet or number of an item. */
function markerOf(parent: Element): Element | undefined {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    const found = attribute(node, 'word-marker') === undefined ? markerOf(node) : node
    if (found) return found
  }
  return undefined
}

/** Takes the bullet or number out of a paragraph; the list shows its own. */
function takeMarker(paragraph: Element): string {
  const marker = markerOf(paragraph)
  if (!marker) return ''
  remove(marker)
  return textOf(marker).trim()
}

/** `Điều 1.`, `Chương II`: a number with words, by which texts refer to it and which no list shows. */
const isWorded = (marker: string) => /\p{L}{2}/u.test(marker) && !/^\(?[ivxlc]{1,7}[.)]?$/iu.test(marker)

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

function romanNumber(text: string): number {
  const digits = [...text].map((digit) => romanDigits[digit] ?? 0)
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0)
}

/** The place in its list that a marker tells: of `2.1.` the last number, of a letter its place in the alphabet. */
function numberIn(marker: string): number | undefined {
  const sign = /^\(?(?:\d{1,5}\.)*(\d{1,5}|[a-zđ]|[ivxlc]{1,7})[.)]*$/iu.exec(marker)?.[1]?.toLowerCase()
  if (sign === undefined) return undefined
  if (/^\d/u.test(sign)) return Number(sign)
  // A letter alone is a bullet of a font of signs.
  if (!/[.)]$/u.test(marker)) return undefined
  return /^[ivx]$|^[ivxlc]{2,}$/u.test(sign)
    ? romanNumber(sign)
    : 'abcdefghijklmnopqrstuvwxyz'.indexOf(sign) + 1
}

/** Word writes the number or letter of an item; anything else is a bullet. */
function listFor(marker: string): Element {
  const number = numberIn(marker)
  if (number === undefined) return element('ul')
  return element('ol', { start: number > 1 && number < 100_000 ? String(number) : undefined })
}

/** Items in a row as lists within lists, by their levels. */
function listsOf(items: readonly Item[]): Element[] {
  const made: Element[] = []
  const open: Open[] = []
  for (const { paragraph, list, level } of items) {
    const marker = takeMarker(paragraph)
    while (open.some((each) => each.level > level || (each.level === level && each.list !== list))) open.pop()
    let last = open.at(-1)
    if (!last || last.level < level) {
      const outer = last?.element.childNodes.at(-1)
      last = { list, level, element: listFor(marker) }
      if (outer && isElement(outer)) append(outer, [last.element])
      else made.push(last.element)
      open.push(last)
    }
    const item = element('li', { lang: attribute(paragraph, 'lang'), id: attribute(paragraph, 'id') })
    append(item, [...paragraph.childNodes])
    append(last.element, [item])
  }
  return made
}

const isBlank = (node: Node) => isText(node) && /^\s*$/u.test(node.value)

/** Makes lists of the paragraphs that Word shows as items. */
export function withWordLists(parent: Parent): void {
  const arranged: Node[] = []
  let items: Item[] = []
  const close = () => {
    arranged.push(...listsOf(items))
    items = []
  }
  for (const node of [...parent.childNodes]) {
    const item = itemOf(node)
    if (item) items.push(item)
    else if (items.length === 0 || !isBlank(node)) {
      close()
      if (isElement(node)) withWordLists(node)
      arranged.push(node)
    }
  }
  close()
  for (const node of parent.childNodes) node.parentNode = null
  parent.childNodes = []
  append(parent, arranged)
}
