import type { LegacyEncoding } from '../../../functions/domain/import/legacy-encoding.ts'
import { isTypedItem, withTypedLists } from '../../../functions/domain/import/typed-lists.ts'
import { findForbidden, toLine } from '../../../functions/domain/text.ts'
import { datelinePattern, instantOf } from './old-dateline.ts'
import { inUnicode } from './old-letters.ts'

/** An article page of the old portal, as its saved text gives it. */
export interface OldPage {
  section: string
  /** Where the section stands, for whoever finds that there is none of that name. */
  sectionLine: number
  title: string
  /** With the offset of Vietnam: `2019-07-15T15:00:00+07:00`. */
  publishedAt: string
  byline: string[]
  summary: string
  /** HTML. */
  body: string
  views: number
  /** The encoding of the last century that its letters were in, if they were. */
  converted?: LegacyEncoding
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

/** Behind the last line. */
interface End {
  number: number
  text: undefined
}

const patterns = {
  fontSize: /^Cỡ chữ:/u,
  byline: /^\d{1,2}\/\d{1,2}\/\d{4} \|(.*)$/u,
  viewsLabel: /^Lượt người xem:/u,
  /** Thousands apart as any language does it: `1.234`, `1,234`, `1 234`. */
  views: /^Lượt người xem:(?: Views:)? ?(\d+|\d{1,3}([., ])\d{3}(?:\2\d{3})*)$/u,
  markup: /^<[!?a-z]/iu,
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

const toHtml = (lines: readonly string[]) =>
  withTypedLists(lines.map((line) => `<p>${escaped(line)}</p>`).join(''))

function publishedAtOf(found: RegExpExecArray, line: Line): string {
  const instant = instantOf(found)
  if (instant) return instant
  throw new NotAnOldPage(line.number, `${shown(line.text)} is not a date and time that exists`)
}

const examples = {
  dateline: 'a dateline such as "Thứ 2, Ngày 15/07/2019, 15:00"',
  byline: 'a byline such as "15/07/2019 | Tên tác giả"',
  views: 'the line "Lượt người xem: Views: 79"',
}

function refuse(line: Line | End, expected: string): never {
  throw new NotAnOldPage(line.number, `expected ${expected}, found ${shown(line.text)}`)
}

/** The lines that hold something, in one normal form. */
function linesOf(text: string) {
  const { lines: all, converted } = inUnicode(text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u))
  const lines = all.map((each, index): Line => {
    const forbidden = findForbidden(each)
    if (forbidden) throw new NotAnOldPage(index + 1, `holds the control character ${forbidden}; remove it`)
    return { number: index + 1, text: toLine(each) }
  })
  const end: End = { number: all.length, text: undefined }
  return { lines: lines.filter((line) => line.text !== ''), end, converted }
}

/**
 * Reads an article page of the old portal (SharePoint's DispForm, saved as text) by the order of its parts: section,
 * dateline, title, font size buttons, byline, text, views. What follows the views is the portal's form, and is left out.
 */
export function parseOldPage(text: string): OldPage {
  const { lines, end, converted } = linesOf(text)
  let position = 0

  function take(expected: string): Line {
    const line = lines[position] ?? refuse(end, expected)
    position += 1
    return line
  }

  function match(pattern: RegExp, expected: string): [RegExpExecArray, Line] {
    const line = take(expected)
    return [pattern.exec(line.text) ?? refuse(line, expected), line]
  }

  const section = take('the name of a section')
  if (patterns.markup.test(section.text)) refuse(section, 'plain text with the name of a section first')
  const publishedAt = publishedAtOf(...match(datelinePattern, examples.dateline))
  const title = take('the title')
  match(patterns.fontSize, 'the line that begins with "Cỡ chữ:"')
  const [byline] = match(patterns.byline, examples.byline)

  const paragraphs: string[] = []
  while (!patterns.viewsLabel.test(lines[position]?.text ?? '')) paragraphs.push(take(examples.views).text)
  const [first] = paragraphs
  if (first === undefined) refuse(lines[position] ?? end, 'the text of the article')
  const [views] = match(patterns.views, examples.views)

  const isSummary = first.length <= longestSummary && !isTypedItem(first) && paragraphs.length > 1
  return {
    section: section.text,
    sectionLine: section.number,
    title: title.text,
    publishedAt,
    byline: (byline[1] ?? '').split(',').map(toLine).filter(Boolean),
    summary: isSummary ? first : '',
    body: toHtml(isSummary ? paragraphs.slice(1) : paragraphs),
    views: Number(views[1]?.replace(/\D/gu, '')),
    ...(converted && { converted }),
  }
}
