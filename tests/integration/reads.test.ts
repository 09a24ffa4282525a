import { afterAll, beforeAll, expect, it } from 'vitest'
import { anArticle, aTag, aText, newId } from '../support/articles/articles.ts'
import { configure } from '../support/articles/settings.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
const ids = Array.from({ length: 45 }, newId)
beforeAll(async () => {
  cloud = await startTestCloud()
  const admin = as(cloud, 'admin')
  const tags = Array.from({ length: 10 }, (_, index) => `tag-${index}`)
  await configure(cloud, (settings) => ({ ...settings, tags: tags.map((id) => aTag(id)) }))
  for (const [index, id] of ids.entries()) {
    const article = { tags, translations: { vi: aText({ title: 'Bài' }) } }
    const { etag } = await admin.create(
      id,
      anArticle({ ...article, related: ids.slice(0, index).slice(0, 10) }),
    )
    const publishedAt = new Date(Date.UTC(2025, 6, 1 + (index % 28), 3)).toISOString()
    await admin.publish(id, 'vi', etag, { publishedAt })
  }
  await cloud.settled()
})
afterAll(() => cloud.remove())

/** How often the database was asked for an answer of the origin. */
async function requestsFor(path: string): Promise<{ status: number; requests: number; text: string }> {
  const { status, headers, text } = await read(cloud.addresses.origin, path)
  const requests = Number(/desc="(\d+) requests?"/u.exec(headers.get('server-timing') ?? '')?.[1])
  return { status, requests, text }
}

it('an article page costs one request, whatever it shows of others', async () => {
  const page = await requestsFor(`/vi/tin-tuc/bai-${ids[20]}`)
  expect(page).toMatchObject({ status: 200, requests: 1 })
  expect(page.text.split('<li class="card">').length).toBeGreaterThan(15)
  expect(page.text.split('<a rel="tag"')).toHaveLength(11)
})

it('the front page costs one request', async () => {
  expect(await requestsFor('/vi')).toMatchObject({ status: 200, requests: 1 })
})

it.each(['/Pages/Tin.aspx?ID=79', '/vi/tin-tuc/khong-co', '/khong-co'])(
  '%s, where nothing is, costs one request',
  async (path) => expect(await requestsFor(path)).toMatchObject({ status: 404, requests: 1 }),
)

it.each(['/vi/tin-tuc', '/vi/moi-nhat', '/vi/tin-tuc/2025/07', '/vi/chu-de/tag-3-vi'])(
  '%s costs two requests, at any depth, and a section one more for what is pinned at its head',
  async (list) => {
    let path: string | undefined = list
    let pages = 0
    while (path) {
      const page = await requestsFor(path)
      const isHead = path === '/vi/tin-tuc'
      expect(page).toMatchObject({ status: 200, requests: isHead ? 3 : 2 })
      pages += 1
      path = /rel="next" href="([^"]+)"/u.exec(page.text)?.[1]
    }
    expect(pages).toBe(3)
  },
)
