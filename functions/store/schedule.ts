import * as z from 'zod'
import type { PlannedAct } from '../domain/article/schedule.ts'
import { locale } from '../domain/locale-schemas.ts'
import { newsroomKeys } from './keys.ts'
import type { Table } from './table.ts'

const entry = z.object({ id: z.string(), locale, act: z.enum(['publish', 'withdraw']), due: z.string() })
export type ScheduleEntry = z.infer<typeof entry>

/**
 * What is planned, by its moment. An entry is written before the revision that plans it, so that no crash can lose one; it
 * only says where to look, and what the article itself says counts. Entries are never removed.
 */
export function createSchedule(table: Table) {
  return {
    async enter(id: string, plannedActs: readonly PlannedAct[]): Promise<void> {
      for (const planned of plannedActs) {
        const { act, locale, due } = planned
        await table.put({ ...newsroomKeys.planned(id, planned), id, locale, act, due })
      }
    },

    /** Entries that are due from one moment to another, both included, in the order of their moments. UTC. */
    async between(from: string, to: string, limit?: number): Promise<ScheduleEntry[]> {
      // Keys go on with `#`, which comes before `$`.
      const range = { after: from, before: `${to}$`, ...(limit && { limit }) }
      const items = await table.query({ pk: newsroomKeys.schedule, ...range })
      return items.map((item) => entry.parse(item))
    },

    /** Up to which moment all that was planned is done. */
    async doneUntil(): Promise<string | undefined> {
      const item = await table.find(newsroomKeys.done)
      return item && String(item.until)
    },

    async saveDoneUntil(until: string): Promise<void> {
      await table.put({ ...newsroomKeys.done, until })
    },
  }
}

export type Schedule = ReturnType<typeof createSchedule>
