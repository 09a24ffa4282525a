import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../functions/search/writer.ts'
import { createIndexStorage } from '../../functions/store/index-files.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { tableNames } from '../../infra/local/database.ts'
import { startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { articleIdOf, cases, docs, holdTo, isForReaders } from '../support/search/cases.ts'
import { aChrome, anArticlePage } from '../unit/views-examples.ts'

let cloud: TestCloud
const ask = async (address: string) => await fetch(cloud.addresses.edge + address, { redirect: 'manual' })

const sections = [...new Set(docs.map(({ section }) => section))].map((id) => ({
  ...{ id, name: `Mục ${id}`, slug: id, hasArticles: true, alternates: {}, former: [] },
  missingTranslation: 'notice' as const,
}))
const slugs = Object.fromEntries(sections.map(({ id }) => [id, { vi: id, en: id }]))

/** The texts of the cases, as the publisher leaves them: their pages, and the index. */
beforeAll(async () => {
  cloud = await startTestCloud()
  const client = clientOf(cloud.database)
  const table = createTable(client, tableNames.site)
  const site = createSiteWriter(table)
  await site.saveChrome(aChrome('vi', { sections, slugs }))
  for (const { id, lead, body, date, ...doc } of docs) {
    const own = {
      ...doc,
      id: articleIdOf(id),
      slug: 'a',
      summary: lead,
      publishedAt: `${date}T00:00:00.000Z`,
    }
    await site.savePage(own.id, 'vi', anArticlePage('vi', { ...own, body: `<p>${body}</p>` }))
  }
  const texts = await createSite(table).texts(
    docs.map(({ id }) => articleIdOf(id)),
    'vi',
  )
  client.destroy()
  const access = { ...cloud.internal, region, endpoint: cloud.addresses.objects }
  const index = createIndexStorage(access, cloud.buckets.index).open('search/vi/')
  await build(
    index,
    texts.flatMap((text) =>
      text ? [{ ...text, byline: '', seq: 1, moment: text.publishedAt, lead: text.summary }] : [],
    ),
    { now: Date.now() },
  )
})
afterAll(async () => {
  await cloud.remove()
})

describe('through the CDN', () => {
  it.each(cases.filter(isForReaders))('answers $id: $q ($why)', async (each) => {
    await holdTo(each, async (address) => {
      const response = await ask(address)
      expect(response.status).toBe(200)
      return await response.text()
    })
  })

  it('one search is one entry of the cache, however it is written', async () => {
    const first = await ask('/vi/tim-kiem?q=chuyen%20doi%20so')
    expect(first.headers.get('x-cache')).toMatch(/Miss|Hit/u)
    for (const same of ['?q=CHUYEN+doi++so&utm_source=x', '?order=best&q=%20Chuyen+Doi+So&section=&page=1'])
      expect((await ask(`/vi/tim-kiem${same}`)).headers.get('x-cache')).toBe('Hit from edge')
  })

  it('a flood of different questions is answered or refused, and pages are served meanwhile', async () => {
    const flood = Promise.all(
      Array.from({ length: 200 }, (_, n) => ask(`/vi/tim-kiem?q=hoi+${n}`).then(({ status }) => status)),
    )
    const start = performance.now()
    expect((await ask(`/vi/${docs[0]?.section}/a-${articleIdOf(1)}`)).status).toBe(200)
    const waited = performance.now() - start
    const statuses = await flood
    for (const status of statuses) expect([200, 429, 503]).toContain(status)
    expect(waited).toBeLessThan(performance.now() - start)
  })
})
