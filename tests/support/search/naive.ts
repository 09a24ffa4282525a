import { analyze } from '../../../functions/search/analyze.ts'
import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { parseQuery, type Word } from '../../../functions/search/match/parse.ts'
import { isMarked, levelOf } from '../../../functions/search/word-key.ts'
import type { LoggedQuery } from './corpus.ts'

/** What a search must find, found without an index: every text is read for every query. */
export interface Expected {
  total: number
  exactTotal: number
  sections: Record<string, number>
  /** Of all hits, by the order asked for. */
  ids: string[]
}

interface ReadText {
  text: IndexedText
  /** Keys at each position of each field; several where numbers stand. */
  fields: { exact: string; folded: string; position: number }[][]
  /** All of them, to pass over most texts soon. */
  folded: Set<string>
  length: number
}

export const read = (text: IndexedText): ReadText => {
  const fields = [text.title, text.lead, text.body].map((words) => analyze(words))
  const all = fields.flat()
  return { text, fields, folded: new Set(all.map(({ folded }) => folded)), length: all.length }
}

type Token = ReadText['fields'][number][number]

const isWord = (word: Word, { folded }: Token) =>
  folded === word.folded || (word.folded.startsWith('#') && folded.startsWith(`${word.folded}/`))

/** Where a run of words stands in a field, by what `same` takes for one of them. */
function standsTogether(
  tokens: readonly Token[],
  words: readonly Word[],
  same: (word: Word, token: Token) => boolean,
): boolean {
  return tokens.some(({ position }) => {
    let at = position
    return words.every((word) => {
      const found = tokens.some((token) => token.position === at && same(word, token))
      at += word.span
      return found
    })
  })
}

const isExactly = (word: Word, token: Token) => isWord(word, token) && token.exact === word.exact

/** How a text answers a query: not at all, in other words, or as typed. */
function answers({ fields, folded }: ReadText, q: string): 'no' | 'folded' | 'exactly' {
  const { pieces, words, marked } = parseQuery(q)
  if (words.some((word) => !word.folded.startsWith('#') && !folded.has(word.folded))) return 'no'
  const has = (word: Word, same: typeof isWord) =>
    fields.some((tokens) => tokens.some((token) => same(word, token)))
  const phrases = pieces.filter((piece) => piece.words.length > 1)
  const stands = (same: typeof isWord) =>
    words.every((word) => has(word, same)) &&
    phrases.every((phrase) => fields.some((tokens) => standsTogether(tokens, phrase.words, same)))
  if (words.length === 0 || !stands(isWord)) return 'no'
  return (marked || words.length === 1) && stands(isExactly) ? 'exactly' : 'folded'
}

export function expected(texts: readonly ReadText[], { q, section, from, to }: LoggedQuery): Expected {
  const found = texts
    .map((each) => ({ ...each, answer: answers(each, q) }))
    .filter(
      ({ answer, text: { moment } }) =>
        answer !== 'no' && (!from || moment >= from) && (!to || moment < `${to}T24`),
    )
  const inSection = found.filter(({ text }) => !section || text.section === section)
  const order = inSection.toSorted(
    (a, b) =>
      Number(b.answer === 'exactly') - Number(a.answer === 'exactly') ||
      Date.parse(b.text.moment) - Date.parse(a.text.moment) ||
      (a.text.id < b.text.id ? 1 : -1),
  )
  return {
    total: inSection.length,
    exactTotal: inSection.filter(({ answer }) => answer === 'exactly').length,
    sections: Object.fromEntries(
      [...Map.groupBy(found, ({ text }) => text.section)].map(([name, those]) => [name, those.length]),
    ),
    ids: order.map(({ text }) => text.id),
  }
}

/** The score that orders the best, written down once more, text by text, from the formula alone. */
export function scoreOf(texts: readonly ReadText[], one: ReadText, q: string, now: number): number {
  const query = parseQuery(q)
  const { words, marked } = query
  const typed = query.order.map((at) => words[at]!)
  const weights = marked ? [0.25, 0.6, 1] : [0.25, 0.9, 1]
  const averageLength = texts.reduce((sum, { length }) => sum + length, 0) / texts.length
  const spellings = (word: Word, { fields }: ReadText) => [
    ...Map.groupBy(
      fields.flatMap((tokens, field) =>
        tokens.filter((token) => isWord(word, token)).map((token) => ({ ...token, field })),
      ),
      ({ exact }) => exact,
    ),
  ]
  const rarity = words.map((word) => {
    const counts = new Map<string, number>()
    for (const each of texts)
      for (const [exact] of spellings(word, each)) counts.set(exact, (counts.get(exact) ?? 0) + 1)
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const exact = counts.get(word.exact) ?? 0
    const df = Math.min(texts.length, isMarked(word.exact) && exact > 0 ? exact : all)
    return Math.log(1 + (texts.length - df + 0.5) / (df + 0.5))
  })
  let score = 0
  for (const [at, word] of words.entries()) {
    let times = 0
    for (const [exact, tokens] of spellings(word, one)) {
      const weight = tokens[0]!.folded === word.folded ? weights[levelOf(word.exact, exact)]! : 0.3
      times += weight * (tokens.length + (tokens.some(({ field }) => field === 0) ? 4 : 0))
    }
    score += (rarity[at]! * 2.2 * times) / (times + 1.2 * (0.5 + (0.5 * one.length) / averageLength))
  }
  const same = marked ? isExactly : isWord
  const rarityOf = (word: Word) => rarity[words.indexOf(word)]!
  for (let at = 1; at < typed.length; at++) {
    const [a, b] = [typed[at - 1]!, typed[at]!]
    const pairs = one.fields.map((tokens) => {
      const ends = new Set(tokens.filter((token) => same(a, token)).map(({ position }) => position + a.span))
      return tokens.filter((token) => same(b, token) && ends.has(token.position)).length
    })
    const count = pairs.reduce((sum, each) => sum + each, 0)
    score += ((rarityOf(a) + rarityOf(b)) / 2) * (count / (count + 1)) * (pairs[0]! > 0 ? 2 : 1)
  }
  if (typed.length > 1) {
    const whole = one.fields.map((tokens) => standsTogether(tokens, typed, same))
    const all = typed.reduce((sum, word) => sum + rarityOf(word), 0)
    score += 0.6 * all * (whole[0] ? 2 : whole.some(Boolean) ? 1 : 0)
  }
  const age = Math.max(0, now - Date.parse(one.text.moment))
  const tier = answers(one, q) === 'exactly' ? 1e6 : 0
  return tier + score * (1 + 0.2 * Math.exp(-age / (365 * 86_400_000)))
}
