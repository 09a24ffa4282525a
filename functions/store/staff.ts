import { defaultLocale } from '../domain/locale.ts'
import { type Member, member } from '../domain/people/member.ts'
import { type StaffRecord, staffRecord } from '../domain/people/staff.ts'
import { createChain } from './chain.ts'
import { newsroomKeys } from './keys.ts'
import type { Table } from './table.ts'

/**
 * Who works here. A record is a chain of revisions, made by administrators. Whoever set the system up wrote the first
 * administrator beside them: what a chain says of the same principal counts more. That somebody has a chain is written before
 * it begins, so that the list misses nobody, and reads what each chain says.
 */
export function createStaff(table: Table) {
  const chain = createChain<StaffRecord>({
    table,
    kind: 'STAFF',
    schema: staffRecord,
    prepare: (_, id) => table.put({ ...newsroomKeys.staffId(id) }),
  })

  async function findFirst(principal: string): Promise<StaffRecord | undefined> {
    const item = await table.find(newsroomKeys.staff(principal))
    return item && staffRecord.parse(item)
  }

  /** What is written of a principal, with the revision that says so, if there is one. */
  async function findRecord(principal: string) {
    const revision = await chain.latest(principal)
    const record = revision?.state ?? (await findFirst(principal))
    return record && { record, revision }
  }

  return {
    ...chain,
    findRecord,

    /** Who a signed caller is; `principal` is the id that IAM gives it. Undefined also for somebody who has left. */
    async find(principal: string): Promise<Member | undefined> {
      const found = await findRecord(principal)
      return found?.record.active ? member.parse({ ...found.record, id: principal }) : undefined
    },

    /** Everybody, those who have left too, by name. */
    async list(): Promise<(StaffRecord & { id: string })[]> {
      const [first, later] = await Promise.all(
        [newsroomKeys.staff('').pk, newsroomKeys.staffId('').pk].map((pk) => table.query({ pk })),
      )
      const ids = [...new Set([...(first ?? []), ...(later ?? [])].map(({ sk }) => sk))]
      const found = await Promise.all(
        ids.map(async (id) => {
          const { record } = (await findRecord(id)) ?? {}
          return record ? [{ ...record, id }] : []
        }),
      )
      return found.flat().sort((a, b) => a.name.localeCompare(b.name, defaultLocale))
    },

    /** Writes who the first administrator is. Only who sets a system up does. */
    async saveFirst({ id, ...record }: Member): Promise<void> {
      await table.put({ ...newsroomKeys.staff(id), id, ...record })
    },
  }
}

export type Staff = ReturnType<typeof createStaff>
