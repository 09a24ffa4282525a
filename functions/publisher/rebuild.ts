import type { Newsroom } from '../store/newsroom.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import type { Key, Table } from '../store/table.ts'
import { createPublisher } from './publisher.ts'
import type { Purge } from './purge.ts'

const nameOf = ({ pk, sk }: Key) => `${pk}\n${sk}`

/** The same table, noting the key of everything that is written. */
function noting(table: Table, written: Set<string>): Table {
  return {
    ...table,
    put(item, condition) {
      written.add(nameOf(item))
      return table.put(item, condition)
    },
    writeAll(request) {
      for (const item of request.put ?? []) written.add(nameOf(item))
      return table.writeAll(request)
    },
  }
}

/**
 * Makes the whole read model anew from the chain: writes everything, then removes what no longer belongs. Readers are
 * served all the while. Counters of views are not in the chain, so they stay as they are.
 */
export async function rebuild({
  newsroom,
  table,
  purge,
}: {
  newsroom: Newsroom
  table: Table
  purge: Purge
}) {
  const written = new Set<string>()
  const site = createSiteWriter(noting(table, written))
  const ids: string[] = []
  for await (const id of newsroom.articleIds()) ids.push(id)
  await createPublisher({ newsroom, site, purge }).publish(ids.sort(), { force: true })
  const strays: Key[] = []
  for await (const { pk, sk } of table.scan()) {
    if (!written.has(nameOf({ pk, sk }))) strays.push({ pk, sk })
  }
  await table.writeAll({ remove: strays })
  await purge(new Set(['site']))
  return { articles: ids.length, written: written.size, removed: strays.length }
}
