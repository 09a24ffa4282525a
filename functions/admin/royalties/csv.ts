import { stringify } from 'csv-stringify/sync'
import { shortDate } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import { neutralizeFormula } from '../../domain/spreadsheet-text.ts'
import { type Cell, decimal, type StatementTable } from './table.ts'

function textOf(cell: Cell, locale: Locale): string {
  if (cell === undefined) return ''
  // A number is ours: the minus before what is taken back is no formula.
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object' && 'units' in cell) return decimal(cell, locale)
  if (typeof cell === 'object') return shortDate(`${cell.day}T00:00:00Z`, locale)
  return neutralizeFormula(cell)
}

/**
 * A statement as CSV (RFC 4180), every field quoted, with the byte order mark by which Excel knows UTF-8. What could run as
 * a formula is neutralised here; the writer's own option knows neither dashes nor what stands after quotation marks.
 */
export function toCsv({ head, rows }: StatementTable, locale: Locale): string {
  const lines = [head, ...rows.map(({ cells }) => cells)].map((cells) =>
    cells.map((cell) => textOf(cell, locale)),
  )
  return stringify(lines, { bom: true, quoted: true, quoted_empty: true, record_delimiter: 'windows' })
}
