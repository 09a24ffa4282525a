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

/** Answers in memory, at most `maxBytes` of them; the longest unused goes first. */
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

/** Room for the compressed forms is counted from the start, so that making them needs no second look. */
function sizeOf(key: string, { answer }: Entry): number {
  const forms = isCompressible(answer) ? 3 : 1
  return key.length + 1024 + answer.body.length * forms
}
