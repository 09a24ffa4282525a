import { inLines, type Typefaces } from '../drawing/typeface.ts'
import { type Mark, sheet } from './pdf.ts'
import { edge, type Sheets } from './sheets.ts'

export interface Cell {
  text: string
  isHead: boolean
  /** How many columns and rows it takes. */
  columns: number
  rows: number
}

export interface Table {
  rows: readonly (readonly Cell[])[]
  /** Steps from the left. */
  indent: number
}

interface Placed extends Cell {
  /** Its first column, from 0. */
  column: number
}

const size = 10
const leading = size * 1.45
const padding = 5
const hairline = 0.5

/** Each cell with its column: beside those that reach down from rows above. */
function placed(rows: Table['rows']): Placed[][] {
  const taken: number[] = []
  return rows.map((row) => {
    let column = 0
    const cells = row.map((cell) => {
      while (taken[column]) column++
      const at = column
      for (; column < at + cell.columns; column++) taken[column] = cell.rows
      return { ...cell, column: at }
    })
    for (const [index, left] of taken.entries()) taken[index] = Math.max(0, (left ?? 0) - 1)
    return cells
  })
}

/**
 * Where each column begins, in points from the left of the table, and where the last ends: as wide as their longest word at
 * least, and wider by how much they have to say. All alike where the words do not fit side by side.
 */
function columnsOf(rows: readonly (readonly Placed[])[], width: number, faces: Typefaces): number[] {
  const count = Math.max(1, ...rows.flatMap((row) => row.map(({ column, columns }) => column + columns)))
  const least = Array.from({ length: count }, () => 2 * padding + size)
  const wanted = [...least]
  for (const { column, columns, text, isHead } of rows.flat()) {
    if (columns > 1) continue
    const widthOf = (part: string) => faces[isHead ? 'bold' : 'regular'].widthOf(part, size) + 2 * padding + 1
    const longest = Math.max(...text.split(/\s/u).map(widthOf))
    least[column] = Math.max(least[column] ?? 0, longest)
    wanted[column] = Math.max(wanted[column] ?? 0, Math.min(widthOf(text), width))
  }
  const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
  const spare = width - sum(least)
  const more = wanted.map((each, index) => each - (least[index] ?? 0))
  const share = sum(more) || 1
  const widths = least.map((each, index) =>
    spare < 0 ? width / count : each + (spare * ((more[index] ?? 0) || (sum(more) ? 0 : 1 / count))) / share,
  )
  return [0, ...widths.map((_, index) => sum(widths.slice(0, index + 1)))]
}

/** Writes a table, whose head stands on each of its sheets. False where there may be no more sheets. */
export function writeTable(sheets: Sheets, { rows, indent }: Table, faces: Typefaces, step: number): boolean {
  const left = edge + Math.min(indent, 8) * step
  const all = placed(rows)
  const columns = columnsOf(all, sheet.width - edge - left, faces)
  const xOf = (column: number) => left + (columns[column] ?? columns.at(-1) ?? 0)
  const faceOf = ({ isHead }: Cell) => faces[isHead ? 'bold' : 'regular']
  const linesOf = (cell: Placed) =>
    inLines(cell.text, xOf(cell.column + cell.columns) - xOf(cell.column) - 2 * padding, (part) =>
      faceOf(cell).widthOf(part, size),
    )
  const rule = (x: number, width: number): Mark => ({ kind: 'box', x, y: sheets.y, width, height: hairline })
  const whole = () => rule(left, (columns.at(-1) ?? 0) + hairline)
  const heightOf = (lines: number) => lines * leading + 2 * padding
  const [first] = all
  const head = first?.every(({ isHead, rows: down }) => isHead && down === 1) ? first : undefined

  /** A row, or as much of one as the sheet has room for. */
  function writeRow(row: readonly Placed[], from: number): number {
    const written = row.map((cell) => ({ cell, lines: linesOf(cell).slice(from) }))
    const longest = Math.max(1, ...written.map(({ lines }) => lines.length))
    let count = longest
    while (count > 1 && !sheets.fits(heightOf(count))) count--
    const height = heightOf(count)
    for (const { cell, lines } of written) {
      const x = xOf(cell.column)
      sheets.put(rule(x, xOf(cell.column + cell.columns) - x))
      for (const [index, text] of lines.slice(0, count).entries())
        sheets.put({
          ...{ kind: 'text', typeface: faceOf(cell), text, size, x: x + padding },
          y: sheets.y + padding + (index + 1) * leading - 4,
        })
    }
    for (const x of columnsBeside(row, xOf, columns.length - 1))
      sheets.put({ kind: 'box', x, y: sheets.y, width: hairline, height })
    sheets.y += height
    return count === longest ? 0 : from + count
  }

  sheets.leave(8, heightOf(2))
  for (const [index, row] of all.entries()) {
    let from = 0
    do {
      if (!sheets.fits(heightOf(1))) {
        sheets.put(whole())
        if (!sheets.turn()) return false
        if (head && index > 0) writeRow(head, 0)
        sheets.put(whole())
      }
      from = writeRow(row, from)
    } while (from > 0)
  }
  sheets.put(whole())
  return true
}

/** Where upright lines stand in a row: at every cell's left, at columns that a cell from above fills, and at the right end. */
function columnsBeside(
  row: readonly Placed[],
  xOf: (column: number) => number,
  count: number,
): Iterable<number> {
  const inside = new Set(
    row.flatMap(({ column, columns }) =>
      Array.from({ length: columns - 1 }, (_, index) => column + 1 + index),
    ),
  )
  const all = Array.from({ length: count + 1 }, (_, column) => column)
  return all.filter((column) => !inside.has(column)).map(xOf)
}
