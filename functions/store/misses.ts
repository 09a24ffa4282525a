import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Locale } from '../domain/locale.ts'
import { toMiss } from '../domain/site/miss.ts'
import { createBucket } from '../http/bucket.ts'
import { siteKeys } from './keys.ts'
import type { Table } from './table.ts'

/** For how long it is known what was searched for in vain, days. */
export const missesKept = 90
/** So many different ones of a language are counted in a day: a flood of them takes no more rows. */
const places = 500
/** So many are counted in a second by one instance. */
const mostPerSecond = 5

const day = 86_400_000

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** A search that found nothing. */
export interface Miss {
  query: string
  /** How often it came past the cache, which holds an answer for half a minute. */
  times: number
  /** The last day on which it did (UTC). */
  last: string
}

/** Two searches that share a place of a day are told apart by the first one's words, which alone are counted. */
function placeOf(query: string): string {
  const number = createHash('sha256').update(query).digest().readUInt32BE() % places
  return String(number).padStart(3, '0')
}

/**
 * Notes that something was searched for in vain: its words, and how often; nothing of who asked, and not when but for the day. What
 * cannot be noted is left: no reader waits for it twice.
 */
export function createMissWriter(table: Pick<Table, 'addOwn'>, now: () => number = Date.now) {
  const take = createBucket(mostPerSecond, now)

  return {
    async note(locale: Locale, q: string): Promise<void> {
      const query = toMiss(q)
      if (!query || !take()) return
      const today = dayOf(now())
      const expires = Math.ceil((now() + missesKept * day) / 1000)
      await table.addOwn(siteKeys.miss(locale, today, placeOf(query)), 'times', {
        own: { query },
        also: { expires },
      })
    },
  }
}

export type MissWriter = ReturnType<typeof createMissWriter>

const row = z.object({ sk: z.string(), query: z.string(), times: z.number() })

/** What was searched for in vain on the last days, today included; the most frequent first. */
export function createMisses(table: Pick<Table, 'query'>) {
  return {
    async list(locale: Locale, days: number, now: Date): Promise<Miss[]> {
      const { pk, sk: first } = siteKeys.miss(locale, dayOf(now.getTime() - (days - 1) * day), '')
      const items = await table.query({ pk, after: first, before: `${locale}#~` })
      const found = new Map<string, Miss>()
      for (const item of items) {
        const { sk, query, times } = row.parse(item)
        const last = sk.split('#')[1] ?? ''
        found.set(query, { query, times: times + (found.get(query)?.times ?? 0), last })
      }
      return [...found.values()].toSorted(
        (a, b) => b.times - a.times || b.last.localeCompare(a.last) || a.query.localeCompare(b.query),
      )
    },
  }
}

export type Misses = ReturnType<typeof createMisses>
