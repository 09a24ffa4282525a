import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Selection, TextSelection } from 'prosemirror-state'
import { addRowAfter, deleteRow, isInTable, selectedRect, TableMap, toggleHeader } from 'prosemirror-tables'
import { insertBlock } from './block-commands.ts'
import { around } from './places.ts'
import { schema } from './schema.ts'

const { table, table_caption, table_rows, table_row, table_cell, table_header, paragraph } = schema.nodes

export interface TableSize {
  rows: number
  columns: number
}

const many = <Item>(count: number, make: () => Item) => Array.from({ length: Math.max(1, count) }, make)

/** An empty table whose first row is its head: what makes it understood is there before anyone asks for it. */
function newTable({ rows, columns }: TableSize): Node {
  const row = (type: typeof table_cell) =>
    table_row.create(
      null,
      many(columns, () => type.create(null, paragraph.create())),
    )
  const body = rows > 1 ? many(rows - 1, () => row(table_cell)) : []
  return table.create(null, [table_caption.create(), table_rows.create(null, [row(table_header), ...body])])
}

/** Puts a table after the block around the caret, which goes into its first cell. */
export function insertTable(size: TableSize = { rows: 3, columns: 3 }): Command {
  return (state, dispatch) => {
    const place = dispatch && ((tr: typeof state.tr) => dispatch(intoRows(tr)))
    return insertBlock(() => newTable(size))(state, place)
  }
}

/** From the caption, where the caret has just been put, into the first cell. */
function intoRows(tr: EditorState['tr']): EditorState['tr'] {
  const { $from } = tr.selection
  if ($from.parent.type !== table_caption) return tr
  return tr.setSelection(Selection.near(tr.doc.resolve($from.after() + 1)))
}

export const deleteTable: Command = (state, dispatch) => {
  const found = around(state, table)
  if (!found) return false
  if (dispatch) dispatch(state.tr.delete(found.start, found.end).scrollIntoView())
  return true
}

/** The last row goes with its table. */
export const deleteRows: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  const { top, bottom, map } = selectedRect(state)
  return (bottom - top === map.height ? deleteTable : deleteRow)(state, dispatch)
}

/** Makes the first row or column of a table its head, or takes that away. What is a head says so itself. */
export function toggleHead(of: 'row' | 'column'): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false
    const send = dispatch && ((tr: typeof state.tr) => dispatch(of === 'row' ? withoutParts(tr) : tr))
    return toggleHeader(of)(state, send)
  }
}

/** Rows of the selected table of which none is in a head or foot any more by its own word. */
function withoutParts(tr: EditorState['tr']): EditorState['tr'] {
  const { $from } = tr.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type !== table_rows) continue
    $from.node(depth).forEach((row, offset) => {
      if (row.attrs.part === 'head') tr.setNodeAttribute($from.start(depth) + offset, 'part', 'body')
    })
    break
  }
  return tr
}

export const hasHead = (of: 'row' | 'column') => (state: EditorState) => {
  if (!isInTable(state)) return false
  const { map, table: rows } = selectedRect(state)
  const count = of === 'row' ? map.width : map.height
  return Array.from({ length: count }, (_, index) =>
    rows.nodeAt(map.map[of === 'row' ? index : index * map.width] ?? -1),
  ).every((cell) => cell?.type === table_header)
}

/** The start of each cell of the table around the caret, in the order in which it is read. */
function cellsAround(state: EditorState) {
  const rows = around(state, table_rows)
  if (!rows) return undefined
  const starts = [...new Set(TableMap.get(rows.node).map)].map((offset) => rows.start + 1 + offset)
  return { rows, starts }
}

/**
 * To the next or previous cell, with all that it holds selected; out of the table from the last one or before the first one,
 * so that nobody is caught in it (WCAG 2.2, 2.1.2).
 */
export function toCell(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const whole = around(state, table)
    if (!whole) return false
    const found = cellsAround(state)
    const { doc, selection } = state
    const starts = found?.starts ?? cellStarts(whole.node, whole.start)
    const index = found ? starts.findLastIndex((start) => start < selection.$head.pos) : -1
    const next = starts[index + direction]
    if (next === undefined || (!found && direction < 0)) {
      const beside = doc.resolve(direction > 0 ? whole.end : whole.start)
      const out = Selection.findFrom(beside, direction)
      if (!out) return false
      if (dispatch) dispatch(state.tr.setSelection(out).scrollIntoView())
      return true
    }
    const cell = doc.nodeAt(next)
    if (dispatch && cell) {
      const [$start, $end] = [doc.resolve(next + 1), doc.resolve(next + cell.nodeSize - 1)]
      dispatch(state.tr.setSelection(TextSelection.between($start, $end)).scrollIntoView())
    }
    return true
  }
}

/** The same for a caret in the caption. */
function cellStarts(whole: Node, start: number): number[] {
  const [caption, rows] = whole.children
  if (!caption || !rows) return []
  return [...new Set(TableMap.get(rows).map)].map((offset) => start + 1 + caption.nodeSize + 1 + offset)
}

/** A row after that of the caret, which goes into the first cell of it. */
export const addRow: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  const column = selectedRect(state).left
  return addRowAfter(state, (tr) => {
    const rows = around(state.apply(tr), table_rows)
    if (!dispatch || !rows) return
    const map = TableMap.get(rows.node)
    const cell = map.map[selectedRect(state).bottom * map.width + column]
    if (cell !== undefined) tr.setSelection(Selection.near(tr.doc.resolve(rows.start + 1 + cell + 1)))
    dispatch(tr.scrollIntoView())
  })
}
