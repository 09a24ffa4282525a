import { describe, expect, it } from 'vitest'
import { createCounterApp } from '../../functions/counter/app.ts'
import { createRecentViews } from '../../functions/counter/recent-views.ts'
import { dayOf } from '../../functions/domain/dates.ts'
import { logTo } from '../../functions/http/log.ts'
import { siteKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createViews } from '../../functions/store/views.ts'

const id = '4k7m2p9x1a'
const other = '4k7m2p9x1b'

async function aSite() {
  const [table, site] = [createMemoryTable(), createMemoryTable()]
  for (const each of [id, other]) await site.put({ ...siteKeys.views(each), views: 0 })
  const views = createViews({ counters: table, site })
  const app = createCounterApp({ views })
  const send = async (
    address: string | undefined,
    changes: { article?: string; body?: string; agent?: string } = {},
  ) => {
    const { article = id, body, agent = 'Mozilla/5.0' } = changes
    const response = await app.request(`/views/${article}/vi`, {
      method: 'POST',
      headers: { 'user-agent': agent, ...(address && { 'cloudfront-viewer-address': address }) },
      ...(body !== undefined && { body }),
    })
    return response.status === 200 ? Number((await response.json()).views) : response.status
  }
  return { app, send, table, site, views }
}

describe('a view', () => {
  it('of one reader counts once, however often and however fast it is sent', async () => {
    const { send } = await aSite()
    const ports = Array.from({ length: 10 }, (_, at) => `198.51.100.10:${40_000 + at}`)
    expect(new Set(await Promise.all(ports.map((address) => send(address))))).toContain(1)
    for (const address of ports) expect(await send(address)).toBe(1)
  })

  it('of another address, another browser or another article counts', async () => {
    const { send } = await aSite()
    expect(await send('198.51.100.10:1')).toBe(1)
    expect(await send('198.51.100.11:1')).toBe(2)
    expect(await send('2001:db8::1:46532')).toBe(3)
    expect(await send('2001:db8::1:46533')).toBe(3)
    expect(await send('198.51.100.10:1', { agent: 'Mozilla/5.0 (other)' })).toBe(4)
    expect(await send('198.51.100.10:1', { article: other })).toBe(1)
  })

  it('of what was never published makes nothing, and is not remembered', async () => {
    const { send, table, site } = await aSite()
    const unknown = '4k7m2p9x1c'
    expect(await send('198.51.100.10:1', { article: unknown })).toBe(404)
    expect(await send('198.51.100.10:1', { article: unknown })).toBe(404)
    expect(await Array.fromAsync(table.scan())).toEqual([])
    await site.put({ ...siteKeys.views(unknown), views: 0 })
    expect(await send('198.51.100.10:1', { article: unknown })).toBe(1)
  })

  it('leaves nothing in the table that tells who it was of', async () => {
    const { send, table } = await aSite()
    await send('198.51.100.10:1')
    await send('198.51.100.10:1', { article: other })
    const items = await Array.fromAsync(table.scan())
    const today = `${dayOf(new Date().toISOString())}.vi`
    expect(items.map((item) => Object.keys(item).sort())).toEqual([
      [today, 'pk', 'sk', 'views'],
      [today, 'pk', 'sk', 'views'],
    ])
    expect(JSON.stringify(items)).not.toContain('198.51')
  })

  it('of a language that there is not is none', async () => {
    const { app, table } = await aSite()
    const { status } = await app.request(`/views/${id}/xx`, { method: 'POST' })
    expect(status).toBe(404)
    expect(await Array.fromAsync(table.scan())).toEqual([])
  })

  it('with a body is none', async () => {
    const { send } = await aSite()
    expect(await send('198.51.100.10:1', { body: 'x'.repeat(3_000_000) })).toBe(413)
    expect(await send('198.51.100.10:1', { body: 'x' })).toBe(413)
    expect(await send('198.51.100.10:1', { body: '' })).toBe(1)
  })
})

