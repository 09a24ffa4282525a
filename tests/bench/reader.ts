import { printCosts } from './door.ts'
import { type Load, load, type Measured } from './load.ts'
import { cursorAt, publishMany, startBenchSite } from './site.ts'

const pageSize = 20
const deep = 100

async function measure(address: string): Promise<Measured> {
  const each: Omit<Load, 'connections'> = { address, seconds: 3 }
  const { perSecond } = await load({ ...each, connections: 8 })
  // One after the other: what one reader waits when nobody else asks.
  const alone = await load({ ...each, connections: 1 })
  return { ...alone, perSecond }
}

function print(title: string, rows: readonly [name: string, measured: Measured][]): void {
  const [[, base] = []] = rows
  const cells = rows.map(([name, { perSecond, p50, p95 }]) => [
    name,
    perSecond.toFixed(0),
    p50.toFixed(2),
    p95.toFixed(2),
    base ? `${(base.perSecond / perSecond).toFixed(2)}x` : '',
    base ? `${(p50 / base.p50).toFixed(2)}x` : '',
  ])
  const head = [title, 'per s', 'p50 ms', 'p95 ms', 'cost', 'wait']
  const line = ([name = '', ...numbers]: readonly string[]) =>
    `${name.padEnd(34)}${numbers.map((number) => number.padStart(9)).join('')}\n`
  process.stdout.write(`\n${[head, ...cells].map(line).join('')}`)
}

/**
 * What a page costs the function in CPU, and how much more it costs than the plainest answer of the same function (`cost`:
 * requests a second, `wait`: median), so that runs on different machines can be compared.
 */
export async function benchReader(): Promise<void> {
  const site = await startBenchSite()
  const { cloud, article, remove } = site
  try {
    await printCosts(site)
    const { origin, edge } = cloud.addresses
    const pages: [string, string][] = [
      ['robots.txt', '/robots.txt'],
      ['front page', '/vi'],
      ['article', article],
    ]
    for (const [name, base] of [
      ['at the origin', origin],
      ['through the edge, kept', edge],
    ] as const) {
      const rows: [string, Measured][] = []
      for (const [page, path] of pages) rows.push([page, await measure(base + path)])
      print(name, rows)
    }
    process.stdout.write(`\nPublishing ${pageSize * (deep + 2)} small articles ...\n`)
    await publishMany(cloud, pageSize * (deep + 2))
    const list = `${origin}/vi/tin-tuc`
    print('a list, at the origin', [
      ['first page', await measure(list)],
      [`${deep} pages deep`, await measure(`${list}?before=${cursorAt(pageSize * deep)}`)],
    ])
  } finally {
    await remove()
  }
}
