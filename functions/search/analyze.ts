import { documentNumbers, type Stretch } from './document-number.ts'
import { groupedNumbers } from './grouped-number.ts'
import { invisible, type WordKey, wordKey } from './word-key.ts'

/** Of these rules and those of `word-key`, `document-number` and `grouped-number`. What was indexed by others is indexed again. */
export const analyzerVersion = 2

export interface Token extends WordKey {
  /** Where it stands in the text as given, in UTF-16 units. */
  start: number
  end: number
  /** Counted in words from 0. */
  position: number
  /** A number of several words, beside its words: how many positions it takes. */
  compound?: number
}

/** Scripts without blanks: each letter is a word, and what is typed together stands together. */
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('')
const word = new RegExp(
  `[${unspaced}][\\p{M}${invisible}]*|[[\\p{L}\\p{M}\\p{N}${invisible}]--[${unspaced}]]+`,
  'gv',
)

/** Keys that came lately: a language has few words, and they come again. */
const known = new Map<string, WordKey>()
const mostKnown = 40_000

function keyOf(text: string): WordKey {
  const old = known.get(text)
  if (old) return old
  const key = wordKey(text)
  if (known.size >= mostKnown) known.clear()
  if (text.length < 30) known.set(text, key)
  return key
}

/**
 * The words of a text. One analyzer makes the index, reads queries, marks snippets and counts phrases: what one of them
 * takes for a word, all do. `typed` is for queries, where capitals cannot be asked for.
 */
export function analyze(text: string, typed = false): Token[] {
  const numbers = groupedNumbers(text)
  const words = wordsOf(text, numbers)
  const compounds = [...numbers, ...documentNumbers(text, typed)].flatMap((number) => compound(words, number))
  if (compounds.length === 0) return words
  return [...words, ...compounds].sort((a, b) => a.start - b.start || b.end - a.end)
}

/** The parts of one number take one position together, as the number does without its points. */
function wordsOf(text: string, numbers: readonly Stretch[]): Token[] {
  const words: Token[] = []
  let position = -1
  let at = 0
  for (const { 0: found, index: start } of text.matchAll(word)) {
    const { exact, folded } = keyOf(found)
    // Marks without a letter, as after a heart.
    if (!folded) continue
    while ((numbers[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at += 1
    const number = numbers[at]?.start ?? Number.POSITIVE_INFINITY
    if (start <= number || (words.at(-1)?.start ?? -1) < number) position += 1
    words.push({ exact, folded, start, end: start + found.length, position })
  }
  return words
}

/** A number of several words stands where its first one does. */
function compound(words: readonly Token[], { start, end, key }: Stretch): Token[] {
  let from = 0
  let to = words.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((words[middle]?.start ?? 0) < start) from = middle + 1
    else to = middle
  }
  const first = words[from]
  if (!first || first.start >= end) return []
  let last = first
  for (let at = from; (words[at]?.start ?? end) < end; at += 1) last = words[at] ?? last
  const { exact, folded } = key
  return [
    { exact, folded, start, end, position: first.position, compound: last.position - first.position + 1 },
  ]
}
