import { readName } from '../files/names.ts'
import type { Column, SourceItem, Version } from '../item.ts'
import { understand } from '../plan/columns.ts'
import { columnsOf, filesOf, isObject, type Raw, valueIn } from './rest-values.ts'

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iu
export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The list that an address of the service names: `Lists(guid'…')`, `Lists/getbytitle('…')`. */
export function listIn(...addresses: unknown[]): string | undefined {
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
export const isArticleLike = (columns: readonly Column[]) =>
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

/** What an item was at one time: an answer of `/versions`, or of Graph. */
export function versionOf(raw: Raw): Version {
  const fields = isObject(raw.fields) ? raw.fields : raw
  return {
    number: text(raw.VersionLabel) ?? text(raw.OData__x005f_UIVersionString) ?? text(raw.id) ?? '',
    columns: columnsOf(fields),
    at: text(raw.Created) ?? text(raw.lastModifiedDateTime) ?? text(raw.Modified) ?? '',
    by: personOf(raw.Editor) || personOf(isObject(raw.lastModifiedBy) ? raw.lastModifiedBy.user : raw.Author),
  }
}

export const isVersion = (raw: Raw) =>
  'VersionLabel' in raw ||
  ('lastModifiedDateTime' in raw && 'fields' in raw && /^\d+\.\d+$/u.test(String(raw.id)))
export const isField = (raw: Raw) => text(raw.InternalName) !== undefined && 'Title' in raw
export const isList = (raw: Raw) =>
  ('ItemCount' in raw || 'BaseTemplate' in raw || 'RootFolder' in raw) && guid.test(String(raw.Id))
export const versionNumber = ({ number }: Version) =>
  number.split('.').reduce((sum, part) => sum * 100_000 + Number(part), 0)

/** The number in `versions-101.json`, or that of the item in an address. */
export const idInName = (name: string) => /(?:^|\D)(\d{1,9})\.json$/iu.exec(name)?.[1]

export interface Around {
  file: string
  list?: string | undefined
}

/** One item of a list, in whatever flavour the service answers. */
export function itemOf(raw: Raw, { file, list }: Around, line: number): SourceItem {
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
