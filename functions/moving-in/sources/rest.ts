import { jsonParts } from '../files/json-parts.ts'
import { internalName } from '../files/names.ts'
import type { Column, SourceItem, Version } from '../item.ts'
import { canvasBody, isModernPage, pageAddress } from './modern-page.ts'
import {
  type Around,
  idInName,
  isArticleLike,
  isField,
  isList,
  isVersion,
  itemOf,
  listIn,
  text,
  versionNumber,
  versionOf,
} from './rest-item.ts'
import { arrayOf, isObject, type Raw } from './rest-values.ts'
import type { Read, Source } from './source.ts'

const pageColumns: Readonly<Record<string, Column['meaning']>> = {
  _AuthorByline: 'byline',
  AuthorByline: 'byline',
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
export function readOf(raw: Raw, around: Around, line: number, versions: Version[]): Read[] {
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
  // A page of a wiki; it has no title but the name of its file.
  if (text(raw.WikiField) && !text(raw.PublishingPageContent))
    return [{ item: { ...item, noArticle: 'page' } }]
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
    let frame: Record<string, unknown> = {}
    const versions: Version[] = []
    let elements = 0
    let line = 1
    let isSeries = false
    for await (const part of jsonParts(file)) {
      const value = parse(part.text)
      if (part.key !== undefined) {
        // One after the other, as JSON Lines have them.
        if (part.path === '' && part.key in frame) {
          isSeries = true
          yield* readOf(frame, around, line, versions)
          frame = {}
        }
        if (Object.keys(frame).length === 0) line = part.line
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
    if ((elements === 0 || isSeries) && inner && ('Id' in inner || 'ID' in inner || isVersion(inner)))
      yield* readOf(inner, around, line, versions)
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
