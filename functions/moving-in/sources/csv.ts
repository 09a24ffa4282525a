import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { decodeStream } from '../files/decode.ts'
import { withoutLongValues } from '../files/too-long.ts'
import { headerInUnicode, isBlankRow, knownColumns, rowItem } from './row-item.ts'
import type { Read, Source } from './source.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** Cells of the first line, quotes taken away; enough to tell a header by. */
const cellsOf = (line: string, delimiter: string) =>
  headerInUnicode(line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/gu, '').normalize('NFC')))

/** Excel writes the delimiter above the header where a program asked for one. */
const said = /^\ufeff?sep=(.)\r?\n/iu

/** Above the header people write a title, and leave a line. */
const headerWithin = 20

interface Header {
  delimiter: string
  labels: string[]
}

function headerIn(line: string): Header {
  const choices = delimiters.map((delimiter) => ({ delimiter, labels: cellsOf(line, delimiter) }))
  const [best] = choices.toSorted(
    (one, other) =>
      knownColumns(other.labels) - knownColumns(one.labels) || other.labels.length - one.labels.length,
  )
  return best ?? { delimiter: ',', labels: [] }
}

/** The first line with columns that are known, or else the first of all. */
function headerOf(text: string): Header {
  const told = said.exec(text)?.[1]
  const lines = text
    .replace(said, '')
    .replace(/^\ufeff/u, '')
    .trimStart()
    .split(/\r\n?|\n/u, headerWithin)
  const [first = ''] = lines
  if (told) return { delimiter: told, labels: cellsOf(first, told) }
  const headers = lines.map(headerIn)
  return headers.find(({ labels }) => knownColumns(labels) >= 2) ?? headerIn(first)
}

async function* withoutPrelude(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true
  for await (const chunk of chunks) {
    yield isFirst ? chunk.replace(/^\ufeff/u, '').replace(said, '') : chunk
    isFirst = false
  }
}

/** A table as text, with commas, semicolons or tabs: what a list, Excel or a command line exports. */
export const csv: Source = {
  name: 'csv',
  recognises({ text, name }) {
    if (/^\s*[<{[]/u.test(text)) return false
    const { labels } = headerOf(text)
    return knownColumns(labels) >= 2 || (/\.(?:csv|tsv)$/iu.test(name) && labels.length >= 2)
  },
  async *read(file): AsyncGenerator<Read> {
    const head: string[] = []
    for await (const chunk of decodeStream(file.stream())) {
      head.push(chunk)
      break
    }
    const { delimiter, labels: told } = headerOf(head.join(''))
    const isKnown = knownColumns(told) >= 2
    const text = withoutPrelude(withoutLongValues(decodeStream(file.stream()), 'csv'))
    const parser = Readable.from(text).pipe(
      // A quote within a cell that has none around it is one; rows may have fewer cells than the header.
      parse({ delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, info: true }),
    )
    let labels: string[] | undefined
    let row = 0
    try {
      for await (const { record, info } of parser as AsyncIterable<{
        record: string[]
        info: { lines: number }
      }>) {
        row += 1
        if (!labels) {
          const cells = headerInUnicode(
            record.map((cell) =>
              cell
                .normalize('NFC')
                .replaceAll(/[\s\u00a0]+/gu, ' ')
                .trim(),
            ),
          )
          if (!isKnown || knownColumns(cells) >= 2 || row >= headerWithin) labels = cells
          continue
        }
        if (isBlankRow(record)) continue
        const item = rowItem({ labels }, { file: file.path, source: 'csv', number: row, cells: record })
        yield { item: { ...item, place: { ...item.place, line: info.lines } } }
      }
    } catch (error) {
      // What came before stays; after a quote that never ends nothing can be told apart.
      const value = `row ${row + 1}: ${error instanceof Error ? error.message : String(error)}`
      yield { notice: { code: 'broken-file', place: { file: file.path, row: row + 1 }, value } }
    }
  },
}
