import { toLine } from '../../functions/domain/text.ts'

/** An article page of the old portal, as its saved text gives it. */
export interface OldPage {
  section: string
  title: string
  /** With the offset of Vietnam: `2019-07-15T15:00:00+07:00`. */
  publishedAt: string
  byline: string[]
  summary: string
  /** HTML. */
  body: string
  views: number
}

/** The text is not such a page. `line` counts from 1. */
export class NotAnOldPage extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`)
    this.line = line
  }
}

interface Line {
  number: number
  text: string
}

const patterns = {
  dateline:
    /^(?:Thứ (?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|CN), Ngày (\d{1,2})\/(\d{1,2})\/(\d{4}), (\d{1,2}):(\d{2})$/iu,
  fontSize: /^Cỡ chữ:/u,
  byline: /^\d{1,2}\/\d{1,2}\/\d{4} \|(.*)$/u,
  views: /^Lượt người xem:(?: Views:)? ?(\d+)$/u,
  item: /^[-–•] ?(.+)$/u,
}

/** The longest summary that an article may have; a longer first paragraph stays in the body. */
const longestSummary = 600

function shown(text: string | undefined): string {
  if (text === undefined) return 'the end of the file'
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`
}

function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')
}

/** Paragraphs, and lines that begin with a dash as the items of one list. */
function toHtml(lines: readonly string[]): string {
  let html = ''
  let open = false
  for (const line of lines) {
    const item = patterns.item.exec(line)?.[1]
    if (open !== (item !== undefined)) html += open ? '</ul>' : '<ul>'
    open = item !== undefined
    html += item === undefined ? `<p>${escaped(line)}</p>` : `<li>${escaped(item)}</li>`
  }
  return open ? `${html}</ul>` : html
}

function instantOf(
  [, day = '', month = '', year = '', hour = '', minute = '']: RegExpExecArray,
  line: Line,
): string {
  const two = (digits: string) => digits.padStart(2, '0')
  const local = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:00`
  const parsed = new Date(`${local}Z`)
  // A day that does not exist either fails to parse or comes back as another one.
  if (Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(local)) {
    throw new NotAnOldPage(line.number, `${shown(line.text)} is not a date and time that exists`)
  }
  return `${local}+07:00`
}

/**
 * Reads an article page of the old portal (SharePoint's DispForm, saved as text) by the order of its parts: section,
 * dateline, title, font size buttons, byline, text, views. What follows the views is the portal's form, and is left behind.
 */
export function parseOldPage(text: string): OldPage {
  const lines = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n?|\n/u)
    .map((line, index): Line => ({ number: index + 1, text: toLine(line) }))
    .filter(({ text }) => text !== '')
  const end: Line = { number: text.split(/\r\n?|\n/u).length, text: 'the end of the file' }
  let position = 0

  function take(expected: string): Line {
    const line = lines[position]
    if (!line) throw new NotAnOldPage(end.number, `expected ${expected}, found ${end.text}`)
    position += 1
    return line
  }

  function match(pattern: RegExp, expected: string): [RegExpExecArray, Line] {
    const line = take(expected)
    const found = pattern.exec(line.text)
    if (!found) throw new NotAnOldPage(line.number, `expected ${expected}, found ${shown(line.text)}`)
    return [found, line]
  }

  const section = take('the name of a section')
  const publishedAt = instantOf(
    ...match(patterns.dateline, 'a dateline such as "Thứ 2, Ngày 15/07/2019, 15:00"'),
  )
  const title = take('the title')
  match(patterns.fontSize, 'the line that begins with "Cỡ chữ:"')
  const [byline] = match(patterns.byline, 'a byline such as "15/07/2019 | Tên tác giả"')

  const from = position
  const to = lines.findIndex(({ text }, index) => index >= from && patterns.views.test(text))
  if (to === -1)
    throw new NotAnOldPage(
      end.number,
      'expected the line "Lượt người xem: Views: 79", found the end of the file',
    )
  const views = patterns.views.exec(lines[to]?.text ?? '')?.[1]
  const paragraphs = lines.slice(from, to).map((line) => line.text)
  const [first] = paragraphs
  if (first === undefined)
    throw new NotAnOldPage(lines[to]?.number ?? end.number, 'expected the text of the article, found none')

  const isSummary = first.length <= longestSummary && !patterns.item.test(first) && paragraphs.length > 1
  return {
    section: section.text,
    title: title.text,
    publishedAt,
    byline: (byline[1] ?? '').split(',').map(toLine).filter(Boolean),
    summary: isSummary ? first : '',
    body: toHtml(isSummary ? paragraphs.slice(1) : paragraphs),
    views: Number(views),
  }
}
