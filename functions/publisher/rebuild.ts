import canonicalize from 'canonicalize'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { notRebuilt, siteKeys } from '../store/keys.ts'
import { createMemoryTable } from '../store/memory-table.ts'
import type { Newsroom } from '../store/newsroom.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import { type Item, nameOf, type Table } from '../store/table.ts'
import type { Mirror } from './mirror.ts'
import { createPublisher } from './publisher.ts'
import type { Purge } from './purge.ts'

interface Parts {
  newsroom: Newsroom
  /** The read model as readers have it. */
  table: Table
  purge: Purge
  mirror: Pick<Mirror, 'note'>
}

/** Counters of views are not in the chain, so they stay as they are. */
const isCounter = ({ sk }: Item) => sk === siteKeys.views('').sk
/** The mirror and what readers are still to see follow the read model, and are no part of it. */
const isBeside = ({ pk }: Item) => notRebuilt.includes(pk)
/** What tells that something is done is written when it is. */
const isCheckpoint = ({ sk }: Item) => sk === siteKeys.siteShown.sk

function areEqual(a: Item, b: Item): boolean {
  const text = ({ packed, ...item }: Item) =>
    canonicalize({
      ...item,
      packed: packed instanceof Uint8Array ? Buffer.from(packed).toString('hex') : packed,
    })
  return text(a) === text(b)
}

/** The whole read model as the chain alone makes it, by the way that each publication goes. */
async function makeAnew(newsroom: Newsroom) {
  const table = createMemoryTable('rebuilt site')
  const ids = (await Array.fromAsync(newsroom.articleIds())).sort()
  const publisher = createPublisher({ newsroom, site: createSiteWriter(table), purge: async () => {} })
  const failed = await publisher.publish(ids)
  // Going on would take them off the site.
  if (failed.length > 0) throw new Error(`the chains of these articles cannot be read: ${failed.join(', ')}`)
  const items = (await Array.fromAsync(table.scan())).map((item) => [nameOf(item), item] as const)
  return { articles: ids.length, items: new Map(items) }
}

/**
 * Makes the whole read model again beside the one that is being read, and then writes what differs, so readers are served all
 * the while and never see half of it. Nothing else may publish meanwhile.
 */
export async function rebuild({ newsroom, table, purge, mirror }: Parts) {
  const { articles, items } = await makeAnew(newsroom)
  const put = new Map(items)
  const remove: Item[] = []
  for await (const item of table.scan()) {
    const wanted = items.get(nameOf(item))
    if (isCounter(item) || (wanted && areEqual(item, wanted))) put.delete(nameOf(item))
    else if (!wanted && !isBeside(item)) remove.push(item)
  }
  await mirror.note(new Set([cacheTags.site]))
  const checkpoints = [...put.values()].filter(isCheckpoint)
  await table.writeAll({ put: [...put.values()].filter((item) => !isCheckpoint(item)), remove })
  await purge(new Set([cacheTags.site]))
  await table.writeAll({ put: checkpoints })
  return { articles, written: put.size, removed: remove.length }
}
