import type { Mailing } from '../domain/notices/kinds.ts'
import { isRefused } from './condition.ts'
import { deskIndex, newsroomKeys } from './keys.ts'
import { type ListedNotice, noticeIn } from './notices.ts'
import type { Item, Table } from './table.ts'

/** For how long whoever mails something has it for themselves, milliseconds: longer than a function may run. */
const lease = 5 * 60_000
/** How many notices are looked at in a minute. */
const atOnce = 200

/** A notice that somebody is to be mailed, and how often that was tried. */
export interface DueMail {
  principal: string
  notice: ListedNotice
  tries: number
  item: Item
}

/** What is to be mailed, and who is at it. A notice that was mailed leaves the list, and stays in the person's own. */
export function createNoticeMails(table: Table) {
  const prefix = newsroomKeys.preferences('').pk

  function dueOf(item: Item): DueMail {
    const { tries = 0, pk } = item
    return { principal: pk.slice(prefix.length), notice: noticeIn(item), tries: Number(tries), item }
  }

  return {
    /** Those told before a moment that nobody is mailing, the first told first. */
    async due(mailing: Exclude<Mailing, 'none'>, before: string, now: Date): Promise<DueMail[]> {
      const pk = newsroomKeys.mailsTo(mailing)
      const listed = await table.query({ pk, index: deskIndex, before, limit: atOnce })
      // The index follows a little later: what the items say counts.
      const items = await table.findAll(listed.map(({ pk, sk }) => ({ pk, sk })))
      return items.flatMap((item) => {
        const isFree = item?.desk === pk && !(Number(item.leased ?? 0) > now.getTime())
        return item && isFree ? [dueOf(item)] : []
      })
    },

    /** Takes one for some minutes; undefined where somebody else was faster. */
    async take({ item, tries, ...due }: DueMail, now: Date): Promise<DueMail | undefined> {
      const number = Number(item.number) + 1
      const taken: Item = { ...item, number, tries: tries + 1, leased: now.getTime() + lease }
      if (await isRefused(table.put(taken, { ifNumberBelow: number }))) return undefined
      return { ...due, item: taken, tries: tries + 1 }
    },

    /** Says that one needs no mail any more: it was mailed, or nobody is to get it. */
    async settle({ item }: DueMail): Promise<void> {
      const { desk: _, updated: __, leased: ___, ...rest } = item
      const number = Number(item.number) + 1
      await isRefused(table.put({ ...rest, number }, { ifNumberBelow: number }))
    },
  }
}

export type NoticeMails = ReturnType<typeof createNoticeMails>
