import writeXlsxFile, { type Row } from 'write-excel-file/node'
import type { Cell, StatementTable } from './table.ts'

const border = { borderStyle: 'thin', borderColor: '#808080', alignVertical: 'center' } as const

/** Text is always typed as text: a cell that begins with `=` is shown, never computed. */
function cellOf(cell: Cell, bold: boolean): Row[number] {
  const style = { ...border, ...(bold && { fontWeight: 'bold' as const }) }
  if (cell === undefined) return { ...style, type: String, value: '' }
  if (typeof cell === 'number') return { ...style, type: Number, value: cell, format: '#,##0' }
  if (typeof cell === 'object')
    return { ...style, type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'dd/mm/yyyy' }
  return { ...style, type: String, value: cell, wrap: true }
}

/** A statement as an Excel workbook (ECMA-376), ready to be printed on A4 and signed. */
export async function toXlsx(
  { title, sheet, head, widths, rows, signatures }: StatementTable,
  organisation: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const heading = (value: string, fontSize: number): Row => [
    { type: String, value, fontSize, fontWeight: 'bold', columnSpan: head.length },
  ]
  const signature = { type: String, fontWeight: 'bold', align: 'center' } as const
  const data: Row[] = [
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
  const book = writeXlsxFile(data, {
    columns: widths.map((width) => ({ width })),
    orientation: 'landscape',
    stickyRowsCount: 4,
    sheet,
  })
  return new Uint8Array(await book.toBuffer())
}
