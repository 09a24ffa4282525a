import * as z from 'zod'
import { siteKeys } from './keys.ts'
import type { Table } from './table.ts'

export const rebuildPhases = ['articles', 'strays', 'neighbours', 'months', 'front'] as const
export type RebuildPhase = (typeof rebuildPhases)[number]

const progress = z.object({
  /** UTC. */
  began: z.string(),
  /** Up to when what was written meanwhile has been published, UTC. */
  looked: z.string(),
  phase: z.enum(rebuildPhases),
  /** Where the phase goes on, as it says itself; its beginning where there is none. */
  cursor: z.string().optional(),
  /** What has been done so far: articles read, items written, and items removed that belong to nothing. */
  articles: z.int(),
  written: z.int(),
  removed: z.int(),
  /** Articles whose chain cannot be read; they stay as they were shown. */
  failed: z.array(z.string()),
  /** Articles that are to be published once all else is right. */
  unpublished: z.array(z.string()).default([]),
})
export type RebuildProgress = z.infer<typeof progress>

/** How far a rebuild has come: it stands in the table that is rebuilt, so that it is lost with it. */
export function createRebuildProgress(table: Table) {
  return {
    async find(): Promise<RebuildProgress | undefined> {
      const item = await table.find(siteKeys.rebuilding)
      return item && progress.parse(item)
    },
    save: (to: RebuildProgress) => table.put({ ...siteKeys.rebuilding, ...to }),
    end: () => table.delete(siteKeys.rebuilding),
  }
}
