import {
  type Block,
  type Cell,
  type DropList,
  paragraphsOf,
  plainText,
  type Row,
  type Table,
} from './model.ts'

/** A cell as a file has it: one that reaches down stands in each of its rows again. */
export interface ReadCell {
  columns: number
  /** Whether it belongs to the cell above it. */
  continues: boolean
  /** Whether it belongs to the cell before it, as Word of before 2007 merged them. */
  continuesBeside: boolean
  blocks: Block[]
}

export interface ReadRow {
  isHeader: boolean
  cells: ReadCell[]
}

/** Word shows no text of a cell that only continues the one above. */
function reportHidden({ blocks }: ReadCell, dropped: DropList): void {
  const text = [...paragraphsOf(blocks)].map(({ runs }) => plainText(runs)).join(' ')
  if (text.trim() !== '') dropped.add('hidden_text', text)
}

/** Counts the rows of each cell, and leaves out what continues it. */
function withSpans(rows: readonly ReadRow[], dropped: DropList): Row[] {
  /** By the column in which each begins. */
  const above = new Map<number, Cell>()
  return rows.map(({ isHeader, cells }) => {
    const kept: Cell[] = []
    let column = 0
    for (const cell of cells) {
      const before = kept.at(-1)
      if (cell.continuesBeside && before) {
        before.columns += cell.columns
        before.blocks.push(...cell.blocks)
        column += cell.columns
        continue
      }
      const upper = cell.continues ? above.get(column) : undefined
      if (upper) {
        upper.rows += 1
        reportHidden(cell, dropped)
      } else {
        const made = { columns: cell.columns, rows: 1, blocks: cell.blocks }
        above.set(column, made)
        kept.push(made)
      }
      column += cell.columns
    }
    return { isHeader, cells: kept }
  })
}

const isBold = (block: Block) =>
  block.kind === 'paragraph' && block.runs.every((run) => run.bold || run.text.trim() === '')

/** How many rows from the first one on belong together, because cells of them reach down. */
function rowsTogether(rows: readonly Row[], from = 1): number {
  let end = from
  for (let at = 0; at < end && at < rows.length; at += 1)
    end = Math.max(end, ...(rows[at]?.cells ?? []).map((cell) => at + cell.rows))
  return Math.min(end, rows.length)
}

/** What the columns are called: a cell that reaches out of it would be cut off there, and move all cells beside it. */
function withHeaderOf(rows: readonly Row[], count: number): Row[] {
  return rows.map((row, index) => ({ ...row, isHeader: index < count }))
}

/** First rows that are all bold are what the columns are called, whether or not the writer knew the setting for it. */
function withHeader(rows: Row[]): Row[] {
  const said = rows.findIndex(({ isHeader }) => !isHeader)
  if (said !== 0) return said < 0 ? rows : withHeaderOf(rows, rowsTogether(rows, said))
  const count = rowsTogether(rows)
  const cells = rows.slice(0, count).flatMap((row) => row.cells)
  const isNamed =
    (rows[0]?.cells.length ?? 0) > 1 &&
    cells.every(({ blocks }) => blocks.length > 0 && blocks.every(isBold)) &&
    count < rows.length
  return isNamed ? withHeaderOf(rows, count) : rows
}

/** A table; of one that is a frame around its only cell, what is in it. */
export function tableOf(read: readonly ReadRow[], dropped: DropList): Block[] {
  const rows = withSpans(read, dropped)
  const [only] = rows
  if (rows.length === 1 && only?.cells.length === 1) return only.cells[0]?.blocks ?? []
  const table: Table = { kind: 'table', rows: withHeader(rows) }
  return rows.length > 0 ? [table] : []
}
