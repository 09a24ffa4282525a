import { appendLines, isInline, type Mark, type Run, toTextLines, withMark, withoutLang } from './inline.ts'
import { isNote, noteRuns } from './note.ts'
import {
  append,
  attribute,
  type Element,
  element,
  integer,
  isElement,
  isText,
  langOf,
  type Node,
} from './tree.ts'

interface Row {
  node: Element
  cells: Element[]
}

interface Group {
  tag: string
  lang: string | undefined
  rows: Row[]
}

const childElements = (node: Element, ...tags: string[]) =>
  node.childNodes.filter(isElement).filter(({ tagName }) => tags.includes(tagName))

function groupOf(node: Element): Group {
  const rows = childElements(node, 'tr').map((row) => ({ node: row, cells: childElements(row, 'td', 'th') }))
  return { tag: node.tagName, lang: langOf(node), rows: rows.filter(({ cells }) => cells.length > 0) }
}

const isHeader = ({ cells }: Row) => cells.every(({ tagName }) => tagName === 'th')

/** How many rows from the first one on belong together, because cells of them reach down: no part of a table may cut them. */
function rowsTogether(rows: readonly Row[]): number {
  let end = 1
  for (let at = 0; at < end; at += 1)
    for (const cell of rows[at]?.cells ?? [])
      end = Math.max(end, at + Number(integer(cell, 'rowspan', 2, 1000) ?? 1))
  return end
}

/** A table has one head and one foot; its first rows of header cells are the head where none is marked. */
function arrange(groups: Group[]): Group[] {
  const [head, foot] = ['thead', 'tfoot'].map((tag) => groups.find((group) => group.tag === tag))
  const bodies = groups
    .filter((group) => group !== head && group !== foot)
    .map((group) => ({ ...group, tag: 'tbody' }))
  const ends = { head: head ? [head] : [], foot: foot ? [foot] : [] }
  const [first, ...others] = bodies
  const all = first?.rows ?? []
  const count = rowsTogether(all)
  const [top, rows] = [all.slice(0, count), all.slice(count)]
  if (head || !first || !top.every(isHeader) || rows.length === 0)
    return [...ends.head, ...bodies, ...ends.foot]
  return [{ tag: 'thead', lang: first.lang, rows: top }, { ...first, rows }, ...others, ...ends.foot]
}

/** Which cells a header speaks for (WCAG technique H63), where the author did not say. */
function scopeOf(cell: Element, row: Row): string {
  const given = attribute(cell, 'scope')?.toLowerCase() ?? ''
  if (['row', 'col', 'rowgroup', 'colgroup'].includes(given)) return given
  return isHeader(row) ? 'col' : 'row'
}

function cellOf(cell: Element, row: Row, lang: string | undefined, content: readonly Node[]): Element {
  const made = element(cell.tagName, {
    scope: cell.tagName === 'th' ? scopeOf(cell, row) : undefined,
    colspan: integer(cell, 'colspan', 2, 100),
    rowspan: integer(cell, 'rowspan', 2, 1000),
    lang,
  })
  append(made, content)
  return made
}

export function runsOf(nodes: readonly Node[], marks: readonly Mark[]): Run[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return [{ text: node.value.replace(/\s+/gu, ' '), marks }]
    if (!isElement(node)) return []
    if (isNote(node)) return noteRuns(node, marks, (nodes) => runsOf(nodes, []))
    const inner = runsOf(node.childNodes, withMark(marks, node))
    return isInline(node) ? inner : [{ text: '\n', marks }, ...inner, { text: '\n', marks }]
  })
}

/** A caption is one piece of running text. */
function captionOf(node: Element, marks: readonly Mark[]): Element | undefined {
  const lang = langOf(node)
  const runs = runsOf(node.childNodes, lang ? withoutLang(marks) : marks)
  const lines = toTextLines(runs).filter((line) => line.length > 0)
  if (lines.length === 0) return undefined
  const caption = element('caption', { lang })
  appendLines(caption, lines)
  return caption
}

/** A valid table of the same cells, or none where no cell holds anything. `contentOf` makes what a cell holds. */
export function tableOf(
  node: Element,
  lang: string | undefined,
  marks: readonly Mark[],
  contentOf: (cell: Element, lang: string | undefined) => Node[],
): Element | undefined {
  const [caption] = childElements(node, 'caption').flatMap((each) => captionOf(each, marks) ?? [])
  const groups = arrange(
    childElements(node, 'thead', 'tbody', 'tfoot')
      .map(groupOf)
      .filter(({ rows }) => rows.length > 0),
  )
  let hasText = caption !== undefined
  const table = element('table', { lang })
  if (caption) append(table, [caption])
  for (const group of groups) {
    const part = element(group.tag)
    for (const row of group.rows) {
      const made = element('tr')
      append(
        made,
        row.cells.map((cell) => {
          const cellLang = langOf(cell) ?? langOf(row.node) ?? group.lang
          return cellOf(cell, row, cellLang, contentOf(cell, cellLang))
        }),
      )
      hasText ||= made.childNodes.some((cell) => isElement(cell) && cell.childNodes.length > 0)
      append(part, [made])
    }
    append(table, [part])
  }
  return hasText ? table : undefined
}
