import * as z from 'zod'
import type { Appointment } from '../domain/article/schedule.ts'
import { locale } from '../domain/locale.ts'
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
    async enter(id: string, appointments: readonly Appointment[]): Promise<void> {
      for (const appointment of appointments) {
        const { act, locale, due } = appointment
        await table.put({ ...newsroomKeys.appointment(id, appointment), id, locale, act, due })
      }
    },

    /** Entries that are due from one moment to another, both included, in the order of their moments. UTC. */
    async between(from: string, to: string, limit?: number): Promise<ScheduleEntry[]> {
      // Keys go on with `#`, which comes before `$`.
      const range = { after: from, before: `${to}$`, ...(limit && { limit }) }
      const items = await table.query({ pk: newsroomKeys.schedule, ...range })
      return items.map((item) => entry.parse(item))
    },

    /** Up to which moment every appointment was kept. */
    async keptUntil(): Promise<string | undefined> {
      const item = await table.find(newsroomKeys.kept)
      return item && String(item.until)
    },

    async saveKeptUntil(until: string): Promise<void> {
      await table.put({ ...newsroomKeys.kept, until })
    },
  }
}
