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

/** Publishes one revision of an article after the other, and takes the time of each until it is purged. */
async function timeEmergencies(cloud: Cloud): Promise<number[]> {
  const client = clientOf(cloud.database)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  const times: number[] = []
  // The newest of those that were published for this.
  const id = 'bench00000'
  for (let round = 0; round < emergencies; round += 1) {
    await newsroom.articles.revise(id, { match: ['*'] }, (previous) => {
      if (!previous) throw new Error('the article is gone')
      const at = new Date().toISOString()
      const actor = { id: 'bench', name: 'bench', role: 'admin' } as const
      const act = { at, actor, action: 'publish', locale: 'vi', requestId: 'bench' } as const
      const { vi } = previous.state.translations
      if (!vi?.live) throw new Error('the article is not public')
      const number = previous.number + 1
      const text = { ...vi, title: `Tin khẩn ${round}`, live: { ...vi.live, revision: number } }
      return { act, state: { ...previous.state, translations: { ...previous.state.translations, vi: text } } }
    })
    const start = performance.now()
    // It is purged when this call has ended, and only then.
    await cloud.settled()
    times.push(performance.now() - start)
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
    tell('alone', await timeEmergencies(cloud))
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
    tell(`while ${2 * articles} pages are mirrored`, await timeEmergencies(cloud))
    const rebuilding = again(() => cloud.rebuild())
    tell('and the site is rebuilt', await timeEmergencies(cloud))
    isOver = true
    await Promise.all([mirroring, rebuilding])
  } finally {
    await remove()
  }
}
