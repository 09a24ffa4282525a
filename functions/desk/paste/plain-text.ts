import { append, appendText, type Element, element, fragment, htmlOf } from '../../domain/body/tree.ts'
import { arrangeTypedLists, isTypedItem } from '../../domain/import/typed-lists.ts'

/** Lines that were cut at the edge of a page are about as long as it is wide. */
const wide = { from: 50, to: 110 }
/** A line that is shorter than this share of the longest ends its paragraph. */
const shortShare = 0.75

const tidy = (line: string) => line.replace(/[^\S\n]+/gu, ' ').trim()

/** Whether a line goes on in the next one: it ends in the middle of a sentence. */
const goesOn = (line: string, next: string) => /^\p{Ll}/u.test(next) || !/[.!?…:;"”]$/u.test(line)

/** Whether a program has broken the lines of a text, as in what is copied from a PDF: most of the long ones go on. */
function isWrapped(parts: readonly string[][]): boolean {
  const long = parts
    .flatMap((lines) => lines.flatMap((line, index) => ({ line, next: lines[index + 1] ?? '' })))
    .filter(({ line, next }) => line.length >= wide.from && next !== '' && !isTypedItem(next))
  const cut = long.filter(({ line, next }) => line.length <= wide.to && goesOn(line, next))
  return cut.length > long.length / 2
}

/** Joins lines that were cut; an item begins a new one, and a short line ends a paragraph. */
function joined(lines: readonly string[], width: number): string[] {
  const paragraphs: string[] = []
  let isOpen = false
  for (const line of lines) {
    const before = paragraphs.at(-1)
    if (isOpen && before !== undefined && !isTypedItem(line))
      paragraphs[paragraphs.length - 1] = `${before} ${line}`
    else paragraphs.push(line)
    isOpen = line.length >= width * shortShare
  }
  return paragraphs
}

function paragraphOf(text: string): Element {
  const made = element('p')
  text.split('\n').forEach((line, index) => {
    if (index > 0) append(made, [element('br')])
    appendText(made, line)
  })
  return made
}

/** Items stand by themselves; other lines of a paragraph stay lines. */
function apart(lines: readonly string[]): string[] {
  const parts: string[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const last = parts.at(-1)
    if (last === undefined || isTypedItem(line) || (before !== undefined && isTypedItem(before)))
      parts.push(line)
    else parts[parts.length - 1] = `${last}\n${line}`
  }
  return parts
}

/**
 * HTML of plain text. An empty line ends a paragraph; without any, each line is one. Lines that were broken at the edge of a page
 * are joined, and signs of items make lists.
 */
export function htmlOfText(text: string): string {
  const parts = text
    .replace(/\r\n?|[\f\v\u2028\u2029]/gu, '\n')
    .split(/\n\s*\n/u)
    .map((part) => part.split('\n').map(tidy).filter(Boolean))
    .filter(({ length }) => length > 0)
  const width = Math.max(0, ...parts.flat().map(({ length }) => Math.min(length, wide.to)))
  const lines = isWrapped(parts)
    ? parts.flatMap((part) => joined(part, width))
    : parts.length === 1
      ? parts.flat()
      : parts.flatMap(apart)
  const body = fragment(lines.map(paragraphOf))
  arrangeTypedLists(body)
  return htmlOf(body)
}
