import type { Head } from '../segment/head.ts'
import { type Cursor, cursorsOf, lengthOf } from './cursor.ts'
import type { Match } from './resolve.ts'
import type { Candidates } from './score-words.ts'

export interface PhraseWord {
  matches: readonly Match[]
  span: number
}

/** Leaves the candidates in which these words stand together, one after the other. */
export function keepPhrase(head: Head, words: readonly PhraseWord[], candidates: Candidates): void {
  let offset = 0
  const placed = words.map(({ matches, span }) => {
    const word = { cursors: cursorsOf(matches, false), offset, length: lengthOf(matches) }
    offset += span
    return word
  })
  // The rarest leaves least to look at.
  placed.sort((a, b) => a.length - b.length)
  const room = new PhraseRoom(head.lastPosition)
  let kept = 0
  for (let at = 0; at < candidates.count; at++) {
    const text = candidates.texts[at] ?? 0
    const together = room.standTogether(text, placed)
    if (together === 'no') continue
    candidates.texts[kept] = text
    candidates.scores[kept] = candidates.scores[at] ?? 0
    candidates.exact[kept] = together === 'exactly' ? (candidates.exact[at] ?? 0) : 0
    kept += 1
  }
  candidates.count = kept
}

interface PlacedWord {
  cursors: readonly Cursor[]
  offset: number
}

/** For each position at which the phrase may begin, how many of its words were seen, and whether all as typed. */
class PhraseRoom {
  readonly #positions: Uint32Array
  readonly #seen: Float64Array
  /** Counts on from text to text, so that nothing need be emptied. */
  #stamp = 1

  constructor(lastPosition: number) {
    this.#positions = new Uint32Array(lastPosition + 2)
    this.#seen = new Float64Array(lastPosition + 2)
  }

  standTogether(text: number, words: readonly PlacedWord[]): 'no' | 'folded' | 'exactly' {
    // Of the word before: its stamp, plus one where all was as typed.
    let previous = 0
    let exactly = false
    for (const [step, { cursors, offset }] of words.entries()) {
      this.#stamp += 2
      exactly = false
      let any = false
      for (const cursor of cursors) {
        cursor.seek(text)
        if (cursor.text !== text) continue
        const count = cursor.positions(this.#positions)
        for (let at = 0; at < count; at++) {
          const start = (this.#positions[at] ?? 0) - offset
          if (start < 0) continue
          const before = this.#seen[start] ?? 0
          if (step > 0 && before !== previous && before !== previous + 1) continue
          // Another spelling stands there too, and those as typed come first.
          if (before >= this.#stamp) continue
          const exact = cursor.exact && (step === 0 || before === previous + 1)
          this.#seen[start] = this.#stamp + (exact ? 1 : 0)
          any = true
          exactly ||= exact
        }
      }
      if (!any) return 'no'
      previous = this.#stamp
    }
    return exactly ? 'exactly' : 'folded'
  }
}
