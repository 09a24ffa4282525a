import { analyze, type Token } from '../analyze.ts'
import { firstOf } from '../match/best.ts'
import type { Suggestion } from '../query.ts'
import { levelOf, wordKey } from '../word-key.ts'
import type { Phrase } from './count.ts'
import type { PhraseTable } from './table.ts'

const most = 8
const fewestLetters = 2
const longestPrefix = 100

/** The commonest phrases that begin with what is typed. Where it has marks, those that have them too. */
export function completions(table: PhraseTable, prefix: string): Suggestion[] {
  const text = prefix.slice(0, longestPrefix).normalize('NFC')
  const typed = analyze(text, true).filter(({ compound }) => compound === undefined)
  const key = typed.map(({ folded }) => folded).join(' ')
  if (key.length < fewestLetters) return []
  const isOpen = /[\p{L}\p{M}\p{N}]$/u.test(text)
  const begun = [...table.startingWith(isOpen ? key : `${key} `)]
  const likeTyped = begun.filter((phrase) => hasMarks(phrase, typed))
  const best = firstOf(likeTyped.length > 0 ? likeTyped : begun, most * 4, (a, b) => b.count - a.count)
  return best
    .filter((phrase) => !best.some((other) => saysMore(other, phrase)))
    .slice(0, most)
    .map(({ text: spelled, count }) => ({ text: spelled, count }))
}

/** The same words and some more, in nearly as many titles: half a name is no suggestion. */
const saysMore = (other: Phrase, { folded, count }: Phrase) =>
  other.folded.startsWith(`${folded} `) && other.count > count * 0.8

/** Each word has the marks typed; of the last one its beginning. */
function hasMarks({ text }: Phrase, typed: readonly Token[]): boolean {
  const words = analyze(text).filter(({ compound }) => compound === undefined)
  return typed.every((word, at) => {
    const found = words[at]
    if (!found) return false
    if (at < typed.length - 1) return levelOf(word.exact, found.exact) > 0
    return (
      levelOf(
        word.exact,
        wordKey(beginningOf(text.slice(found.start, found.end), word.folded.length)).exact,
      ) > 0
    )
  })
}

/** So many letters, with their marks. */
function beginningOf(word: string, letters: number): string {
  const found = word.normalize('NFD').match(/\P{M}\p{M}*/gu) ?? []
  return found.slice(0, letters).join('')
}
