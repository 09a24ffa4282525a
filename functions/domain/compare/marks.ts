import { append, type Element, element, isElement, type Node } from '../body/tree.ts'
import type { ChangeTag } from './words.ts'

const cellsAndItems = new Set(['li', 'td', 'th', 'caption'])
const rowsAndGroups = new Set(['tr', 'thead', 'tbody', 'tfoot'])

/** The element with other children. */
export function refilled({ tagName, attrs }: Element, children: readonly Node[]): Element {
  const made = element(tagName, Object.fromEntries(attrs.map(({ name, value }) => [name, value])))
  append(made, children)
  return made
}

function wrapped(change: ChangeTag, nodes: readonly Node[]): Node[] {
  if (nodes.length === 0) return []
  const made = element(change)
  append(made, nodes)
  return [made]
}

/**
 * What was removed or added as a whole. No `ins` or `del` may stand around an item, a cell or a row (HTML, 4.7.4 and
 * 4.7.5), so there it stands around what they hold.
 */
export function marked(change: ChangeTag, nodes: readonly Node[]): Node[] {
  const [first] = nodes
  if (!first || !isElement(first)) return wrapped(change, nodes)
  const children = [...first.childNodes]
  if (cellsAndItems.has(first.tagName)) return [refilled(first, wrapped(change, children))]
  if (rowsAndGroups.has(first.tagName))
    return [
      refilled(
        first,
        children.flatMap((child) => marked(change, [child])),
      ),
    ]
  return wrapped(change, nodes)
}
