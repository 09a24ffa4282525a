import { afterAll, beforeAll, expect, it } from 'vitest'
import { anArticle, newId } from '../support/articles/articles.ts'
import { as, read, sendView, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
const id = newId()
beforeAll(async () => {
  cloud = await startTestCloud()
  const { etag } = await as(cloud, 'admin').create(id, anArticle())
  await as(cloud, 'admin').publish(id, 'vi', etag)
  await cloud.settled()
})
afterAll(() => cloud.remove())

const open = (path: string) => read(cloud.addresses.edge, path)
const listed = async () =>
  (await as(cloud, 'editor').get('/addresses/lost')).body.addresses.map(
    ({ address }: { address: string }) => address,
  )

/** As the script of the page does that says that there is none. */
async function tell(address: string) {
  const told = Buffer.from(address).toString('base64url')
  expect((await sendView(cloud.addresses.edge, `lost/${told}`)).status).toBe(204)
}

it('an address at which readers found nothing leads to the article that it is led to, and no longer when that ends', async () => {
  const old = '/pages/chi-tiet.aspx?id=79'
  const asked = '/Pages/Chi-Tiet.aspx?ID=79&l=TinTuc'
  const missing = await open(asked)
  expect([missing.status, missing.text.includes('data-lost')]).toEqual([404, true])
  await tell(asked)
  expect(await listed()).toEqual([old])
  const admin = as(cloud, 'admin')
  const lead = async (leads: boolean) => {
    const { etag } = await admin.get(`/articles/${id}`)
    const answer = await admin.send('POST', `/articles/${id}/addresses`, {
      body: { address: old, leads },
      headers: { 'if-match': etag },
    })
    expect(answer.status).toBe(200)
    await cloud.settled()
    return answer.body.addresses.vi
  }
  const address = await lead(true)
  // At once, though the edge had kept that there was nothing.
  const led = await open(asked)
  expect([led.status, new URL(led.headers.get('location') ?? '', address).href]).toEqual([301, address])
  await lead(false)
  expect((await open(asked)).status).toBe(404)
})

it('an address of the site’s own form that no article has leads as well', async () => {
  const path = '/vi/tin-tuc/bai-cu.html'
  expect((await open(path)).text).toContain('data-lost')
  const admin = as(cloud, 'admin')
  const { etag } = await admin.get(`/articles/${id}`)
  const headers = { 'if-match': etag }
  await admin.send('POST', `/articles/${id}/addresses`, { body: { address: path }, headers })
  await cloud.settled()
  expect((await open(path)).status).toBe(301)
})

it('an address that is said to be gone answers so, until that is taken back, also after all was made again', async () => {
  const old = '/pages/bo-di.aspx?id=5'
  expect((await open(old)).status).toBe(404)
  const admin = as(cloud, 'admin')
  const say = async (gone: string[]) => {
    const { etag } = await admin.get('/settings/gone')
    const answer = await admin.send('PUT', '/settings/gone', {
      body: { gone },
      headers: { 'if-match': etag },
    })
    expect(answer.status).toBe(200)
    await cloud.settled()
  }
  await say([old])
  const gone = await open('/Pages/Bo-Di.aspx?ID=5')
  expect([gone.status, gone.text.includes('data-lost')]).toEqual([410, false])
  await cloud.functions.publisher.invoke({ rebuild: true })
  await cloud.settled()
  expect((await open(old)).status).toBe(410)
  // Whoever writes the whole settings and knows nothing of it brings none back.
  const { body, etag } = await admin.get('/settings')
  const { gone: _, ...rest } = body
  const whole = await admin.send('PUT', '/settings', { body: rest, headers: { 'if-match': etag } })
  expect([whole.status, whole.body.gone]).toEqual([200, [old]])
  await say([])
  expect((await open(old)).status).toBe(404)
})
