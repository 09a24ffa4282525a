import { analyze, type Token } from '../analyze.ts'
import { meantBy } from '../keystrokes.ts'
import { firstOf } from '../match/best.ts'
import type { Suggestion } from '../query.ts'
import { isMarked, levelOf, spellingOf, withoutInvisible, wordKey } from '../word-key.ts'
import type { Phrase } from './count.ts'
import type { PhraseTable } from './table.ts'

const most = 8
const fewestLetters = 2
const longestPrefix = 100

/**
 * The commonest phrases that begin with what is typed. Where it has marks, those that have them too. Keystrokes of an input method
 * that was off stand for the letters they were meant for.
 */
export function completions(table: PhraseTable, prefix: string): Suggestion[] {
  const text = withoutInvisible(prefix.slice(0, longestPrefix * 2).normalize('NFC')).slice(0, longestPrefix)
  const found = completionsOf(table, text)
  if (found.length > 0) return found
  const meant = text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => spelled(meantBy(word)[0]) ?? word)
  return meant === text ? [] : completionsOf(table, meant)
}

const spelled = (exact: string | undefined) => (exact === undefined ? undefined : spellingOf(exact))

function completionsOf(table: PhraseTable, text: string): Suggestion[] {
  const typed = analyze(text, true).filter(({ compound }) => compound === undefined)
  const key = typed.map(({ folded }) => folded).join(' ')
  if (key.length < fewestLetters) return []
  const isOpen = /[\p{L}\p{M}\p{N}]$/u.test(text)
  const begun = wholeOnes(table.startingWith(isOpen ? key : `${key} `))
  // Without marks any spelling has them.
  const isTold = typed.some(({ exact }) => isMarked(exact))
  const likeTyped = isTold ? begun.filter((phrase) => hasMarks(phrase, typed)) : begun
  return firstOf(likeTyped.length > 0 ? likeTyped : begun, most, (a, b) => b.count - a.count).map(
    ({ text: phrase, count }) => ({ text: phrase, count }),
  )
}

/** Ends in a word that leads on to another. Of Vietnamese those alone that end no compound (nhà ở, tự do). */
const leadsOn =
  /\s(?:các|cho|của|hoặc|những|nhằm|tại|và|về|với)$|^\p{ASCII}*\s(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)$/iu

/** Without half names: what nearly as many titles continue alike. In the order of keys, what continues one follows it at once. */
function wholeOnes(sorted: Iterable<Phrase>): Phrase[] {
  const whole: Phrase[] = []
  const open: { phrase: Phrase; longer: number }[] = []
  function close(next: string): void {
    for (let last = open.at(-1); last && !next.startsWith(`${last.phrase.folded} `); last = open.at(-1)) {
      open.pop()
      if (last.longer <= last.phrase.count * 0.8 && !leadsOn.test(last.phrase.text)) whole.push(last.phrase)
    }
  }
  for (const phrase of sorted) {
    close(phrase.folded)
    for (const each of open) each.longer = Math.max(each.longer, phrase.count)
    open.push({ phrase, longer: 0 })
  }
  close('')
  return whole
}

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
