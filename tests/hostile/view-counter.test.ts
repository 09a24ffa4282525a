import { describe, expect, it } from 'vitest'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { createRecentViews } from '../../functions/site/recent-views.ts'
import { siteKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { siteUrl } from '../unit/views-examples.ts'

const id = '4k7m2p9x1a'
const other = '4k7m2p9x1b'

async function aSite() {
  const table = createMemoryTable()
  for (const each of [id, other]) await table.put({ ...siteKeys.views(each), views: 0 })
  const app = createSiteApp({ table, siteUrl, assets: createAssets({ css: '', script: '' }) })
  const send = async (
    address: string | undefined,
    changes: { article?: string; body?: string; agent?: string } = {},
  ) => {
    const { article = id, body, agent = 'Mozilla/5.0' } = changes
    const response = await app.request(`/views/${article}`, {
      method: 'POST',
      headers: { 'user-agent': agent, ...(address && { 'cloudfront-viewer-address': address }) },
      ...(body !== undefined && { body }),
    })
    return response.status === 200 ? Number((await response.json()).views) : response.status
  }
  return { send, table }
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
    const { send, table } = await aSite()
    const unknown = '4k7m2p9x1c'
    expect(await send('198.51.100.10:1', { article: unknown })).toBe(404)
    expect(await send('198.51.100.10:1', { article: unknown })).toBe(404)
    await table.put({ ...siteKeys.views(unknown), views: 0 })
    expect(await send('198.51.100.10:1', { article: unknown })).toBe(1)
  })

  it('leaves nothing in the table that tells who it was of', async () => {
    const { send, table } = await aSite()
    await send('198.51.100.10:1')
    const items = await Array.fromAsync(table.scan())
    expect(items.map((item) => Object.keys(item).sort())).toEqual([
      ['pk', 'sk', 'views'],
      ['pk', 'sk', 'views'],
    ])
    expect(JSON.stringify(items)).not.toContain('198.51')
  })

  it('with a body is none', async () => {
    const { send } = await aSite()
    expect(await send('198.51.100.10:1', { body: 'x'.repeat(3_000_000) })).toBe(413)
    expect(await send('198.51.100.10:1', { body: 'x' })).toBe(413)
    expect(await send('198.51.100.10:1', { body: '' })).toBe(1)
  })
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
