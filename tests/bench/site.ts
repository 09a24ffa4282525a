import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { articleInput } from '../../functions/domain/article/article.ts'
import { write } from '../../functions/domain/article/write.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { buildFunctions } from '../../infra/bundles.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { type Cloud, startCloud } from '../../infra/local/cloud.ts'
import { tableNames } from '../../infra/local/database.ts'
import { seedDemo } from '../../infra/local/demo/seed.ts'
import { goPublic } from '../support/articles/workflow.ts'
import { administratorsClient, importPublicText } from '../support/moving/import.ts'

export interface BenchSite {
  cloud: Cloud
  /** Its data, the bundles of the functions (`bundles/<name>/index.mjs`), and what is put there. */
  folder: string
  /** Path of an article of the usual length, imported from the old portal. */
  article: string
  remove(): Promise<void>
}

const oldPage = new URL('../browser/fixtures/old-page.txt', import.meta.url)

async function importOne(cloud: Cloud): Promise<string> {
  const path = await importPublicText(administratorsClient(cloud), await readFile(oldPage, 'utf8'))
  await cloud.settled()
  return path
}

/** The embedded cloud, with the sample content where `demo` says so, in a folder that goes with it. */
export async function startBenchSite({ demo = true } = {}): Promise<BenchSite> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-bench-'))
  const [data, bundles] = [join(folder, 'data'), join(folder, 'bundles')]
  await buildFunctions(bundles)
  const cloud = await startCloud({ data, bundles, ports: { edge: 0, admin: 0, origin: 0 } })
  async function remove(): Promise<void> {
    await cloud.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    if (demo) await seedDemo(cloud, data, true)
    return { cloud, folder, article: await importOne(cloud), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

const anHour = 3_600_000
const newest = Date.UTC(2018, 0, 1)

/** Cursor of the nth of the small articles, the newest first. */
export const cursorAt = (n: number) => `${new Date(newest - n * anHour).toISOString()}_${idAt(n)}`
const idAt = (n: number) => `bench${String(n).padStart(5, '0')}`

/**
 * Publishes `count` small articles, older than all others. They are written into the chain without the editors' door, which
 * would take minutes; the publisher makes their pages as always.
 */
export async function publishMany(cloud: Cloud, count: number): Promise<void> {
  const client = clientOf(cloud.database)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  const actor = { id: 'bench', name: 'bench', role: 'admin' } as const
  const numbers = Array.from({ length: count }, (_, n) => n).values()
  async function lane(): Promise<void> {
    for (const n of numbers) {
      const text = { title: `Tin vắn số ${n}`, summary: 'Tóm tắt.', body: '<p>Nội dung.</p>' }
      const input = articleInput.parse({ section: 'news', translations: { vi: text } })
      await newsroom.articles.revise(idAt(n), { absent: true }, () => {
        const at = new Date().toISOString()
        const publication = { revision: 1, at, publishedAt: new Date(newest - n * anHour).toISOString() }
        const state = goPublic(
          write(idAt(n), undefined, input, { by: 'bench', at: publication.at, revision: 1 }),
          'vi',
          publication,
        )
        return { act: { at, actor, action: 'publish', locale: 'vi', requestId: 'bench' }, state }
      })
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  client.destroy()
  await cloud.settled()
}
