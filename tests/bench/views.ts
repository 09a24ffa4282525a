import { createServer } from 'node:http'
import { siteKeys } from '../../functions/store/keys.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { tableNames } from '../../infra/local/database.ts'
import { compareTimes, flood } from './flood.ts'
import { load } from './load.ts'
import { startBenchSite } from './site.ts'

const perSecond = 2_000
/** Pages that readers ask for: 8 million a day. */
const pagesPerSecond = 100
const seconds = 10

/** Refuses all that it is asked, in this process, as the edge does: what that costs is the machine's share. */
async function startPlain() {
  const server = createServer((_, response) => response.writeHead(429).end())
  return { address: `http://127.0.0.1:${await listen(server)}`, close: () => close(server) }
}

/**
 * A flood of views, and what readers feel of it: how long pages take while it lasts, against the same without it, and
 * whether the sum is exactly what was answered as counted. Here all functions, the database and whoever floods share the processors.
 */
export async function benchViews(): Promise<void> {
  const { cloud, article, remove } = await startBenchSite({ demo: false })
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const id = article.slice(-10)
  const { origin, edge } = cloud.addresses
  const plain = await startPlain()
  const client = clientOf(cloud.database)
  const shown = async () => {
    await cloud.settled()
    return Number((await createTable(client, tableNames.site).find(siteKeys.views(id)))?.views)
  }
  try {
    const pages = { kind: 'page', address: origin + article, perSecond: pagesPerSecond, seconds } as const
    const before = await shown()
    const beacons = { kind: 'view', perSecond, seconds: seconds + 1 } as const
    const warm = () => load({ address: pages.address, connections: 8, seconds: 2 })
    async function flooding(address: string) {
      await warm()
      return await Promise.all([flood({ ...beacons, address }), flood(pages)])
    }
    await warm()
    const calm = await flood(pages)
    const [, beside] = await flooding(`${plain.address}/views/${id}`)
    const [sum, flooded] = await flooding(`${edge}/views/${id}`)
    const counted = (await shown()) - before
    say(
      `\n${sum.sent} views, ${perSecond} a second: ${sum.counted} counted, ${sum.refused} refused, ${sum.lost} lost`,
    )
    say(`the sum grew by ${counted}: ${counted === sum.counted ? 'exact' : 'WRONG'}`)
    say(
      compareTimes(calm, [
        ['pages while as much is refused by a plain server', beside],
        ['pages while it lasts', flooded],
      ]),
    )
  } finally {
    client.destroy()
    await plain.close()
    await remove()
  }
}
