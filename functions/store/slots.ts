import * as z from 'zod'
import { isOpenSlot, type Slot, slot } from '../domain/article/slot.ts'
import type { Revision } from '../domain/revision.ts'
import { revisionTag } from './entity-tag.ts'
import { createListed } from './listed.ts'
import type { Table } from './table.ts'

/** What waits to be written, by its day. */
const openList = 'open'

const slotRow = slot.extend({ etag: z.string() })
export type SlotRow = z.infer<typeof slotRow>

const slotRowOf = (revision: Revision<Slot>): SlotRow => ({ ...revision.state, etag: revisionTag(revision) })

/** Places in the calendar without a text: each a chain, and listed by its day for as long as it waits. */
export function createSlots(table: Table) {
  const {
    list,
    listRanked: _,
    entriesIn: __,
    ...listed
  } = createListed<Slot, SlotRow>({
    table,
    kind: 'SLOT',
    schema: slot,
    rowSchema: slotRow,
    rowOf: slotRowOf,
    entriesOf: (row) =>
      isOpenSlot(row)
        ? [
            {
              name: openList,
              list: openList,
              at: row.on,
              row: { id: row.id, section: row.section, texts: [{ locale: row.locale }] },
              isShown: true,
            },
          ]
        : [],
  })
  return {
    ...listed,

    /** Those that wait, from one day of Vietnam to another, both included. */
    async between(from: string, to: string, limit: number): Promise<SlotRow[]> {
      // Keys go on with `#`, which comes before `$`.
      const page = { limit, lists: [openList], from, to: `${to}$`, oldestFirst: true }
      const { rows } = await list(page, (row) => isOpenSlot(row) && row.on >= from && row.on <= to)
      return rows
    },
  }
}

export type Slots = ReturnType<typeof createSlots>
