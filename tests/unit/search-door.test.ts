import { beforeAll, describe, expect, it } from 'vitest'
import { defaultLocale, locales } from '../../functions/domain/locale.ts'
import { MemoryStore } from '../../functions/search/memory-store.ts'
import { openIndex } from '../../functions/search/reader.ts'
import { build } from '../../functions/search/writer.ts'
import { createSearchApp } from '../../functions/search-door/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createMisses, createMissWriter } from '../../functions/store/misses.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { articleIdOf, cases, docs, holdTo, isForReaders, readResults } from '../support/search/cases.ts'
import { aChrome, anArticlePage, siteUrl } from './views-examples.ts'

const now = Date.parse('2025-10-01T00:00:00Z')

const sections = [...new Set(docs.map(({ section }) => section))].map((id) => ({
  id,
  name: `Mục ${id}`,
  slug: id,
  hasArticles: true,
  alternates: {},
  former: [],
  missingTranslation: 'notice' as const,
}))
const slugs = Object.fromEntries(sections.map(({ id }) => [id, { vi: id, en: id }]))

/** The door with the texts of the cases behind it, all of them public. */
async function aSearchDoor(store = new MemoryStore(() => now)) {
  const table = createMemoryTable()
  const site = createSiteWriter(table)
  for (const locale of locales) await site.saveChrome(aChrome(locale, { sections, slugs }))
  for (const { id, lead, body, date, ...doc } of docs)
    await site.savePage(
      articleIdOf(id),
      'vi',
      anArticlePage('vi', {
        ...doc,
        id: articleIdOf(id),
        slug: 'a',
        summary: lead,
        publishedAt: `${date}T00:00:00.000Z`,
        body: `<p>${body.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
      }),
    )
  const misses = createMissWriter(table, () => now)
  const app = createSearchApp({
    table,
    misses,
    indexOf: () => openIndex(store, { clock: () => now }),
    assets: createAssets({ css: '', script: '' }),
    siteUrl,
  })
  return { app, store, site, table, get: async (path: string) => await app.request(path) }
}

async function aFilledDoor() {
  const door = await aSearchDoor()
  const texts = docs.map(({ id, date, ...doc }) => ({
    ...doc,
    id: articleIdOf(id),
    seq: 1,
    moment: `${date}T00:00:00.000Z`,
  }))
  await build(door.store, texts, { now })
  return door
}

let door: Awaited<ReturnType<typeof aFilledDoor>>
beforeAll(async () => {
  door = await aFilledDoor()
})

describe('a page of results', () => {
  it.each(cases.filter(isForReaders))('answers $id: $q ($why)', async (each) => {
    await holdTo(each, async (address) => {
      const response = await door.get(address)
      expect(response.status).toBe(200)
      return await response.text()
    })
  })

  it('tells how many there are with the very marks, and how many with others', async () => {
    const html = await (await door.get('/vi/tim-kiem?q=hội+nghị')).text()
    expect(html).toContain('5 kết quả cho “hội nghị”')
    expect(html).toMatch(/\d kết quả đúng dấu, \d kết quả khác dấu/u)
    expect(html).toContain('<h2 class="tier">Khác dấu</h2>')
    // Nobody who typed none asked for any.
    expect(await (await door.get('/vi/tim-kiem?q=hoi+nghi')).text()).not.toContain('đúng dấu')
  })

  it('is kept for half a minute, and purged with each article that it shows and with its list', async () => {
    const { headers } = await door.get('/vi/tim-kiem?q=hội+nghị')
    expect(headers.get('cache-control')).toBe('public, max-age=0, s-maxage=30, stale-if-error=3600')
    const tags = headers.get('cache-tag')?.split(',')
    expect(tags).toEqual(expect.arrayContaining(['site', 'l-vi', `a-${articleIdOf(1)}`]))
  })

  it('never shows a text that was withdrawn, though the index still holds it', async () => {
    const own = await aFilledDoor()
    await own.site.removePage(articleIdOf(1), 'vi')
    const html = await (await own.get('/vi/tim-kiem?q=hội+nghị')).text()
    const { ids, total } = readResults(html)
    expect(ids.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 40])
    expect(total).toBe(4)
    expect(html).not.toContain(articleIdOf(1))
    expect(html).not.toContain('Khai mạc')
  })

  it('is not for search engines, and is named after what was asked', async () => {
    const html = await (await door.get('/vi/tim-kiem?q=hội+nghị')).text()
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(html).toContain('<title>“hội nghị” – Tìm kiếm – Sở Ngoại vụ</title>')
  })

  it('is known to search engines as long as nothing is asked, under one address in each language', async () => {
    const html = await (await door.get('/vi/tim-kiem')).text()
    expect(html).not.toContain('noindex')
    expect(html).toMatch(/<link rel="canonical" href="https?:[^"]*\/vi\/tim-kiem"\/>/u)
    expect(html).toMatch(/<meta name="description" content="Tìm bài viết\. /u)
    for (const asked of ['?section=thoi-su', '?from=2020-01-01', '?order=newest'])
      expect(await (await door.get(`/vi/tim-kiem${asked}`)).text()).toContain('noindex')
  })

  it('says no word of a query as markup', async () => {
    const evil = '"><script>alert(1)</script>'
    const html = await (await door.get(`/vi/tim-kiem?q=${encodeURIComponent(evil)}`)).text()
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;alert(1)')
  })

  it('leads from a page that there is not to the first one', async () => {
    const response = await door.get('/vi/tim-kiem?q=hội+nghị&page=9')
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/vi/tim-kiem?q=h%E1%BB%99i+ngh%E1%BB%8B')
  })
})

describe('the page of search', () => {
  it.each(['', '?q=', '?q=%22%22', '?q=*+%7C%7C+(', '?q=%20%20', '?q=…'])(
    'has something to say to %j',
    async (query) => {
      const response = await door.get(`/vi/tim-kiem${query}`)
      expect(response.status).toBe(200)
      const html = await response.text()
      expect(html).toContain('Bạn có thể thử')
      expect(html).toContain('Xem theo chuyên mục')
    },
  )

  it('uses the beginning of what is too long, and says so', async () => {
    for (const long of [
      `hội nghị ${'xyz '.repeat(3000)}`,
      'a'.repeat(201),
      `${'a'.repeat(200)} b`,
      '😀'.repeat(101),
    ]) {
      const html = await (await door.get(`/vi/tim-kiem?${new URLSearchParams({ q: long })}`)).text()
      expect(html, long.slice(0, 20)).toContain('chỉ 200 ký tự đầu được dùng')
    }
    const all = await (await door.get(`/vi/tim-kiem?q=${'a'.repeat(200)}`)).text()
    expect(all).not.toContain('ký tự đầu')
  })

  it('keeps what is asked when the language is changed, but for the page', async () => {
    const html = await (await door.get('/vi/tim-kiem?q=hội+nghị&from=2024-01-01&order=newest')).text()
    const to = '/en/search?q=h%E1%BB%99i+ngh%E1%BB%8B&amp;from=2024-01-01&amp;order=newest'
    expect(html).toContain(`<a href="${to}" lang="en" hreflang="en">`)
  })

  it('stands in the words of its language; those of another lead on', async () => {
    const response = await door.get('/vi/search?q=ASEAN&utm_source=x')
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe('/vi/tim-kiem?q=ASEAN')
  })

  it('shows what it was asked, so that it can be changed', async () => {
    const html = await (
      await door.get('/vi/tim-kiem?q=nghị&section=kinh-te&from=2024-01-01&to=2024-12-31')
    ).text()
    expect(html).toMatch(/<input id="q" [^>]*value="nghị"/u)
    expect(html).toContain('<option value="kinh-te" selected="">')
    expect(html).toMatch(/name="from" value="2024-01-01"/u)
    expect(html).toContain('<details class="filters" open="">')
  })

  it('leaves out what makes no sense', async () => {
    const address = '/vi/tim-kiem?q=hội+nghị&section=nowhere&from=2024-02-31&order=x&page=-1'
    const [odd, plain] = [await door.get(address), await door.get('/vi/tim-kiem?q=hội+nghị')]
    expect(readResults(await odd.text())).toEqual(readResults(await plain.text()))
  })

  it('answers another method with those that there are', async () => {
    const response = await door.app.request('/vi/tim-kiem', { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('where the index cannot be asked', () => {
  it.each([
    ['missing', async (_: MemoryStore) => {}],
    [
      'damaged',
      async (store: MemoryStore) => {
        await build(store, [], { now })
        const stored = await store.manifest()
        await store.replaceManifest(Buffer.from('{"half'), stored === 'unchanged' ? undefined : stored?.tag)
      },
    ],
  ])('(%s) the page says so, offers other ways and is kept by nobody', async (_, spoil) => {
    const store = new MemoryStore(() => now)
    await spoil(store)
    const { get } = await aSearchDoor(store)
    const response = await get('/vi/tim-kiem?q=hội+nghị')
    expect(response.status).toBe(503)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    const html = await response.text()
    expect(html).toContain('Chưa tìm kiếm được lúc này')
    expect(html).toContain('href="/vi/moi-nhat#archive"')
    expect(html).toContain('value="hội nghị"')
    expect(await (await get('/suggest/vi?q=hoi')).json()).toEqual([])
  })
})

describe('suggestions', () => {
  it('are a list of texts for who has typed two letters, kept for five minutes', async () => {
    const response = await door.get('/suggest/vi?q=h%E1%BB%99i')
    expect(response.headers.get('cache-control')).toContain('s-maxage=300')
    const texts = await response.json()
    expect(texts.every((each: unknown) => typeof each === 'string')).toBe(true)
    expect(await (await door.get('/suggest/vi?q=h')).json()).toEqual([])
    expect((await door.get('/suggest/xx?q=hoi')).status).toBe(404)
  })
})

describe('searches that found nothing', () => {
  const list = async (own: Awaited<ReturnType<typeof aFilledDoor>>) =>
    await createMisses(own.table).list(defaultLocale, 7, new Date(now))

  it('are counted by their words, without who asked', async () => {
    const own = await aFilledDoor()
    for (const q of ['Zebrastreifen', 'zebrastreifen', 'zebra  kangaroo?']) {
      await own.app.request(`/vi/tim-kiem?${new URLSearchParams({ q })}`, {
        headers: { 'user-agent': 'Mozilla/5.0', cookie: 'a=b', 'x-forwarded-for': '192.0.2.1' },
      })
    }
    expect(await list(own)).toEqual([
      { query: 'zebrastreifen', times: 2, last: '2025-10-01' },
      { query: 'zebra kangaroo', times: 1, last: '2025-10-01' },
    ])
    const rows = await own.table.query({ pk: 'MISSED' })
    expect(new Set(rows.flatMap((row) => Object.keys(row)))).toEqual(
      new Set(['pk', 'sk', 'query', 'times', 'expires']),
    )
    expect(Number(rows[0]?.expires) * 1000 - now).toBe(90 * 86_400_000)
  })

  it.each([
    'nguyen.van.a@example.org',
    '0912 345 678',
    '079.123.456.789 zebra',
    'https://example.org/zebra',
    'zebra '.repeat(20),
    '?!',
  ])('are not noted where they may tell of a person or are no question: %s', async (q) => {
    const own = await aFilledDoor()
    expect((await own.get(`/vi/tim-kiem?${new URLSearchParams({ q })}`)).status).toBe(200)
    expect(await list(own)).toEqual([])
  })

  it('are not noted where something narrower than the site was asked', async () => {
    const own = await aFilledDoor()
    await own.get('/vi/tim-kiem?q=zebra&from=2024-01-01')
    expect(await list(own)).toEqual([])
  })

  it('take a bounded number of rows and writes, however many there are', async () => {
    const table = createMemoryTable()
    let time = now
    const writer = createMissWriter(table, () => time)
    for (let n = 0; n < 5_000; n += 1) {
      await writer.note('vi', `zebra ${n}`)
      if (n % 5 === 4) time += 1000
      if (n === 100) for (let more = 0; more < 50; more += 1) await writer.note('vi', 'at once')
    }
    const rows = await table.query({ pk: 'MISSED' })
    expect(rows.length).toBeLessThanOrEqual(500)
    expect(rows.length).toBeGreaterThan(400)
    expect(rows.filter(({ query }) => query === 'at once').every(({ times }) => Number(times) <= 5)).toBe(
      true,
    )
  })
})

describe('the search of the open API', () => {
  it('finds what the page finds, and tells where it stands', async () => {
    const page = readResults(await (await door.get('/vi/tim-kiem?q=asean')).text())
    const answer = await door.get('/api/v1/search?q=asean')
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    const body = (await answer.json()) as { items: { id: string; url: string }[]; total: number }
    expect(body.total).toBeGreaterThan(0)
    expect(body.items.length).toBeLessThanOrEqual(body.total)
    for (const { id, url } of body.items) expect(url).toMatch(new RegExp(`^${siteUrl}/vi/.*${id}$`, 'u'))
    expect(body.items.map(({ id }) => id)).toEqual(page.ids.map(articleIdOf))
  })

  it('says as a problem what it cannot do', async () => {
    for (const [path, status] of [
      ['/api/v1/search', 422],
      ['/api/v1/search?q=a&page=x', 422],
    ] as const) {
      const answer = await door.get(path)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ])
    }
    const empty = await aSearchDoor()
    const answer = await empty.get('/api/v1/search?q=a')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store'])
  })
})
