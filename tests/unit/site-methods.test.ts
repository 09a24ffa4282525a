import { expect, it } from 'vitest'
import { createCounterApp } from '../../functions/counter/app.ts'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createViews } from '../../functions/store/views.ts'
import { siteUrl } from './views-examples.ts'

const app = createSiteApp({
  table: createMemoryTable(),
  siteUrl,
  assets: createAssets({ css: '', script: '' }),
})
const reads = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
const examples = { locale: 'vi', file: 'pages.xml', year: '2019', month: '07' }

function pathOf(pattern: string): string {
  return pattern.replace(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/gu, (_, name: string, rule = '') => {
    const [, word] = /^\{\(\?:([a-z][a-z-]*)[|)]/u.exec(rule) ?? []
    const known = rule.endsWith('.txt}') ? '4k7m2p9x1a.txt' : new Map(Object.entries(examples)).get(name)
    return String(known ?? word ?? '4k7m2p9x1a')
  })
}

it.each(reads)('whoever sends something to %s is told that it can only be read', async (pattern) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const response = await app.request(pathOf(pattern), { method })
    expect([response.status, response.headers.get('allow')], method).toEqual([405, 'GET, HEAD'])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('')
  }
})

it('the counter of views takes nothing but a beacon', async () => {
  const table = createMemoryTable()
  const counter = createCounterApp({ views: createViews({ counters: table, site: table }) })
  const response = await counter.request('/views/4k7m2p9x1a')
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
})

it('an address without any route is not there, by whatever method', async () => {
  const response = await app.request('/a/b/c/d/e', { method: 'POST' })
  expect(response.headers.get('allow')).toBeNull()
})
