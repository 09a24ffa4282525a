import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aTag, aText, newId } from '../support/articles/articles.ts'
import { configure } from '../support/articles/settings.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  await setTags(['asean', 'border', 'visa'].map((id) => aTag(id)))
})
afterAll(() => cloud.remove())

async function setTags(tags: object[]) {
  const answer = await configure(cloud, (settings) => ({ ...settings, tags }))
  await cloud.settled()
  return answer
}

const edge = (path: string) => read(cloud.addresses.edge, path)
const statusOf = async (path: string) => (await edge(path)).status
const inBoth = (name: string) => ({
  vi: aText({ title: `Bài ${name}`, slug: 'bai' }),
  en: aText({ title: `Text ${name}`, slug: 'text' }),
})

/** Writes an article and publishes it in every language it has. */
async function publish(id: string, changes: Record<string, unknown>, publishedAt?: string): Promise<void> {
  const admin = as(cloud, 'admin')
  const article = anArticle(changes)
  const languages = Object.keys(changes.translations as object)
  const before = await admin.get(`/articles/${id}`)
  let { etag } = before.etag ? await admin.replace(id, before.etag, article) : await admin.create(id, article)
  for (const locale of languages)
    ({ etag } = await admin.publish(id, locale, etag, publishedAt ? { publishedAt } : {}))
  await cloud.settled()
}

