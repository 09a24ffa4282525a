import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCounterApp } from '../../functions/counter/app.ts'
import { logTo } from '../../functions/http/log.ts'
import { createLiveCheck } from '../../functions/publisher/live-check.ts'
import { watch } from '../../functions/scheduler/watch.ts'
import { siteKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { createViews } from '../../functions/store/views.ts'
import { counts } from '../support/log-filter.ts'
import { type Json, stackWith, textOf } from './stack-setup.ts'

/** What breaks here is counted by the very filters that are deployed. */
let lines: Json[]
let undo: () => void
beforeEach(() => {
  lines = []
  undo = logTo((line) => lines.push(JSON.parse(line)))
})
afterEach(() => undo())

function errorsOf(name: string, of: Json[] = lines): Json[] {
  const stack = stackWith()
  const log = textOf(stack.functionOf(name).Properties.LoggingConfig.LogGroup)
  const filter = stack
    .all('AWS::Logs::MetricFilter')
    .find(({ Properties }) => textOf(Properties.LogGroupName) === log)
  return of.filter((line) => counts(filter?.Properties.FilterPattern, line))
}

it('a publisher that does not run, a policy and an event source that are gone count every minute', async () => {
  const broken = {
    newsroom: { repairedUntil: async () => '2026-11-27T06:00:00.000Z' },
    chainsAreKept: async () => false,
    sourceIsOn: async () => false,
  }
  for (let minute = 0; minute < 5; minute += 1) await watch(broken, new Date('2026-11-27T08:00:00.000Z'))
  // Five in five minutes, each: what wakes somebody when it stays.
  expect(errorsOf('Scheduler')).toHaveLength(15)
})

it('a page that readers were not seen to get within the hour counts', async () => {
  const table = createMemoryTable()
  const writer = createSiteWriter(table)
  const noted = '2026-11-27T06:00:00.000Z'
  const page = {
    id: '4k7m2p9x1a',
    locale: 'vi',
    revision: 1,
    since: noted,
    path: '/vi/a/b-4k7m2p9x1a',
    noted,
  } as const
  await writer.watch([page])
  const check = createLiveCheck({
    newsroom: createNewsroom(createMemoryTable()),
    site: createSite(table),
    writer,
    render: async () => new Response('new', { headers: { 'last-modified': 'now' } }),
    ask: async () => new Response('old', { headers: { 'last-modified': 'then' } }),
    isAwaited: async () => false,
    measure: () => undefined,
  })
  await check.check(1, () => new Date('2026-11-27T06:59:00.000Z'))
  expect(errorsOf('Publisher')).toEqual([])
  await check.check(1, () => new Date('2026-11-27T07:01:00.000Z'))
  expect(errorsOf('Publisher')).toEqual([expect.objectContaining({ path: page.path })])
})

it('a table that fails counts; one that is asked for more views than it takes does not', async () => {
  const site = createMemoryTable()
  await site.put({ ...siteKeys.views('4k7m2p9x1a'), views: 0 })
  const send = async (name: string) => {
    const counters = createMemoryTable()
    counters.add = async () => {
      throw Object.assign(new Error('no'), { name })
    }
    const app = createCounterApp({ views: createViews({ counters, site }) })
    return (await app.request('/views/4k7m2p9x1a', { method: 'POST' })).status
  }
  expect(await send('ThrottlingException')).toBe(429)
  expect(errorsOf('Counter')).toEqual([])
  expect(await send('ResourceNotFoundException')).toBe(503)
  expect(errorsOf('Counter')).toHaveLength(1)
})

it('what Lambda and the runtime report counts: a call that failed, that was too long or nearly so, an error nobody caught', () => {
  const report = (record: object) => ({ type: 'platform.report', record })
  const bad = [
    report({ status: 'timeout', metrics: { durationMs: 15_000 } }),
    report({ status: 'error', metrics: { durationMs: 5 } }),
    report({ status: 'success', metrics: { durationMs: 12_000 } }),
    { level: 'ERROR', errorType: 'TypeError' },
    { level: 'FATAL' },
    { level: 'warn', message: 'schedule is late' },
  ]
  const fine = [
    report({ status: 'success', metrics: { durationMs: 11_999 } }),
    { level: 'info', message: 'request', milliseconds: 20_000, status: 500 },
    { level: 'warn', message: 'the edge could not be asked' },
  ]
  expect(errorsOf('Preview', [...bad, ...fine])).toEqual(bad)
})
