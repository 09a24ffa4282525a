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
/** Where every word stands as typed comes first: more than any score, and than any moment. */
const tiers = { best: 1e6, newest: 1e14 }
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
  const wanted = ranking.first + ranking.count
  const compare = (a: Ranked, b: Ranked) =>
    b.key - a.key || b.moment - a.moment || Buffer.compare(idOf(found, b), idOf(found, a))
  const hits = firstOf(contenders(found, ranking, wanted), wanted, compare).slice(ranking.first)
  return hits.map((hit) => ({ id: Buffer.from(idOf(found, hit)).toString(), exact: hit.exact }))
}

const idOf = (found: readonly SegmentCandidates[], { segment, text }: Ranked): Uint8Array => {
  const head = found[segment]?.segment.head
  return head ? idAt(head, text) : new Uint8Array()
}

/** Those that may be among the first; how words stand together is looked at for no others. */
function* contenders(
  found: readonly SegmentCandidates[],
  ranking: Ranking,
  wanted: number,
): Generator<Ranked> {
  const { order, now, exactOnly } = ranking
  const keys = new Float64Array(found.reduce((sum, { candidates }) => sum + candidates.count, 0))
  const key = order === 'newest' ? newestKey : bestKey
  let base = 0
  for (const { candidates, segment } of found) {
    for (let at = 0; at < candidates.count; at++) keys[base + at] = key(candidates, at, segment.head, now, 0)
    base += candidates.count
  }
  const together = order === 'best' && found.some(({ typed }) => typed.length > 1)
  const bound = boundIn(keys, together ? Math.max(mostAdjacent, wanted) : wanted, tiers[order])
  base = 0
  for (const [segment, each] of found.entries()) {
    const { candidates, typed } = each
    const { head } = each.segment
    const adjacency = together && candidates.count > 0 ? new Adjacency(head, typed, exactOnly) : undefined
    for (let at = 0; at < candidates.count; at++) {
      const alone = keys[base + at] ?? 0
      if (alone < bound) continue
      const text = candidates.texts[at] ?? 0
      const bonus = adjacency?.bonus(text)
      const whole = bonus === undefined ? alone : bestKey(candidates, at, head, now, bonus)
      yield { segment, text, key: whole, moment: head.moments[text] ?? 0, exact: candidates.exact[at] === 1 }
    }
    base += candidates.count
  }
}

/** Keys of the two tiers lie far apart, so that one of them is counted through. */
function boundIn(keys: Float64Array, count: number, tier: number): number {
  const upper = keys.filter((key) => key >= tier)
  if (upper.length >= count) return boundOf(upper, count)
  return boundOf(
    keys.filter((key) => key < tier),
    count - upper.length,
  )
}

const newestKey = ({ texts, exact }: Candidates, at: number, { moments }: Head) =>
  (exact[at] ?? 0) * tiers.newest + (moments[texts[at] ?? 0] ?? 0)

function bestKey(
  { texts, scores, exact }: Candidates,
  at: number,
  { moments }: Head,
  now: number,
  bonus: number,
): number {
  const age = Math.max(0, now - (moments[texts[at] ?? 0] ?? 0))
  const score = (scores[at] ?? 0) + bonus
  return (exact[at] ?? 0) * tiers.best + score * (1 + recency.share * Math.exp(-age / recency.year))
}
