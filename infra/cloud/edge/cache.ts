import { isCompressible } from './compression.ts'
import type { Freshness } from './freshness.ts'
import type { Answer } from './origin.ts'

export interface Entry {
  /** Path and query, as invalidations name them. */
  address: string
  answer: Answer
  freshness: Freshness
  /** When the origin was asked: ages count from there. */
  asked: number
}

/** A purge, as a question to one entry. */
export type Purge = (entry: Entry) => boolean

/** CloudFront compares tags without regard to case. */
export function purgeByTags(tags: readonly string[]): Purge {
  const purged = new Set(tags.map((tag) => tag.toLowerCase()))
  return ({ answer }) => answer.tags.some((tag) => purged.has(tag))
}

/** As in CloudFront a path includes its query, and `*` stands for anything, at the end only. */
export function purgeByPaths(paths: readonly string[]): Purge {
  const exact = new Set(paths)
  const prefixes = paths.filter((path) => path.endsWith('*')).map((path) => path.slice(0, -1))
  return ({ address }) => exact.has(address) || prefixes.some((prefix) => address.startsWith(prefix))
}

/**
 * Answers in memory, at most `maxBytes` of them; the longest unused goes first. A Map is all that takes: what a package for
 * it has beyond (lifetimes, fetching) is in freshness and read-through, as RFC 9111 wants it.
 */
export function createCache(maxBytes: number) {
  // A Map keeps the order of insertion; an entry that is used is inserted again.
  const entries = new Map<string, Entry>()
  let bytes = 0

  function remove(key: string) {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    bytes -= sizeOf(key, entry)
  }

  return {
    /** What is kept now, as `sizeOf` counts it. */
    get bytes(): number {
      return bytes
    },
    find(key: string): Entry | undefined {
      const entry = entries.get(key)
      if (entry) {
        entries.delete(key)
        entries.set(key, entry)
      }
      return entry
    },
    keep(key: string, entry: Entry) {
      remove(key)
      entries.set(key, entry)
      bytes += sizeOf(key, entry)
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },
    remove,
    purge(covers: Purge) {
      for (const [key, entry] of entries) if (covers(entry)) remove(key)
    },
  }
}

export type Cache = ReturnType<typeof createCache>

/** What V8 takes for the objects of an entry, about; measured on answers without a body. */
const overhead = 2_048

/**
 * Memory of an entry, about. Room for the compressed forms is counted from the start, so that making them needs no second
 * look; an address is in the key too.
 */
function sizeOf(key: string, { address, answer }: Entry): number {
  const forms = isCompressible(answer) ? 3 : 1
  const words = [key, address, ...Object.values(answer.headers), ...answer.tags]
  return words.reduce((sum, word) => sum + word.length, overhead) + answer.body.length * forms
}
