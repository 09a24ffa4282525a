import * as z from 'zod'
import { createPublisher } from '../../functions/publisher/publisher.ts'
import { createRebuild } from '../../functions/publisher/rebuild/rebuild.ts'
import { publishSince } from '../../functions/publisher/repair.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'

const key = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })
const given = z.object({ endpoint: z.string(), key, newsroom: z.string(), site: z.string() })

const { newsroom: newsroomName, site: siteName, ...address } = given.parse(JSON.parse(process.argv[2] ?? ''))
const client = clientOf(address)
const newsroomTable = createTable(client, newsroomName)
const newsroom = createNewsroom(newsroomTable)
const { royalties } = createRoyalties(newsroomTable)
const table = createTable(client, siteName)
const site = createSiteWriter(table)
const purge = async () => {}
const publisher = createPublisher({ newsroom, site, purge })
const parts = { newsroom, site, publisher, withdrawFiles: async () => [] }
const rebuild = createRebuild({
  newsroom,
  royalties,
  table,
  publisher,
  purge,
  mirror: { note: async () => {} },
  publishSince: (from, now) => publishSince(parts, from, now),
})

const start = process.cpuUsage()
await rebuild.begin()
for (let done = false; !done; ) {
  const answer = await rebuild.goOn(500)
  done = answer?.done ?? true
  const { user, system } = process.cpuUsage(start)
  process.stdout.write(`${JSON.stringify(answer)} cpu ${((user + system) / 1_000_000).toFixed(1)}\n`)
}
client.destroy()
