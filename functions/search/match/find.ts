import type { BlockCache, Stretch } from '../segment/block-cache.ts'
import type { OpenSegment } from '../segment/open.ts'
import type { ParsedQuery } from './parse.ts'
import { keepPhrase } from './phrase.ts'
import { type RankedHit, rank, type SegmentCandidates } from './rank.ts'
import { type Match, rarityOf, resolve } from './resolve.ts'
import { type Asked, Counters, scoreWords } from './score-words.ts'

/** All that is searched: it does not change while a query runs. */
export interface Searched {
  segments: readonly OpenSegment[]
  removed: readonly (Uint8Array | undefined)[]
  texts: number
  averageLength: number
  blocks: BlockCache
}

export interface Wish {
  section: string | undefined
  /** First and last moment, milliseconds since 1970 UTC. */
  from: number
  to: number
  order: 'best' | 'newest'
  /** How many hits are passed over, and how many are wanted. */
  first: number
  count: number
  now: number
  /** Takes the last word for the beginning of one. */
  openEnd: boolean
}

export interface Matches {
  total: number
  exactTotal: number
  sections: { section: string; count: number }[]
  hits: RankedHit[]
}

const none: Matches = { total: 0, exactTotal: 0, sections: [], hits: [] }

/** One run of a query: what it needs is read at once, then nothing is waited for. */
export async function find(searched: Searched, query: ParsedQuery, wish: Wish): Promise<Matches> {
  if (query.order.length === 0 || searched.texts === 0) return none
  const bySegment = searched.segments.map((segment) => resolve(segment, query, wish.openEnd))
  const positions = query.phrases.length > 0 || (wish.order === 'best' && query.order.length > 1)
  await Promise.all(
    searched.segments.map(
      async (segment, at) => await readMatches(searched, segment, bySegment[at] ?? [], positions),
    ),
  )
  return evaluate(searched, query, wish, bySegment)
}

async function readMatches(
  { blocks }: Searched,
  segment: OpenSegment,
  byWord: Match[][],
  positions: boolean,
) {
  if (byWord.some((matches) => matches.length === 0)) return
  const matches = byWord.flat()
  const stretches = matches.map(
    ({ group }): Stretch => ({ start: group.start, length: positions ? group.length : group.postingsLength }),
  )
  const read = await blocks.read(segment, stretches)
  for (const [at, match] of matches.entries()) match.bytes = read[at] ?? match.bytes
}

const counters = new Counters()

function evaluate(
  searched: Searched,
  query: ParsedQuery,
  wish: Wish,
  bySegment: readonly Match[][][],
): Matches {
  const rarity = rarityOf(query, bySegment, searched.texts)
  // Rarest first, in every segment alike: a sum of fractions depends on their order.
  const order = rarity
    .map((_, at) => at)
    .sort((a, b) => (rarity[a]?.texts ?? 0) - (rarity[b]?.texts ?? 0) || a - b)
  const wordAt = (byWord: Match[][], at: number) => ({
    matches: byWord[at] ?? [],
    span: query.words[at]?.span ?? 1,
    weight: rarity[at]?.weight ?? 0,
  })
  const found = searched.segments.flatMap((segment, at): SegmentCandidates[] => {
    const byWord = bySegment[at] ?? []
    if (byWord.some((matches) => matches.length === 0)) return []
    const asked: Asked = {
      words: order.map((place) => wordAt(byWord, place)),
      tiered: query.marked || query.words.length === 1,
      from: wish.from,
      to: wish.to,
      averageLength: searched.averageLength,
    }
    const candidates = scoreWords(segment, asked, searched.removed[at], counters)
    for (const phrase of query.phrases)
      keepPhrase(
        segment.head,
        phrase.map((place) => wordAt(byWord, place)),
        candidates,
      )
    return [{ segment, candidates, typed: query.order.map((place) => wordAt(byWord, place)) }]
  })
  const sections = countSections(found)
  if (wish.section !== undefined) for (const each of found) keepSection(each, wish.section)
  return {
    total: found.reduce((sum, { candidates }) => sum + candidates.count, 0),
    exactTotal: found.reduce((sum, { candidates }) => sum + exactOf(candidates), 0),
    sections,
    hits: rank(found, { ...wish, exactOnly: query.marked }),
  }
}

const exactOf = ({ exact, count }: SegmentCandidates['candidates']) =>
  exact.subarray(0, count).reduce((sum, each) => sum + each, 0)

function countSections(found: readonly SegmentCandidates[]): Matches['sections'] {
  const counts = new Map<string, number>()
  for (const { segment, candidates } of found) {
    const { sections, sectionNames } = segment.head
    const here = new Uint32Array(sectionNames.length)
    for (let at = 0; at < candidates.count; at++) {
      const section = sections[candidates.texts[at] ?? 0] ?? 0
      here[section] = (here[section] ?? 0) + 1
    }
    for (const [section, name] of sectionNames.entries())
      counts.set(name, (counts.get(name) ?? 0) + (here[section] ?? 0))
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([section, count]) => ({ section, count }))
    .sort((a, b) => b.count - a.count || (a.section < b.section ? -1 : 1))
}

function keepSection({ segment, candidates }: SegmentCandidates, name: string): void {
  const wanted = segment.head.sectionNames.indexOf(name)
  let kept = 0
  for (let at = 0; at < candidates.count; at++) {
    const text = candidates.texts[at] ?? 0
    if (segment.head.sections[text] !== wanted) continue
    candidates.texts[kept] = text
    candidates.scores[kept] = candidates.scores[at] ?? 0
    candidates.exact[kept] = candidates.exact[at] ?? 0
    kept += 1
  }
  candidates.count = kept
}
