import { afterEach, beforeEach, expect, it } from 'vitest'
import { logTo } from '../../functions/http/log.ts'
import { createLiveCheck } from '../../functions/publisher/live-check.ts'
import { isAwaited } from '../../functions/publisher/repair.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'

const since = '2026-11-27T06:00:00.000Z'
const id = '4k7m2p9x1a'
const page = { id, locale: 'vi', revision: 1, path: `/vi/a/b-${id}`, since, noted: since } as const
const soon = () => new Date('2026-11-27T06:00:01.000Z')

let lines: string[]
let undo: () => void
beforeEach(() => {
  lines = []
  undo = logTo((line) => lines.push(line))
})
afterEach(() => undo())

/** An edge that does not answer, as long as its reader's function starts. */
const silence = (_path: string, signal: AbortSignal) =>
  new Promise<Response>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

async function aLook(waits: () => Promise<boolean>) {
  const table = createMemoryTable()
  const writer = createSiteWriter(table)
  await writer.watch([page])
  const { check } = createLiveCheck({
    newsroom: createNewsroom(createMemoryTable()),
    site: createSite(table),
    writer,
    render: async () => new Response('new', { headers: { 'last-modified': 'now' } }),
    ask: silence,
    isAwaited: waits,
    measure: () => undefined,
  })
  return { check, writer }
}

it('looking at the site ends when something waits to be published, and goes on in the next call', async () => {
  let looks = 0
  const { check, writer } = await aLook(async () => {
    looks += 1
    return looks === 2
  })
  const start = performance.now()
  expect(await check(60_000, soon)).toEqual({ seen: 0, unseen: 1 })
  expect(performance.now() - start).toBeLessThan(30_000)
  expect(looks).toBe(2)
  expect(await writer.watched()).toEqual([page])
})

it('looking at the site takes its time where nothing waits, and where that is not known', async () => {
  for (const waits of [async () => false, async () => Promise.reject(new Error('no answer'))]) {
    const start = performance.now()
    expect(await (await aLook(waits)).check(600, soon)).toEqual({ seen: 0, unseen: 1 })
    expect(performance.now() - start).toBeGreaterThanOrEqual(590)
  }
  expect(lines).toEqual([expect.stringContaining('it is not known whether something waits')])
})

it('what an editor did just now waits until it is published; what was done long ago does not', async () => {
  const { newsroom, siteTable, now, ...desk } = aNewsroom()
  const site = createSiteWriter(siteTable)
  const waits = (later = 0) => isAwaited({ newsroom, site }, new Date(now().getTime() + later))
  await desk.write(id)
  await desk.goLive(id)
  expect(await waits()).toBe(true)
  await desk.publish([id])
  expect(await waits()).toBe(false)
  await desk.withdraw(id)
  expect(await waits(5_000)).toBe(true)
  expect(await waits(60_000)).toBe(false)
})
