import * as z from 'zod'
import { keptDays, notice } from '../domain/notices/notice.ts'
import type { Telling } from '../domain/notices/of-act.ts'
import { choiceOf, noPreferences } from '../domain/notices/preferences.ts'
import { isRefused, unlessRefused } from './condition.ts'
import { newsroomKeys } from './keys.ts'
import { preferencesIn } from './preferences.ts'
import type { Item, Table } from './table.ts'

const day = 86_400_000

/** How many of a person's notices are listed: the last ones. What came before them stands in histories. */
export const mostListed = 100

/** A notice in somebody's list: `told`, when it came to be there (UTC), which may be later than what it tells of. */
const listed = notice.extend({ told: z.string() })
export type ListedNotice = z.infer<typeof listed>

export const noticeIn = (item: Item): ListedNotice => listed.parse(item.notice)

/**
 * What people are told. Notices lie in a partition of the person, are no part of chains, are not exported, and expire: all that
 * they tell of stands in the chains.
 */
export function createNotices(table: Table) {
  async function tellOne(principal: string, { notice: told }: Telling, chosen: Item | undefined, now: Date) {
    const { desk, mail } = choiceOf(chosen ? preferencesIn(chosen) : noPreferences, told.kind)
    if (!desk && mail === 'none') return false
    const of = [told.source, told.kind, ...(told.locale ? [told.locale] : [])].join('#')
    const key = newsroomKeys.notice(principal, told.at, of)
    const at = now.toISOString()
    const mailed = { mail, desk: newsroomKeys.mailsTo(mail), updated: `${at}#${principal}#${of}` }
    const item = {
      ...key,
      number: 1,
      notice: { ...told, told: at },
      expires: Math.ceil((now.getTime() + keptDays * day) / 1000),
      ...(mail !== 'none' && mailed),
    }
    return !(await isRefused(table.put(item, { ifAbsent: true })))
  }

  return {
    /**
     * Tells people something: each in their list and by mail as they have chosen, and once, however often it is told. Whom it
     * may be told is up to the caller (`receiversAmong`). Answers how many were told something new.
     */
    async tell(tellings: readonly Telling[], now: () => Date = () => new Date()): Promise<number> {
      const people = [...new Set(tellings.flatMap(({ to }) => to))]
      const items = await table.findAll(people.map((id) => newsroomKeys.preferences(id)))
      const chosen = new Map(people.map((id, index) => [id, items[index]]))
      let told = 0
      for (const telling of tellings)
        for (const id of telling.to) if (await tellOne(id, telling, chosen.get(id), now())) told += 1
      return told
    },

    /** The last of what somebody was told, newest first, what they chose, and up to which moment they have seen it. */
    async of(principal: string, now: Date) {
      const { pk } = newsroomKeys.noticesSeen(principal)
      // What else is in the partition sorts after all notices.
      const items = await table.query({ pk, newestFirst: true, limit: mostListed + 2 })
      const { sk: seenKey } = newsroomKeys.noticesSeen(principal)
      const { sk: chosenKey } = newsroomKeys.preferences(principal)
      const chosen = items.find(({ sk }) => sk === chosenKey)
      const preferences = chosen ? preferencesIn(chosen) : noPreferences
      const notices = items
        .filter(({ sk }) => sk.startsWith(newsroomKeys.noticePrefix))
        .filter(({ expires }) => Number(expires) * 1000 > now.getTime())
        .map(noticeIn)
        .filter(({ kind }) => choiceOf(preferences, kind).desk)
      const seen = items.find(({ sk }) => sk === seenKey)?.until
      const { locale } = preferences
      return { notices, ...(seen !== undefined && { seen: String(seen) }), ...(locale && { locale }) }
    },

    /** Notes up to which moment (UTC) somebody has seen what they were told; never an earlier one than before. */
    async see(principal: string, until: string): Promise<void> {
      const number = Date.parse(until)
      const item = { ...newsroomKeys.noticesSeen(principal), number, until }
      await unlessRefused(table.put(item, { ifNumberBelow: number }))
    },

    /** Up to which moment people were told of what was done. */
    async toldUntil(): Promise<string | undefined> {
      const item = await table.find(newsroomKeys.told)
      return item && String(item.until)
    },

    async saveToldUntil(until: string): Promise<void> {
      await table.put({ ...newsroomKeys.told, until })
    },
  }
}

export type Notices = ReturnType<typeof createNotices>
