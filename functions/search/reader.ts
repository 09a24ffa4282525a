import type { ByteStore } from './bytes.ts'
import { IndexProblem } from './index-problem.ts'
import { isOlder, type Manifest, parseManifest } from './manifest.ts'
import { find, type Searched, type Wish } from './match/find.ts'
import { type ParsedQuery, parseQuery, withNumbersApart } from './match/parse.ts'
import { correct } from './phrases/correct.ts'
import { completions } from './phrases/suggest.ts'
import { PhraseTable } from './phrases/table.ts'
import type { Failure, Found, Query, SearchIndex, Suggestion } from './query.ts'
import { findRemoved } from './removed.ts'
import { BlockCache } from './segment/block-cache.ts'
import { checksumOf } from './segment/format.ts'
import { type OpenSegment, openSegment, readExactly, Vanished } from './segment/open.ts'

interface Options {
  /** Milliseconds since 1970 UTC. */
  clock: () => number
  /** Bytes of segments that are kept in memory. @default 32 MB */
  cache?: number
  /** A segment of so many bytes is read as a whole. @default 4 MB */
  smallSegment?: number
}

/** How long nobody asks whether the manifest was replaced. Milliseconds. */
const freshFor = 10_000
const pageSize = 10
const largestPage = 50_000
const mostPages = 50
/** Who found more than this has no need to be corrected. */
const few = 3

/** What one manifest names, opened. */
interface Snapshot extends Searched {
  manifest: Manifest
  tag: string
}

/** Opens an index. Nothing is read until somebody asks; then it is looked every ten seconds whether it was changed. */
export function openIndex(store: ByteStore, options: Options): SearchIndex {
  const { clock, cache = 32_000_000, smallSegment = 4_000_000 } = options
  const blocks = new BlockCache(store, cache)
  let current: Snapshot | undefined
  let checked = Number.NEGATIVE_INFINITY
  let outdated: Failure | undefined
  let checking: Promise<void> | undefined
  let phrases: { name: string; table: Promise<PhraseTable> } | undefined

  async function look(): Promise<void> {
    const stored = await store.manifest(current?.tag)
    if (stored === 'unchanged') return
    if (!stored) throw new IndexProblem('missing', 'there is no index yet')
    const manifest = parseManifest(stored.bytes)
    const known = new Map(current?.segments.map((segment) => [segment.entry.name, segment]))
    const segments = await Promise.all(
      manifest.segments.map(
        async (entry) => known.get(entry.name) ?? (await openSegment(store, entry, smallSegment)),
      ),
    )
    current = { ...searchedOf(segments, manifest), blocks, manifest, tag: stored.tag }
  }

  /** What keeps it from being up to date, if anything does. Who asks at the same time looks once. */
  async function refresh(): Promise<Failure | undefined> {
    // What is out of reach is left alone as long: whoever has an index answers from it, and does not wait each time.
    if (current && clock() - checked < freshFor) return outdated
    checking ??= look()
      .then(() => {
        outdated = undefined
      })
      .catch((error: unknown) => {
        outdated = failureOf(error)
      })
      .finally(() => {
        checked = clock()
        checking = undefined
      })
    await checking
    return outdated
  }

  async function phrasesOf({ manifest }: Snapshot): Promise<PhraseTable | undefined> {
    const entry = manifest.phrases
    if (!entry) return undefined
    if (phrases?.name !== entry.name) phrases = { name: entry.name, table: readPhrases(store, entry) }
    try {
      return await phrases.table
    } catch {
      // They only help: without them everything is found as well.
      phrases = undefined
      return undefined
    }
  }

  async function answer(snapshot: Snapshot, query: Query): Promise<Omit<Found, 'state'>> {
    const parsed = parseQuery(query.q)
    const wish = wishOf(query, clock())
    const matches = await findSomehow(snapshot, parsed, wish)
    const found = {
      total: matches.total,
      exactTotal: matches.exactTotal,
      hits: matches.hits,
      sections: matches.sections,
      pages: Math.min(mostPages, Math.ceil(matches.total / wish.count)),
    }
    if (matches.exactTotal > 0 || matches.total > few) return found
    const table = await phrasesOf(snapshot)
    const other = table && correct(snapshot, table, parsed, matches.total === 0)
    if (other === undefined) return found
    const { total } = await find(snapshot, parseQuery(other), { ...wish, count: 1 })
    return total > matches.total ? { ...found, suggestionInstead: other } : found
  }

  async function search(query: Query): Promise<Found | Failure> {
    const failure = await refresh()
    if (!current) return failure ?? { state: 'failed', reason: 'missing', message: 'there is no index yet' }
    const state = failure || isOlder(current.manifest) ? 'stale' : 'fresh'
    try {
      return { state, ...(await answer(current, query)) }
    } catch (error) {
      // It may have been merged away: then the manifest says by what.
      if (!(error instanceof Vanished)) return failureOf(error)
    }
    checked = Number.NEGATIVE_INFINITY
    const again = await refresh()
    try {
      return { state: again ? 'stale' : 'fresh', ...(await answer(current, query)) }
    } catch (error) {
      return failureOf(error)
    }
  }

  async function suggest(prefix: string): Promise<Suggestion[]> {
    await refresh()
    const table = current && (await phrasesOf(current))
    return table ? completions(table, prefix) : []
  }

  return { search, suggest }
}

