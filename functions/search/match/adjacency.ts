import type { Head } from '../segment/head.ts'
import { type Cursor, cursorsOf } from './cursor.ts'
import type { PhraseWord } from './phrase.ts'

export interface TypedWord extends PhraseWord {
  /** How rare it is. */
  weight: number
}

/** In a title it counts twice. */
const titleFactor = 2
/** What the whole query standing together adds, of all its words' weight. */
const wholeBonus = 0.6

/**
 * Scores how the words of a query stand beside each other as they were typed, text after text in their order. Of a query
 * with marks only words as typed count.
 */
export class Adjacency {
  readonly #head: Head
  readonly #words: { cursors: Cursor[]; span: number; weight: number }[]
  readonly #positions: Uint32Array
  /** Where the word before ends, by its stamp; for words of even and odd place, so that one does not overwrite the other. */
  readonly #ends: readonly [Float64Array, Float64Array]
  readonly #runs: readonly [Uint8Array, Uint8Array]
  readonly #all: number
  #stamp = 0

  constructor(head: Head, words: readonly TypedWord[], exactOnly: boolean) {
    this.#head = head
    this.#words = words.map(({ matches, span, weight }) => ({
      cursors: cursorsOf(matches, exactOnly),
      span,
      weight,
    }))
    this.#all = words.reduce((sum, { weight }) => sum + weight, 0)
    const room = head.lastPosition + words.reduce((sum, { span }) => sum + span, 2)
    this.#positions = new Uint32Array(room)
    this.#ends = [new Float64Array(room), new Float64Array(room)]
    this.#runs = [new Uint8Array(room), new Uint8Array(room)]
  }

  bonus(text: number): number {
    const titleLength = this.#head.titleLengths[text] ?? 0
    let bonus = 0
    let whole = 0
    for (const [step, { weight }] of this.#words.entries()) {
      const { pairs, inTitle, complete } = this.#step(text, step, titleLength)
      const before = this.#words[step - 1]
      if (before && pairs > 0)
        bonus += ((before.weight + weight) / 2) * (pairs / (pairs + 1)) * (inTitle ? titleFactor : 1)
      whole = complete
    }
    return bonus + whole * wholeBonus * this.#all
  }

  #step(text: number, step: number, titleLength: number) {
    const { cursors, span } = this.#words[step] ?? { cursors: [], span: 1 }
    const [now, before] = step % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
    const previous = this.#stamp
    this.#stamp += 1
    let pairs = 0
    let inTitle = false
    let complete = 0
    for (const cursor of cursors) {
      cursor.seek(text)
      if (cursor.text !== text) continue
      const count = cursor.positions(this.#positions)
      for (let at = 0; at < count; at++) {
        const position = this.#positions[at] ?? 0
        const follows = step > 0 && this.#ends[before][position] === previous
        const run = follows ? (this.#runs[before][position] ?? 0) + 1 : 1
        this.#ends[now][position + span] = this.#stamp
        this.#runs[now][position + span] = run
        if (!follows) continue
        pairs += 1
        inTitle ||= position < titleLength
        if (run === this.#words.length)
          complete = Math.max(complete, position < titleLength ? titleFactor : 1)
      }
    }
    return { pairs, inTitle, complete }
  }
}
