import { analyze, type Token } from '../analyze.ts'
import { withoutInvisible } from '../word-key.ts'

export interface Phrase {
  /** Folded words with a blank between them. */
  folded: string
  /** In how many titles. */
  count: number
  /** As most of them write it. */
  text: string
}

/** What a phrase goes on to is what shows that it was cut. */
const longest = 8
/** More than there are different words in titles. */
const words = 2 ** 22

interface Title {
  text: string
  words: Uint32Array
  /** Where each word begins and ends in the text. */
  starts: Uint32Array
  ends: Uint32Array
  /** For each word, how many words after it stand with it in one run, without a comma or a full stop. */
  runs: Uint8Array
}

export type Pause = () => Promise<unknown>

/** Titles or phrases between two pauses: some hundredths of a second. */
const atOnce = 2_000

/** In their order, with pauses in which others come first. */
export async function forEach<T>(
  all: Iterable<T>,
  between: Pause,
  act: (each: T, at: number) => void,
): Promise<void> {
  let at = 0
  for (const each of all) {
    act(each, at)
    at += 1
    if (at % atOnce === 0) await between()
  }
}

/**
 * Phrases of one to eight words that stand in at least `needed` titles. A phrase can only be frequent if what it begins with
 * is: it is counted length by length, so that rare ones, which are nearly all, take no memory.
 */
export async function countPhrases(
  titles: readonly string[],
  needed: number,
  between: Pause = async () => undefined,
): Promise<Phrase[]> {
  const numbers = new Map<string, number>()
  const read: Title[] = []
  await forEach(titles, between, (text) => read.push(readTitle(text, numbers)))
  const names = [...numbers.keys()]
  const found: Phrase[] = []
  /** Frequent phrases of the length before, by where they begin: their number for each word of each title. */
  let before: Uint32Array[] = read.map((title) => title.words)
  let known = names
  for (let length = 1; length <= longest && known.length > 0; length++) {
    const counts = await countLength(read, before, length, between)
    const frequent = new Map([...counts].filter(([, count]) => count >= needed).map(([key], at) => [key, at]))
    const spellings = await spell(read, before, length, frequent, between)
    const next: string[] = []
    await forEach(frequent, between, ([key, at]) => {
      const folded =
        length === 1
          ? (names[key] ?? '')
          : `${known[Math.floor(key / words)] ?? ''} ${names[key % words] ?? ''}`
      next.push(folded)
      found.push({ folded, count: counts.get(key) ?? 0, text: commonest(spellings[at]) })
    })
    const numbered: Uint32Array[] = []
    await forEach(read, between, (title, at) =>
      numbered.push(numberLength(title, before[at], length, frequent)),
    )
    before = numbered
    known = next
  }
  return found
}

const none = 2 ** 32 - 1

/** The phrase of this length that begins at a word: that of the length before, and one more word. */
function keyAt(
  { words: own, runs }: Title,
  before: Uint32Array | undefined,
  at: number,
  length: number,
): number | undefined {
  const first = before?.[at] ?? none
  if (length === 1) return first
  const last = own[at + length - 1]
  if (first === none || last === undefined || (runs[at] ?? 0) < length - 1) return undefined
  return first * words + last
}

async function countLength(
  titles: readonly Title[],
  before: readonly Uint32Array[],
  length: number,
  between: Pause,
): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  await forEach(titles, between, (title, number) => {
    const seen = new Set<number>()
    for (let at = 0; at < title.words.length; at++) {
      const key = keyAt(title, before[number], at, length)
      if (key !== undefined) seen.add(key)
    }
    for (const key of seen) counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  return counts
}

async function spell(
  titles: readonly Title[],
  before: readonly Uint32Array[],
  length: number,
  frequent: ReadonlyMap<number, number>,
  between: Pause,
) {
  const spellings: Map<string, number>[] = Array.from(frequent, () => new Map())
  await forEach(titles, between, (title, number) => {
    for (let at = 0; at < title.words.length; at++) {
      const key = keyAt(title, before[number], at, length)
      const place = key === undefined ? undefined : frequent.get(key)
      if (place === undefined) continue
      const text = spellingAt(title, at, length)
      const counts = spellings[place]
      counts?.set(text, (counts.get(text) ?? 0) + 1)
    }
  })
  return spellings
}

const spellingAt = ({ text, starts, ends }: Title, at: number, length: number) =>
  withoutInvisible(text.slice(starts[at], ends[at + length - 1]).normalize('NFC')).replace(/\s+/gu, ' ')

/** With marks where as many write it without; in small letters where as many write it so. */
function commonest(spellings: ReadonlyMap<string, number> | undefined): string {
  const rank = (text: string, count: number) =>
    count + (/\P{ASCII}/u.test(text) ? 0.5 : 0) + (text === text.toLowerCase() ? 0.25 : 0)
  let best = { text: '', rank: 0 }
  for (const [text, count] of spellings ?? [])
    if (rank(text, count) > best.rank || (rank(text, count) === best.rank && text < best.text))
      best = { text, rank: rank(text, count) }
  return best.text
}

function numberLength(
  title: Title,
  before: Uint32Array | undefined,
  length: number,
  frequent: ReadonlyMap<number, number>,
) {
  return Uint32Array.from(title.words, (_, at) => {
    const key = keyAt(title, before, at, length)
    return key === undefined ? none : (frequent.get(key) ?? none)
  })
}

function readTitle(text: string, numbers: Map<string, number>): Title {
  const all = analyze(text)
  const tokens = all.filter(({ compound }) => compound === undefined)
  const own = Uint32Array.from(tokens, ({ folded }) => {
    const number = numbers.get(folded) ?? numbers.size
    numbers.set(folded, number)
    return number
  })
  const runs = new Uint8Array(tokens.length)
  for (let at = tokens.length - 2; at >= 0; at--) {
    const between = text.slice(tokens[at]?.end, tokens[at + 1]?.start)
    const together = /^\s+$/u.test(between) || all.some((each) => isInside(each, tokens[at], tokens[at + 1]))
    if (together) runs[at] = Math.min(longest, (runs[at + 1] ?? 0) + 1)
  }
  const starts = Uint32Array.from(tokens, ({ start }) => start)
  const ends = Uint32Array.from(tokens, ({ end }) => end)
  return { text, words: own, starts, ends, runs }
}

/** The parts of a document's number stand together. */
const isInside = (whole: Token, first: Token | undefined, second: Token | undefined) =>
  whole.compound !== undefined &&
  first !== undefined &&
  second !== undefined &&
  first.start >= whole.start &&
  second.end <= whole.end
