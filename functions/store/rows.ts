import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import type { Revision } from '../domain/revision.ts'
import { unlessRefused } from './condition.ts'
import { inOrder, type ReadPlaces } from './in-order.ts'
import { type ChainKind, deskIndex, newsroomKeys, parseChain } from './keys.ts'
import { asStored, type Item, type Table } from './table.ts'

/** A page is filled from at most this many rows; a question that few of them answer is continued by its cursor. */
export const mostRead = 2_000
/** Of one list at once, where few of those that were read first are wanted. */
const readAtOnce = 200

/** Begins the cursor of a page after all rows of the first rank. */
const afterFirst = '~'

interface RowsOptions<State, Row> {
  table: Table
  kind: ChainKind
  schema: z.ZodType<Row>
  rowOf: (revision: Revision<State>) => Row
  /** Whether a subject was put away: then it stands in a list of its own. */
  isPutAway?: ((state: State) => boolean) | undefined
}

export interface Page {
  limit: number
  /** The `next` of the page before. */
  cursor?: string | undefined
  /** Of what was put away, instead of what stands in the list. */
  putAway?: boolean | undefined
  /** Only what stands in one of these lists (`entries.ts`), which are sorted in the same way. @default all there is */
  lists?: readonly string[] | undefined
  /** Only what stands at this moment or later, and before that one: by what the lists are sorted. */
  from?: string | undefined
  to?: string | undefined
  /** @default the last changed first */
  oldestFirst?: boolean | undefined
}

/** What a row says. It is one attribute, apart from those of revisions; before that, the row was the whole item. */
export function rowIn(item: Item): unknown {
  return item.row ?? item
}

/** `key`: the place at which a row is met, of lists that hold one more than once. */
type IsWanted<Row> = (row: Row, key: string) => boolean

/** Both bounds of what is read: none of them is part of it. */
function boundsOf({ cursor, from, to, oldestFirst }: Page, read = cursor) {
  const beginning = [from, oldestFirst ? read : undefined].flatMap((each) => each || []).sort()
  const end = [to, oldestFirst ? undefined : read].flatMap((each) => each || []).sort()
  const [after, before] = [beginning.at(-1), end[0]]
  return { ...(after && { after }), ...(before && { before }) }
}

/** One row for each subject of a kind, the last changed first: what a list needs to show, without reading every chain. */
export function createRows<State, Row>({ table, kind, schema, rowOf, isPutAway }: RowsOptions<State, Row>) {
  const listOf = (putAway: boolean) => (putAway ? newsroomKeys.list(kind, 'AWAY') : kind)
  const parse = (item: Item) => schema.parse(rowIn(item))

  /** Rows as they stand in a list; those that its entries do not hold are read by themselves. */
  async function rowsIn(items: readonly Item[], isAll: boolean): Promise<(Row | undefined)[]> {
    if (isAll) return items.map(parse)
    const others = items.filter(({ shown }) => shown === undefined)
    const keys = others.map(({ pk }) => newsroomKeys.row(kind, parseChain(pk)[1]))
    const found = new Map((await table.findAll(keys)).map((item, index) => [others[index], item]))
    return items.map((item) => {
      if (item.shown !== undefined) return schema.parse(item.shown)
      const row = found.get(item)
      return row && parse(row)
    })
  }

  function listsOf(page: Page): ReadPlaces<Row>[] {
    const { lists, putAway = false, oldestFirst = false } = page
    const all = lists?.map((list) => newsroomKeys.list(kind, list)) ?? [listOf(putAway)]
    return all.map((pk) => async (after, limit) => {
      const range = { pk, index: deskIndex, newestFirst: !oldestFirst, limit, ...boundsOf(page, after) }
      const items = await table.query(range)
      const rows = await rowsIn(items, lists === undefined)
      return items.map(({ updated }, index) => ({ key: String(updated), value: rows[index] }))
    })
  }

  /** The rows that are wanted. */
  async function list(page: Page, isWanted: IsWanted<Row> = () => true) {
    const { limit, oldestFirst = false } = page
    const lists = listsOf(page)
    const rows: Row[] = []
    let cursor = page.cursor
    let read = 0
    // First what may be shown and the one more that tells of a next page; then as many as so few of them are likely to need.
    const atOnce = () => {
      const needed = ((limit + 1 - rows.length) * (read + 1)) / (rows.length + 1)
      return Math.ceil(Math.min(needed, Math.max(readAtOnce, limit + 1)) / lists.length)
    }
    for await (const { key, value: row } of inOrder(lists, { oldestFirst, atOnce })) {
      const isOne = row !== undefined && isWanted(row, key)
      // One more than asked for tells that there is a next page, which begins after the last one given.
      if (read === mostRead || (isOne && rows.length === limit)) return { rows, next: cursor }
      cursor = key
      read += 1
      if (isOne) rows.push(row)
    }
    return { rows }
  }

  /** `beside`: what the row says that is not in the chain. */
  function itemOf(revision: Revision<State>, beside?: Partial<Row>): Item {
    const { subject, number, at, state } = revision
    const desk = listOf(isPutAway?.(state) ?? false)
    const keys = { ...newsroomKeys.row(kind, subject), desk, updated: `${at}#${subject}` }
    return { ...keys, number, row: { ...rowOf(revision), ...beside } }
  }

  return {
    /** The row of a revision, as it is stored. */
    itemOf,

    /** Whether a row says what that of a revision says, or is that of a newer one. */
    isKept(revision: Revision<State>, row: Item | undefined, beside?: Partial<Row>): boolean {
      if (!row || Number(row.number) < revision.number) return false
      const isNewer = Number(row.number) > revision.number
      return isNewer || isDeepStrictEqual(row, asStored(itemOf(revision, beside)))
    },

    /** Keeps the list in step; a row of an older revision never replaces that of a newer one. */
    async save(revision: Revision<State>, beside?: Partial<Row>): Promise<void> {
      // One of the same revision is written again: newer code may say more of it.
      await unlessRefused(table.put(itemOf(revision, beside), { ifNumberBelow: revision.number + 1 }))
    },

    list,

    /**
     * The rows that are wanted, and before the others those that come first: a page may hold the end of these and the
     * beginning of those.
     */
    async listRanked(page: Page, isFirst: IsWanted<Row>, isWanted: IsWanted<Row>) {
      const { limit, cursor } = page
      const others: IsWanted<Row> = (row, key) => isWanted(row, key) && !isFirst(row, key)
      const isAfter = cursor?.startsWith(afterFirst)
      const best = isAfter ? { rows: [] } : await list(page, isFirst)
      if (best.next) return best
      const left = limit - best.rows.length
      if (left === 0) return { rows: best.rows, next: afterFirst }
      const from = isAfter ? cursor?.slice(afterFirst.length) : undefined
      const { rows, next } = await list({ ...page, limit: left, cursor: from }, others)
      return { rows: [...best.rows, ...rows], ...(next && { next: afterFirst + next }) }
    },
  }
}
