import { describe, expect, it } from 'vitest'
import * as pages from '../../functions/views/pages.tsx'
import { headlineOf } from '../../functions/views/structured.ts'
import { all, aSite, one, read } from './site-door.ts'
import { aCard, aFrame, aList, anArchive, anArticlePage, nobodyNear, siteUrl } from './views-examples.ts'

const structured = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)?.[1] ?? 'null')['@graph']

describe('the sitemap of news', () => {
  const clock = () => Date.parse('2019-07-17T00:00:00Z')
  const fresh = aCard('vi', { publishedAt: '2019-07-15T08:00:00.000Z', title: 'Tin <mới> & "hay"' })
  const old = aCard('vi', { id: '4k7m2p9x1b', publishedAt: '2019-07-14T08:00:00.000Z' })
  const outside = aCard('vi', { id: '4k7m2p9x1c', externalUrl: 'https://example.org/' })

  it('names what was published within two days, and nothing older or elsewhere', async () => {
    const urls = all(
      await read(await aSite([fresh, old, outside], {}, { clock }), '/sitemaps/news.xml'),
      'url',
    )
    expect(urls).toHaveLength(1)
    expect(one(urls[0]!, 'loc').text).toBe(`${siteUrl}/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a`)
    const news = one(urls[0]!, 'news:news')
    expect(one(news, 'news:title').text).toBe('Tin <mới> & "hay"')
    expect(one(news, 'news:publication_date').text).toBe('2019-07-15T08:00:00.000Z')
    const publication = one(news, 'news:publication')
    expect([one(publication, 'news:name').text, one(publication, 'news:language').text]).toEqual([
      'Sở Ngoại vụ',
      'vi',
    ])
  })

  it('names the newest article as any other where nothing is news, since an empty file is no sitemap', async () => {
    const urls = all(await read(await aSite([old], {}, { clock }), '/sitemaps/news.xml'), 'url')
    expect(urls.map((url) => [one(url, 'loc').text, all(url, 'news:news').length])).toEqual([
      [`${siteUrl}/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1b`, 0],
    ])
    expect((await (await aSite([])).request('/sitemaps/news.xml')).status).toBe(404)
  })

  it('is named to robots', async () => {
    const robots = await (await (await aSite([])).request('/robots.txt')).text()
    expect(robots).toContain(`Sitemap: ${siteUrl}/sitemaps/news.xml`)
  })
})

it('a sitemap says when readers last saw an article change', async () => {
  const updatedAt = '2019-07-16T01:30:00.000Z'
  const app = await aSite([aCard('vi', { updatedAt }), aCard('vi', { id: '4k7m2p9x1b' })])
  const urls = all(await read(app, '/sitemaps/2019-07.xml'), 'url')
  expect(urls.map((url) => one(url, 'lastmod').text).sort()).toEqual(['2019-07-15T08:00:00.000Z', updatedAt])
})

describe('structured data', () => {
  it('tells of the site, where it is searched, and of who publishes it', () => {
    const front = { featured: [], latest: [], sections: [] }
    const [site, publisher] = structured(pages.renderFrontPage(aFrame('vi'), { front }))
    expect(site).toMatchObject({
      '@type': 'WebSite',
      publisher: { '@id': publisher['@id'] },
      potentialAction: {
        '@type': 'SearchAction',
        target: { urlTemplate: `${siteUrl}/vi/tim-kiem?q={q}` },
      },
    })
    expect(publisher).toMatchObject({
      '@type': 'GovernmentOrganization',
      name: 'Sở Ngoại vụ',
      telephone: '0276 3 000 000',
      address: 'Số 1, đường Hòa Bình',
    })
  })

  it('says where a list stands', () => {
    const frame = aFrame('vi', { path: '/vi/tin-tuc' })
    const open = aList(frame, { kind: 'section', id: 'news' })
    const [trail] = structured(
      pages.renderList(frame, { open, cards: [], archive: anArchive, atStart: true }),
    )
    expect(trail.itemListElement).toEqual([
      { '@type': 'ListItem', position: 1, name: 'Trang chủ', item: `${siteUrl}/vi` },
      { '@type': 'ListItem', position: 2, name: 'Tin tức', item: `${siteUrl}/vi/tin-tuc` },
    ])
  })

  it('has headlines of at most 110 characters, cut at a word', () => {
    expect(headlineOf('Hội nghị')).toBe('Hội nghị')
    expect(headlineOf('a'.repeat(110))).toHaveLength(110)
    const long = headlineOf('Hội nghị tổng kết '.repeat(10))
    expect(long.length).toBeLessThanOrEqual(110)
    expect(long).toMatch(/(?:Hội|nghị|tổng|kết)…$/u)
    expect(headlineOf('a'.repeat(255))).toHaveLength(110)
  })
})

it('an article tells those who share it its section, its topics and its dates', () => {
  const article = anArticlePage('vi', { tags: ['asean'], updatedAt: '2019-07-16T01:30:00.000Z' })
  const html = pages.renderArticle(aFrame('vi'), { article, nearby: nobodyNear, views: 1 })
  for (const [property, content] of [
    ['og:type', 'article'],
    ['article:published_time', '2019-07-15T08:00:00.000Z'],
    ['article:modified_time', '2019-07-16T01:30:00.000Z'],
    ['article:section', 'Tin tức'],
    ['article:tag', 'ASEAN'],
  ])
    expect(html).toContain(`<meta property="${property}" content="${content}"/>`)
})
