import { openSheet } from '../files/sheet.ts'
import { headerInUnicode, isBlankRow, knownColumns, rowItem } from './row-item.ts'
import type { Read, Source } from './source.ts'

/** Above the header people write a title, and leave a line. */
const headerWithin = 20

/** A workbook: what "Export to Excel" gives once it is opened and saved, or a list that somebody keeps. */
export const xlsx: Source = {
  name: 'xlsx',
  late: true,
  recognises: ({ bytes, name }) =>
    bytes.toString('latin1', 0, 4) === 'PK\x03\x04' &&
    (/\.xlsx$/iu.test(name) || bytes.includes('xl/workbook.xml')),
  async *read(file): AsyncGenerator<Read> {
    const sheet = await openSheet(file)
    try {
      let labels: (string | undefined)[] | undefined
      let rows = 0
      for await (const { number, cells } of sheet.rows()) {
        rows += 1
        const texts = Array.from(cells, (cell) =>
          typeof cell === 'string' ? cell.replaceAll(/\s+/gu, ' ').trim() : undefined,
        )
        if (!labels) {
          const header = headerInUnicode(texts.map((each) => each ?? ''))
          if (knownColumns(header) >= 2) labels = header
          else if (rows >= headerWithin) break
          continue
        }
        if (isBlankRow(cells)) continue
        const around = { list: sheet.list, listPath: sheet.listPath }
        yield {
          item: rowItem(
            { labels, names: sheet.names },
            { file: file.path, source: 'xlsx', number, cells, ...around },
          ),
        }
      }
      if (!labels) yield { notice: { code: 'unknown-file', place: { file: file.path }, value: 'xlsx' } }
    } finally {
      sheet.close()
    }
  },
}
