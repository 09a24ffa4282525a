import { internalName } from '../files/names.ts'
import { xmlEvents } from '../files/xml-events.ts'
import type { Column, ItemFile, SourceItem } from '../item.ts'
import { withPageSummary } from './rest-values.ts'
import type { Read, Source } from './source.ts'

/**
 * `z:row` elements: what Lists.asmx and owssvr.dll answer. Everything is an attribute, values have a number before them
 * (`6;#Tin`), dates are by the clock of the site.
 */

const guid = /\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?/iu

/** `101;#0`, `101;#Lists/TinTuc/101_.000`: what every row writes before values that lie elsewhere in the database. */
const withoutRow = (value: string, id: string | undefined) =>
  id !== undefined && value.startsWith(`${id};#`) && !value.slice(id.length + 2).includes(';#')
    ? value.slice(id.length + 2)
    : value

const perRow =
  /^(?:FSObjType|FileRef|UniqueId|Created_x0020_Date|Last_x0020_Modified|FileDirRef|FileLeafRef|ScopeId|MetaInfo|EncodedAbsUrl|SortBehavior|PermMask|ProgId|owshiddenversion)$/u

function filesIn(value: string | undefined): ItemFile[] {
  return (value ?? '')
    .split(';#')
    .filter((part) => part.includes('/'))
    .map((address) => ({ name: address.split('/').at(-1) ?? address, address }))
}

interface Rowset {
  file: string
  list?: string | undefined
  labels: ReadonlyMap<string, string>
}

function itemOf(
  attributes: Readonly<Record<string, string>>,
  { file, list, labels }: Rowset,
  line: number,
  row: number,
): SourceItem {
  const given = new Map(Object.entries(attributes).map(([name, value]) => [internalName(name), value]))
  const id = given.get('ID')
  const files = filesIn(given.get('Attachments'))
  const fileRef = withoutRow(given.get('FileRef') ?? '', id)
  const listPath =
    /^\/?(.*)\/Attachments\/\d+\//iu.exec(files[0]?.address ?? '')?.[1] ??
    /^\/?(.*)\/[^/]*\d+_\.000$/iu.exec(fileRef)?.[1]
  const path = listPath === undefined ? undefined : `/${listPath.replace(/^https?:\/\/[^/]+\//iu, '')}`
  const isPage = /\.aspx$/iu.test(fileRef)
  const columns = [...given]
    .filter(([name]) => name !== 'Attachments')
    .map(([name, value]): Column => {
      const label = labels.get(name)
      return {
        name,
        ...(label !== undefined && { label }),
        value: perRow.test(name) ? withoutRow(value, id) : value,
      }
    })
  const known = list ?? path?.split('/').at(-1)
  return {
    place: { file, line, row, ...(id !== undefined && { item: id }) },
    source: 'rowset',
    system: 'sharepoint',
    ...(known !== undefined && { list: known }),
    ...(path !== undefined && !isPage && { listPath: path }),
    ...(id !== undefined && { id }),
    columns: withPageSummary(columns),
    clock: 'site',
    addresses: isPage ? [`/${fileRef.replace(/^\//u, '')}`] : [],
    attachments: files,
    ...(/^[1-9]/u.test(given.get('Attachments') ?? '') &&
      files.length === 0 && { attachmentsElsewhere: true as const }),
    versions: [],
    ...(withoutRow(given.get('FSObjType') ?? '', id) === '1' && { noArticle: 'folder' as const }),
  }
}

export const rowset: Source = {
  name: 'rowset',
  recognises: ({ text }) =>
    /<(?:\w+:)?(?:Envelope|xml|listitems)\b/u.test(text) &&
    /RowsetSchema|rs:data|GetListItemsResult|<(?:\w+:)?Fault\b/u.test(text),
  async *read(file): AsyncGenerator<Read> {
    const labels = new Map<string, string>()
    let list: string | undefined
    let rows = 0
    let fault: string | undefined
    for await (const event of xmlEvents(file)) {
      if ('text' in event) {
        if (fault !== undefined) fault += event.text
        continue
      }
      if ('close' in event) continue
      const name = event.open.split(':').at(-1) ?? ''
      const { attributes } = event
      if (/^Fault$/iu.test(name)) fault = ''
      else if (name === 'List') list = guid.exec(attributes.ID ?? attributes.Name ?? '')?.[1]?.toLowerCase()
      else if (name === 'AttributeType')
        labels.set(internalName(attributes.name ?? ''), attributes['rs:name'] ?? '')
      else if (name === 'Field' && attributes.DisplayName && attributes.Name)
        yield {
          columns: { file: file.path, columns: [{ name: attributes.Name, label: attributes.DisplayName }] },
        }
      else if (name === 'data' && attributes.ListItemCollectionPositionNext)
        yield { page: { file: file.path, next: attributes.ListItemCollectionPositionNext } }
      else if (name === 'row') {
        rows += 1
        yield { item: itemOf(attributes, { file: file.path, list, labels }, event.line, rows) }
      }
    }
    if (fault !== undefined && rows === 0)
      yield {
        notice: {
          code: 'error-answer',
          place: { file: file.path },
          value: fault.replaceAll(/\s+/gu, ' ').trim().slice(0, 200),
        },
      }
  },
}
