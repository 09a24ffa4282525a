import { analyze } from '../analyze.ts'
import { meantBy } from '../keystrokes.ts'
import type { Searched } from '../match/find.ts'
import type { ParsedQuery, Word } from '../match/parse.ts'
import { isMarked, levelOf, spellingOf, wordKey } from '../word-key.ts'
import type { PhraseTable } from './table.ts'

/** What a word may have been meant to be. */
interface Alternative {
  folded: string
  /** In its own spelling, where that is known. */
  exact?: string
  /** As it was typed. */
  typed?: string
  /** In about how many texts it stands. */
  texts: number
  /** How far it is from what was typed: about one for a letter. */
  edits: number
}

interface Correction {
  words: readonly Alternative[]
  score: number
  /** Letters that were mistaken; what an input method left behind is no mistake. */
  mistakes: number
}

const most = { words: 8, alternatives: 12, correctionsKept: 10, mistakes: 2.4 }
/** By how much more likely a correction must be than what was typed; where that found nothing, even a less likely one helps. */
const advantage = { found: 2.2, nothingFound: -6 }
/** A title counts as so many texts. */
const textsOfTitle = 20
/** What keystrokes stand for is nearly certain where they are no word of any text. */
const residueCost = { ofWord: 0.6, ofNone: 0.1 }

/** "Did you mean": the likeliest other query, by how often its words stand in texts and beside each other in titles. */
export function correct(
  searched: Searched,
  table: PhraseTable,
  query: ParsedQuery,
  nothingFound: boolean,
): string | undefined {
  const words = query.pieces.flatMap((piece) => piece.words)
  if (words.length === 0 || words.length > most.words) return undefined
  if (words.some(({ parts, isGlued }) => parts.length > 0 && !isGlued)) return undefined
  const respaced = nothingFound ? withOtherBlanks(searched, table, words) : undefined
  if (respaced !== undefined) return respaced
  const nothing: Correction = { words: [], score: 0, mistakes: 0 }
  let [best, asTyped] = [[nothing], nothing]
  for (const word of words) {
    const typed = asItIs(searched, word)
    // Of what stands nowhere no query finds anything.
    const alternatives = [typed, ...othersOf(searched, table, word, typed)].filter(({ texts }) => texts > 0)
    if (alternatives.length === 0) return undefined
    best = extend(best, alternatives, table)
    asTyped = extend([asTyped], [typed], table)[0] ?? nothing
  }
  const chosen = nothingFound ? best.find((each) => !isTyped(each)) : best[0]
  if (!chosen || isTyped(chosen)) return undefined
  const bound = nothingFound ? advantage.nothingFound : advantage.found
  if (chosen.score - asTyped.score < bound) return undefined
  return textOf(searched, table, chosen.words)
}

const isTyped = ({ words }: Correction) => words.every(({ edits }) => edits === 0)

function extend(
  corrections: readonly Correction[],
  alternatives: readonly Alternative[],
  table: PhraseTable,
): Correction[] {
  const longer = corrections.flatMap(({ words, score, mistakes }) =>
    alternatives.map((word): Correction => {
      const previous = words.at(-1)
      const pair = previous ? (table.find(`${previous.folded} ${word.folded}`)?.count ?? 0) : 0
      const alone = 0.35 * Math.log1p(word.texts) - 2.2 * word.edits
      return {
        words: [...words, word],
        score: score + alone + 1.2 * Math.log1p(pair),
        mistakes: mistakes + (word.exact === undefined ? word.edits : 0),
      }
    }),
  )
  const possible = longer
    .filter(({ mistakes }) => mistakes <= most.mistakes)
    .sort((a, b) => b.score - a.score)
  const kept = possible.slice(0, most.correctionsKept)
  const asTyped = possible.find(isTyped)
  return asTyped && !kept.includes(asTyped) ? [...kept, asTyped] : kept
}

const asItIs = (searched: Searched, { folded, text }: Word): Alternative => ({
  ...{ folded, typed: text, edits: 0 },
  texts: textsWith(searched, folded),
})

function othersOf(searched: Searched, table: PhraseTable, word: Word, { texts }: Alternative): Alternative[] {
  const edits = texts > 0 ? residueCost.ofWord : residueCost.ofNone
  const residues = meantBy(word.text).map((exact): Alternative => {
    const { folded } = wordKey(spellingOf(exact))
    return { folded, exact, texts: textsSpelling(searched, folded, exact), edits }
  })
  return [...residues, ...neighboursOf(searched, table, word, texts)]
}

