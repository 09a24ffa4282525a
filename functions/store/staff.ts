import { defaultLocale } from '../domain/locale.ts'
import { type Member, member } from '../domain/people/member.ts'
import { isOn, type StaffRecord, staffRecord } from '../domain/people/staff.ts'
import type { Revision } from '../domain/revision.ts'
import { describeError, log } from '../http/log.ts'
import { inLanes } from './batches.ts'
import { createChain } from './chain.ts'
import { newsroomKeys } from './keys.ts'
import type { Table } from './table.ts'

/** People whose last revision is not known are asked for by themselves, so many at once. */
const askedAtOnce = 8

/** What is written of somebody, with the revision that says so; none of the first administrator. */
interface Found {
  record: StaffRecord
  revision: Revision<StaffRecord> | undefined
}

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

  /**
   * Notes which revision is somebody's last, so that everybody's are read together. Nothing depends on it: where there is a
   * newer one, or nothing is noted, the chain is asked.
   */
  async function noteLast({ subject, number }: Revision<StaffRecord>): Promise<void> {
    await table.put({ ...newsroomKeys.staffId(subject), number }).catch((error: unknown) => {
      log('warn', 'it was not noted which revision is the last', { subject, number, ...describeError(error) })
    })
  }

  /** What is written of a principal, with the revision that says so, if there is one. */
  async function findRecord(principal: string) {
    const revision = await chain.latest(principal)
    const record = revision?.state ?? (await findFirst(principal))
    return record && { record, revision }
  }

  /** Everybody who was ever written down, with the revision that is known to be their last. */
  async function known(): Promise<Map<string, number>> {
    const [first = [], later = []] = await Promise.all(
      [newsroomKeys.staff('').pk, newsroomKeys.staffId('').pk].map((pk) => table.query({ pk })),
    )
    return new Map([
      ...first.map(({ sk }) => [sk, 0] as const),
      ...later.map(({ sk, number }) => [sk, Number(number ?? 0)] as const),
    ])
  }

  /** What is written of everybody, in two questions for all whose last revision is known. */
  async function records(): Promise<{ id: string; found: Found; isKnown: boolean }[]> {
    const people = [...(await known())].map(([id, number]) => ({ subject: id, number }))
    const noted = people.filter(({ number }) => number > 0)
    const next = noted.map(({ subject, number }) => ({ subject, number: number + 1 }))
    const revisions = await chain.findAll([...noted, ...next])
    const last = new Map(
      noted.flatMap(({ subject }, index) => {
        const revision = revisions[index + noted.length] ? undefined : revisions[index]
        return revision ? [[subject, revision] as const] : []
      }),
    )
    const all = await inLanes(people, askedAtOnce, async ({ subject: id }) => {
      const revision = last.get(id)
      const found = revision ? { record: revision.state, revision } : await findRecord(id)
      return found ? [{ id, found, isKnown: revision !== undefined }] : []
    })
    return all.flat()
  }

  const byName = <Named extends { name: string }>(all: Named[]) =>
    all.sort((a, b) => a.name.localeCompare(b.name, defaultLocale))

  /** Whom this instance has noted on which day. */
  const noted = new Map<string, string>()

  return {
    ...chain,
    findRecord,

    /** As every chain. */
    async revise(...asked: Parameters<typeof chain.revise>): Promise<Revision<StaffRecord>> {
      const revision = await chain.revise(...asked)
      await noteLast(revision)
      return revision
    },

    /** Who a signed caller is; `principal` is the id that IAM gives it. Undefined also for somebody who has left. */
    async find(principal: string, at: Date): Promise<Member | undefined> {
      const { record } = (await findRecord(principal)) ?? {}
      return record && isOn(record, at) ? member.parse({ ...record, id: principal }) : undefined
    },

    /** Everybody, those who have left too, by name. */
    async list(): Promise<(StaffRecord & { id: string })[]> {
      return byName((await records()).map(({ id, found: { record } }) => ({ ...record, id })))
    },

    /** The same for whoever keeps the list: with the revision that says so, and the last day on which each was here. */
    async roster() {
      const [all, seen] = await Promise.all([records(), table.query({ pk: newsroomKeys.staffSeen('').pk })])
      const days = new Map(seen.map(({ sk, day }) => [sk, String(day)]))
      await inLanes(all, askedAtOnce, async ({ found: { revision }, isKnown }) => {
        if (revision && !isKnown) await noteLast(revision)
      })
      return byName(
        all.map(({ id, found: { record, revision } }) => ({
          ...{ id, name: record.name, record, revision, seen: days.get(id) },
        })),
      )
    },

    /** What was written of everybody before a moment (UTC), with the revision that said so; by principal. */
    async asOf(before: string) {
      const found = await Promise.all(
        [...(await known()).keys()].sort().map(async (id) => {
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
