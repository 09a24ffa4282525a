import { searchPath } from '../../functions/domain/site/paths.ts'
import { compareTimes, flood } from './flood.ts'
import { load } from './load.ts'
import { startBenchSite } from './site.ts'

const perSecond = Number(process.env.BANTIN_QUESTIONS) || 100
const pagesPerSecond = 50
const seconds = 10

/**
 * A flood of searches that nobody has asked before, and what readers feel of it: how long pages take while it lasts, against
 * the same without it. What is more than the function that searches may do at once is answered by the mirror. Here the edge, the
 * mirror and all functions share the processors, which on AWS they do not: a machine that is busy says little.
 */
export async function benchQuestions(): Promise<void> {
  const { cloud, article, remove } = await startBenchSite()
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const { origin, edge } = cloud.addresses
  try {
    await cloud.mirrored()
    const pages = { kind: 'page', address: origin + article, perSecond: pagesPerSecond, seconds } as const
    const warm = () => load({ address: pages.address, connections: 8, seconds: 2 })
    await warm()
    const calm = await flood(pages)
    await warm()
    const [sum, flooded] = await Promise.all([
      flood({
        kind: 'search',
        address: edge + searchPath('vi'),
        perSecond,
        seconds: seconds + 1,
      }),
      flood(pages),
    ])
    say(
      `\n${sum.sent} searches, ${perSecond} a second: ${sum.counted} answered, ${sum.refused} by the mirror, ${sum.lost} lost`,
    )
    say(compareTimes(calm, [['pages while it lasts', flooded]]))
  } finally {
    await remove()
  }
}
