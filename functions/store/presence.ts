import * as z from 'zod'
import { articlePart } from '../domain/article/working-copy.ts'
import { newsroomKeys } from './keys.ts'
import type { Table } from './table.ts'

/** How long somebody is taken to be there after they last said so, in seconds: three calls may be lost. */
export const presenceSeconds = 60

const seen = z.object({
  by: z.object({ id: z.string(), name: z.string() }),
  part: articlePart,
  editing: z.boolean(),
  /** Since when this window shows the article, and when it last said so; UTC. */
  since: z.string(),
  at: z.string(),
})
export type Seen = z.infer<typeof seen>

/** Of one window: `window` is an id that it made up. */
export interface Here extends Pick<Seen, 'by' | 'part' | 'editing' | 'since'> {
  article: string
  window: string
}

/** Who has an article open, and where. It is information and no lock; it goes by itself, and is in no chain or export. */
export function createPresence(table: Table) {
  return {
    /** Notes that somebody is there, and answers who else is; another window of their own is nobody else. */
    async say({ article, window, ...here }: Here, now: Date): Promise<Seen[]> {
      const key = newsroomKeys.presence(article, here.by.id, window)
      const expires = Math.ceil(now.getTime() / 1000) + presenceSeconds
      const [items] = await Promise.all([
        table.query({ pk: key.pk }),
        table.put({ ...key, seen: { ...here, at: now.toISOString() }, expires }),
      ])
      return items
        .filter((item) => Number(item.expires) * 1000 > now.getTime())
        .map((item) => seen.parse(item.seen))
        .filter(({ by }) => by.id !== here.by.id)
    },
  }
}

export type Presence = ReturnType<typeof createPresence>
