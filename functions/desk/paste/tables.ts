import { isBold } from '../../domain/body/pasted.ts'
import { withoutEmphasis } from './marks.ts'
import type { Pass } from './pass.ts'
import { styleOf } from './style.ts'
import { isElement, nextFilled, renamed, unwrap, wordsOf } from './tree.ts'

const cellsOf = (table: HTMLTableElement) => [...table.rows].flatMap((row) => [...row.cells])
const isTable = (node: Node | undefined): node is HTMLTableElement =>
  isElement(node) && node.localName === 'table'

/** A picture with the words below it, in a table: what portals did before there was `figure`. */
function asFigure(table: HTMLTableElement): boolean {
  const cells = cellsOf(table)
  const pictures = table.querySelectorAll('img')
  const [picture] = pictures
  if (!picture || pictures.length > 1 || cells.length > 2 || table.rows.length !== cells.length) return false
  const figure = table.ownerDocument.createElement('figure')
  const caption = table.ownerDocument.createElement('figcaption')
  figure.append(picture)
  for (const cell of cells) if (wordsOf(cell) !== '') caption.append(...cell.childNodes)
  if (wordsOf(caption) !== '') figure.append(caption)
  table.replaceWith(figure)
  return true
}

/** A table of one cell, or one that says so, only places what it holds. */
function isLayout(table: HTMLTableElement): boolean {
  const role = table.getAttribute('role')
  return role === 'presentation' || role === 'none' || cellsOf(table).length === 1
}

function unwrapLayout(table: HTMLTableElement): void {
  table.replaceWith(
    ...cellsOf(table).map((cell) => {
      const box = table.ownerDocument.createElement('div')
      box.append(...cell.childNodes)
      return box
    }),
  )
}

/** Whether a text is bold by what stands around it in its cell. */
function isBoldIn(cell: Element, text: Node): boolean {
  for (let around = text.parentElement; around; around = around.parentElement) {
    const says = isBold(styleOf(around, 'font-weight'))
    if (says !== undefined) return says
    if (/^(?:b|strong)$/u.test(around.localName)) return true
    if (around === cell) return false
  }
  return false
}

/** Whether all words of a cell are emphatic. */
function isEmphatic(cell: Element): boolean {
  const walker = cell.ownerDocument.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const texts: Node[] = []
  while (walker.nextNode()) if (wordsOf(walker.currentNode) !== '') texts.push(walker.currentNode)
  return texts.length > 0 && texts.every((text) => isBoldIn(cell, text))
}

/** One wide cell above the others says what the table is of. */
function takeCaption(table: HTMLTableElement): void {
  const [first, ...others] = table.rows
  const [cell, ...more] = first?.cells ?? []
  if (!first || !cell || more.length > 0 || cell.colSpan < 2 || others.length < 2 || table.caption) return
  const caption = table.ownerDocument.createElement('caption')
  withoutEmphasis(cell)
  caption.textContent = wordsOf(cell)
  first.remove()
  if (caption.textContent !== '') table.prepend(caption)
}

/** The first row, and those into which its cells reach down. */
function topRows(table: HTMLTableElement): HTMLTableRowElement[] {
  const rows = [...table.rows]
  let end = 1
  for (let at = 0; at < end && at < rows.length; at += 1)
    for (const { rowSpan } of rows[at]?.cells ?? []) end = Math.max(end, at + rowSpan)
  return rows.slice(0, end)
}

/** First rows of which every cell is emphatic are the head. */
function takeHead(table: HTMLTableElement): void {
  const top = topRows(table)
  const cells = top.flatMap((row) => [...row.cells])
  if (table.tHead || top.length === table.rows.length || (top[0]?.cells.length ?? 0) < 2) return
  if (!cells.every((cell) => cell.localName === 'th' || isEmphatic(cell))) return
  for (const cell of cells)
    withoutEmphasis(cell.localName === 'th' ? cell : renamed(cell, 'th', ['colspan', 'rowspan', 'lang']))
}

/** Word's own captions stand above their table, as paragraphs. */
function takeParagraphCaptions(root: DocumentFragment): void {
  for (const paragraph of root.querySelectorAll('.MsoCaption')) {
    const table = nextFilled(paragraph)
    if (!isTable(table) || table.caption || wordsOf(paragraph) === '' || paragraph.querySelector('img'))
      continue
    const caption = renamed(paragraph, 'caption')
    withoutEmphasis(caption)
    table.prepend(caption)
  }
}

/** Tables say what is head and caption; those that only place things are none. */
export const readTables: Pass = ({ root }) => {
  takeParagraphCaptions(root)
  // Inner ones first: a layout table may hold a real one.
  for (const table of [...root.querySelectorAll('table')].reverse()) {
    if (asFigure(table)) continue
    if (isLayout(table)) unwrapLayout(table)
    else {
      takeCaption(table)
      takeHead(table)
      for (const cell of table.querySelectorAll('th')) withoutEmphasis(cell)
    }
  }
  // A layout table that stood in a paragraph has left blocks in it.
  for (const paragraph of root.querySelectorAll('p')) if (paragraph.querySelector('p')) unwrap(paragraph)
}
