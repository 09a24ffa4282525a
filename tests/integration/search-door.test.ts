import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../functions/search/writer.ts'
import { createIndexStorage } from '../../functions/store/index-files.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { createTable } from '../../functions/store/table.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { articleIdOf, cases, docs, holdTo, isForReaders } from '../support/search/cases.ts'
import { aChrome, anArticlePage } from '../unit/views-examples.ts'

const t = translator('vi')
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

  it('a flood of different questions is answered each by its own page or by the one that says so, and pages are served', async () => {
    await cloud.tick()
    await cloud.mirrored()
    const flood = Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const response = await ask(`/vi/tim-kiem?q=hoi+${n}x`)
        return { n, status: response.status, text: await response.text() }
      }),
    )
    const others = Promise.all(
      ['/suggest/vi?q=hoi+nghi+trung', '/api/v1/search?q=hoi+ba'].map(
        async (address) => (await ask(address)).status,
      ),
    )
    for (const { id, section } of docs.slice(0, 10))
      expect((await ask(`/vi/${section}/a-${articleIdOf(id)}`)).status).toBe(200)
    const answers = await flood
    const isAway = ({ text }: (typeof answers)[number]) => text.includes(t('search.failedTitle'))
    for (const { n, status, text } of answers.filter((each) => !isAway(each))) {
      expect(status).toBe(200)
      expect(text).toContain(`hoi ${n}x`)
    }
    const away = answers.filter(isAway)
    // More than the function may do at once, and less than all of it.
    expect(away.length).toBeGreaterThan(0)
    expect(away.length).toBeLessThan(200)
    for (const { status, text } of away) {
      expect(status).toBe(200)
      expect(text).toContain('<meta name="robots" content="noindex"/>')
      expect(text).toMatch(/<form[^>]*role="search"/u)
      expect(text).toContain(`<a href="">${t('search.again')}</a>`)
    }
    for (const status of await others) expect([200, 429]).toContain(status)
    expect((await ask('/vi/tim-kiem?q=hoi+nghi+sau')).headers.get('x-cache')).toBe('Miss from edge')
  })

  it('what is published is found within a minute, though its words were asked for just before, and not when it was withdrawn', async () => {
    const question = '/vi/tim-kiem?q=xa+nhon+hai+zq'
    const finds = async () => (await (await ask(question)).text()).includes('<mark>')
    await ask('/vi/tim-kiem?q=nhon+hai')
    expect(await finds()).toBe(false)
    const id = newId()
    const vi = aText({ title: 'Xã Nhơn Hải zq đón khách' })
    const { etag } = await as(cloud, 'editor').create(id, anArticle({ translations: { vi } }))
    const published = await as(cloud, 'approver').publish(id, 'vi', etag)
    const start = performance.now()
    await expect.poll(finds, { timeout: 90_000, interval: 1_000 }).toBe(true)
    expect(performance.now() - start).toBeLessThan(60_000)
    await as(cloud, 'approver').withdraw(id, 'vi', published.etag)
    await cloud.settled()
    expect(await finds()).toBe(false)
  })
})
