import { mediaIn, mediaScheme } from '../library/media-address.ts'
import { toLine, toText } from '../text.ts'
import { linkHref } from '../url.ts'
import { append, appendText, attribute, type Element, element, langOf } from './tree.ts'

/**
 * Running text is held as words that carry their marks, not as a tree: nesting that means nothing, links in links,
 * empty emphasis and double spaces cannot be expressed, and text that a block interrupts needs no case of its own.
 * sanitize-html and parse5 have nothing for it.
 */

export interface Mark {
  tag: string
  attributes: Record<string, string>
  key: string
}

/** Text as it was found; `\n` in it is a line break (`br`), other white space is a space. */
export interface Run {
  text: string
  marks: readonly Mark[]
  /** Ids of the places that begin with it; links of the text lead there. */
  anchors?: readonly string[]
  /** A footnote that stands here, instead of text. */
  note?: { lines: Lines; lang: string | undefined }
}

/** Lines of words and single spaces between them. */
export type Lines = Run[][]

/**
 * A footnote stands where its number will: `<small role="note">its words</small>`. The page numbers it and prints it at the end,
 * so that no reference can be without a note, and no note without a reference.
 */
export const noteTag = 'small'

/** A link to a place of the text itself. */
export const anchorLink = /^#body-[a-z0-9-]+$/u

const prefix = 'inline-'

/**
 * The name under which an element of running text passes the parser: one that it does not know. An unclosed `strong` or
 * `a` it would write again into every paragraph that follows: 100 kB became a million elements.
 */
export const inlineName = (tag: string) => prefix + tag

export function isInline({ tagName }: Element): boolean {
  return tagName.startsWith(prefix)
}

function mark(tag: string, attributes: Record<string, string> = {}): Mark {
  return { tag, attributes, key: JSON.stringify([tag, attributes]) }
}

function ownAttributes(tag: string, node: Element): Record<string, string> | undefined {
  if (tag === 'a') {
    const given = attribute(node, 'href') ?? ''
    const file = mediaIn(given.trim())
    if (file) return { href: mediaScheme + file }
    if (anchorLink.test(given)) return { href: given }
    const href = linkHref(given)
    if (href === undefined) return undefined
    return /^https?:/iu.test(href) ? { href, rel: 'noopener' } : { href }
  }
  if (tag === 'abbr') {
    const title = toLine(toText(attribute(node, 'title') ?? ''))
    return title === '' ? undefined : { title }
  }
  return isInline(node) && tag !== 'span' ? {} : undefined
}

/** What an element says of its text; an element that says nothing but its language is a `span`. */
function markOf(node: Element): Mark | undefined {
  const tag = node.tagName.slice(prefix.length)
  const own = ownAttributes(tag, node)
  const lang = langOf(node)
  if (own) return mark(tag, lang ? { ...own, lang } : own)
  return lang ? mark('span', { lang }) : undefined
}

const styled = new Set(['strong', 'em', 's', 'sub', 'sup'])

/** Marks with those that a style adds, and without those that it takes away. */
function withStyle(marks: readonly Mark[], names: string | undefined): readonly Mark[] {
  let all = marks
  for (const name of names?.split(' ') ?? []) {
    const tag = name.replace('-', '')
    const isThere = all.some((each) => each.tag === tag)
    if (name !== tag && isThere) all = all.filter((each) => each.tag !== tag)
    else if (name === tag && !isThere && styled.has(tag)) all = [...all, mark(tag)]
  }
  return all
}

/** The marks within an element. The inner of two links or languages holds; emphasis in emphasis adds nothing. */
export function withMark(marks: readonly Mark[], node: Element): readonly Mark[] {
  return withStyle(withOwnMark(marks, node), attribute(node, 'marks'))
}

function withOwnMark(marks: readonly Mark[], node: Element): readonly Mark[] {
  const added = markOf(node)
  if (!added) return marks
  const others = marks.filter(({ tag }) => tag !== added.tag)
  const repeated = others.length < marks.length
  return repeated && Object.keys(added.attributes).length === 0 ? marks : [...others, added]
}