/** Titles of a list, as readers see it. */
async function titlesAt(path: string): Promise<string[]> {
  const { text } = await edge(path)
  return [...text.matchAll(/<h2><a href="[^"]+">([^<]+)/gu)].map(([, title = '']) => title)
}

describe('the page of a tag', () => {
  const [first, second] = [newId(), newId()]
  beforeAll(async () => {
    expect(await statusOf('/vi/chu-de/asean-vi')).toBe(404)
    await publish(
      second,
      { tags: ['asean'], section: 'border', translations: inBoth('2') },
      '2025-02-02T03:00:00Z',
    )
    await publish(
      first,
      { tags: ['border', 'asean'], translations: { vi: inBoth('1').vi } },
      '2025-01-01T03:00:00Z',
    )
  })

  it('lists what carries it in any section, newest first, in each language', async () => {
    expect(await titlesAt('/vi/chu-de/asean-vi')).toEqual(['Bài 2', 'Bài 1'])
    expect(await titlesAt('/vi/chu-de/border-vi')).toEqual(['Bài 1'])
    expect(await titlesAt('/en/topics/asean')).toEqual(['Text 2'])
  })

  it('leads on from the word that another language has for topics, with what follows', async () => {
    for (const [from, to] of [
      ['/vi/topics/asean-vi', '/vi/chu-de/asean-vi'],
      ['/vi/topics/asean-vi/feed.xml', '/vi/chu-de/asean-vi/feed.xml'],
      ['/en/chu-de/asean', '/en/topics/asean'],
      ['/vi/latest', '/vi/moi-nhat'],
      ['/vi/latest/2025/01', '/vi/moi-nhat/2025/01'],
    ] as const) {
      const { status, headers } = await edge(from)
      expect([from, status, headers.get('location')]).toEqual([from, 301, to])
    }
  })

  it('is not there for a tag that is unknown, of another language, or carried by nothing', async () => {
    for (const path of ['/vi/chu-de/khong-co', '/vi/chu-de/asean', '/en/topics/border', '/vi/chu-de/visa-vi'])
      expect([path, await statusOf(path)]).toEqual([path, 404])
    for (const path of ['/vi/chu-de', '/vi/chu-de/feed.xml', '/vi/chu-de/2025/01'])
      expect([path, await statusOf(path)]).toEqual([path, 404])
  })

  it('is linked from the articles, in their order', async () => {
    const { text } = await edge(`/vi/tin-tuc/bai-${first}`)
    const links = [...text.matchAll(/<a rel="tag" href="([^"]+)">([^<]+)/gu)].map(([, ...link]) => link)
    expect(links).toEqual([
      ['/vi/chu-de/border-vi', 'Chủ đề border'],
      ['/vi/chu-de/asean-vi', 'Chủ đề asean'],
    ])
  })

  it('leads to the same tag in the other language, where something carries it', async () => {
    expect((await edge('/vi/chu-de/asean-vi')).text).toContain('<a href="/en/topics/asean" lang="en"')
    expect((await edge('/en/topics/asean')).text).toContain('hreflang="vi" href="')
    expect((await edge('/vi/chu-de/border-vi')).text).toContain('Trang này chưa có bản tiếng Anh')
  })

  it('has a feed, and its place in the sitemap with its other languages', async () => {
    const feed = await edge('/vi/chu-de/asean-vi/feed.xml')
    expect(feed.headers.get('content-type')).toContain('rss')
    expect(feed.text.match(/<item>/gu)).toHaveLength(2)
    expect(feed.text).toContain(`<link>${cloud.addresses.edge}/vi/chu-de/asean-vi</link>`)
    expect((await edge('/vi/chu-de/asean-vi')).text).toContain('/vi/chu-de/asean-vi/feed.xml')
    const sitemap = (await edge('/sitemaps/pages.xml')).text
    expect(sitemap).toContain(`<loc>${cloud.addresses.edge}/vi/chu-de/border-vi</loc>`)
    expect(sitemap).toContain(`hreflang="en" href="${cloud.addresses.edge}/en/topics/asean"`)
    expect(sitemap).not.toContain('visa')
  })

  it('follows an article that gains or loses it, and one that is withdrawn, at once', async () => {
    await publish(first, { tags: ['visa'], translations: { vi: inBoth('1').vi } })
    expect(await titlesAt('/vi/chu-de/asean-vi')).toEqual(['Bài 2'])
    expect(await titlesAt('/vi/chu-de/visa-vi')).toEqual(['Bài 1'])
    expect(await statusOf('/vi/chu-de/border-vi')).toBe(404)
    const { etag } = await as(cloud, 'admin').get(`/articles/${second}`)
    await as(cloud, 'admin').withdraw(second, 'vi', etag)
    await cloud.settled()
    expect(await statusOf('/vi/chu-de/asean-vi')).toBe(404)
    expect(await titlesAt('/en/topics/asean')).toEqual(['Text 2'])
    expect((await edge('/en/topics/asean')).text).not.toContain('/vi/chu-de/asean-vi')
  })

  it('shows the live revision: tags of a draft are not public', async () => {
    const { etag } = await as(cloud, 'admin').get(`/articles/${first}`)
    await as(cloud, 'admin').replace(
      first,
      etag,
      anArticle({ tags: ['border'], translations: { vi: inBoth('1').vi } }),
    )
    await cloud.settled()
    expect(await titlesAt('/vi/chu-de/visa-vi')).toEqual(['Bài 1'])
    expect(await statusOf('/vi/chu-de/border-vi')).toBe(404)
  })
})

describe('a tag', () => {
  it('that is renamed is so on every page at once, and its old address leads to the new one', async () => {
    const id = newId()
    await publish(id, { tags: ['border'], translations: inBoth('3') })
    await edge(`/vi/tin-tuc/bai-${id}`)
    const name = { vi: 'Biên giới trên bộ', en: 'Land border' }
    const border = aTag('border', { name, slug: { vi: 'bien-gioi-tren-bo', en: 'land-border' } })
    expect((await setTags([aTag('asean'), border, aTag('visa')])).status).toBe(200)
    expect((await edge(`/vi/tin-tuc/bai-${id}`)).text).toContain(
      '<a rel="tag" href="/vi/chu-de/bien-gioi-tren-bo">Biên giới trên bộ</a>',
    )
    for (const rest of ['', '?before=2030-01-01T00:00:00.000Z_0000000000', '/feed.xml']) {
      const { status, headers } = await edge(`/vi/chu-de/border-vi${rest}`)
      expect([status, headers.get('location')]).toEqual([301, `/vi/chu-de/bien-gioi-tren-bo${rest}`])
    }
    expect(await titlesAt('/en/topics/land-border')).toEqual(['Text 3'])
  })

  it('is not removed, since articles may carry it', async () => {
    const { status, body } = await setTags([aTag('asean')])
    expect(status).toBe(409)
    expect(body.detail).toBe(
      'tags that articles may carry are kept, if need be as "retired"; send these too: border, visa',
    )
  })

  it('that is retired stays with its articles, and is given to no other', async () => {
    const id = newId()
    await publish(id, { tags: ['asean'], translations: inBoth('4') })
    const { body } = await as(cloud, 'admin').get('/settings')
    const retire = (tag: { id: string }) => (tag.id === 'asean' ? { ...tag, retired: true } : tag)
    await setTags(body.tags.map(retire))
    expect(await titlesAt('/vi/chu-de/asean-vi')).toEqual(['Bài 4'])
    await publish(id, { tags: ['asean', 'visa'], translations: inBoth('5') })
    expect(await titlesAt('/vi/chu-de/asean-vi')).toEqual(['Bài 5'])
    const other = await as(cloud, 'editor').create(newId(), anArticle({ tags: ['asean'] }))
    expect([other.status, other.body.errors]).toEqual([
      422,
      [
        expect.objectContaining({
          field: 'tags.0',
          message: 'the tag "asean" is retired; there are: border, visa',
        }),
      ],
    ])
  })

  it('that does not exist is refused with those that do', async () => {
    const { status, body } = await as(cloud, 'editor').create(newId(), anArticle({ tags: ['visas'] }))
    expect([status, body.errors]).toEqual([
      422,
      [expect.objectContaining({ field: 'tags.0', message: 'there is no tag "visas"; near it: visa' })],
    ])
  })
})
