import { internalName } from '../../files/names.ts'
import { xmlEvents } from '../../files/xml-events.ts'
import type { Column, ItemFile, SourceItem } from '../../item.ts'
import type { Read, Source } from '../source.ts'

/** A template of PnP with rows of lists: no numbers of items, dates as .NET writes them. */

const nameOf = (tag: string) => tag.split(':').at(-1) ?? tag
/** `{site}/x.jpg` lies below the site. */
const withoutTokens = (text: string) =>
  text.replaceAll(/\{(?:site|sitecollection|hosturl|webrelativeurl|siteserverrelativeurl)\}/giu, '')
/** What .NET calls a value that nobody wrote out: nothing can be read of it. */
const isTypeName = (text: string) =>
  /^(?:Microsoft\.SharePoint\.Client|System)\.[\w.[\]]+$/u.test(text.trim())

interface Row {
  line: number
  number: number
  columns: Column[]
  files: ItemFile[]
  unreadable: string[]
}

interface List {
  title: string
  url: string
  rows: number
  /** Names of rows, and how many have each. */
  names: Map<string, number>
}

function itemOf(row: Row, list: List, file: string): SourceItem {
  const name = list.url.split('/').at(-1) || list.title
  const said = (column: string) => {
    const value = row.columns.find((each) => each.name === column)?.value
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  // Rows have no number, unless one was exported as a column: then their title tells them apart.
  const number = said('ID')
  const title = said('Title')
  const times = (list.names.get(title ?? '') ?? 0) + 1
  if (title !== undefined) list.names.set(title, times)
  const id = number ?? (title === undefined || times === 1 ? title : `${title} (${times})`)
  return {
    place: { file, line: row.line, row: row.number },
    source: 'pnp-template',
    system: 'sharepoint',
    list: name,
    ...(number !== undefined && { listPath: `/${list.url.replace(/^\//u, '')}` }),
    ...(id !== undefined && { id }),
    columns: row.columns,
    clock: 'utc',
    // 7/15/2019 8:00:00 AM, whatever the language of the site.
    monthFirst: true,
    addresses: [],
    attachments: row.files,
    versions: [],
    notices: row.unreadable.map((value) => ({ code: 'part-left-out' as const, value })),
  }
}

export const pnpTemplate: Source = {
  name: 'pnp-template',
  recognises: ({ text }) =>
    /<(?:\w+:)?Provisioning(?:Template)?\b/u.test(text) && /ProvisioningSchema/u.test(text),
  async *read(file): AsyncGenerator<Read> {
    let list: List = { title: '', url: '', rows: 0, names: new Map() }
    let row: Row | undefined
    let field: string | undefined
    let text = ''
    let rows = 0
    for await (const event of xmlEvents(file)) {
      if ('text' in event) {
        text += event.text
        continue
      }
      if ('open' in event) {
        const { attributes, line } = event
        const name = nameOf(event.open)
        if (name === 'ListInstance')
          list = {
            title: attributes.Title ?? '',
            url: withoutTokens(attributes.Url ?? ''),
            rows: 0,
            names: new Map(),
          }
        else if (name === 'DataRow') {
          list.rows += 1
          row = { line, number: list.rows, columns: [], files: [], unreadable: [] }
        } else if (name === 'DataValue') {
          field = attributes.FieldName
          text = ''
        } else if (name === 'Attachment' && row && attributes.Name)
          row.files.push({ name: attributes.Name, address: withoutTokens(attributes.Src ?? attributes.Name) })
        else if (name === 'Field' && attributes.DisplayName && attributes.Name)
          yield {
            columns: { file: file.path, columns: [{ name: attributes.Name, label: attributes.DisplayName }] },
          }
        continue
      }
      const name = nameOf(event.close)
      if (name === 'DataValue' && row && field !== undefined) {
        const value = withoutTokens(text)
        if (isTypeName(value)) row.unreadable.push(internalName(field))
        else row.columns.push({ name: field, value: value.trim() })
        field = undefined
      } else if (name === 'DataRow' && row) {
        rows += 1
        yield { item: itemOf(row, list, file.path) }
        row = undefined
      }
    }
    const place = { file: file.path }
    if (rows === 0) yield { notice: { code: 'file-empty', place } }
    else {
      yield { notice: { code: 'zone-assumed', place, value: 'UTC' } }
      yield { notice: { code: 'no-id', place } }
    }
  },
}
