import { siteKeys } from '../../functions/store/keys.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { flood } from './flood.ts'
import { compareLoads, load } from './load.ts'
import { startBenchSite } from './site.ts'

const perSecond = 2_000
const seconds = 10

/**
 * A flood of views, and what readers feel of it: how long pages take while it lasts, against the same without it, and
 * whether the sum is exactly what was answered as counted.
 */
export async function benchViews(): Promise<void> {
  const { cloud, article, remove } = await startBenchSite({ demo: false })
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const id = article.slice(-10)
  const { origin, edge } = cloud.addresses
  const client = clientOf(cloud.database)
  const shown = async () => {
    await cloud.settled()
    return Number((await createTable(client, tableNames.site).find(siteKeys.views(id)))?.views)
  }
  try {
    const pages = { address: origin + article, connections: 2, seconds }
    const before = await shown()
    const calm = await load(pages)
    const [sum, flooded] = await Promise.all([
      flood({ kind: 'view', address: `${edge}/views/${id}`, perSecond, seconds: seconds + 1 }),
      load(pages),
    ])
    const counted = (await shown()) - before
    say(
      `\n${sum.sent} views, ${perSecond} a second: ${sum.counted} counted, ${sum.refused} refused, ${sum.lost} lost`,
    )
    say(`the sum grew by ${counted}: ${counted === sum.counted ? 'exact' : 'WRONG'}`)
    say(compareLoads(calm, flooded))
  } finally {
    client.destroy()
    await remove()
  }
}
