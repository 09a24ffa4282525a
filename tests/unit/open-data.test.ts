import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { aSite } from './site-door.ts'
import { aCard, aFullArticle, siteUrl } from './views-examples.ts'

const ids = ['4k7m2p9x1a', '4k7m2p9x1b', '4k7m2p9x1c']
const moment = (index: number) => `2019-07-1${5 - index}T08:00:00.000Z`
const cards = ids.map((id, index) => aCard('vi', { id, publishedAt: moment(index) }))
const full = aFullArticle('vi', {
  body: '<p>Toàn văn <a href="/vi">a</a></p>',
  alternates: [{ locale: 'en', section: 'news', slug: 'review' }],
  image: { hash: '0'.repeat(32), cards: [240], fallback: 960, bytes: 1 },
  externalUrl: undefined,
})
const aDoor = () => aSite(cards, {}, { pages: [full] })

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await (await aDoor()).request(path, { headers })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text && JSON.parse(text) }
}

/** Every name in an answer, with the names around it. */
function namesIn(value: unknown, around = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => namesIn(each, around))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => [
    around + name,
    ...namesIn(each, `${around}${name}.`),
  ])
}

describe('the open API', () => {
  it('lists what is public, newest first, and leads through all of it by cursors', async () => {
    const found: string[] = []
    let path: string | undefined = '/api/v1/articles?limit=2'
    for (let pages = 0; path && pages < 5; pages += 1) {
      const { status, body, headers } = await get(path)
      expect(status).toBe(200)
      found.push(...body.items.map(({ id }: { id: string }) => id))
      const link = /^<([^>]+)>; rel="next"$/u.exec(headers.get('link') ?? '')?.[1]
      if (body.next) expect(new URL(link ?? '').searchParams.get('cursor')).toBe(body.next)
      path = link?.replace(siteUrl, '')
    }
    expect(found).toEqual(ids)
  })

  it('knows sections and tags by their ids', async () => {
    expect((await get('/api/v1/articles?section=news')).body.items).toHaveLength(3)
    expect((await get('/api/v1/articles?tag=asean')).body.items).toHaveLength(3)
    expect((await get('/api/v1/sections')).body.items).toEqual([
      { id: 'news', name: 'Tin tức', url: `${siteUrl}/vi/tin-tuc`, alternates: [] },
    ])
    const { items } = (await get('/api/v1/tags?locale=en')).body
    expect(items[0]).toMatchObject({ id: 'asean', url: `${siteUrl}/en/topics/asean` })
  })

  it('gives a whole text, with addresses that mean something everywhere', async () => {
    const { status, body, headers } = await get('/api/v1/articles/4k7m2p9x1a')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      url: `${siteUrl}/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a`,
      body: `<p>Toàn văn <a href="${siteUrl}/vi">a</a></p>`,
      eventDate: '2019-07-11',
      attachments: [{ name: 'a.pdf', url: `${siteUrl}/media/a.pdf` }, { url: 'https://example.org/b.zip' }],
      alternates: [{ locale: 'en', url: `${siteUrl}/en/news/review-4k7m2p9x1a` }],
    })
    expect(headers.get('last-modified')).toBe('Tue, 16 Jul 2019 01:30:00 GMT')
    expect(headers.get('content-language')).toBe('vi')
  })

  it('lets no field out that it does not name', async () => {
    const article = [
      ...['id', 'locale', 'url', 'title', 'summary', 'section', 'publishedAt', 'updatedAt', 'image'],
      ...['alternates', 'alternates.locale', 'alternates.url', 'body', 'byline', 'tags', 'eventDate'],
      ...['source', 'source.name', 'source.url', 'source.publishedAt', 'attachments', 'attachments.name'],
      ...['attachments.url', 'attachments.type', 'attachments.bytes', 'audio', 'audio.url', 'audio.type'],
      ...['audio.seconds', 'audio.bytes', 'corrections', 'replies'],
    ]
    const one = await get('/api/v1/articles/4k7m2p9x1a')
    expect(namesIn(one.body).filter((name) => !article.includes(name))).toEqual([])
    const list = await get('/api/v1/articles?limit=1')
    const listed = ['items', 'next', ...article.slice(0, 12).map((name) => `items.${name}`)]
    expect(namesIn(list.body).filter((name) => !listed.includes(name))).toEqual([])
    for (const path of ['sections', 'tags']) {
      const names = namesIn((await get(`/api/v1/${path}`)).body)
      expect([...new Set(names)]).toEqual([
        'items',
        'items.id',
        'items.name',
        'items.url',
        'items.alternates',
      ])
    }
  })

  it('may be read by the pages of anybody, and is kept and purged as pages are', async () => {
    const { headers } = await get('/api/v1/articles?section=news')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toContain('s-maxage=3600')
    expect(headers.get('cache-tag')).toBe('site,s-vi-news')
    expect((await get('/api/v1/articles/4k7m2p9x1a')).headers.get('cache-tag')).toBe('site,a-4k7m2p9x1a')
    const again = await get('/api/v1/articles?section=news', { 'if-none-match': headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  it.each([
    ['/api/v1/articles?limit=0', 422, 'limit'],
    ['/api/v1/articles?section=none', 422, 'section'],
    ['/api/v1/articles?section=news&tag=asean', 422, 'tag'],
    ['/api/v1/articles?cursor=x', 422, 'cursor'],
    ['/api/v1/articles?locale=xx', 422, 'locale'],
    ['/api/v1/sections?other=1', 422, 'other'],
    ['/api/v1/articles/4k7m2p9x1z', 404, undefined],
    ['/api/v1/articles/x', 404, undefined],
    ['/api/v1/other', 404, undefined],
    ['/api/v2/articles', 404, undefined],
  ])('says as a problem what cannot be done: %s', async (path, status, field) => {
    const { body, headers, ...answer } = await get(path)
    expect(answer.status).toBe(status)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body).toMatchObject({ type: 'about:blank', status })
    expect(body.detail).not.toBe('')
    expect(body.errors?.[0].field).toBe(field)
  })

  it('says so in the language that is asked for, and refuses to be written to', async () => {
    expect((await get('/api/v1/articles/x?locale=en')).body.detail).toMatch(/^There is nothing/u)
    const app = await aDoor()
    const answer = await app.request('/api/v1/articles', { method: 'POST' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it.each(['vi', 'en'])('describes itself as OpenAPI, in %s', async (locale) => {
    const { status, body } = await get(`/api/v1/openapi.json?locale=${locale}`)
    expect(status).toBe(200)
    expect(await new Validator().validate(body)).toMatchObject({ valid: true })
    expect(Object.keys(body.paths)).toEqual(
      ['articles', 'articles/{id}', 'sections', 'tags', 'search'].map((path) => `/api/v1/${path}`),
    )
    expect(body.components.schemas.Article.properties.body).toEqual({ type: 'string' })
  })
})
