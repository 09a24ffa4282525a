import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { createMirrorNotes } from '../../functions/store/mirror.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import type { Cloud } from '../../infra/local/cloud.ts'
import { tableNames } from '../../infra/local/database.ts'
import { publishMany, startBenchSite } from './site.ts'

const articles = Number(process.env.BANTIN_ARTICLES) || 5_000
const emergencies = 100
const minute = { 'detail-type': 'Scheduled Event' }

/** Hears of each purge that the embedded CDN, which runs in this process, has answered, until it is stopped. */
function hearPurges(onPurged: (at: number) => void): () => void {
  const listen = (message: unknown) => {
    const { request } = message as { request: IncomingMessage }
    if (request.method === 'POST' && request.url?.includes('/invalidation')) onPurged(performance.now())
  }
  subscribe('http.server.response.finish', listen)
  return () => unsubscribe('http.server.response.finish', listen)
}

/** When the first purge after which readers get a page with these words was answered. */
async function purgedWith(words: string, address: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const giveUp = setTimeout(() => reject(new Error(`readers never got "${words}"`)), 60_000)
  const stop = hearPurges((at) => {
    const look = async () => ((await (await fetch(address)).text()).includes(words) ? resolve(at) : undefined)
    look().catch(reject)
  })
  return await promise.finally(() => {
    stop()
    clearTimeout(giveUp)
  })
}

/** The newest of those that were published for this. */
const id = 'bench00000'

/** Publishes one revision of an article after the other, and takes the time of each from its commit until it is purged. */
async function timeEmergencies(cloud: Cloud, name: string): Promise<number[]> {
  const client = clientOf(cloud.database)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  // The end of an address finds the article; where that leads is its own.
  const { url: address } = await fetch(`${cloud.addresses.edge}/vi/tin-tuc/x-${id}`)
  const times: number[] = []
  for (let round = 0; round < emergencies; round += 1) {
    const words = `Tin khẩn ${name} số ${round}.`
    // In the cache of the edge, as a page that people read is.
    await fetch(address)
    const purged = purgedWith(words, address)
    await newsroom.articles.revise(id, { match: ['*'] }, (previous) => {
      if (!previous) throw new Error('the article is gone')
      const at = new Date().toISOString()
      const actor = { id: 'bench', name: 'bench', role: 'admin' } as const
      const act = { at, actor, action: 'publish', locale: 'vi', requestId: 'bench' } as const
      const { vi } = previous.state.translations
      if (!vi?.live) throw new Error('the article is not public')
      const number = previous.number + 1
      const text = { ...vi, title: words, live: { ...vi.live, revision: number } }
      return { act, state: { ...previous.state, translations: { ...previous.state.translations, vi: text } } }
    })
    const committed = performance.now()
    times.push((await purged) - committed)
  }
  client.destroy()
  return times.sort((a, b) => a - b)
}

const tell = (name: string, times: readonly number[]) => {
  const at = (part: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(0)
  process.stdout.write(`${name.padEnd(44)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms\n`)
}

/** How long an emergency waits from its commit to the end of its purge: alone, and while all else is done again. */
export async function benchEmergency(): Promise<void> {
  const { cloud, remove } = await startBenchSite()
  try {
    process.stdout.write(`\nPublishing ${articles} articles ...\n`)
    await publishMany(cloud, articles)
    tell('alone', await timeEmergencies(cloud, 'đầu'))
    const client = clientOf(cloud.database)
    const notes = createMirrorNotes(createTable(client, tableNames.site))
    await notes.noteWhole()
    client.destroy()
    let isOver = false
    // What the minute does, without the minute's pause.
    async function again(work: () => Promise<unknown>): Promise<void> {
      while (!isOver) await work().catch(() => undefined)
    }
    const mirroring = again(() => cloud.functions.mirror.invoke(minute))
    tell(`while ${2 * articles} pages are mirrored`, await timeEmergencies(cloud, 'giữa'))
    const rebuilding = again(() => cloud.rebuild())
    tell('and the site is rebuilt', await timeEmergencies(cloud, 'cuối'))
    isOver = true
    await Promise.all([mirroring, rebuilding])
  } finally {
    await remove()
  }
}
