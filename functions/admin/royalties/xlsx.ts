import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import writeXlsxFile, { type Feature, type Row } from 'write-excel-file/node'
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

/** Rows above the first line: they stand on every page. */
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

/** As wide as one page, as long as it must be, with the names of its columns on each (ECMA-376, 18.3.1.63 and 18.2.5). */
function onPaper(tables: readonly StatementTable[]): Feature<Stream | Buffer | Blob> {
  const titles = tables.map(
    ({ sheet }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${sheet}'!$${headRows}:$${headRows}</definedName>`,
  )
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) =>
            xml.replace('</sheets>', `</sheets><definedNames>${titles.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) =>
            xml.replace(/<worksheet[^>]*>/u, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
          transformElementAttributes: (tag, attributes) =>
            tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
        },
      },
    },
  }
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
    { features: [onPaper(tables)] },
  )
  return new Uint8Array(await book.toBuffer())
}