function searchedOf(segments: readonly OpenSegment[], { kills }: Manifest): Omit<Searched, 'blocks'> {
  const { bySegment } = findRemoved(
    segments.map(({ head }) => head),
    kills,
  )
  const texts = segments.reduce((sum, { head }) => sum + head.texts, 0)
  const words = segments.reduce((sum, { head }) => sum + head.words, 0)
  return { segments, removed: bySegment, texts, averageLength: Math.max(1, words / Math.max(1, texts)) }
}

async function readPhrases(store: ByteStore, { name, size, checksum }: NonNullable<Manifest['phrases']>) {
  const bytes = await readExactly(store, name, 0, size)
  if (checksumOf(bytes) !== checksum) throw new IndexProblem('damaged', `${name} is not what was written`)
  return new PhraseTable(bytes)
}

/** Whole words first; where they find nothing, the last as the beginning of one, then numbers as the words they are made of. */
async function findSomehow(snapshot: Snapshot, query: ParsedQuery, wish: Wish) {
  const whole = await find(snapshot, query, wish)
  if (whole.total > 0) return whole
  if (query.lastIsOpen) {
    const begun = await find(snapshot, query, { ...wish, openEnd: true })
    if (begun.total > 0) return begun
  }
  const apart = withNumbersApart(query)
  return apart ? await find(snapshot, apart, wish) : whole
}

function wishOf({ section, from, to, order, page, size = pageSize }: Query, now: number): Wish {
  const count = Math.min(largestPage, Math.max(1, Math.trunc(size) || pageSize))
  const at = Math.min(mostPages, Math.max(1, Math.trunc(page) || 1))
  return {
    section,
    from: instantOf(from, '') ?? Number.NEGATIVE_INFINITY,
    to: instantOf(to, 'T23:59:59.999Z') ?? Number.POSITIVE_INFINITY,
    order,
    first: (at - 1) * count,
    count,
    now,
    openEnd: false,
  }
}

/** What is no date does not limit anything. */
function instantOf(text: string | undefined, endOfDay: string): number | undefined {
  if (text === undefined) return undefined
  const instant = Date.parse(/^\d{4}-\d{2}-\d{2}$/u.test(text) ? text + endOfDay : text)
  return Number.isNaN(instant) ? undefined : instant
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const reason = error instanceof IndexProblem && error.problem !== 'older' ? error.problem : 'unreachable'
  return { state: 'failed', reason, message }
}