describe('a flood of views', () => {
  const addresses = Array.from({ length: 200 }, (_, at) => `203.0.113.${at}:1`)

  it('counts what one instance takes in a second, exactly, and refuses the rest', async () => {
    const { send, views } = await aSite()
    const answers = await Promise.all(addresses.map((address) => send(address)))
    const accepted = answers.filter((answer) => answer !== 429)
    expect(accepted.length).toBeGreaterThanOrEqual(50)
    expect(accepted.length).toBeLessThan(addresses.length)
    expect(await views.find(id)).toBe(accepted.length)
  })

  it('reaches what readers see with one write for each article, however many were counted', async () => {
    const { table, site } = await aSite()
    let writes = 0
    const watched: typeof site = {
      ...site,
      raise: async (...args) => {
        writes += 1
        await site.raise(...args)
      },
    }
    const views = createViews({ counters: table, site: watched })
    for (let view = 0; view < 300; view += 1) await views.count(view % 3 === 0 ? other : id)
    const batch = [id, other].map((each) => siteKeys.views(each).pk)
    await views.show(batch)
    expect(writes).toBe(2)
    const sums = await site.findAll([siteKeys.views(id), siteKeys.views(other)])
    expect(sums.map((item) => item?.views)).toEqual([200, 100])
  })

  it('is shown in any order, and any number of times, as the sum that it came to', async () => {
    const { views, site, table } = await aSite()
    const { pk } = siteKeys.views(id)
    for (let view = 0; view < 5; view += 1) await views.count(id)
    await Promise.all([views.show([pk]), views.show([pk]), views.show([pk])])
    await table.put({ ...siteKeys.views(id), views: 3 })
    await views.show([pk])
    expect((await site.find(siteKeys.views(id)))?.views).toBe(5)
  })

  it('begins with what readers saw before, though two instances begin at once', async () => {
    const { views, site } = await aSite()
    await site.put({ ...siteKeys.views(id), views: 79 })
    const sums = await Promise.all([views.count(id), views.count(id), views.count(id)])
    expect(sums.toSorted()).toEqual([80, 81, 82])
  })

  it('that the table refuses is answered 429, is no error of ours, and counts when it is sent again', async () => {
    const { table, site } = await aSite()
    const lines: { level: string }[] = []
    const undo = logTo((line) => lines.push(JSON.parse(line)))
    let busy = true
    const full: typeof table = {
      ...table,
      add: async (...args) => {
        if (!busy) return await table.add(...args)
        throw Object.assign(new Error('too much'), { name: 'ThrottlingException' })
      },
    }
    const app = createCounterApp({ views: createViews({ counters: full, site }) })
    const headers = { 'user-agent': 'Mozilla/5.0', 'cloudfront-viewer-address': '198.51.100.10:1' }
    const send = () => app.request(`/views/${id}`, { method: 'POST', headers })
    expect((await send()).status).toBe(429)
    busy = false
    expect(await (await send()).json()).toEqual({ views: 1 })
    undo()
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('a view that the table gives no answer to', () => {
  it.each(['TimeoutError', 'InternalServerError'])(
    'is not counted twice when it was written: %s',
    async (name) => {
      const { table, site } = await aSite()
      const undo = logTo(() => {})
      let fails = true
      const slow: typeof table = {
        ...table,
        add: async (...args) => {
          const sum = await table.add(...args)
          if (fails && sum !== undefined) throw Object.assign(new Error('no answer'), { name })
          return sum
        },
      }
      const app = createCounterApp({ views: createViews({ counters: slow, site }) })
      const headers = { 'user-agent': 'Mozilla/5.0', 'cloudfront-viewer-address': '198.51.100.10:1' }
      const send = () => app.request(`/views/${id}`, { method: 'POST', headers })
      expect((await send()).status).toBeGreaterThanOrEqual(429)
      fails = false
      expect(await (await send()).json()).toEqual({ views: 1 })
      undo()
    },
  )
})

describe('what is remembered of views', () => {
  const minute = 60_000

  it('lasts ten minutes, and is gone after twenty', () => {
    let at = 0
    const recent = createRecentViews(() => at)
    expect(recent.add('a')).toBe(true)
    at = 9 * minute
    expect(recent.add('b')).toBe(true)
    at = 18 * minute
    expect(recent.add('b')).toBe(false)
    at = 20 * minute + 18 * minute
    expect(recent.add('b')).toBe(true)
  })

  it('has a limit, whoever sends how much', () => {
    const recent = createRecentViews(() => 0)
    for (let at = 0; at < 100_000; at += 1) recent.add(`${at}`)
    expect(recent.add('99999')).toBe(false)
    expect(recent.add('1')).toBe(true)
  })
})
