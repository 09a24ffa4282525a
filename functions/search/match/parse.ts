import { analyze, type Token } from '../analyze.ts'
import { meantBy } from '../keystrokes.ts'
import { isMarked, withoutInvisible } from '../word-key.ts'

/** What is looked at of a query. */
const mostLetters = 200
const mostWords = 16

/** One word of a query, or a number of several. */
export interface Word {
  exact: string
  folded: string
  /** How many positions it takes. */
  span: number
  /** The words of a number of several, or of letters and digits written as one, by which it is found where they stand apart. */
  parts: readonly Word[]
  /** Its parts are letters and digits written as one: COVID19. */
  isGlued: boolean
  /** As typed. */
  text: string
}

/** Words that were typed together: in quotes, or with no blank between them (COVID-19), where they must stand together. */
export interface Piece {
  words: readonly Word[]
}

export interface ParsedQuery {
  pieces: readonly Piece[]
  /** Each word once. */
  words: readonly Word[]
  /** What was typed, in its order, as places in `words`. */
  order: readonly number[]
  /** Places in `words` of what must stand together. */
  phrases: readonly (readonly number[])[]
  /** The last word may be half of one: nothing stands after it. */
  lastIsOpen: boolean
  /** Some word has a mark; without any, none is asked for. */
  marked: boolean
}

/** Whoever types one kind of quotation mark means the other: any opens, and any closes. */
const quotationMarks = /["\u201c\u201d\u201e\u00ab\u00bb]/u

/** Reads a query. Nothing in it is an operator but quotation marks, and nothing is refused. */
export function parseQuery(q: string): ParsedQuery {
  // Marks in heaps take time to put in order, so it is cut before and after.
  const text = q
    .slice(0, mostLetters * 5)
    .normalize('NFC')
    .slice(0, mostLetters)
  const parts = text.split(quotationMarks)
  const pieces = parts.flatMap((part, at) => (at % 2 === 1 ? quoted(part) : unquoted(part)))
  const endsInside = parts.length % 2 === 0
  return queryOf(pieces, !endsInside && /[\p{L}\p{M}\p{N}]$/u.test(withoutInvisible(text)))
}

export function queryOf(pieces: readonly Piece[], lastIsOpen: boolean): ParsedQuery {
  let left = mostWords
  const kept = pieces.flatMap(({ words }) => {
    const some = words.slice(0, left)
    left -= some.length
    return some.length > 0 ? [{ words: some }] : []
  })
  const places = new Map<string, number>()
  const words: Word[] = []
  const placeOf = (word: Word) => {
    const key = `${word.exact} ${word.folded}`
    const place = places.get(key) ?? words.push(word) - 1
    places.set(key, place)
    return place
  }
  const byPiece = kept.map((piece) => piece.words.map(placeOf))
  return {
    pieces: kept,
    words,
    order: byPiece.flat(),
    phrases: byPiece.filter((piece) => piece.length > 1),
    lastIsOpen,
    marked: words.some(({ exact }) => isMarked(exact)),
  }
}

/** The same, with the words that a number or a word with digits is made of instead of it, standing together. */
export function withNumbersApart({ pieces }: ParsedQuery): ParsedQuery | undefined {
  const hasNumber = pieces.some(({ words }) => words.some(({ parts }) => parts.length > 0))
  if (!hasNumber) return undefined
  const apart = pieces.map(
    ({ words }): Piece => ({
      words: words.flatMap((word) => (word.parts.length > 0 ? word.parts : [word])),
    }),
  )
  return queryOf(apart, false)
}

interface PlacedWord extends Word {
  start: number
  end: number
}

const quoted = (text: string): Piece[] => [{ words: wordsOf(text) }]

/** Cut where a blank stands between two words. */
function unquoted(text: string): Piece[] {
  const pieces: { words: PlacedWord[] }[] = []
  let previous: PlacedWord | undefined
  for (const word of wordsOf(text)) {
    const glued = previous !== undefined && !/\s/u.test(text.slice(previous.end, word.start))
    if (glued) pieces.at(-1)?.words.push(word)
    else pieces.push({ words: [word] })
    previous = word
  }
  return pieces
}

/** A number of several words stands for them. */
function wordsOf(text: string): PlacedWord[] {
  const tokens = analyze(text, true)
  const words: PlacedWord[] = []
  for (const token of tokens) {
    if (token.start < (words.at(-1)?.end ?? 0)) continue
    const parts =
      token.compound === undefined
        ? gluedParts(text, token)
        : tokens.filter((each) => isPart(each, token)).map((part) => wordOf(text, part, []))
    words.push({ ...wordOf(text, token, parts), start: token.start, end: token.end })
  }
  return words
}

const isPart = (each: Token, whole: Token) =>
  each.compound === undefined && each.start >= whole.start && each.end <= whole.end

/** COVID19 stands in texts as COVID-19. A digit that an input method left behind (ho65i) is none. */
function gluedParts(text: string, { start, end }: Token): Word[] {
  const own = text.slice(start, end)
  if (!/\p{N}/u.test(own) || !/\p{L}/u.test(own) || meantBy(own).length > 0) return []
  const apart = own.replace(/^(?:\p{N}+|[^\p{N}]+)/u, '$& ')
  return analyze(apart).map((part) => wordOf(apart, part, []))
}

const wordOf = (text: string, token: Token, parts: readonly Word[]): Word => ({
  exact: token.exact,
  folded: token.folded,
  span: token.compound ?? 1,
  parts,
  isGlued: parts.length > 0 && token.compound === undefined,
  text: text.slice(token.start, token.end),
})
