import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { handedOver } from '../domain/site/handed-over.ts'
import { createPublisher } from '../publisher/publisher.ts'
import { createSiteApp } from '../site/app.ts'
import { createAssets } from '../site/assets.ts'
import { createMemoryTable } from '../store/memory-table.ts'
import { createMirrorNotes } from '../store/mirror.ts'
import type { MirroredFile } from '../store/mirror-files.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createSite } from '../store/site.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import type { Item } from '../store/table.ts'
import { createMirror } from './mirror.ts'

/** Milliseconds of one run; as many as are needed follow. */
const longest = 60_000

interface What {
  /** What the newsroom holds: chains alone are enough. */
  items: AsyncIterable<Item>
  /** Ids of its articles. */
  ids: readonly string[]
  siteUrl: string
  /** @param key as a mirror calls its files */
  put: (key: string, file: MirroredFile) => Promise<void>
}

/**
 * The whole site as files, made of chains alone: the read model as the publisher makes it, rendered by the reader's own door.
 * All of it is in memory but the files. Answers how many pages could not be made.
 */
export async function renderAll({ items, ids, siteUrl, put }: What): Promise<{ failed: number }> {
  const newsroomTable = createMemoryTable('newsroom')
  for await (const item of items) await newsroomTable.put(item)
  const table = createMemoryTable('site')
  const writer = createSiteWriter(table)
  const newsroom = createNewsroom(newsroomTable)
  const publisher = createPublisher({ newsroom, site: writer, purge: async () => {} })
  const unpublished = await publisher.publish(ids)
  const assets = createAssets({ css, script })
  const door = createSiteApp({ table, assets, siteUrl })
  const notes = createMirrorNotes(table)
  await notes.noteWhole()
  const keyOf = (address: string) => handedOver(address).slice(1)
  const mirror = createMirror({
    notes,
    files: {
      put: (address, file) => put(keyOf(address), file),
      // Nothing was there before.
      remove: async () => {},
    },
    site: createSite(table),
    writer,
    render: async (address) => await door.request(address),
    siteUrl,
    assets: [assets.script],
    release: async () => false,
  })
  for (;;) {
    const { mirrored, failed } = await mirror.run(longest)
    const isDone = !(await notes.whole()) && (await notes.pending(1)).length === 0
    // What fails is tried again by the next run, unless that is all that is left.
    if (isDone || mirrored === 0) return { failed: failed + unpublished.length }
  }
}
