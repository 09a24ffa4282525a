import { createHash } from 'node:crypto'
import * as z from 'zod'
import { toLost } from '../domain/lost-address.ts'
import { createBucket } from '../http/bucket.ts'
import { siteKeys } from './keys.ts'
import type { Table } from './table.ts'

/** For how long it is known what was asked for in vain, days. */
export const lostKept = 90
/** So many different addresses are counted in a day: a flood of them takes no more rows. */
const places = 500
/** So many are counted in a second by one instance. */
const mostPerSecond = 5

const day = 86_400_000

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** An address that answered 404. */
export interface Lost {
  address: string
  /** How often a reader's browser stood there. */
  times: number
  /** The last day on which one did (UTC). */
  last: string
}

/** Two addresses that share a place of a day are told apart by the first one, which alone is counted. */
function placeOf(address: string): string {
  const number = createHash('sha256').update(address).digest().readUInt32BE() % places
  return String(number).padStart(3, '0')
}

/** Notes that an address was asked for in vain: what it is, how often, on which day; nothing of who asked. */
export function createLostWriter(table: Pick<Table, 'addOwn'>, now: () => number = Date.now) {
  const take = createBucket(mostPerSecond, now)

  return {
    async note(asked: string): Promise<void> {
      const address = toLost(asked)
      if (!address || !take()) return
      const expires = Math.ceil((now() + lostKept * day) / 1000)
      await table.addOwn(siteKeys.lost(dayOf(now()), placeOf(address)), 'times', {
        own: { address },
        also: { expires },
      })
    },
  }
}

export type LostWriter = ReturnType<typeof createLostWriter>

const row = z.object({ pk: z.string(), sk: z.string(), address: z.string(), times: z.number() })

/** What was asked for in vain on the last days, today included; the most frequent first. */
export function createLostAddresses(table: Pick<Table, 'query' | 'writeAll'>) {
  async function rows(days: number, now: Date) {
    const { pk, sk: after } = siteKeys.lost(dayOf(now.getTime() - (days - 1) * day), '')
    const items = await table.query({ pk, after })
    return items.map((item) => row.parse(item))
  }

  return {
    async list(days: number, now: Date): Promise<Lost[]> {
      const found = new Map<string, Lost>()
      for (const { sk, address, times } of await rows(days, now)) {
        const last = sk.split('#')[0] ?? ''
        found.set(address, { address, times: times + (found.get(address)?.times ?? 0), last })
      }
      return [...found.values()].toSorted(
        (a, b) => b.times - a.times || b.last.localeCompare(a.last) || a.address.localeCompare(b.address),
      )
    },

    /** Leaves an address out from now on, until it is asked for again. */
    async forget(address: string, now: Date): Promise<void> {
      const those = (await rows(lostKept + 1, now)).filter((each) => each.address === address)
      await table.writeAll({ remove: those.map(({ pk, sk }) => ({ pk, sk })) })
    },
  }
}

export type LostAddresses = ReturnType<typeof createLostAddresses>
