import { jsonParts } from '../files/json-parts.ts'
import { internalName, readName } from '../files/names.ts'
import { understand } from '../plan/columns.ts'
import type { Column, SourceItem, Version } from './item.ts'
import { canvasBody, isModernPage, pageAddress } from './modern-page.ts'
import { arrayOf, columnsOf, filesOf, isObject, type Raw, valueIn } from './rest-values.ts'
import type { Read, Source } from './source.ts'

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iu
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The list that an address of the service names: `Lists(guid'…')`, `Lists/getbytitle('…')`. */
function listIn(...addresses: unknown[]): string | undefined {
  for (const address of addresses) {
    const said = text(address) ?? ''
    const id = new RegExp(String.raw`lists\(guid'(${guid.source})'\)`, 'iu').exec(said)?.[1]
    if (id) return id.toLowerCase()
  }
  return undefined
}

function listOf(item: Raw): string | undefined {
  const metadata = isObject(item.__metadata) ? item.__metadata : {}
  return listIn(
    metadata.id,
    metadata.uri,
    item['odata.editLink'],
    item['@odata.editLink'],
    item['odata.id'],
    item['@odata.id'],
  )
}

/** `SP.Data.TinTucListItem`: the name of the list in its address, as a rule. */
function entityOf(item: Raw): string | undefined {
  const metadata = isObject(item.__metadata) ? item.__metadata : {}
  const type = text(metadata.type) ?? text(item['odata.type']) ?? text(item['@odata.type'])
  const name = /SP\.Data\.(.+?)(?:List)?Item$/u.exec(type ?? '')?.[1]
  return name && `/Lists/${readName(name).text}`
}

const listPathIn = (address: string | undefined) =>
  /^(?:https?:\/\/[^/]+)?(\/.*?)\/(?:Attachments\/\d+\/|\d+_\.000$)/iu.exec(address ?? '')?.[1]

function addressesOf(item: Raw): string[] {
  return [text(item.EncodedAbsUrl), text(item.FileRef), text(item.ServerUrl)].flatMap((each) => each ?? [])
}

/** Columns without which nothing is an article: a lookup list has names alone. */
const telling = new Set([
  'body',
  'summary',
  'publishedAt',
  'externalUrl',
  'views',
  'byline',
  'moderation',
  'image',
])
const isArticleLike = (columns: readonly Column[]) =>
  columns.some(({ name }) => {
    const understood = understand(name)
    // A name that was cut may be several of them.
    const meanings =
      'meaning' in understood ? [understood.meaning] : 'unclear' in understood ? understood.unclear : []
    return name.toLowerCase() !== '_moderationstatus' && meanings.some((each) => telling.has(each))
  })

