import type { InputFile } from '../../files/input-file.ts'
import { xmlEvents } from '../../files/xml-events.ts'
import type { Column, ItemFile, SourceItem, Version } from '../../item.ts'
import type { Read, Source } from '../source.ts'

/** Manifest.xml of a content migration package (Export-SPWeb -NoFileCompression): items with versions and attachments. */

type Attributes = Readonly<Record<string, string>>

/** Names of people, by number, in the file beside the manifest. */
async function peopleIn(file: InputFile | undefined): Promise<Map<string, string>> {
  const people = new Map<string, string>()
  if (!file) return people
  for await (const event of xmlEvents(file))
    if ('open' in event && event.open.split(':').at(-1) === 'User')
      people.set(event.attributes.Id ?? '', event.attributes.Name ?? '')
  return people
}

/** UTC, though it does not say so. */
const moment = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}T[\d:.]+$/u.test(text) ? `${text}Z` : (text ?? '')

interface State {
  attributes: Attributes
  line: number
  columns: Column[]
}

interface Item extends State {
  versions: State[]
  files: ItemFile[]
}

const system = (state: State, people: ReadonlyMap<string, string>): Column[] => {
  const {
    ModerationStatus,
    Version: version,
    TimeCreated,
    TimeLastModified,
    Author,
    ModifiedBy,
  } = state.attributes
  const told: [string, Column['meaning'], string | undefined][] = [
    ['_ModerationStatus', 'moderation', ModerationStatus],
    ['_UIVersionString', 'version', version],
    ['Created', 'createdAt', moment(TimeCreated)],
    ['Modified', 'changedAt', moment(TimeLastModified)],
    ['Author', 'createdBy', people.get(Author ?? '')],
    ['Editor', 'changedBy', people.get(ModifiedBy ?? '')],
  ]
  return told.flatMap(([name, meaning, value]) =>
    value === undefined || value === '' || meaning === undefined ? [] : [{ name, meaning, value }],
  )
}

function itemOf(item: Item, people: ReadonlyMap<string, string>, file: string): SourceItem {
  const { attributes, line } = item
  const id = attributes.IntId
  const list = attributes.ParentListId?.replace(/[{}]/gu, '').toLowerCase()
  const folder = attributes.DirName ?? attributes.FileUrl?.replace(/\/[^/]*$/u, '')
  const path = folder === undefined ? undefined : `/${folder.replace(/^\//u, '')}`
  const isPage = /\.aspx$/iu.test(attributes.FileUrl ?? attributes.Name ?? '')
  const versionOf = (state: State): Version => ({
    number: state.attributes.Version ?? '',
    columns: [...state.columns, ...system(state, people)],
    at: moment(state.attributes.TimeLastModified),
    by: people.get(state.attributes.ModifiedBy ?? '') ?? state.attributes.ModifiedBy ?? '',
  })
  const rank = ({ number }: Version) =>
    number.split('.').reduce((sum, part) => sum * 100_000 + Number(part), 0)
  const versions = item.versions.length > 0 ? [...item.versions, item].map(versionOf) : []
  const isFolder = attributes.DocType === 'Folder' || /^0x0120/u.test(attributes.ContentTypeId ?? '')
  return {
    place: { file, line, ...(id !== undefined && { item: id }) },
    source: 'package',
    system: 'sharepoint',
    ...(list !== undefined && { list }),
    ...(path !== undefined && !isPage && { listPath: path }),
    ...(id !== undefined && { id }),
    columns: [...item.columns, ...system(item, people)],
    clock: 'utc',
    addresses: isPage ? [`/${(attributes.FileUrl ?? '').replace(/^\//u, '')}`] : [],
    attachments: item.files,
    versions: versions.toSorted((one, other) => rank(one) - rank(other)),
    ...(isFolder && { noArticle: 'folder' as const }),
  }
}

const folder = (attributes: Attributes, file: string, line: number): SourceItem => ({
  place: { file, line },
  source: 'package',
  system: 'sharepoint',
  ...(attributes.Url && { id: attributes.Url }),
  columns: [],
  clock: 'utc',
  addresses: [],
  attachments: [],
  versions: [],
  noArticle: 'folder',
})

const beside = (path: string, name: string) => path.replace(/[^/]*$/u, name)

export const migrationPackage: Source = {
  name: 'package',
  recognises: ({ text }) => /urn:deployment-[\w-]+-schema/u.test(text),
  async *read(file, { files, claim }): AsyncGenerator<Read> {
    const isManifest = /^Manifest\d*\.xml$/iu.test(file.path.split('/').at(-1) ?? '')
    // Settings, names and lists of files around the manifest say nothing by themselves.
    if (!isManifest) return
    const users = ['UserGroup.xml', 'UserGroupMap.xml'].map((name) => files.at(beside(file.path, name)))
    const people = await peopleIn(users.find((each) => each !== undefined))
    const open: string[] = []
    let item: Item | undefined
    let version: State | undefined
    let list: string | undefined
    for await (const event of xmlEvents(file)) {
      if ('text' in event) continue
      const name = ('open' in event ? event.open : event.close).split(':').at(-1) ?? ''
      if ('close' in event) {
        open.pop()
        if (name !== 'ListItem') continue
        if (version) {
          item?.versions.push(version)
          version = undefined
        } else if (item) {
          yield { item: itemOf(item, people, file.path) }
          item = undefined
        }
        continue
      }
      const { attributes, line } = event
      open.push(name)
      if (name === 'SPObject' && attributes.ObjectType === 'SPFolder')
        yield { item: folder(attributes, file.path, line) }
      else if (name === 'List') {
        list = attributes.Id?.replace(/[{}]/gu, '').toLowerCase()
        if (list && attributes.RootFolderUrl)
          yield {
            info: {
              list,
              path: attributes.RootFolderUrl,
              ...(attributes.Title && { title: attributes.Title }),
            },
          }
      } else if (name === 'ListItem') {
        if (item) version = { attributes, line, columns: [] }
        else item = { attributes, line, columns: [], versions: [], files: [] }
      } else if (name === 'Field') {
        const state = version ?? item
        const { Name, Value, DisplayName } = attributes
        if (state && Name && Value !== undefined) {
          const isDate = attributes.Type === 'DateTime'
          state.columns.push({ name: Name, value: isDate ? moment(Value) : Value })
        } else if (!state && Name && DisplayName)
          yield {
            columns: {
              file: file.path,
              ...(list && { list }),
              columns: [{ name: Name, label: DisplayName }],
            },
          }
      } else if (name === 'Attachment' && item && attributes.Name) {
        const stored = attributes.FileValue && beside(file.path, attributes.FileValue)
        const found = stored ? files.at(stored) : undefined
        if (found) claim(found.path)
        item.files.push({
          name: attributes.Name,
          address: attributes.Url ?? attributes.Name,
          ...(found && { file: found.path }),
        })
      }
    }
  },
}
