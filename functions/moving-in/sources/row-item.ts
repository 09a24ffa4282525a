import { detectLegacyEncoding, fromLegacy } from '../../domain/import/legacy-encoding.ts'
import { fold } from '../../domain/text.ts'
import type { Column, SourceItem, Value } from '../item.ts'
import { understand } from '../plan/columns.ts'
import { labelKey } from '../plan/labels.ts'

/** As much as a cell of Excel holds; what was longer was cut without a word. */
const fullCell = 32_767

export interface Header {
  /** By column from 0; undefined where nothing stands above it. */
  labels: readonly (string | undefined)[]
  /** Names inside SharePoint, by label, where the file tells them. */
  names?: ReadonlyMap<string, string>
}

/** Labels in letters of today: all of them were typed in one font. */
export function headerInUnicode(labels: readonly string[]): string[] {
  const encoding = detectLegacyEncoding(labels.join(' '))
  return labels.map((label) => (encoding ? fromLegacy(label, encoding).replaceAll('\u00ad', '') : label))
}

/** Whether a row is the header of a list of articles: people's names for columns, of which we know some. */
export function knownColumns(labels: readonly (string | undefined)[]): number {
  const meanings = labels.flatMap((label) => {
    const understood = label === undefined || label.length > 60 ? undefined : understand(label, label)
    return understood && 'meaning' in understood ? [understood.meaning] : []
  })
  return meanings.includes('title') || meanings.includes('body') ? new Set(meanings).size : 0
}

const isIdLabel = (label: string) => labelKey(label, fold) === 'id'

interface Row {
  file: string
  source: string
  number: number
  cells: readonly (Value | undefined)[]
  list?: string | undefined
  listPath?: string | undefined
}

/** A row below a header, as an item. Its number is that which a spreadsheet shows. */
export function rowItem(
  { labels, names }: Header,
  { file, source, number, cells, list, listPath }: Row,
): SourceItem {
  const columns = labels.flatMap((label, index): Column[] => {
    if (label === undefined || label === '') return []
    return [{ name: names?.get(label) ?? label, label, value: cells[index] ?? '' }]
  })
  const id = labels.findIndex((label) => label !== undefined && isIdLabel(label))
  const idText = id < 0 ? '' : String(cells[id] ?? '').trim()
  const cut = columns.filter(
    ({ value }) => typeof value === 'string' && (value.length === fullCell || value.length === fullCell - 1),
  )
  return {
    place: { file, row: number, ...(idText !== '' && { item: idText }) },
    source,
    system: 'sharepoint',
    ...(list !== undefined && { list }),
    ...(listPath !== undefined && { listPath }),
    ...(idText !== '' && { id: idText.replace(/\.0+$/u, '') }),
    columns,
    clock: 'site',
    addresses: [],
    attachments: [],
    versions: [],
    notices: cut.map(({ label }) => ({ code: 'body-cut' as const, value: label ?? '' })),
  }
}

/** An empty row, or the sum that Excel puts below a table. */
export const isBlankRow = (cells: readonly (Value | undefined)[]) =>
  cells.every((cell) => cell === undefined || cell === '' || (typeof cell === 'string' && cell.trim() === ''))
