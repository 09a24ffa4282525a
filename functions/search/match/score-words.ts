import type { OpenSegment } from '../segment/open.ts'
import type { Match } from './resolve.ts'

/** Texts of one segment that have every word so far, in their order. */
export interface Candidates {
  texts: Uint32Array
  count: number
  scores: Float64Array
  /** 1 while every word stands as typed. */
  exact: Uint8Array
}

export interface Asked {
  /** For each word, in the order in which they are looked for: what it may be, and how rare it is. */
  words: { matches: readonly Match[]; weight: number }[]
  /** Whether it matters that words stand as typed. */
  tiered: boolean
  from: number
  to: number
  averageLength: number
}

/** Room to count in, used again: a query has it to itself, since nothing is waited for in between. */
export class Counters {
  weights = new Float64Array(0)
  levels = new Uint8Array(0)
  /** How many words a text had so far. */
  stages = new Uint8Array(0)

  reserve(texts: number): void {
    if (this.weights.length < texts) {
      this.weights = new Float64Array(texts)
      this.levels = new Uint8Array(texts)
      this.stages = new Uint8Array(texts)
    }
    this.weights.fill(0, 0, texts)
    this.levels.fill(0, 0, texts)
    this.stages.fill(0, 0, texts)
  }
}

/** In how far a text's length is held against it, and how soon a word's repetition stops to count (BM25). */
const lengthShare = 0.5
const saturation = 1.2
/** A word in the title counts as if it stood there so many times more. */
const titleBonus = 4

/** Finds the texts of a segment that have every word, and scores them by how often, how exactly and where. */
export function scoreWords(
  { head }: OpenSegment,
  asked: Asked,
  removed: Uint8Array | undefined,
  counters: Counters,
): Candidates {
  counters.reserve(head.texts)
  const { weights, levels, stages } = counters
  let found: Candidates | undefined
  for (const [stage, { matches, weight }] of asked.words.entries()) {
    for (const match of matches) countMatch(match, stage, counters)
    const candidates: Candidates = found ?? firstCandidates(head, asked, removed, levels)
    let kept = 0
    for (let at = 0; at < candidates.count; at++) {
      const text = candidates.texts[at] ?? 0
      const level = levels[text] ?? 0
      if (level === 0) continue
      const times = weights[text] ?? 0
      const norm =
        saturation * (1 - lengthShare + (lengthShare * (head.lengths[text] ?? 0)) / asked.averageLength)
      candidates.texts[kept] = text
      candidates.scores[kept] =
        (candidates.scores[at] ?? 0) + (weight * (saturation + 1) * times) / (times + norm)
      candidates.exact[kept] = level === 3 ? (candidates.exact[at] ?? 0) : 0
      stages[text] = stage + 1
      weights[text] = 0
      levels[text] = 0
      kept += 1
    }
    candidates.count = kept
    found = candidates
    if (kept === 0) break
  }
  return found ?? noCandidates()
}

const noCandidates = (): Candidates => ({
  texts: new Uint32Array(),
  count: 0,
  scores: new Float64Array(),
  exact: new Uint8Array(),
})

/** Those that have the first word, were published in time and not removed. */
function firstCandidates(
  { texts, moments }: OpenSegment['head'],
  { tiered, from, to }: Asked,
  removed: Uint8Array | undefined,
  levels: Uint8Array,
): Candidates {
  const found = new Uint32Array(texts)
  let count = 0
  for (let text = 0; text < texts; text++) {
    if (levels[text] === 0 || removed?.[text]) continue
    const moment = moments[text] ?? 0
    if (moment >= from && moment <= to) found[count++] = text
  }
  const exact = new Uint8Array(count).fill(tiered ? 1 : 0)
  return { texts: found, count, scores: new Float64Array(count), exact }
}

function countMatch({ group, spellings, bytes }: Match, stage: number, counters: Counters): void {
  for (const { variant, level, weight } of spellings) {
    const start = variant.postings - group.start
    // 1 to 3, so that 0 is absence.
    countPostings(bytes, start, start + variant.postingsLength, stage, weight, level + 1, counters)
  }
}

/** The inner loop of every query: varints are read in place. */
function countPostings(
  bytes: Uint8Array,
  start: number,
  end: number,
  stage: number,
  weight: number,
  level: number,
  { weights, levels, stages }: Counters,
): void {
  let text = -1
  let at = start
  while (at < end) {
    let byte = bytes[at++] ?? 0
    let value = byte & 127
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
    }
    text += (value >>> 1) + 1
    let times = 1
    if ((value & 1) === 0) {
      byte = bytes[at++] ?? 0
      let often = byte & 127
      for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
        byte = bytes[at++] ?? 0
        often |= (byte & 127) << shift
      }
      times = (often >>> 1) + (often & 1) * titleBonus
    }
    if (stages[text] !== stage) continue
    weights[text] = (weights[text] ?? 0) + weight * times
    if ((levels[text] ?? 0) < level) levels[text] = level
  }
}
