import { chunks, inLanes } from '../../functions/store/batches.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../infra/local/admin-client.ts'
import type { Cloud } from '../../infra/local/cloud.ts'
import { startBenchSite } from './site.ts'
import { describeSpent, watchSpending } from './spent.ts'

const items = Number(process.env.BANTIN_ARTICLES) || 10_000
const together = 50
const lanes = Number(process.env.BANTIN_LANES) || 2
const newest = Date.UTC(2024, 0, 1)
const paragraph = `<p>${'Sở Ngoại vụ tổ chức hội nghị tổng kết công tác đối ngoại năm qua. '.repeat(12)}</p>`

/** An item of the usual length; every third one had two versions. */
function itemAt(n: number) {
  const at = new Date(newest - n * 3_600_000).toISOString()
  const words = { title: `Tin vắn số ${n}`, summary: 'Tóm tắt.', body: paragraph.repeat(4) }
  const text = { status: 'published', publishedAt: at, ...words }
  const version = { at, author: 'Văn phòng', section: n % 3 ? 'news' : 'border', translations: { vi: text } }
  const before = { ...version, translations: { vi: { ...text, title: `Tin số ${n}` } } }
  return {
    ...{ system: 'sharepoint', key: `tin-tuc/${n}`, file: 'tin-tuc.json', views: n },
    addresses: [`https://songoaivu.example/tin/chi-tiet.aspx?ID=${n}`],
    versions: n % 3 ? [version] : [before, version],
  }
}

/** Sends all of them, in batches. Answers how many came to what. */
async function sendAll(cloud: Cloud, count: number): Promise<Record<string, number>> {
  const key = cloud.keys.find(({ role }) => role === 'admin')
  if (!key) throw new Error('there is no key of an administrator')
  const client = createAdminClient({ url: cloud.addresses.admin, key, region })
  const numbers = Array.from({ length: count }, (_, n) => n)
  const outcomes: Record<string, number> = {}
  await inLanes(chunks(numbers, together), lanes, async (batch) => {
    const { results } = await client.takeIn(batch.map(itemAt))
    for (const { outcome } of results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  })
  return outcomes
}

/** `BANTIN_ARTICLES=10000`: how long that many items take into an empty site, until readers have all of them. */
export async function benchMoving(): Promise<void> {
  const { cloud, remove } = await startBenchSite({ demo: false })
  const spending = watchSpending()
  async function timed<T>(name: string, work: () => Promise<T>): Promise<void> {
    const before = spending.now()
    const start = performance.now()
    const answer = await work()
    const seconds = (performance.now() - start) / 1_000
    const rate = (items / seconds).toFixed(0)
    process.stdout.write(
      `${name.padEnd(40)} ${seconds.toFixed(1)} s, ${rate} a second ${JSON.stringify(answer) ?? ''}\n`,
    )
    process.stdout.write(`${describeSpent(spending.since(before), items)}\n`)
  }
  try {
    await timed('taken in', () => sendAll(cloud, items))
    await timed('then all are published', () => cloud.rebuild())
    await timed('taken in again', () => sendAll(cloud, items))
  } finally {
    spending.end()
    await remove()
  }
}
