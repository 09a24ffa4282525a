import type * as z from 'zod'
import type { Revision } from '../domain/revision.ts'
import { type ChainKind, deskIndex, newsroomKeys } from './keys.ts'
import { ConditionFailed, type Item, type Table } from './table.ts'

/** A page is filled from at most this many rows; a question that few of them answer is continued by its cursor. */
const mostRead = 2_000
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
}

/** What a row says. It is one attribute, apart from those of revisions; before that, the row was the whole item. */
export function rowIn(item: Item): unknown {
  return item.row ?? item
}

/** One row for each subject of a kind, the last changed first: what a list needs to show, without reading every chain. */
export function createRows<State, Row>({ table, kind, schema, rowOf, isPutAway }: RowsOptions<State, Row>) {
  const listOf = (putAway: boolean) => (putAway ? `${kind}#AWAY` : kind)

  /** The rows that are wanted. */
  async function list(
    { limit, cursor, putAway = false }: Page,
    isWanted: (row: Row) => boolean = () => true,
  ) {
    const rows: Row[] = []
    let before = cursor
    for (let read = 0; read < mostRead; read += readAtOnce) {
      const items = await table.query({
        pk: listOf(putAway),
        index: deskIndex,
        newestFirst: true,
        limit: readAtOnce,
        ...(before && { before }),
      })
      for (const item of items) {
        const row = schema.parse(rowIn(item))
        // One more than asked for tells that there is a next page, which begins after the last one given.
        if (isWanted(row) && rows.length === limit) return { rows, next: before }
        before = String(item.updated)
        if (isWanted(row)) rows.push(row)
      }
      if (items.length < readAtOnce) return { rows }
    }
    return { rows, next: before }
  }

  return {
    /** Keeps the list in step; a row of an older revision never replaces that of a newer one. */
    async save(revision: Revision<State>): Promise<void> {
      const { subject, number, at, state } = revision
      const desk = listOf(isPutAway?.(state) ?? false)
      const keys = { ...newsroomKeys.row(kind, subject), desk, updated: `${at}#${subject}` }
      try {
        await table.put({ ...keys, number, row: rowOf(revision) }, { ifNumberBelow: number })
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error
      }
    },

    list,

    /**
     * The rows that are wanted, and before the others those that come first: a page may hold the end of these and the
     * beginning of those.
     */
    async listRanked(
      { limit, cursor, putAway }: Page,
      isFirst: (row: Row) => boolean,
      isWanted: (row: Row) => boolean,
    ) {
      const others = (row: Row) => isWanted(row) && !isFirst(row)
      const isAfter = cursor?.startsWith(afterFirst)
      const best = isAfter ? { rows: [] } : await list({ limit, cursor, putAway }, isFirst)
      if (best.next) return best
      const left = limit - best.rows.length
      if (left === 0) return { rows: best.rows, next: afterFirst }
      const from = isAfter ? cursor?.slice(afterFirst.length) : undefined
      const { rows, next } = await list({ limit: left, cursor: from, putAway }, others)
      return { rows: [...best.rows, ...rows], ...(next && { next: afterFirst + next }) }
    },
  }
}
