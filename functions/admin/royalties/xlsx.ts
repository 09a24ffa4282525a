import writeXlsxFile, { type Row } from 'write-excel-file/node'
import { onPaper } from '../spreadsheet-paper.ts'
import type { Cell, StatementTable } from './table.ts'

const border = { borderStyle: 'thin', borderColor: '#808080', alignVertical: 'center' } as const

/** Text is always typed as text: a cell that begins with `=` is shown, never computed. */
function cellOf(cell: Cell, bold: boolean): Row[number] {
  const style = { ...border, ...(bold && { fontWeight: 'bold' as const }) }
  if (cell === undefined) return { ...style, type: String, value: '' }
  if (typeof cell === 'number') return { ...style, type: Number, value: cell, format: '#,##0' }
  // As many decimals as it has, by the sign of whoever opens it.
  if (typeof cell === 'object' && 'units' in cell)
    return { ...style, type: Number, value: cell.units / 10 ** cell.places }
  if (typeof cell === 'object')
    return { ...style, type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'dd/mm/yyyy' }
  return { ...style, type: String, value: cell, wrap: true }
}

/** Rows above the first line; the last of them has the names of the columns. */
const headRows = 4

function rowsOf({ title, head, rows, signatures }: StatementTable, organisation: string): Row[] {
  const heading = (value: string, fontSize: number): Row => [
    { type: String, value, fontSize, fontWeight: 'bold', columnSpan: head.length },
  ]
  const signature = { type: String, fontWeight: 'bold', align: 'center' } as const
  return [
    heading(organisation, 11),
    heading(title, 14),
    [],
    head.map((value) => ({
      ...border,
      type: String,
      value,
      fontWeight: 'bold',
      align: 'center',
      wrap: true,
    })),
    ...rows.map(({ kind, cells }): Row => cells.map((cell) => cellOf(cell, kind === 'total'))),
    [],
    head.map((_, index) => {
      const signer = signatures.find(({ column }) => column === index)
      return signer ? { ...signature, value: signer.title } : null
    }),
  ]
}

/** Statements as an Excel workbook (ECMA-376), a sheet for each, ready to be printed on A4 and signed. */
export async function toXlsx(
  tables: readonly StatementTable[],
  organisation: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = writeXlsxFile(
    tables.map((table) => ({
      data: rowsOf(table, organisation),
      sheet: table.sheet,
      columns: table.widths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      stickyRowsCount: headRows,
    })),
    { features: [onPaper(tables.map(({ sheet }) => ({ sheet, headRows })))] },
  )
  return new Uint8Array(await book.toBuffer())
}
