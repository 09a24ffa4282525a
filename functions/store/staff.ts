import * as z from 'zod'
import { type Member, member } from '../domain/permissions.ts'
import type { Revision } from '../domain/revision.ts'
import { type StaffRecord, staffRecord } from '../domain/staff.ts'
import { createChain } from './chain.ts'
import { newsroomKeys } from './keys.ts'
import { createRows } from './rows.ts'
import type { Table } from './table.ts'

const staffRow = z.object({ id: z.string(), ...staffRecord.shape })

/**
 * Who works here. A record is a chain of revisions, made by administrators. Whoever set the system up wrote the first
 * administrator beside them: what a chain says of the same principal counts more.
 */
export function createStaff(table: Table) {
  const chain = createChain<StaffRecord>({ table, kind: 'STAFF', schema: staffRecord })
  const rows = createRows<StaffRecord, z.infer<typeof staffRow>>({
    table,
    kind: 'STAFF',
    schema: staffRow,
    rowOf: ({ subject, state }: Revision<StaffRecord>) => ({ id: subject, ...state }),
  })

  async function findFirst(principal: string): Promise<StaffRecord | undefined> {
    const item = await table.find(newsroomKeys.staff(principal))
    return item && staffRecord.parse(item)
  }

  return {
    ...chain,

    async revise(...asked: Parameters<typeof chain.revise>) {
      const revision = await chain.revise(...asked)
      await rows.save(revision).catch(() => undefined)
      return revision
    },

    /** What is written of a principal, with the revision that says so, if there is one. */
    async findRecord(principal: string) {
      const revision = await chain.latest(principal)
      const record = revision?.state ?? (await findFirst(principal))
      return record && { record, revision }
    },

    /** Who a signed caller is; `principal` is the id that IAM gives it. Undefined also for who has left. */
    async find(principal: string): Promise<Member | undefined> {
      const record = (await chain.latest(principal))?.state ?? (await findFirst(principal))
      return record?.active ? member.parse({ ...record, id: principal }) : undefined
    },

    /** Everybody, those who have left too, by name. */
    async list(): Promise<(StaffRecord & { id: string })[]> {
      const first = await table.query({ pk: newsroomKeys.staffFirst })
      const known = new Map(first.map((item) => [item.sk, { ...staffRecord.parse(item), id: item.sk }]))
      let cursor: string | undefined
      do {
        const page = await rows.list({ limit: 100, cursor })
        for (const row of page.rows) known.set(row.id, row)
        cursor = page.next
      } while (cursor)
      return [...known.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    },

    /** Writes who the first administrator is. Only who sets a system up does. */
    async saveFirst({ id, ...record }: Member): Promise<void> {
      await table.put({ ...newsroomKeys.staff(id), id, ...record })
    },
  }
}

export type Staff = ReturnType<typeof createStaff>