/** The marks within a block that says its language itself. */
export function withoutLang(marks: readonly Mark[]): readonly Mark[] {
  return marks.flatMap(({ tag, attributes: { lang, ...others } }) =>
    tag === 'span' ? [] : [mark(tag, others)],
  )
}

function shared(one: readonly Mark[], other: readonly Mark[]): readonly Mark[] {
  const end = one.findIndex(({ key }, index) => key !== other[index]?.key)
  return end === -1 ? one : one.slice(0, end)
}

const sameMarks = (one: Run, other: Run) =>
  one.marks === other.marks ||
  (one.marks.length === other.marks.length && shared(one.marks, other.marks).length === one.marks.length)

/** Pieces of text that belong together: only so do a letter and a combining mark after it compose. */
function join(runs: readonly Run[]) {
  const joined: (Omit<Run, 'text'> & { pieces: string[] })[] = []
  let last: Run | undefined
  for (const run of runs) {
    if (last && !last.note && !run.note && !run.anchors && sameMarks(last, run))
      joined.at(-1)?.pieces.push(run.text)
    else joined.push({ ...run, pieces: [run.text] })
    last = run
  }
  return joined
}

/**
 * The words of a text. U+0338 at the start of a word goes: composed with the `>` before it, it would break the tag as
 * soon as somebody normalised the page.
 */
function words(text: string): string[] {
  return (toText(text).match(/\n|[^\S\n]+|\S+/gu) ?? [])
    .map((word) => (word === '\n' || /\S/u.test(word) ? word.replace(/^\u0338+/u, '') : ' '))
    .filter((word) => word !== '')
}

/** A space is marked as far as the words on both sides of it are. */
function tidyLine(line: readonly Run[]): Run[] {
  const kept = line.filter(({ text }, index) => text !== ' ' || (index > 0 && line[index - 1]?.text !== ' '))
  if (kept.at(-1)?.text === ' ') kept.pop()
  return kept.map((run, index) => {
    const { text, marks } = run
    const [before, after] = [kept[index - 1], kept[index + 1]]
    if (text !== ' ' || !before || !after) return run
    return { text, marks: shared(shared(before.marks, marks), after.marks) }
  })
}

/** Lines as they are to be written; an empty one is a break between paragraphs. */
export function toTextLines(runs: readonly Run[]): Lines {
  const found: Lines = [[]]
  let waiting: readonly string[] = []
  for (const { pieces, marks, anchors = [], note } of join(runs)) {
    waiting = [...waiting, ...anchors]
    if (note) found.at(-1)?.push({ text: '', marks, note })
    for (const text of words(pieces.join(''))) {
      if (text === '\n') found.push([])
      else if (text === ' ' || waiting.length === 0) found.at(-1)?.push({ text, marks })
      else {
        found.at(-1)?.push({ text, marks, anchors: waiting })
        waiting = []
      }
    }
  }
  return found.map(tidyLine)
}

/** Writes lines into `parent` with a `br` between them, opening as few elements as their marks allow. */
export function appendLines(parent: Element, lines: Lines): void {
  let open: readonly { mark: Mark; element: Element }[] = []
  const write = ({ text, marks, anchors = [], note }: Run) => {
    const kept = shared(
      open.map(({ mark }) => mark),
      marks,
    ).length
    const opened = [...open.slice(0, kept)]
    for (const next of marks.slice(kept)) {
      const child = element(next.tag, next.attributes)
      append(opened.at(-1)?.element ?? parent, [child])
      opened.push({ mark: next, element: child })
    }
    open = opened
    const target = opened.at(-1)?.element ?? parent
    append(
      target,
      anchors.map((id) => element('span', { id })),
    )
    if (note) append(target, [noteOf(note)])
    else if (text === '\n') append(target, [element('br')])
    else appendText(target, text)
  }
  lines.forEach((line, index) => {
    const [before, first] = [lines[index - 1]?.at(-1), line[0]]
    if (before && first) write({ text: '\n', marks: shared(before.marks, first.marks) })
    line.forEach(write)
  })
}

function noteOf({ lines, lang }: NonNullable<Run['note']>): Element {
  const made = element(noteTag, { role: 'note', lang })
  appendLines(made, lines)
  return made
}
