import { attribute, type Element } from '../../../domain/body/tree.ts'
import { toLine } from '../../../domain/text.ts'
import type { Column, SourceItem } from '../../item.ts'
import { readDate } from '../../plan/dates.ts'
import { allElements, byTag, classOf, textIn } from '../../plan/html.ts'
import {
  childElements,
  dateOrder,
  elementsIn,
  innerHtml,
  lineIn,
  metaOf,
  type SavedPage,
} from './document.ts'

/** A publishing page as readers saw it: the fields of the page are marked, all else is the site around it. */

const idOf = (node: Element) => attribute(node, 'id') ?? ''

/** The body is the longest of the rich fields: others hold a note beside it. */
function bodyOf(page: SavedPage): Element | undefined {
  const fields = elementsIn(page).filter((node) => /RichHtmlField$/u.test(idOf(node)))
  return fields.toSorted((one, other) => textIn(other).length - textIn(one).length)[0]
}

export const isPublishingPage = (page: SavedPage) => bodyOf(page) !== undefined

function titleOf(page: SavedPage): string {
  const area = elementsIn(page).find((node) => /PlaceHolderPageTitleInTitleArea$/u.test(idOf(node)))
  const own = metaOf(page.root, 'og:title') || (area && lineIn(area))
  return own || page.title.replace(/\s+[-–|]\s+[^-–|]*$/u, '')
}

const withoutLabel = (text: string) =>
  text.replace(
    /^(?:ngày đăng|ngày xuất bản|đăng ngày|đăng lúc|cập nhật(?: lúc| ngày)?|published(?: on)?)\s*:?\s*/iu,
    '',
  )

/** Short lines of the page outside the body, which say when, where and by whom. */
function around(page: SavedPage, body: Element): Element[] {
  const within = new Set([body, ...allElements(body)])
  return elementsIn(page).filter(
    (node) =>
      !within.has(node) &&
      !/^(?:script|style|option|title|head|meta|link)$/u.test(node.tagName) &&
      childElements(node).every(({ tagName }) => /^(?:span|a|b|strong|em|i|time|br)$/u.test(tagName)) &&
      textIn(node).length < 200 &&
      !/display\s*:\s*none/iu.test(attribute(node, 'style') ?? ''),
  )
}

const named = (node: Element, pattern: RegExp) => pattern.test(`${classOf(node)} ${idOf(node)}`)

export function publishingPage(page: SavedPage): SourceItem {
  const { file, root, addresses } = page
  const body = bodyOf(page)
  if (!body) throw new Error(`${file.path} has no field of a page`)
  const lines = around(page, body)
  const order = dateOrder(page).monthFirst ? 'mdy' : 'dmy'
  const told = metaOf(root, 'article:published_time')
  const date =
    told ??
    lines
      .map((node) => withoutLabel(lineIn(node)))
      .find((text) => text.length < 60 && /\d{4}/u.test(text) && 'at' in readDate(text, 'site', order))
  const sections = lines
    .filter((node) => named(node, /chuyen-?muc|category|section|breadcrumb/iu))
    .flatMap((node) => lineIn(node).split(/\s*[>»›/]\s*/u))
    .filter((text) => text !== '')
    .reverse()
  const lineNamed = (pattern: RegExp) => {
    const found = lines.find((node) => named(node, pattern) && lineIn(node) !== '')
    return found && lineIn(found)
  }
  const picture = elementsIn(page).find((node) => /RichImageField$/u.test(idOf(node)))
  const columns: [string, Column['meaning'], Column['value'] | undefined][] = [
    ['Title', 'title', toLine(titleOf(page))],
    ['PublishingPageContent', 'body', { html: innerHtml(body) }],
    ['ArticleStartDate', 'publishedAt', date],
    ['ArticleByLine', 'byline', lineNamed(/tac-?gia|author|byline/iu)],
    ['Comments', 'summary', lineNamed(/sapo|tom-?tat|summary|trich-?yeu/iu)],
    [
      'chuyen-muc',
      'section',
      sections.length > 0 ? { references: sections.map((label) => ({ label })) } : undefined,
    ],
    [
      'PublishingPageImage',
      'image',
      picture && byTag(picture, 'img').length > 0 ? { html: innerHtml(picture) } : undefined,
    ],
  ]
  const [first] = addresses
  return {
    place: { file: file.path },
    source: 'saved-page',
    system: 'sharepoint',
    columns: columns.flatMap(([name, meaning, value]) =>
      value === undefined || meaning === undefined ? [] : [{ name, meaning, value }],
    ),
    clock: 'site',
    ...dateOrder(page),
    addresses,
    ...(first !== undefined && { base: first }),
    attachments: [],
    versions: [],
    ...(first === undefined && { notices: [{ code: 'no-site-address' as const }] }),
  }
}
