import { afterAll, beforeAll, expect, it } from 'vitest'
import { siteKeys } from '../../functions/store/keys.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { as, read, sendView, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let path: string
const id = newId()
beforeAll(async () => {
  cloud = await startTestCloud()
  const admin = as(cloud, 'admin')
  const { etag } = await admin.create(id, anArticle())
  const { body } = await admin.publish(id, 'vi', etag)
  await cloud.settled()
  path = new URL(body.addresses.vi).pathname
})
afterAll(() => cloud.remove())

it('a flood of views is counted exactly as far as it is taken, and pages are made meanwhile by the site itself', async () => {
  const beacon = async (browser: number) => {
    return (await sendView(cloud.addresses.edge, `${id}/vi`, { 'user-agent': `Browser/${browser}` })).status
  }
  const flood = Promise.all(Array.from({ length: 300 }, (_, browser) => beacon(browser)))
  const pages = await Promise.all(Array.from({ length: 20 }, () => read(cloud.addresses.origin, path)))
  const answers = await flood
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers)).toEqual(new Set([200, 429]))
  await cloud.settled()
  const client = clientOf(cloud.database)
  const shown = await createTable(client, tableNames.site).find(siteKeys.views(id))
  client.destroy()
  const counted = answers.filter((status) => status === 200).length
  expect(shown?.views).toBe(counted)
  // The newsroom is told of the counter itself.
  expect((await as(cloud, 'contributor').get(`/articles/${id}/views`)).body).toEqual({ views: counted })
  expect((await as(cloud, 'contributor').get(`/articles/${newId()}/views`)).status).toBe(404)
  // And of the day, as exactly.
  const { body: days } = await as(cloud, 'contributor').get(`/statistics/readers/${id}`)
  expect(days.days).toEqual([{ id: days.to, count: counted, languages: [{ id: 'vi', count: counted }] }])
  const { body: month } = await as(cloud, 'contributor').get('/statistics/readers')
  expect(month).toMatchObject({
    sections: [{ id: 'news' }],
    articles: [{ id, title: expect.any(String) }],
    at: expect.any(String),
  })
})

it('where views cannot be counted at all, pages are made as ever', async () => {
  await cloud.functions.counter.close()
  expect((await sendView(cloud.addresses.edge, id)).status).toBe(502)
  expect((await read(cloud.addresses.origin, path)).status).toBe(200)
})
