import { openSheet, type Sheet, type SheetRow } from '../files/sheet.ts'
import type { SourceItem } from '../item.ts'
import { headerInUnicode, isBlankRow, knownColumns, rowItem } from './row-item.ts'
import type { Read, Source } from './source.ts'

/** Above the header people write a title, and leave a line. */
const headerWithin = 20

interface Table extends Pick<Sheet, 'names' | 'list' | 'listPath'> {
  file: string
}

/** The rows below the header of a sheet; none where it has no header of ours. */
async function* itemsIn(
  rows: AsyncIterable<SheetRow>,
  { names, list, listPath, file }: Table,
): AsyncGenerator<SourceItem> {
  let labels: (string | undefined)[] | undefined
  let above = 0
  for await (const { number, cells } of rows) {
    if (!labels) {
      above += 1
      const texts = Array.from(cells, (cell) =>
        typeof cell === 'string' ? cell.replaceAll(/\s+/gu, ' ').trim() : '',
      )
      const header = headerInUnicode(texts)
      if (knownColumns(header) >= 2) labels = header
      else if (above >= headerWithin) return
    } else if (!isBlankRow(cells))
      yield rowItem({ labels, names }, { file, source: 'xlsx', number, cells, list, listPath })
  }
}

/** Items of several sheets may have the same numbers. */
const below = (sheet: string, item: SourceItem): SourceItem => ({
  ...item,
  id: `${sheet}/${item.id ?? item.place.row}`,
})

/** A workbook: what "Export to Excel" gives once it is opened and saved, or a list that somebody keeps. */
export const xlsx: Source = {
  name: 'xlsx',
  late: true,
  recognises: ({ bytes, name }) =>
    bytes.toString('latin1', 0, 4) === 'PK\x03\x04' &&
    (/\.xlsx$/iu.test(name) || bytes.includes('xl/workbook.xml')),
  async *read(file): AsyncGenerator<Read> {
    const book = await openSheet(file)
    try {
      let read = 0
      for (const sheet of book.sheets) {
        let items = 0
        for await (const item of itemsIn(sheet.rows(), { file: file.path, ...book })) {
          items += 1
          yield { item: read === 0 ? item : below(sheet.name, item) }
        }
        if (items > 0) read += 1
      }
      if (read === 0) yield { notice: { code: 'unknown-file', place: { file: file.path }, value: 'xlsx' } }
    } finally {
      book.close()
    }
  },
}