function personOf(value: unknown): string {
  const person = valueIn(value)
  if (typeof person === 'string') return person.replace(/^\d+;#/u, '')
  return typeof person === 'object' && 'references' in person ? (person.references[0]?.label ?? '') : ''
}

function versionOf(raw: Raw): Version {
  const fields = isObject(raw.fields) ? raw.fields : raw
  return {
    number: text(raw.VersionLabel) ?? text(raw.OData__x005f_UIVersionString) ?? text(raw.id) ?? '',
    columns: columnsOf(fields),
    at: text(raw.Created) ?? text(raw.lastModifiedDateTime) ?? text(raw.Modified) ?? '',
    by: personOf(raw.Editor) || personOf(isObject(raw.lastModifiedBy) ? raw.lastModifiedBy.user : raw.Author),
  }
}

const isVersion = (raw: Raw) =>
  'VersionLabel' in raw ||
  ('lastModifiedDateTime' in raw && 'fields' in raw && /^\d+\.\d+$/u.test(String(raw.id)))
const isField = (raw: Raw) => text(raw.InternalName) !== undefined && 'Title' in raw
const isList = (raw: Raw) =>
  ('ItemCount' in raw || 'BaseTemplate' in raw || 'RootFolder' in raw) && guid.test(String(raw.Id))
const versionNumber = ({ number }: Version) =>
  number.split('.').reduce((sum, part) => sum * 100_000 + Number(part), 0)

/** The number in `versions-101.json`, or that of the item in an address. */
const idInName = (name: string) => /(?:^|\D)(\d{1,9})\.json$/iu.exec(name)?.[1]

interface Around {
  file: string
  list?: string | undefined
}

function itemOf(raw: Raw, { file, list }: Around, line: number): SourceItem {
  const id = raw.Id ?? raw.ID ?? raw.id
  const files = filesOf(raw)
  const addresses = addressesOf(raw)
  const listPath = listPathIn(files?.[0]?.address) ?? listPathIn(text(raw.FileRef)) ?? entityOf(raw)
  const known = listOf(raw) ?? list
  return {
    place: { file, line, ...(id !== undefined && { item: String(id) }) },
    source: 'rest',
    system: 'sharepoint',
    ...(known !== undefined && { list: known }),
    ...(listPath !== undefined && { listPath }),
    ...(id !== undefined && { id: String(id) }),
    columns: columnsOf(raw),
    clock: 'utc',
    addresses,
    attachments: files ?? [],
    ...(raw.Attachments === true && files === undefined && { attachmentsElsewhere: true as const }),
    versions: [],
    ...(raw.FileSystemObjectType === 1 && { noArticle: 'folder' as const }),
  }
}

const pageColumns: Readonly<Record<string, Column['meaning']>> = {
  _AuthorByline: 'byline',
  FirstPublished: 'publishedAt',
}
const ofThePage = new Set([
  'CanvasContent1',
  'PromotedState',
  'FileName',
  'Url',
  'AbsoluteUrl',
  'LayoutWebpartsContent',
])

/** A modern page: news only where it was promoted to be. */
function pageOf(raw: Raw, around: Around, line: number): SourceItem {
  const item = itemOf(raw, around, line)
  const address = pageAddress(raw)
  const list =
    item.list ??
    address
      ?.replace(/^https?:\/\/[^/]+/iu, '')
      .split('/')
      .at(-2)
  const { html, notices } = canvasBody(text(raw.CanvasContent1) ?? '')
  const columns = item.columns
    .filter(({ name }) => !ofThePage.has(name))
    .map((column) => {
      const meaning = pageColumns[column.name]
      return meaning ? { ...column, meaning } : column
    })
  const isNews = raw.PromotedState === undefined || Number(raw.PromotedState) > 0
  return {
    ...item,
    ...(list !== undefined && { list }),
    addresses: address === undefined ? item.addresses : [address],
    columns: [...columns, { name: 'CanvasContent1', meaning: 'body', value: { html } }],
    notices,
    ...(!isNews && { noArticle: 'no-news' as const }),
  }
}

/** What an element of an answer is: an item, or a name, a column, a list, a version of one. */
function readOf(raw: Raw, around: Around, line: number, versions: Version[]): Read[] {
  if (isField(raw)) {
    const name = internalName(text(raw.InternalName) ?? '')
    return [
      {
        columns: {
          file: around.file,
          ...(around.list !== undefined && { list: around.list }),
          columns: [
            {
              name,
              label: text(raw.Title) ?? name,
              ...(text(raw.TypeAsString) && { type: text(raw.TypeAsString) ?? '' }),
            },
          ],
        },
      },
    ]
  }
  if (isList(raw)) {
    const root = isObject(raw.RootFolder) ? text(raw.RootFolder.ServerRelativeUrl) : undefined
    const title = text(raw.Title)
    return [
      {
        info: {
          list: String(raw.Id).toLowerCase(),
          ...(title !== undefined && { title }),
          ...(root !== undefined && { path: root }),
          ...(typeof raw.ItemCount === 'number' && { count: raw.ItemCount }),
        },
      },
    ]
  }
  if (isVersion(raw)) {
    versions.push(versionOf(raw))
    return []
  }
  if (isModernPage(raw)) return [{ item: pageOf(raw, around, line) }]
  const item = itemOf(raw, around, line)
  if (item.noArticle || isArticleLike(item.columns)) return [{ item }]
  const name = text(raw.Title) ?? text(raw.LinkTitle)
  if (item.id === undefined) return []
  if (name === undefined)
    return 'Title' in raw && around.list === undefined && Object.keys(raw).length > 3 ? [{ item }] : []
  return [
    {
      table: {
        file: around.file,
        ...(item.list !== undefined && { list: item.list }),
        names: new Map([[item.id, name]]),
      },
    },
  ]
}

const isErrorAnswer = (raw: Raw) =>
  (isObject(raw.error) && 'message' in raw.error) || isObject(raw['odata.error'])

function messageOf(raw: Raw): string {
  const error = isObject(raw.error) ? raw.error : isObject(raw['odata.error']) ? raw['odata.error'] : {}
  return (isObject(error.message) ? text(error.message.value) : text(error.message)) ?? ''
}

function parse(part: string): unknown {
  try {
    return JSON.parse(part)
  } catch {
    return undefined
  }
}

/** JSON of SharePoint's REST service, with or without frames, of lists, columns, versions and names of lookups. */
export const rest: Source = {
  name: 'rest',
  recognises: ({ text: head }) => /^\s*[[{]/u.test(head),
  async *read(file) {
    const around: Around = { file: file.path }
    const frame: Record<string, unknown> = {}
    const versions: Version[] = []
    let elements = 0
    for await (const part of jsonParts(file)) {
      const value = parse(part.text)
      if (part.key !== undefined) {
        if (value !== undefined) frame[part.key] = value
        around.list ??= listIn(value)
        continue
      }
      elements += 1
      if (!isObject(value)) {
        yield {
          notice: {
            code: 'broken-item',
            place: { file: file.path, line: part.line },
            value: part.text.slice(0, 60),
          },
        }
        continue
      }
      for (const read of readOf(value, around, part.line, versions)) {
        if ('item' in read) around.list ??= read.item.list
        yield read
      }
    }
    const inner = arrayOf(frame.value) ? undefined : frame
    if (elements === 0 && isErrorAnswer(frame)) {
      yield { notice: { code: 'error-answer', place: { file: file.path }, value: messageOf(frame) } }
      return
    }
    if (elements === 0 && inner && ('Id' in inner || 'ID' in inner || isVersion(inner)))
      yield* readOf(inner, around, 1, versions)
    else if (elements === 0 && Object.keys(frame).length > 0 && !('value' in frame))
      yield {
        notice: {
          code: 'unknown-file',
          place: { file: file.path },
          value: Object.keys(frame).slice(0, 5).join(', '),
        },
      }
    if (versions.length > 0) {
      const id = idInName(file.path)
      yield {
        versions: {
          file: file.path,
          ...(around.list !== undefined && { list: around.list }),
          ...(id !== undefined && { id }),
          versions: versions.toSorted((one, other) => versionNumber(one) - versionNumber(other)),
        },
      }
    }
    const next = text(frame.__next) ?? text(frame['odata.nextLink']) ?? text(frame['@odata.nextLink'])
    yield {
      page: {
        file: file.path,
        ...(next !== undefined && { next }),
        ...(around.list !== undefined && { list: around.list }),
      },
    }
  },
}
