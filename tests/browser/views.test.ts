import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { anArticle, newId } from '../support/articles/articles.ts'
import { aReaderSite } from '../support/browser/reader-site.ts'
import { as, read, sendView } from '../support/product/cloud.ts'

const site = aReaderSite()

/** A new article, public; answers its id and path. */
async function publishOne(id = newId()): Promise<{ id: string; path: string }> {
  const admin = as(site.cloud, 'admin')
  const { etag } = await admin.create(id, anArticle())
  const { body } = await admin.publish(id, 'vi', etag)
  await site.cloud.settled()
  return { id, path: new URL(body.addresses.vi).pathname }
}

/** Opens a page and lets ten seconds go by in it; answers how many views it has sent. */
async function linger(page: Page, path: string): Promise<number> {
  let beacons = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') beacons += 1
  })
  await page.clock.install()
  await page.goto(path)
  await page.clock.runFor(10_000)
  await page.waitForLoadState('networkidle')
  page.removeAllListeners('request')
  return beacons
}

const shown = (page: Page) => page.locator('[data-views]').innerText()
const counted = async (id: string) => {
  const { text } = await sendView(site.url, id)
  return JSON.parse(text).views - 1
}

it('a view is counted once per browser, however often the page is loaded again', async () => {
  const { id, path } = await publishOne()
  const { page, troubles } = await site.reader({ human: true })
  expect(await linger(page, path)).toBe(1)
  await expect.poll(() => shown(page)).toBe('1')
  for (let visit = 0; visit < 3; visit += 1) expect(await linger(page, path)).toBe(0)
  expect(troubles).toEqual([])
  expect(await counted(id)).toBe(1)
})

it('another browser counts again, and the page shows the sum as soon as it is known', async () => {
  const { path } = await publishOne()
  for (const sum of ['1', '2', '3']) {
    const { page } = await site.reader({ human: true, userAgent: `Mozilla/5.0 (browser ${sum})` })
    await linger(page, path)
    await expect.poll(() => shown(page)).toBe(sum)
  }
})

it('a telephone of some years ago counts, remembers and shows a view, and tells of an address without a page', async () => {
  const { path } = await publishOne()
  const { page, troubles } = await site.reader({ human: true })
  await page.addInitScript(() => {
    for (const name of ['findLast', 'findLastIndex', 'at']) Reflect.deleteProperty(Array.prototype, name)
    for (const name of ['replaceAll', 'at']) Reflect.deleteProperty(String.prototype, name)
    Reflect.deleteProperty(Object, 'hasOwn')
  })
  expect(await linger(page, path)).toBe(1)
  await expect.poll(() => shown(page)).toBe('1')
  expect(await linger(page, path)).toBe(0)
  expect(await shown(page)).toBe('1')
  const told = page.waitForRequest((request) => new URL(request.url()).pathname.startsWith('/views/lost/'))
  await page.goto('/vi/khong-co-trang-nay')
  await page.clock.runFor(10_000)
  await told
  expect(troubles.filter((each) => !each.includes('404'))).toEqual([])
})

it('a glance is not a view', async () => {
  const { id, path } = await publishOne()
  const { page } = await site.reader({ human: true })
  await page.clock.install()
  await page.goto(path)
  await page.clock.runFor(2_000)
  await page.goto('/vi')
  await page.clock.runFor(10_000)
  expect(await counted(id)).toBe(0)
})

it('counting takes no page out of the cache, and sets no cookie', async () => {
  const { path } = await publishOne()
  const { page } = await site.reader({ human: true })
  const cookies: string[] = []
  page.on('response', async (response) => {
    const { 'set-cookie': cookie } = await response.allHeaders()
    if (cookie) cookies.push(`${response.url()} ${cookie}`)
  })
  await linger(page, path)
  await expect.poll(() => shown(page)).toBe('1')
  const again = await read(site.url, path)
  expect(again.headers.get('x-cache')).toBe('Hit from edge')
  expect(await page.context().cookies()).toEqual([])
  expect(cookies).toEqual([])
})

it('programs are not counted', async () => {
  const { id, path } = await publishOne()
  const { page } = await site.reader()
  expect(await linger(page, path)).toBe(0)
  const { status } = await sendView(site.url, id, {
    'user-agent': 'Mozilla/5.0 (compatible; Examplebot/1.0)',
  })
  expect(status).toBe(204)
  expect(await counted(id)).toBe(0)
})

it('nothing is made of views of what is not public', async () => {
  const id = newId()
  const send = async () => (await sendView(site.url, id)).status
  expect([await send(), await send()]).toEqual([404, 404])
  await as(site.cloud, 'editor').create(id, anArticle())
  await site.cloud.settled()
  expect(await send()).toBe(404)
  expect((await sendView(site.url, 'no-id')).status).toBe(404)
  await as(site.cloud, 'admin').publish(id, 'vi', (await as(site.cloud, 'admin').get(`/articles/${id}`)).etag)
  await site.cloud.settled()
  expect(await counted(id)).toBe(0)
})

it('a browser that remembers nothing is not counted at each visit', async () => {
  const { id, path } = await publishOne()
  const { page, troubles } = await site.reader({ human: true })
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError')
      },
    })
  })
  expect(await linger(page, path)).toBe(0)
  expect(troubles).toEqual([])
  expect(await counted(id)).toBe(0)
})
