import { defaultLocale } from '../domain/locale.ts'
import { type Member, member } from '../domain/people/member.ts'
import { isOn, type StaffRecord, staffRecord } from '../domain/people/staff.ts'
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

  /** Everybody who was ever written down. */
  async function ids(): Promise<string[]> {
    const [first, later] = await Promise.all(
      [newsroomKeys.staff('').pk, newsroomKeys.staffId('').pk].map((pk) => table.query({ pk })),
    )
    return [...new Set([...(first ?? []), ...(later ?? [])].map(({ sk }) => sk))]
  }

  const byName = <Named extends { name: string }>(all: Named[]) =>
    all.sort((a, b) => a.name.localeCompare(b.name, defaultLocale))

  /** Whom this instance has noted on which day. */
  const noted = new Map<string, string>()

  return {
    ...chain,
    findRecord,

    /** Who a signed caller is; `principal` is the id that IAM gives it. Undefined also for somebody who has left. */
    async find(principal: string, at: Date): Promise<Member | undefined> {
      const { record } = (await findRecord(principal)) ?? {}
      return record && isOn(record, at) ? member.parse({ ...record, id: principal }) : undefined
    },

    /** Everybody, those who have left too, by name. */
    async list(): Promise<(StaffRecord & { id: string })[]> {
      const found = await Promise.all(
        (await ids()).map(async (id) => {
          const { record } = (await findRecord(id)) ?? {}
          return record ? [{ ...record, id }] : []
        }),
      )
      return byName(found.flat())
    },

    /** The same for whoever keeps the list: with the revision that says so, and the last day on which each was here. */
    async roster() {
      const [all, seen] = await Promise.all([ids(), table.query({ pk: newsroomKeys.staffSeen('').pk })])
      const days = new Map(seen.map(({ sk, day }) => [sk, String(day)]))
      const found = await Promise.all(
        all.map(async (id) => {
          const known = await findRecord(id)
          if (!known) return []
          const { record, revision } = known
          return [{ id, name: record.name, record, revision, seen: days.get(id) }]
        }),
      )
      return byName(found.flat())
    },

    /** What was written of everybody before a moment (UTC), with the revision that said so; by principal. */
    async asOf(before: string) {
      const found = await Promise.all(
        (await ids()).sort().map(async (id) => {
          const revisions = (await chain.raw(id)).filter(({ at }) => at < before)
          const last = revisions.at(-1)
          const record = last ? staffRecord.parse(last.state) : await findFirst(id)
          return record ? [{ id, record, revision: last }] : []
        }),
      )
      return found.flat()
    },

    /** Notes that somebody opened the desk: once a day by each instance, so that it costs next to nothing. */
    async see(principal: string, day: string): Promise<void> {
      if (noted.get(principal) === day) return
      noted.set(principal, day)
      await table.put({ ...newsroomKeys.staffSeen(principal), day })
    },

    /** Writes who the first administrator is. Only who sets a system up does. */
    async saveFirst({ id, ...record }: Member): Promise<void> {
      await table.put({ ...newsroomKeys.staff(id), id, ...record })
    },
  }
}

export type Staff = ReturnType<typeof createStaff>