/** Words one letter away that are commoner than the one typed. */
function neighboursOf(
  searched: Searched,
  table: PhraseTable,
  { folded }: Word,
  texts: number,
): Alternative[] {
  if (folded.length < 2 || folded.length > 20 || /^\d+$/u.test(folded)) return []
  const least = texts * 0.02 + (searched.texts < 1_000 ? 0 : 2)
  const found: Alternative[] = []
  for (const [other, edits] of oneEditFrom(folded)) {
    const titles = table.find(other)?.count ?? 0
    const frequency = titles > 0 ? titles * textsOfTitle : texts < 3 ? textsWith(searched, other) : 0
    if (frequency > least) found.push({ folded: other, texts: frequency, edits })
  }
  const likelihood = (each: Alternative) => Math.log(each.texts) - 2 * each.edits
  return found.sort((a, b) => likelihood(b) - likelihood(a)).slice(0, most.alternatives)
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Every word at one letter's distance, and how unlikely the slip is: a first letter is seldom wrong, two are often swapped. */
function oneEditFrom(word: string): Map<string, number> {
  const found = new Map<string, number>()
  const add = (other: string, edits: number) => {
    if (other && other !== word && edits < (found.get(other) ?? Number.POSITIVE_INFINITY))
      found.set(other, edits)
  }
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of letters) add(before + letter + after, at === 0 ? 1.3 : 0.9)
    if (!after) continue
    const cost = at === 0 ? 1.6 : 1
    add(before + after.slice(1), cost)
    for (const letter of letters) add(before + letter + after.slice(1), cost)
    if (after.length > 1) add(before + after.charAt(1) + after.charAt(0) + after.slice(2), 0.8)
  }
  return found
}

const variantsOf = ({ segments }: Searched, folded: string) =>
  segments.flatMap(({ terms }) => terms.find(folded)?.variants ?? [])

const textsWith = (searched: Searched, folded: string) =>
  variantsOf(searched, folded).reduce((sum, { texts }) => sum + texts, 0)

/** In how many texts a word stands with these marks: keys of an input method stand for no others. */
const textsSpelling = (searched: Searched, folded: string, exact: string) =>
  variantsOf(searched, folded)
    .filter((variant) => levelOf(exact, Buffer.from(variant.exact).toString()) > 0)
    .reduce((sum, { texts }) => sum + texts, 0)

/** Syllables that were written as one word; addresses and names of networks do. */
const longestJoined = 16

/** `tayninh` where titles have Tây Ninh. */
function apartIn(table: PhraseTable, folded: string): string | undefined {
  const found = Array.from({ length: Math.max(0, folded.length - 3) }, (_, at) =>
    table.find(`${folded.slice(0, at + 2)} ${folded.slice(at + 2)}`),
  )
  const [best] = found.flatMap((each) => each ?? []).sort((a, b) => b.count - a.count)
  return best?.text
}

/** How many of these words from one on are one word of the texts, as `cam pu chia` is. */
function joinedFrom(searched: Searched, words: readonly Word[], from: number): Alternative | undefined {
  for (let length = Math.min(3, words.length - from); length > 1; length--) {
    const folded = words
      .slice(from, from + length)
      .map((each) => each.folded)
      .join('')
    const texts = textsWith(searched, folded)
    if (texts > 0) return { folded, texts, edits: length }
  }
  return undefined
}

/** The same letters with other blanks between them, where some word stands in no text. */
function withOtherBlanks(searched: Searched, table: PhraseTable, words: readonly Word[]): string | undefined {
  const texts: string[] = []
  for (let at = 0; at < words.length; ) {
    const word = words[at]
    if (!word) break
    const isKnown = textsWith(searched, word.folded) > 0
    const whole = joinedFrom(searched, words, at)
    if (whole && words.slice(at, at + whole.edits).some(({ folded }) => textsWith(searched, folded) === 0)) {
      texts.push(commonest(searched, whole.folded))
      at += whole.edits
      continue
    }
    const apart = isKnown || word.folded.length > longestJoined ? undefined : apartIn(table, word.folded)
    if (!isKnown && apart === undefined) return undefined
    texts.push(apart ?? word.text)
    at += 1
  }
  const other = texts.join(' ')
  return other === words.map(({ text }) => text).join(' ') ? undefined : other
}

/** The longest runs that titles have, as they spell them; other words by themselves. */
function textOf(searched: Searched, table: PhraseTable, words: readonly Alternative[]): string {
  const texts: string[] = []
  for (let at = 0; at < words.length; ) {
    let length = Math.min(5, words.length - at)
    let phrase: string | undefined
    for (; length > 1 && !phrase; length -= phrase ? 0 : 1)
      phrase = phraseOf(table, words.slice(at, at + length))
    const word = words[at]
    texts.push(phrase ?? (word ? wordText(searched, table, word) : ''))
    at += length
  }
  return texts.join(' ')
}

/** As titles spell them, where that has the marks that were typed. */
function phraseOf(table: PhraseTable, words: readonly Alternative[]): string | undefined {
  const text = table.find(words.map(({ folded }) => folded).join(' '))?.text
  const spelled = analyze(text ?? '').filter(({ compound }) => compound === undefined)
  const isMeant = words.every(({ exact, typed }, at) => {
    const wanted = exact ?? wordKey(typed ?? '').exact
    return !isMarked(wanted) || levelOf(wanted, spelled[at]?.exact ?? '') > 0
  })
  return isMeant ? text : undefined
}

function wordText(searched: Searched, table: PhraseTable, { folded, exact, typed }: Alternative): string {
  return (
    typed ??
    (exact === undefined ? undefined : spellingOf(exact)) ??
    table.find(folded)?.text ??
    commonest(searched, folded)
  )
}

function commonest(searched: Searched, folded: string): string {
  const counts = new Map<string, number>()
  for (const { exact, texts } of variantsOf(searched, folded)) {
    const key = Buffer.from(exact).toString()
    counts.set(key, (counts.get(key) ?? 0) + texts)
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return spellingOf(best?.[0] ?? folded)
}
