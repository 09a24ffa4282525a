import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import type { Revision } from '../domain/revision.ts'
import { unlessRefused } from './condition.ts'
import { type ChainKind, deskIndex, newsroomKeys, parseChain } from './keys.ts'
import { asStored, type Item, type Table } from './table.ts'

/** A page is filled from at most this many rows; a question that few of them answer is continued by its cursor. */
export const mostRead = 2_000
/** At once, where those that are read first were not enough. */
const readAtOnce = 200
/** Rows of other lists are fetched one by one, in batches. */
const fetchedAtOnce = 100

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
  /** @default the last changed first */
  oldestFirst?: boolean | undefined
  /** Oldest first, no further than this: a moment, or the day by which a list is sorted. */
  until?: string | undefined
}

/** Rows after a cursor, each with its place; undefined for what has none. `more`: whether others may follow. */
interface Read<Row> {
  found: { key: string; row: Row | undefined }[]
  more: boolean
}

/** What a row says. It is one attribute, apart from those of revisions; before that, the row was the whole item. */
export function rowIn(item: Item): unknown {
  return item.row ?? item
}

/** The places in several lists up to where each has told all that it holds, in their order and each once. */
function merged(parts: readonly string[][], limit: number, oldestFirst: boolean) {
  const order = oldestFirst ? 1 : -1
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -order : order)
  const ends = parts.flatMap((keys) => (keys.length === limit ? (keys.at(-1) ?? []) : [])).sort(compare)
  const [horizon] = ends
  const keys = [...new Set(parts.flat())].sort(compare)
  return {
    keys: horizon === undefined ? keys : keys.filter((key) => compare(key, horizon) <= 0),
    more: horizon !== undefined,
  }
}

/** One row for each subject of a kind, the last changed first: what a list needs to show, without reading every chain. */
export function createRows<State, Row>({ table, kind, schema, rowOf, isPutAway }: RowsOptions<State, Row>) {
  const listOf = (putAway: boolean) => (putAway ? newsroomKeys.list(kind, 'AWAY') : kind)
  const parse = (item: Item) => schema.parse(rowIn(item))

  async function query(
    pk: string,
    limit: number,
    { cursor, oldestFirst = false, until }: Page,
  ): Promise<Item[]> {
    return await table.query({
      pk,
      index: deskIndex,
      newestFirst: !oldestFirst,
      limit,
      ...(cursor && (oldestFirst ? { after: cursor } : { before: cursor })),
      // Places go on with `#`, which comes before `$`.
      ...(oldestFirst && until && { before: `${until}$` }),
    })
  }

  async function readAll(page: Page, most: number): Promise<Read<Row>> {
    const items = await query(listOf(page.putAway ?? false), most, page)
    const found = items.map((item) => ({ key: String(item.updated), row: parse(item) }))
    return { found, more: items.length === most }
  }

  /** What stands in the lists only says where to look; what the rows themselves say counts. */
  async function readLists(lists: readonly string[], page: Page, most: number): Promise<Read<Row>> {
    const parts = await Promise.all(lists.map((list) => query(newsroomKeys.list(kind, list), most, page)))
    const subjects = new Map(parts.flat().map(({ pk, updated }) => [String(updated), parseChain(pk)[1]]))
    const places = parts.map((items) => items.map(({ updated }) => String(updated)))
    const { keys, more } = merged(places, most, page.oldestFirst ?? false)
    const items = await table.findAll(keys.map((key) => newsroomKeys.row(kind, subjects.get(key) ?? '')))
    return { found: keys.map((key, index) => ({ key, row: items[index] && parse(items[index]) })), more }
  }

  /** The rows that are wanted. */
  async function list(page: Page, isWanted: (row: Row) => boolean = () => true) {
    const { limit, lists } = page
    const atOnce = lists ? fetchedAtOnce : readAtOnce
    const rows: Row[] = []
    let cursor = page.cursor
    // First what may be shown and the one more: most questions are answered by it.
    let most = Math.min(limit + 1, atOnce)
    for (let read = 0; read < mostRead; most = atOnce) {
      const { found, more } = await (lists
        ? readLists(lists, { ...page, cursor }, most)
        : readAll({ ...page, cursor }, most))
      for (const { key, row } of found) {
        const isOne = row !== undefined && isWanted(row)
        // One more than asked for tells that there is a next page, which begins after the last one given.
        if (isOne && rows.length === limit) return { rows, next: cursor }
        cursor = key
        if (isOne) rows.push(row)
      }
      if (!more) return { rows }
      read += found.length
    }
    return { rows, next: cursor }
  }

  function itemOf(revision: Revision<State>): Item {
    const { subject, number, at, state } = revision
    const desk = listOf(isPutAway?.(state) ?? false)
    const keys = { ...newsroomKeys.row(kind, subject), desk, updated: `${at}#${subject}` }
    return { ...keys, number, row: rowOf(revision) }
  }

  return {
    /** The row of a revision, as it is stored. */
    itemOf,

    /** Whether a row says what that of a revision says, or is that of a newer one. */
    isKept(revision: Revision<State>, row: Item | undefined): boolean {
      if (!row || Number(row.number) < revision.number) return false
      return Number(row.number) > revision.number || isDeepStrictEqual(row, asStored(itemOf(revision)))
    },

    /** Keeps the list in step; a row of an older revision never replaces that of a newer one. */
    async save(revision: Revision<State>): Promise<void> {
      // One of the same revision is written again: newer code may say more of it.
      await unlessRefused(table.put(itemOf(revision), { ifNumberBelow: revision.number + 1 }))
    },

    list,

    /**
     * The rows that are wanted, and before the others those that come first: a page may hold the end of these and the
     * beginning of those.
     */
    async listRanked(page: Page, isFirst: (row: Row) => boolean, isWanted: (row: Row) => boolean) {
      const { limit, cursor } = page
      const others = (row: Row) => isWanted(row) && !isFirst(row)
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
