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
  return list && level ? { paragraph: node, list, level: Number(level) } : undefined
}

function textOf(node: Node): string {
  if (isText(node)) return node.value
  return isElement(node) ? node.childNodes.map(textOf).join('') : ''
}

/** Takes the bullet or number out of a paragraph; the list shows its own. */
function takeMarker(parent: Element): string | undefined {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    if (attribute(node, 'word-marker') !== undefined) {
      remove(node)
      return textOf(node).trim()
    }
    const found = takeMarker(node)
    if (found !== undefined) return found
  }
  return undefined
}

/** Word writes the number or letter of an item; anything else is a bullet. */
function listFor(marker: string): Element {
  const number = /^\(?(?:(\d{1,5})|[a-zđ]|[ivxlc]{1,7})[.)]/iu.exec(marker)
  if (!number) return element('ul')
  return element('ol', { start: number[1] === undefined || Number(number[1]) === 1 ? undefined : number[1] })
}

/** Items in a row as lists within lists, by their levels. */
function listsOf(items: readonly Item[]): Element[] {
  const made: Element[] = []
  const open: Open[] = []
  for (const { paragraph, list, level } of items) {
    const marker = takeMarker(paragraph) ?? ''
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
