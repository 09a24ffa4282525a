import { jsonParts } from '../files/json-parts.ts'
import type { SourceItem } from '../item.ts'
import { arrayOf, columnsOf, filesOf, isObject, type Raw } from './rest-values.ts'
import type { Read, Source } from './source.ts'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** `…/_vti_bin/listdata.svc/TinTức(101)`: the list by its display name, and the number of the item. */
function known(item: Raw): { list?: string; id?: string } {
  const metadata = isObject(item.__metadata) ? item.__metadata : {}
  const found = /listdata\.svc\/([^(/?]+)\((\d+)\)/iu.exec(text(metadata.uri) ?? text(metadata.id) ?? '')
  const id = found?.[2] ?? (typeof item.Id === 'number' ? String(item.Id) : undefined)
  let list = found?.[1]
  try {
    list = list && decodeURIComponent(list)
  } catch {
    // Escapes of no encoding: the list is called as it is written.
  }
  return { ...(list && { list: `listdata.svc/${list.normalize('NFC')}` }), ...(id && { id }) }
}

/** Choices come as `LoạibàiviếtValue` beside an object that is only a door. */
const plain = (name: string) => name.replace(/Value$/u, '')

export function listDataItem(raw: Raw, file: string, line: number): SourceItem {
  const { list, id } = known(raw)
  const path = text(raw.Path)
  const columns = columnsOf(raw).filter(({ name }) => name !== 'Path' && name !== 'Attachments')
  return {
    place: { file, line, ...(id !== undefined && { item: id }) },
    source: 'list-data',
    system: 'sharepoint',
    ...(list !== undefined && { list }),
    ...(path !== undefined && { listPath: path.startsWith('/') ? path : `/${path}` }),
    ...(id !== undefined && { id }),
    columns: columns.map((column) => ({ ...column, label: plain(column.name), name: column.name })),
    clock: 'unclear',
    addresses: [],
    attachments: filesOf(raw) ?? [],
    ...(raw.Attachments !== undefined &&
      !arrayOf(raw.Attachments) &&
      isObject(raw.Attachments) && { attachmentsElsewhere: true as const }),
    versions: [],
    ...(/^0x0120/u.test(text(raw.ContentTypeID) ?? '') && { noArticle: 'folder' as const }),
  }
}

/** ListData.svc of SharePoint 2010: names are what people see without blanks, dates are ticks without a zone. */
export const listData: Source = {
  name: 'list-data',
  recognises: ({ text: head }) =>
    /^\s*[[{]/u.test(head) && /listdata\.svc|Microsoft\.SharePoint\.DataService/iu.test(head),
  async *read(file): AsyncGenerator<Read> {
    let next: string | undefined
    for await (const { key, text: part, line } of jsonParts(file)) {
      let value: unknown
      try {
        value = JSON.parse(part)
      } catch {
        yield { notice: { code: 'broken-item', place: { file: file.path, line }, value: part.slice(0, 60) } }
        continue
      }
      if (key === '__next') next = text(value)
      else if (key === undefined && isObject(value)) yield { item: listDataItem(value, file.path, line) }
    }
    yield { page: { file: file.path, ...(next !== undefined && { next }) } }
  },
}
