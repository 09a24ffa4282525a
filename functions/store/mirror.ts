import * as z from 'zod'
import type { Locale } from '../domain/locale.ts'
import { locale } from '../domain/locale-schemas.ts'
import { isRefused } from './condition.ts'
import { siteKeys } from './keys.ts'
import type { Item, Key, Table } from './table.ts'

/** One page of the mirror: an article in one language, wherever its address leads, or whatever stands at an address. */
const mirrorPage = z.union([
  z.object({ id: z.string(), locale }),
  z.object({ path: z.string().startsWith('/') }),
])
export type MirrorPage = z.infer<typeof mirrorPage>

/** A page that is to be rendered, as it was noted: noted again, it has another stamp. */
const pendingPage = z.intersection(mirrorPage, z.object({ stamp: z.string().optional() }))
export type PendingPage = z.infer<typeof pendingPage>

/** Where the mirror holds an article in one language, and which addresses of the old portal lead to it. */
const heldPage = z.object({
  path: z.string(),
  oldAddress: z.string().optional(),
  oldAddresses: z.array(z.string()).optional(),
})
export type HeldPage = z.infer<typeof heldPage>

/** That every page is to be rendered again, and how far they have been noted for it. */
const whole = z.object({ stamp: z.string().optional() })
type Whole = z.infer<typeof whole>
const walk = whole.extend({ next: z.object({ pk: z.string(), sk: z.string() }) })

/** How long the longest run of the mirror may take, milliseconds. */
const lease = 60_000

const nameOf = (page: MirrorPage) => ('path' in page ? page.path : `${page.id}#${page.locale}`)

/**
 * What the mirror has to do, and what it holds, beside the read model: noted before a change counts as shown, so that no
 * crash leaves an old page behind.
 */
export function createMirrorNotes(table: Table) {
  return {
    async note(pages: readonly MirrorPage[]): Promise<void> {
      const items = pages.map((page): Item => {
        return { ...siteKeys.mirrorPending(nameOf(page)), ...page, stamp: crypto.randomUUID() }
      })
      await table.writeAll({ put: items })
    },

    /** Pages that are to be rendered, after the one named. */
    async pending(limit: number, after?: MirrorPage): Promise<PendingPage[]> {
      const { pk, sk } = siteKeys.mirrorPending('')
      const from = after ? siteKeys.mirrorPending(nameOf(after)).sk : sk
      const items = await table.query({ pk, after: from, before: `${sk}\uffff`, limit })
      return items.map((item) => pendingPage.parse(item))
    },

    /** What was noted again while it was rendered stays noted: it may have been read before it changed. */
    async done(page: PendingPage): Promise<void> {
      await table.delete(siteKeys.mirrorPending(nameOf(page)), page.stamp)
    },

    /** Begins the only run at this moment. False while another one is under way; one that was killed holds up a minute. */
    async begin(now: number): Promise<boolean> {
      const run = { ...siteKeys.mirrorRun, number: now + lease }
      return !(await isRefused(table.put(run, { ifNumberBelow: now })))
    },

    async end(): Promise<void> {
      await table.delete(siteKeys.mirrorRun)
    },

    async findHeld(id: string, of: Locale): Promise<HeldPage | undefined> {
      const item = await table.find(siteKeys.mirrored(id, of))
      return item && heldPage.parse(item)
    },

    async saveHeld(id: string, of: Locale, held: HeldPage): Promise<void> {
      await table.put({ ...siteKeys.mirrored(id, of), ...held })
    },

    /** Whether everything is to be rendered again: asked for once more, that has another stamp. */
    async whole(): Promise<Whole | undefined> {
      const item = await table.find(siteKeys.mirrorWhole)
      return item && whole.parse(item)
    },

    async noteWhole(): Promise<void> {
      await table.put({ ...siteKeys.mirrorWhole, stamp: crypto.randomUUID() })
    },

    /** After which item the walk through all there is goes on; undefined where it is to begin. */
    async walkedTo({ stamp }: Whole): Promise<Key | undefined> {
      const item = await table.find(siteKeys.mirrorWalk)
      const found = item && walk.parse(item)
      return found?.stamp === stamp ? found?.next : undefined
    },

    async saveWalk({ stamp }: Whole, next: Key): Promise<void> {
      await table.put({ ...siteKeys.mirrorWalk, stamp, next })
    },

    /** What was asked for once more meanwhile stays asked for. */
    async wholeNoted({ stamp }: Whole): Promise<void> {
      await table.delete(siteKeys.mirrorWhole, stamp)
      await table.delete(siteKeys.mirrorWalk)
    },

    /** Which code the pages were rendered by, for which address. */
    async version(): Promise<string | undefined> {
      const item = await table.find(siteKeys.mirrorVersion)
      return item && String(item.version)
    },

    async saveVersion(version: string): Promise<void> {
      await table.put({ ...siteKeys.mirrorVersion, version })
    },
  }
}

export type MirrorNotes = ReturnType<typeof createMirrorNotes>
