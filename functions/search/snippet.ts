import { analyze, type Token } from './analyze.ts'
import { type ParsedQuery, parseQuery, type Word } from './match/parse.ts'
import { levelOf } from './word-key.ts'

/** A piece of a text as it was written; marked where it is what was asked for. Never HTML. */
export interface Part {
  text: string
  mark: boolean
}

/** A word of the text that the query asks for. */
interface Mark {
  start: number
  end: number
  position: number
  /** Which word of the query, and how near it is: 4 as typed, 3 and 2 less so, 1 by its beginning alone. */
  word: number
  nearness: number
}

/** The whole text, as for a title. */
export function mark(text: string, q: string): Part[] {
  return partsOf(text, marksIn(text, parseQuery(q)), 0, text.length)
}

/** The stretch of about `length` letters in which most of the query stands, most closely; else the beginning. */
export function snippet(text: string, q: string, length = 220): Part[] {
  const marks = marksIn(text, parseQuery(q))
  const first = bestWindow(marks, length)
  const from = first ? startOf(text, first.start) : 0
  const to = endOf(text, Math.max(from + length, first?.end ?? 0))
  const parts = partsOf(
    text,
    marks.filter(({ start, end }) => start >= from && end <= to),
    from,
    to,
  )
  const more: Part = { text: '…', mark: false }
  return [...(from > 0 ? [more] : []), ...parts, ...(to < text.length ? [more] : [])]
}

/** Where a word stands as it was typed, its other forms in the same text are not marked. */
function marksIn(text: string, query: ParsedQuery): Mark[] {
  const words = query.order.flatMap((at) => {
    const word = query.words[at]
    return word ? [word, ...word.parts] : []
  })
  const last = query.lastIsOpen ? words.at(-1) : undefined
  const marks = analyze(text).flatMap((token) => markOf(token, words, last))
  const nearest = new Map<number, number>()
  for (const { word, nearness } of marks) nearest.set(word, Math.max(nearness, nearest.get(word) ?? 0))
  return marks.filter(({ word, nearness }) => nearness === nearest.get(word))
}

function markOf(
  { exact, folded, start, end, position }: Token,
  words: readonly Word[],
  last: Word | undefined,
): Mark[] {
  let best: Mark | undefined
  for (const [word, asked] of words.entries()) {
    const whole =
      asked.folded === folded || (asked.folded.startsWith('#') && folded.startsWith(`${asked.folded}/`))
    const begun = asked === last && asked.folded.length > 1 && folded.startsWith(asked.folded)
    const nearness = whole ? 2 + levelOf(asked.exact, exact) : begun ? 1 : 0
    if (nearness > (best?.nearness ?? 0)) best = { start, end, position, word, nearness }
  }
  return best ? [best] : []
}

/** Room before the first mark, in letters. */
const lead = 60

function bestWindow(marks: readonly Mark[], length: number): Mark | undefined {
  let best: { mark: Mark; score: number } | undefined
  for (const [at, first] of marks.entries()) {
    const score = scoreFrom(marks, at, first.start + length - lead)
    if (score > (best?.score ?? 0)) best = { mark: first, score }
  }
  return best?.mark
}

function scoreFrom(marks: readonly Mark[], from: number, end: number): number {
  const seen = new Set<number>()
  let score = 0
  let previous: Mark | undefined
  for (let at = from; at < marks.length; at++) {
    const each = marks[at]
    if (!each || each.end > end) break
    score += seen.has(each.word) ? 0.2 : each.nearness * 3
    if (previous && each.position === previous.position + 1 && each.word === previous.word + 1) score += 4
    seen.add(each.word)
    previous = each
  }
  return score
}

/** At a blank, some words before. */
function startOf(text: string, first: number): number {
  if (first <= lead) return 0
  const blank = text.slice(first - lead, first).search(/\s/u)
  return blank < 0 ? first : first - lead + blank + 1
}

function endOf(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length
  const cut = text.slice(0, wanted).replace(/\s+\S*$/u, '')
  return Math.max(cut.length, wanted - 40)
}

/** Marks that only a blank parts are one. */
function partsOf(text: string, marks: readonly Mark[], from: number, to: number): Part[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last && (start <= last.end || /^[ \u00a0]$/u.test(text.slice(last.end, start))))
      last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  const parts: Part[] = []
  let at = from
  for (const { start, end } of joined) {
    parts.push({ text: text.slice(at, start), mark: false }, { text: text.slice(start, end), mark: true })
    at = end
  }
  parts.push({ text: text.slice(at, to), mark: false })
  return parts.filter((part) => part.text !== '')
}
