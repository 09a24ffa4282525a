import { answerOf, refreshed } from './answer.ts'
import type { Cache, Entry, Purge } from './cache.ts'
import { freshnessOf } from './freshness.ts'
import { type Answer, OriginError, type OriginResponse } from './origin.ts'

/** What a viewer gets, and how it was come by. `age` in seconds, when it was not asked for just now. */
export interface Served {
  answer: Answer
  result: 'Hit' | 'Miss' | 'RefreshHit'
  age?: number
}

/** Asks the origin; with `etag` it may answer 304 Not Modified. */
export type Question = (etag: string | undefined) => Promise<OriginResponse>

/** One question under way, and the purges that overtook it. */
interface Fill {
  purges: Purge[]
  served: Promise<Served>
}

/** As in a CDN with a limit on one object: what is larger is passed on and not kept. */
export const maxEntryBytes = 10_000_000

/** Answers from the cache, and asks the origin at most once at a time for one key. */
export function createReadThrough({
  cache,
  cacheTagHeader,
  now,
  onBackgroundError,
}: {
  cache: Cache
  cacheTagHeader: string
  now: () => number
  /** Told of failures that no viewer sees. */
  onBackgroundError: (error: unknown, address: string) => void
}) {
  const fills = new Map<string, Fill>()

  async function read(key: string, address: string, question: Question): Promise<Served> {
    const kept = cache.find(key)
    if (kept && now() < kept.freshness.freshUntil) return hit(kept)
    const served = fill(key, address, question, kept)
    if (kept && now() < kept.freshness.revalidateUntil) {
      served.catch((error) => onBackgroundError(error, address))
      return hit(kept)
    }
    try {
      const fresh = await served
      return fresh.answer.status < 500 ? fresh : (stale(key) ?? fresh)
    } catch (error) {
      const instead = stale(key)
      if (!instead) throw error
      onBackgroundError(error, address)
      return instead
    }
  }

  /** Looks again, rather than use the entry from before the question: it may have been purged meanwhile. */
  function stale(key: string): Served | undefined {
    const kept = cache.find(key)
    return kept && now() < kept.freshness.errorUntil ? hit(kept) : undefined
  }

  function hit(entry: Entry): Served {
    const age = Math.max(0, Math.floor((now() - entry.asked) / 1000))
    return { answer: entry.answer, result: 'Hit', age }
  }

  /** Joins the question under way, unless a purge came after it: its answer may be from before the purge. */
  function fill(key: string, address: string, question: Question, kept: Entry | undefined): Promise<Served> {
    const running = fills.get(key)
    if (running && running.purges.length === 0) return running.served
    const asked = now()
    const mine: Fill = { purges: [], served: Promise.resolve().then(askAndKeep) }
    fills.set(key, mine)
    return mine.served

    async function askAndKeep(): Promise<Served> {
      try {
        const response = await question(kept?.answer.headers.etag)
        const served = servedOf(response, kept, cacheTagHeader)
        keep({ address, answer: served.answer, asked })
        return served
      } finally {
        if (fills.get(key) === mine) fills.delete(key)
      }
    }

    function keep(candidate: Omit<Entry, 'freshness'>) {
      const { status, headers, body } = candidate.answer
      const isSuperseded = fills.get(key) !== mine
      if (isSuperseded || status >= 500) return
      const freshness = freshnessOf(status, headers['cache-control'], asked)
      if (!freshness || body.length > maxEntryBytes) return cache.remove(key)
      const entry = { ...candidate, freshness }
      if (!mine.purges.some((covers) => covers(entry))) cache.keep(key, entry)
    }
  }

  /** Removes what is kept and, from what is under way, what will turn out to be meant. */
  function purge(covers: Purge) {
    cache.purge(covers)
    for (const fill of fills.values()) fill.purges.push(covers)
  }

  function holds(key: string): boolean {
    return cache.find(key) !== undefined
  }

  /** Settles when nothing is under way any more. */
  async function settled() {
    await Promise.allSettled([...fills.values()].map((fill) => fill.served))
  }

  return { read, holds, purge, settled }
}

export type ReadThrough = ReturnType<typeof createReadThrough>

function servedOf(response: OriginResponse, kept: Entry | undefined, cacheTagHeader: string): Served {
  if (response.status !== 304) return { answer: answerOf(response, cacheTagHeader), result: 'Miss' }
  if (!kept) throw new OriginError(502, new Error('answered 304 to a question without a condition'))
  return { answer: refreshed(kept.answer, response, cacheTagHeader), result: 'RefreshHit' }
}
