import { attribute, type Element, type Parent, remove } from '../../domain/body/tree.ts'
import { allElements, byTag, classOf, isEmptyText, made, replaceWith, textIn } from './html.ts'

const isWithin = (node: Element, table: Element) => {
  for (let parent = node.parentNode; parent && isElementParent(parent); parent = parent.parentNode)
    if (parent.tagName === 'table') return parent === table
  return false
}
const isElementParent = (parent: Parent): parent is Element => 'tagName' in parent

const cellsOf = (table: Element) => byTag(table, 'td', 'th').filter((cell) => isWithin(cell, table))
const rowsOf = (table: Element) => byTag(table, 'tr').filter((row) => isWithin(row, table))
const picturesIn = (node: Element) => byTag(node, 'img')

/** A picture with its words below, which editors put into a table because they had nothing else. */
function captionTable(table: Element): Element | undefined {
  const cells = cellsOf(table)
  const rows = rowsOf(table)
  const pictures = picturesIn(table)
  const [picture] = pictures
  const isNamed = /caption|image|picture|photo|img/iu.test(classOf(table) + cells.map(classOf).join(' '))
  if (!picture || pictures.length !== 1 || cells.length !== rows.length || cells.length > 3) return undefined
  const [first, ...rest] = cells
  if (!first || picturesIn(first).length !== 1 || !isEmptyText(textIn(first))) return undefined
  const words = rest.filter((cell) => !isEmptyText(textIn(cell)))
  if (words.length === 0 && !isNamed && cells.length > 1) return undefined
  const caption =
    words.length > 0
      ? [
          made(
            'figcaption',
            words.flatMap((cell) => [...cell.childNodes]),
          ),
        ]
      : []
  return made('figure', [picture, ...caption])
}

/** Columns of a page, made with a table: nothing in it belongs to a row or has a head. */
function isLayout(table: Element): boolean {
  const cells = cellsOf(table)
  if (attribute(table, 'role') === 'presentation' || attribute(table, 'id') === 'layoutsTable') return true
  if (cells.length <= 1) return true
  if (cells.some((cell) => cell.tagName === 'th')) return false
  return allElements(table).some(
    (each) => each.tagName === 'table' || /ms-rte-layoutszone/u.test(classOf(each)),
  )
}

/** Figures for pictures in tables, and boxes for tables that only part a page into columns. The innermost come first. */
export function readTables(root: Parent): void {
  for (const table of byTag(root, 'table').reverse()) {
    const figure = captionTable(table)
    if (figure) replaceWith(table, figure)
    else if (isLayout(table)) {
      const boxes = cellsOf(table).map((cell) => made('div', [...cell.childNodes]))
      replaceWith(table, made('div', boxes))
    }
  }
  for (const each of allElements(root)) if (attribute(each, 'id') === 'layoutsData') remove(each)
}
