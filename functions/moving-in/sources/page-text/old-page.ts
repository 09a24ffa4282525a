import { createHash } from 'node:crypto'
import type { LegacyEncoding } from '../../../domain/import/legacy-encoding.ts'
import { isTypedItem, withTypedLists } from '../../../domain/import/typed-lists.ts'
import { toLine, toText } from '../../../domain/text.ts'
import { type Dateline, readDateline } from './dateline.ts'
import { endOf } from './form.ts'
import { inUnicode } from './letters.ts'

/** An article page of the old portal, as its saved text gives it. */
export interface OldPage {
  /** Undefined where nothing stands above the dateline. */
  section?: string
  title: string
  /** As the portal wrote it where there is no such moment; else with the offset of Vietnam: `2019-07-15T15:00:00+07:00`. */
  publishedAt?: string
  byline: string[]
  summary: string
  /** HTML. */
  body: string
  /** Undefined where no number is told. */
  views?: number
  /** The encoding of the last century that its letters were in, if they were. */
  converted?: LegacyEncoding
}

const fontSize = /^(?:Cỡ chữ|Font size)\s*:/iu
const byline = /^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:\s*\|\s*(.*))?$/u

/** The longest summary that an article may have; a longer first paragraph stays in the body. */
const longestSummary = 600
/** How far down the dateline of a page may stand, and the buttons below its title. */
const headLines = { dateline: 12, fontSize: 20 }

export const escaped = (text: string) =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')

const toHtml = (lines: readonly string[]) =>
  withTypedLists(lines.map((line) => `<p>${escaped(line)}</p>`).join(''))

interface Head {
  section?: string
  title: string
  dateline?: Dateline
  /** Where the lines after the title begin. */
  after: number
}

/** Of a trail such as `Trang chủ > Tin tức` the last part. */
const lastOf = (trail: string) => toLine(trail.split(/\s*[>»›]\s*/u).at(-1) ?? '')

/** What stands above the text: section, dateline and title, the title in one line or several, or above its dateline. */
function headOf(lines: readonly string[]): Head | undefined {
  const buttons = lines.slice(0, headLines.fontSize).findIndex((line) => fontSize.test(line))
  const above = lines.slice(0, buttons < 0 ? headLines.dateline : Math.min(buttons, headLines.dateline))
  const datelines = above.map(readDateline)
  const at = datelines.findIndex((each) => each !== undefined)
  const dateline = datelines[at]
  if (!dateline) {
    if (buttons < 1) return undefined
    const [first = '', ...rest] = lines.slice(0, buttons)
    return rest.length === 0
      ? { title: first, after: buttons + 1 }
      : { section: lastOf(first), title: rest.join(' '), after: buttons + 1 }
  }
  const sectionAt = (index: number) => {
    const line = lines[index]
    return line === undefined ? {} : { section: lastOf(line) }
  }
  // The title stands above its dateline where nothing is left for it below.
  if (at + 1 === buttons && at > 0)
    return { ...sectionAt(at - 2), title: lines[at - 1] ?? '', dateline, after: buttons + 1 }
  const end = buttons < 0 ? at + 2 : buttons
  return {
    ...sectionAt(at - 1),
    title: lines.slice(at + 1, end).join(' '),
    dateline,
    after: buttons < 0 ? end : buttons + 1,
  }
}

/** The lines that hold something, in one normal form. */
function linesOf(text: string) {
  const { lines, converted } = inUnicode(text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u))
  return { lines: lines.map((line) => toLine(toText(line))).filter(Boolean), converted }
}

/** Whether a text begins as a page of the old portal does: with its dateline, or with the buttons below the title. */
export function looksLikeOldPage(text: string): boolean {
  const { lines } = linesOf(text.split(/\r\n?|\n/u, 60).join('\n'))
  const head = headOf(lines)
  if (!head) return false
  const rest = lines.slice(head.after)
  const hasByline = byline.test(rest[0] ?? '')
  const signs = [
    lines.slice(0, head.after).some((line) => fontSize.test(line)),
    head.dateline?.isSpoken === true,
    hasByline,
    endOf(rest).views !== undefined,
  ]
  // One date and a line of text are a note or a letter.
  return signs.filter(Boolean).length >= (head.dateline ? 1 : 2)
}

/**
 * Reads an article page of the old portal (SharePoint's DispForm, saved as text) by the order of its parts: section,
 * dateline, title, font size buttons, byline, text, views. Parts that are not there are left out; what follows the views is
 * the portal's form, which holds what no reader may see. Undefined for what is no such page.
 */
export function parseOldPage(text: string): OldPage | undefined {
  const { lines, converted } = linesOf(text)
  const head = headOf(lines)
  if (!head) return undefined
  const { section, title, dateline, after } = head
  const told = byline.exec(lines[after] ?? '')
  const rest = lines.slice(told ? after + 1 : after)
  const { end, views } = endOf(rest)
  const paragraphs = rest.slice(0, end)
  const [first = ''] = paragraphs
  const isSummary = first.length <= longestSummary && !isTypedItem(first) && paragraphs.length > 1
  const publishedAt = dateline?.at ?? dateline?.text ?? told?.[1]
  return {
    ...(section !== undefined && section !== '' && { section }),
    title,
    ...(publishedAt !== undefined && { publishedAt }),
    byline: (told?.[2] ?? '').split(',').map(toLine).filter(Boolean),
    summary: isSummary ? first : '',
    body: toHtml(isSummary ? paragraphs.slice(1) : paragraphs),
    ...(views !== undefined && { views }),
    ...(converted && { converted }),
  }
}

/** By what earlier importers knew what a page said. Not the views: they grow each time someone reads. */
export function digestOf({ section, title, publishedAt, byline, summary, body }: OldPage): string {
  const parts = { section, title, publishedAt, byline, summary, body }
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
