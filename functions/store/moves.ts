import * as z from 'zod'
import { AppError } from '../domain/errors.ts'
import { isUnderWay, keptDays, type Move, move } from '../domain/moving/move.ts'
import type { Precondition } from '../domain/precondition.ts'
import { refusal } from '../domain/rules.ts'
import { isRefused } from './condition.ts'
import { deskIndex, newsroomKeys } from './keys.ts'
import { retryStale } from './retry-stale.ts'
import type { Item, Table } from './table.ts'

/** How long the function that moves in keeps its turn without a word, milliseconds. */
const lease = 45_000
/** How far the clocks of two instances may be apart. */
const skew = 2_000

export const moveProgress = z.object({
  phase: z.enum(['fetching', 'reading', 'planning', 'writing', 'reporting']),
  /** Bytes while files are fetched, items otherwise; `total` as far as it is known. */
  done: z.int(),
  total: z.int().optional(),
  perSecond: z.number().optional(),
  secondsLeft: z.int().optional(),
})
export type MoveProgress = z.infer<typeof moveProgress>

const turn = z.object({ until: z.number(), move: z.string().optional(), progress: moveProgress.optional() })

/** A move as it stands in the table, with the tag that its next write must name. */
export interface StoredMove {
  move: Move
  /** Counts its writes. */
  number: number
  etag: string
  /** Seconds since 1970: a month after it was begun, as its files are forgotten. */
  expires: number
}

interface Revising {
  /** @default it is tried again where somebody else was faster */
  known?: Precondition
  /** What is to become of it; the very same where nothing is. */
  next: (of: Move) => Move
  now: Date
  /** By what the request is known when it comes again. */
  repeat?: string | undefined
}

/** Of a move, so many writes are known again. */
const mostRepeats = 100

const tagOf = (number: number) => `"move-${number}"`
const isKept = (now: Date) => (item: Item) => Number(item.expires) * 1000 > now.getTime()

function stored({ move: held, number, expires }: Item): StoredMove {
  const known = Number(number)
  return { move: move.parse(held), number: known, etag: tagOf(known), expires: Number(expires) }
}

function requireKnown(current: StoredMove, precondition: Precondition | undefined): void {
  if (!precondition || ('match' in precondition && precondition.match.includes(current.etag))) return
  throw new AppError('stale', refusal('changed_meanwhile'), { current: current.etag })
}

/**
 * What is moved in through the desk, beside the chains: it expires, and is in no export. Its files and its report lie in the
 * private bucket (`move-files.ts`).
 */
export function createMoves(table: Table) {
  async function save(of: Move, number: number, expires: number): Promise<StoredMove> {
    const listed = { desk: newsroomKeys.moves, updated: `${of.at}#${of.id}` }
    const item = { ...newsroomKeys.move(of.id), ...listed, number, move: of, expires }
    if (await isRefused(table.put(item, { ifNumberBelow: number })))
      throw new AppError('stale', refusal('changed_meanwhile'))
    return stored(item)
  }

  async function find(id: string, now: Date): Promise<StoredMove | undefined> {
    const item = await table.find(newsroomKeys.move(id))
    return item && isKept(now)(item) ? stored(item) : undefined
  }

  async function require(id: string, now: Date): Promise<StoredMove> {
    const found = await find(id, now)
    if (!found) throw new AppError('not_found', refusal('no_such_move', { id }))
    return found
  }

  async function change(id: string, { known, next, now, repeat }: Revising): Promise<StoredMove> {
    const current = await require(id, now)
    const { repeats } = current.move
    // It was done, and its answer was lost.
    if (repeat !== undefined && repeats.includes(repeat)) return current
    requireKnown(current, known)
    const made = next(current.move)
    if (made === current.move) return current
    const marked = repeat === undefined ? repeats : [...repeats, repeat].slice(-mostRepeats)
    const changed = { ...made, repeats: marked, changedAt: now.toISOString() }
    return await save(changed, current.number + 1, current.expires)
  }

  return {
    find,
    require,

    /** Makes it, or answers the one that the same request made before. */
    async begin(of: Move, now: Date): Promise<StoredMove> {
      const known = await find(of.id, now)
      const expires = Math.ceil(now.getTime() / 1000) + keptDays * 86_400
      return known ?? (await save(of, 1, expires))
    },

    /** Newest first. @param before the `cursor` of the last one that was listed */
    async list(
      now: Date,
      { limit, before }: { limit: number; before?: string | undefined },
    ): Promise<{ moves: StoredMove[]; next: string | undefined }> {
      const range = { pk: newsroomKeys.moves, index: deskIndex, newestFirst: true, limit }
      const items = await table.query({ ...range, ...(before !== undefined && { before }) })
      const next = items.length === limit ? String(items.at(-1)?.updated) : undefined
      return { moves: items.filter(isKept(now)).map(stored), next }
    },

    /**
     * Writes what a rule makes of it; what it does not change is not written. Throws `stale` where the caller knows another
     * one; without a precondition it is tried again.
     */
    revise: (id: string, revising: Revising) =>
      revising.known ? change(id, revising) : retryStale(() => change(id, revising)),

    /** One that waits for its function: nobody has the turn, and it is under way, or its time is over. */
    async waiting(now: Date): Promise<string | undefined> {
      const { data } = turn.safeParse(await table.find(newsroomKeys.movingTurn))
      if (data && data.until > now.getTime()) return undefined
      const items = await table.query({
        pk: newsroomKeys.moves,
        index: deskIndex,
        newestFirst: true,
        limit: 100,
      })
      const found = items.find((item) => !isKept(now)(item) || isUnderWay(stored(item).move))
      return found && stored(found).move.id
    },

    /** Those whose time is over, where nobody has forgotten them yet. */
    async expired(now: Date): Promise<string[]> {
      const items = await table.query({ pk: newsroomKeys.moves, index: deskIndex, limit: 100 })
      return items.filter((item) => !isKept(now)(item)).map((item) => stored(item).move.id)
    },

    async remove(id: string): Promise<void> {
      await table.delete(newsroomKeys.move(id))
    },

    /** Takes the turn of the function that moves in, or keeps it, and says how far it has come. Answers whether it is ours. */
    async takeTurn(
      owner: string,
      now: Date,
      say: { move?: string; progress?: MoveProgress } = {},
    ): Promise<boolean> {
      const [moment, until] = [now.getTime(), now.getTime() + lease]
      const item = { ...newsroomKeys.movingTurn, owner, until, ...say }
      return !(await isRefused(table.put(item, { ifLentTo: owner, orEndedBefore: moment - skew })))
    },

    async endTurn(owner: string, now: Date): Promise<void> {
      const item = { ...newsroomKeys.movingTurn, owner, until: 0 }
      await isRefused(table.put(item, { ifLentTo: owner, orEndedBefore: now.getTime() - skew }))
    },

    /** How far the one has come that is in hand now. */
    async progressOf(id: string, now: Date): Promise<MoveProgress | undefined> {
      const { data } = turn.safeParse(await table.find(newsroomKeys.movingTurn))
      return data && data.move === id && data.until > now.getTime() ? data.progress : undefined
    },
  }
}

export type Moves = ReturnType<typeof createMoves>
