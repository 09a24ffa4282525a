import { isDocumentKey } from '../document-number.ts'
import type { OpenSegment } from '../segment/open.ts'
import type { Group, Variant } from '../segment/terms.ts'
import { isMarked, type Level, levelOf } from '../word-key.ts'
import type { ParsedQuery, Word } from './parse.ts'

/** One spelling of a word in a segment, and how much it counts. */
export interface Spelling {
  variant: Variant
  level: Level
  weight: number
}

/** A group of spellings that a word of the query stands for. */
export interface Match {
  group: Group
  spellings: Spelling[]
  /** The bytes from `group.start`, once they are read. */
  bytes: Uint8Array
}

/** By level. Who types no marks at all asks for none, so that any are nearly as good. */
const weights = { marked: [0.25, 0.6, 1], unmarked: [0.25, 0.9, 1], beginning: 0.3 } as const

const mostNumbers = 200
/** Of words that begin with the last one typed, those that stand in most texts. */
const mostBeginnings = { read: 4_000, taken: 48 }

/** What each word of the query may be in a segment. `openEnd` takes the last one for the beginning of a word. */
export function resolve(segment: OpenSegment, query: ParsedQuery, openEnd: boolean): Match[][] {
  const last = query.order.at(-1)
  return query.words.map((word, at) => {
    const whole = wholeWord(segment, query, word)
    return openEnd && at === last ? [...whole, ...beginnings(segment, query, word)] : whole
  })
}

function wholeWord({ terms }: OpenSegment, { marked }: ParsedQuery, word: Word): Match[] {
  const group = terms.find(word.folded)
  const matches: Match[] = group ? [matchOf(group, word, weights[marked ? 'marked' : 'unmarked'])] : []
  if (!isDocumentKey(word.folded)) return matches
  // 01/QĐ is the beginning of 01/QĐ-UBND.
  return [...matches, ...terms.startingWith(`${word.folded}/`, mostNumbers).map(beginningOf)]
}

/** One letter says too little alone; after another word it may do. */
function beginnings({ terms }: OpenSegment, { words }: ParsedQuery, word: Word): Match[] {
  if (word.folded.length < (words.length > 1 ? 1 : 2)) return []
  const longer = terms
    .startingWith(word.folded, mostBeginnings.read)
    .filter(({ folded }) => folded.length > Buffer.byteLength(word.folded))
  return longer
    .filter(({ folded }) => !isDocumentKey(word.folded) || !isContinued(folded, word))
    .sort((a, b) => b.postingsLength - a.postingsLength)
    .slice(0, mostBeginnings.taken)
    .map(beginningOf)
}

/** What `wholeWord` has already. */
const isContinued = (folded: Uint8Array, word: Word) =>
  Buffer.from(folded).toString().startsWith(`${word.folded}/`)

function matchOf(group: Group, word: Word, byLevel: readonly [number, number, number]): Match {
  const spellings = group.variants
    .map((variant): Spelling => {
      const level = levelOf(word.exact, Buffer.from(variant.exact).toString())
      return { variant, level, weight: byLevel[level] }
    })
    .sort((a, b) => b.level - a.level)
  return { group, spellings, bytes: new Uint8Array() }
}

function beginningOf(group: Group): Match {
  const spellings = group.variants.map(
    (variant): Spelling => ({ variant, level: 0, weight: weights.beginning }),
  )
  return { group, spellings, bytes: new Uint8Array() }
}

/** How rare each word is in the whole index: of one with marks, as it was typed, where it stands so at all. */
export function rarityOf(query: ParsedQuery, bySegment: readonly Match[][][], texts: number) {
  return query.words.map((word, at) => {
    let exact = 0
    let all = 0
    for (const matches of bySegment)
      for (const { spellings } of matches[at] ?? [])
        for (const { variant, level } of spellings) {
          all += variant.texts
          if (level === 2) exact += variant.texts
        }
    const found = Math.min(texts, isMarked(word.exact) && exact > 0 ? exact : all)
    return { texts: all, weight: Math.log(1 + (texts - found + 0.5) / (found + 0.5)) }
  })
}
