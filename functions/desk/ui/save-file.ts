import { neutralizeFormula } from '../../domain/spreadsheet-text.ts'

/** Saves a file on this computer, as a link would. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

const cellOf = (cell: string | number) => {
  // A number is ours: what somebody wrote is never computed by a spreadsheet program.
  const text = typeof cell === 'number' ? String(cell) : neutralizeFormula(cell)
  return `"${text.replaceAll('"', '""')}"`
}

/** Rows as CSV (RFC 4180), every field quoted, with the byte order mark by which Excel knows UTF-8. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): Blob {
  const text = rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
  return new Blob([`\uFEFF${text}`], { type: 'text/csv; charset=utf-8' })
}
