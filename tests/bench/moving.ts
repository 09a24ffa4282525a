import sharp from 'sharp'
import { uploadOnce } from '../../functions/moving-in/upload-file.ts'
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

/** Each tenth item has a picture. */
const picturesEvery = 10
const pictureAt = (n: number) => `p${String(n).padStart(9, '0')}`
const hasPicture = (n: number) => n % picturesEvery === 0

/** A small one, as old portals have them, and each another. */
async function bytesAt(n: number): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: n % 251, g: (n * 7) % 241, b: (n * 13) % 239 }
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const plain = sharp({ create: { width: 480, height: 320, channels: 3, background } })
  const over = await sharp({ create: { width: 480, height: 320, channels: 3, background, noise } })
    .blur(3)
    .png()
    .toBuffer()
  const bytes = await plain
    .composite([{ input: over, blend: 'overlay' }])
    .jpeg({ quality: 85 })
    .toBuffer()
  return new Uint8Array(bytes)
}

/** An item of the usual length; every third one had two versions. */
function itemAt(n: number) {
  const at = new Date(newest - n * 3_600_000).toISOString()
  const words = { title: `Tin vắn số ${n}`, summary: 'Tóm tắt.', body: paragraph.repeat(4) }
  const alt = hasPicture(n) && { alt: `Quang cảnh hội nghị số ${n}` }
  const text = { status: 'published', publishedAt: at, ...words, ...alt }
  const version = {
    ...{ at, author: 'Văn phòng', section: n % 3 ? 'news' : 'border' },
    ...(hasPicture(n) && { leadImage: { media: pictureAt(n) } }),
    translations: { vi: text },
  }
  const before = { ...version, translations: { vi: { ...text, title: `Tin số ${n}` } } }
  return {
    ...{ system: 'sharepoint', key: `tin-tuc/${n}`, file: 'tin-tuc.json', views: n },
    addresses: [`https://songoaivu.example/tin/chi-tiet.aspx?ID=${n}`],
    versions: n % 3 ? [version] : [before, version],
  }
}

function clientOf({ keys, addresses }: Cloud) {
  const key = keys.find(({ role }) => role === 'admin')
  if (!key) throw new Error('there is no key of an administrator')
  return createAdminClient({ url: addresses.admin, key, region })
}

const numbers = Array.from({ length: items }, (_, n) => n)

const picturesOf = () =>
  inLanes(numbers.filter(hasPicture), lanes, async (n) => ({ n, bytes: await bytesAt(n) }))

/** Puts the pictures into the library, as the importer does before the items that show them. */
async function sendPictures(cloud: Cloud, all: Awaited<ReturnType<typeof picturesOf>>): Promise<number> {
  const client = clientOf(cloud)
  await inLanes(all, lanes, ({ n, bytes }) =>
    uploadOnce(client, { id: pictureAt(n), name: `anh-${n}.jpg`, bytes: async () => bytes }),
  )
  return all.length
}

/** Sends all items, in batches. Answers how many came to what. */
async function sendAll(cloud: Cloud): Promise<Record<string, number>> {
  const client = clientOf(cloud)
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
  const pictures = await picturesOf()
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
    await timed('pictures', () => sendPictures(cloud, pictures))
    await timed('taken in', () => sendAll(cloud))
    await timed('then all are published', () => cloud.rebuild())
    await timed('taken in again', () => sendAll(cloud))
  } finally {
    spending.end()
    await remove()
  }
}
