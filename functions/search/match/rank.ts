import { type Head, idAt } from '../segment/head.ts'
import type { OpenSegment } from '../segment/open.ts'
import { Adjacency, type TypedWord } from './adjacency.ts'
import { boundOf, firstOf, type Ranked } from './best.ts'
import type { Candidates } from './score-words.ts'

/** What was found in one segment. */
export interface SegmentCandidates {
  segment: OpenSegment
  candidates: Candidates
  /** The query in the order in which it was typed. */
  typed: readonly TypedWord[]
}

export interface RankedHit {
  id: string
  exact: boolean
}

/** Candidates whose words are looked at for how they stand together: of more, the first ten are the same in 99 of 100 queries. */
const mostAdjacent = 4_000
/** More than any score: where every word stands as typed comes first. */
const tier = 1e6
/** A text of today counts a fifth more than an old one, one of last year less than half of that. */
const recency = { share: 0.2, year: 365 * 86_400_000 }

export interface Ranking {
  order: 'best' | 'newest'
  first: number
  count: number
  now: number
  exactOnly: boolean
}

/** The hits of one page. */
export function rank(found: readonly SegmentCandidates[], ranking: Ranking): RankedHit[] {
  const ranked = ranking.order === 'newest' ? newest(found) : best(found, ranking)
  const wanted = ranking.first + ranking.count
  const compare = (a: Ranked, b: Ranked) =>
    b.key - a.key || b.moment - a.moment || Buffer.compare(idOf(found, b), idOf(found, a))
  const hits = firstOf(ranked, wanted, compare).slice(ranking.first)
  return hits.map((hit) => ({ id: Buffer.from(idOf(found, hit)).toString(), exact: isExact(found, hit) }))
}

const idOf = (found: readonly SegmentCandidates[], { segment, text }: Ranked): Uint8Array => {
  const head = found[segment]?.segment.head
  return head ? idAt(head, text) : new Uint8Array()
}

function isExact(found: readonly SegmentCandidates[], { segment, text }: Ranked): boolean {
  const candidates = found[segment]?.candidates
  if (!candidates) return false
  const at = candidates.texts.subarray(0, candidates.count).indexOf(text)
  return candidates.exact[at] === 1
}

function* newest(found: readonly SegmentCandidates[]): Generator<Ranked> {
  for (const [
    segment,
    {
      candidates,
      segment: { head },
    },
  ] of found.entries())
    for (let at = 0; at < candidates.count; at++) {
      const text = candidates.texts[at] ?? 0
      yield { segment, text, key: candidates.exact[at] ?? 0, moment: head.moments[text] ?? 0 }
    }
}

function* best(found: readonly SegmentCandidates[], { now, exactOnly }: Ranking): Generator<Ranked> {
  const total = found.reduce((sum, { candidates }) => sum + candidates.count, 0)
  const keys = new Float64Array(total)
  let base = 0
  for (const { candidates, segment } of found) {
    for (let at = 0; at < candidates.count; at++)
      keys[base + at] = keyOf(candidates, at, segment.head, now, 0)
    base += candidates.count
  }
  const several = found.some(({ typed }) => typed.length > 1)
  const bound = several ? boundIn(keys) : Number.POSITIVE_INFINITY
  base = 0
  for (const [
    at,
    {
      candidates,
      segment: { head },
      typed,
    },
  ] of found.entries()) {
    const adjacency = several && candidates.count > 0 ? new Adjacency(head, typed, exactOnly) : undefined
    for (let place = 0; place < candidates.count; place++) {
      const text = candidates.texts[place] ?? 0
      const alone = keys[base + place] ?? 0
      if (adjacency && alone < bound) continue
      const key = adjacency ? keyOf(candidates, place, head, now, adjacency.bonus(text)) : alone
      yield { segment: at, text, key, moment: head.moments[text] ?? 0 }
    }
    base += candidates.count
  }
}

/** Scores of the two tiers lie far apart, so that one of them is counted through. */
function boundIn(keys: Float64Array): number {
  const upper = keys.filter((key) => key >= tier)
  if (upper.length >= mostAdjacent) return boundOf(upper, mostAdjacent)
  return boundOf(
    keys.filter((key) => key < tier),
    mostAdjacent - upper.length,
  )
}

function keyOf(
  { texts, scores, exact }: Candidates,
  at: number,
  { moments }: Head,
  now: number,
  bonus: number,
): number {
  const age = Math.max(0, now - (moments[texts[at] ?? 0] ?? 0))
  const score = (scores[at] ?? 0) + bonus
  return (exact[at] ?? 0) * tier + score * (1 + recency.share * Math.exp(-age / recency.year))
}
