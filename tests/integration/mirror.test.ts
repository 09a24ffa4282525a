import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const both = (vi: object = {}, en: object = {}) => ({
  vi: aText({ title: 'Hội nghị tổng kết', ...vi }),
  en: aText({ title: 'A conference', body: '<p>Text.</p>', ...en }),
})

/** An article that is public in both languages; what the last publication answered. */
async function published(changes: object = {}, translations = both()) {
  const id = newId()
  const { etag } = await as(cloud, 'editor').create(id, anArticle({ translations, ...changes }))
  const vi = await as(cloud, 'approver').publish(id, 'vi', etag)
  return await as(cloud, 'approver').publish(id, 'en', vi.etag)
}

const pathsIn = (xml: string) =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/gu)].map(([, url = '']) => new URL(url).pathname)

/** Every address that the site tells search engines, its sitemaps among them. */
async function allPaths(): Promise<string[]> {
  const files = pathsIn((await read(cloud.addresses.edge, '/sitemap.xml')).text)
  const pages = await Promise.all(
    files.map(async (file) => pathsIn((await read(cloud.addresses.edge, file)).text)),
  )
  return ['/sitemap.xml', ...files, ...pages.flat()]
}

/** What a page says, without what belongs to the door that gave it. */
const words = (html: string) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/u, '')

/** Asks with the site's function away, past whatever the edge has kept. */
async function inOutage<T>(look: () => Promise<T>): Promise<T> {
  const restore = cloud.stopSite()
  cloud.edge.purgePaths(['/*'])
  try {
    return await look()
  } finally {
    restore()
    cloud.edge.purgePaths(['/*'])
  }
}

describe('when the site fails', () => {
  it('every address of the sitemap is answered all the same, with the right page, in both languages', async () => {
    for (let n = 0; n < 3; n += 1) await published({ section: n === 1 ? 'border' : 'news' })
    await cloud.settled()
    await cloud.tick()
    const paths = await allPaths()
    expect(paths.length).toBeGreaterThan(14)
    const live = new Map<string, string>()
    for (const path of paths) live.set(path, words((await read(cloud.addresses.edge, path)).text))
    await inOutage(async () => {
      for (const path of paths) {
        const { status, text, headers } = await read(cloud.addresses.edge, path)
        expect([path, status]).toEqual([path, 200])
        expect(words(text)).toBe(live.get(path))
        if (path.startsWith('/vi') || path.startsWith('/en')) {
          expect(headers.get('content-language')).toBe(path.slice(1, 3))
        }
      }
    })
  })

  it('pages keep their policy, and the script and the feeds are there', async () => {
    await published()
    await cloud.settled()
    await cloud.tick()
    const page = await read(cloud.addresses.edge, '/vi')
    const script = /src="(\/assets\/[^"]+)"/u.exec(page.text)?.[1] ?? ''
    await inOutage(async () => {
      const { text } = await read(cloud.addresses.edge, '/vi')
      expect(text).toMatch(
        /<meta http-equiv="Content-Security-Policy" content="default-src 'none'[^"]*style-src 'sha256-/u,
      )
      expect(text).not.toContain('frame-ancestors')
      expect((await read(cloud.addresses.edge, script)).headers.get('content-type')).toMatch(
        /^text\/javascript/u,
      )
      expect((await read(cloud.addresses.edge, '/vi/feed.xml')).status).toBe(200)
      // Whether it is there nobody can say now: no list goes on, and nothing is called gone.
      for (const unknown of ['/vi/nothing-here', '/vi/moi-nhat?before=2026-01-01T00:00:00.000Z_0123456789']) {
        const { status, text, headers } = await read(cloud.addresses.edge, unknown)
        expect([unknown, status]).toEqual([unknown, 503])
        for (const front of ['/vi', '/en']) expect(text).toContain(`href="${front}"`)
        expect(headers.get('x-frame-options')).toBe('DENY')
      }
    })
  })

  it('shows what was corrected last, and a notice where a text was withdrawn', async () => {
    const { body, etag } = await published({}, both({ title: 'Tin sẽ sửa' }))
    const { id } = body.article
    await cloud.settled()
    await cloud.tick()
    const corrected = both({ title: 'Tin đã sửa' })
    const edited = await as(cloud, 'editor').replace(id, etag, anArticle({ translations: corrected }))
    const again = await as(cloud, 'approver').publish(id, 'vi', edited.etag)
    await as(cloud, 'approver').withdraw(id, 'en', again.etag, 'Sai số liệu')
    await cloud.settled()
    await cloud.tick()
    const { vi } = again.body.addresses
    await inOutage(async () => {
      const corrected = await read(cloud.addresses.edge, new URL(vi).pathname)
      expect(corrected.text).toContain('Tin đã sửa')
      // The address of before leads on, as a page can.
      const before = await read(cloud.addresses.edge, new URL(body.addresses.vi).pathname)
      expect(before.text).toContain(`<meta http-equiv="refresh" content="0; url=${new URL(vi).pathname}">`)
      expect(before.text).toContain('<meta name="robots" content="noindex">')
      const gone = await read(cloud.addresses.edge, new URL(body.addresses.en).pathname)
      expect(gone.text).toContain('Sai số liệu')
      expect(gone.text).toContain('<meta name="robots" content="noindex"/>')
      expect(gone.text).not.toContain('<p>Text.</p>')
      expect((await read(cloud.addresses.edge, '/en')).text).not.toContain(id)
    })
  })

  it('says when readers were seen to get a revision', async () => {
    const { body } = await published()
    const { id } = body.article
    await cloud.settled()
    await cloud.tick()
    const { seen, article } = (await as(cloud, 'contributor').get(`/articles/${id}`)).body
    for (const locale of ['vi', 'en']) {
      expect(seen[locale].revision).toBe(article.translations[locale].live.revision)
      expect(seen[locale].at >= article.translations[locale].live.since).toBe(true)
    }
  })

  it('does not claim that readers have seen what they have not', async () => {
    const { body, etag } = await published()
    const { id } = body.article
    await cloud.settled()
    const changed = anArticle({ translations: both({ title: 'Bản mới' }) })
    const edited = await as(cloud, 'editor').replace(id, etag, changed)
    const before = (await as(cloud, 'admin').get(`/articles/${id}`)).body.seen.vi
    const away = cloud.stopSite()
    await as(cloud, 'approver').publish(id, 'vi', edited.etag)
    await cloud.settled()
    expect((await as(cloud, 'admin').get(`/articles/${id}`)).body.seen.vi).toEqual(before)
    away()
    cloud.edge.purgePaths(['/*'])
    await cloud.tick()
    expect((await as(cloud, 'admin').get(`/articles/${id}`)).body.seen.vi.revision).toBeGreaterThan(
      before.revision,
    )
  })
})
