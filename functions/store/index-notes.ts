import * as z from 'zod'
import { siteKeys } from './keys.ts'
import type { Table } from './table.ts'

/** How far an index is. Moments are milliseconds since 1970 UTC. */
const indexState = z.object({
  /**
   * It is being made again, from this place on (from the beginning, where none is named). `begun`: the place of the step that
   * was begun last, and may have been done.
   */
  rebuild: z.object({ cursor: z.string().optional(), begun: z.string().optional() }).optional(),
  /** When its parts were last counted; when all of it was last read, and what nothing names was removed. */
  counted: z.number().default(0),
  tidied: z.number().default(0),
})
export type IndexState = z.infer<typeof indexState>

/**
 * What the indexes are still to be told, beside the read model: noted before a publication counts as done, so that no crash
 * leaves an index behind.
 */
export function createIndexNotes(table: Table) {
  return {
    async note(index: string, ids: readonly string[]): Promise<void> {
      await table.writeAll({ put: ids.map((id) => ({ ...siteKeys.indexPending(index, id), id })) })
    },

    async pending(index: string, limit: number): Promise<string[]> {
      const { pk, sk } = siteKeys.indexPending(index, '')
      const items = await table.query({ pk, after: sk, before: `${sk}\uffff`, limit })
      return items.map(({ id }) => String(id))
    },

    async done(index: string, ids: readonly string[]): Promise<void> {
      await table.writeAll({ remove: ids.map((id) => siteKeys.indexPending(index, id)) })
    },

    async state(index: string): Promise<IndexState> {
      return indexState.parse((await table.find(siteKeys.indexState(index))) ?? {})
    },

    async saveState(index: string, state: IndexState): Promise<void> {
      await table.put({ ...siteKeys.indexState(index), ...state })
    },
  }
}

export type IndexNotes = ReturnType<typeof createIndexNotes>
