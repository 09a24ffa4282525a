import { createHash } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '../domain/errors.ts'
import {
  type FailingLink,
  failingLink,
  type LinkAct,
  type LinkSaid,
  linkSaid,
} from '../domain/outward-link.ts'
import type { Member } from '../domain/people/member.ts'
import { refusal } from '../domain/rules.ts'
import { isRefused } from './condition.ts'
import { siteKeys } from './keys.ts'
import type { Table } from './table.ts'

/** For how long it is known what was said of a link, and what was found, days. */
const kept = 180

/** What is known of more failing links than this nobody reads; others are met again when some of these are settled. */
export const mostFailing = 500

/** 16 hexadecimal digits, by which an address is known. */
export const linkId = (url: string) => createHash('sha256').update(url).digest('hex').slice(0, 16)

const saidRow = z.object({ sk: z.string(), ...linkSaid.shape })

/** How far the look has come: the night that was begun last, and in each list of pages the cursor to go on from. */
const progress = z.object({ night: z.string(), cursors: z.record(z.string(), z.string()) })
export type LookProgress = z.infer<typeof progress>

/** A failing link, and what was said of it, if anything was. */
export interface KnownLink extends FailingLink {
  said?: LinkSaid
}

const expiresAt = (at: string) => Math.ceil((Date.parse(at) + kept * 86_400_000) / 1000)

/** Links of public pages that lead nowhere, as they were found, and what editors said of them. */
export function createOutwardLinks(table: Pick<Table, 'find' | 'findAll' | 'query' | 'put' | 'delete'>) {
  return {
    /** All that failed when they were asked for last, with what was said of each since. */
    async list(): Promise<KnownLink[]> {
      const { pk } = siteKeys.outwardLink('')
      const items = await table.query({ pk })
      const acts = new Map(
        items.flatMap((item) => {
          const { data } = saidRow.safeParse(item)
          return data ? [[data.sk, linkSaid.parse(data)] as const] : []
        }),
      )
      return items.flatMap((item) => {
        const { data } = failingLink.safeParse(item)
        if (!data) return []
        const act = acts.get(siteKeys.outwardSaid(data.id).sk)
        return [{ ...data, ...(act && { said: act }) }]
      })
    },

    save: (link: FailingLink) =>
      table.put({ ...siteKeys.outwardLink(link.id), ...link, expires: expiresAt(link.last) }),

    forget: (id: string) => table.delete(siteKeys.outwardLink(id)),

    /**
     * Notes what becomes of a link. `number`: of what was said of it last, as the caller knows it; 0 where nothing was. Throws
     * `not_found` where it does not fail, and `conflict` where something else was said meanwhile.
     */
    async say(
      id: string,
      { act, number }: { act: LinkAct; number: number },
      by: Member,
      now: Date,
    ): Promise<void> {
      const [link, item] = await table.findAll([siteKeys.outwardLink(id), siteKeys.outwardSaid(id)])
      if (!link) throw new AppError('not_found', refusal('not_found', { what: 'link', id }))
      const last = item && linkSaid.parse(item)
      // Sent again, because the answer was lost.
      if (last?.number === number + 1 && last.act === act && last.by === by.name) return
      const changed = () => new AppError('conflict', refusal('link_changed'))
      if ((last?.number ?? 0) !== number) throw changed()
      const at = now.toISOString()
      const said: LinkSaid = { act, number: number + 1, at, by: by.name }
      const put = table.put(
        { ...siteKeys.outwardSaid(id), ...said, expires: expiresAt(at) },
        { ifNumberBelow: number + 1 },
      )
      if (await isRefused(put)) throw changed()
    },

    async progress(): Promise<LookProgress | undefined> {
      const item = await table.find(siteKeys.outwardProgress)
      return item && progress.parse(item)
    },

    saveProgress: (at: LookProgress) => table.put({ ...siteKeys.outwardProgress, ...at }),
  }
}

export type OutwardLinks = ReturnType<typeof createOutwardLinks>
