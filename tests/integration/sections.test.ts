import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { configure, configureSection } from '../support/articles/settings.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const edge = (path: string) => read(cloud.addresses.edge, path)

/** Publishes an article in the languages named; answers its id. */
async function publish(section: string, publishedAt: string, languages: readonly ('vi' | 'en')[] = ['vi']) {
  const id = newId()
  const texts = languages.map((each) => [each, aText({ title: `Text ${id}`, slug: 'text' })])
  const article = anArticle({ section, translations: Object.fromEntries(texts) })
  let { etag } = await as(cloud, 'admin').create(id, article)
  for (const each of languages) ({ etag } = await as(cloud, 'admin').publish(id, each, etag, { publishedAt }))
  return id
}

/** What an address answers through the edge, in short. */
async function answerOf(path: string): Promise<[status: number, location: string | null]> {
  const { status, headers } = await edge(path)
  return [status, headers.get('location')]
}

const rename = async (section: string, vi: string, en: string) => {
  const answer = await configureSection(cloud, section, { slug: { vi, en } })
  await cloud.settled()
  return answer
}

describe('a section whose slug was changed', () => {
  let id: string
  const cursor = '?before=2026-01-05T03:00:00.000Z_0000000000'
  /** What stands below an address of the section. */
  const below = ['', cursor, '/2025/07', `/2025/07${cursor}`, '/feed.xml']
  beforeAll(async () => {
    id = await publish('border', '2025-07-03T03:00:00Z')
    await publish('border', '2025-07-02T03:00:00Z')
    await cloud.settled()
    for (const path of [...below, `/text-${id}`])
      expect((await edge(`/vi/bien-gioi${path}`)).status).toBe(200)
    for (const path of below) expect((await edge(`/vi/vung-bien${path}`)).status).toBe(404)
    expect((await rename('border', 'vung-bien', 'border-affairs')).status).toBe(200)
  })

  it('is found under the new one at once', async () => {
    for (const path of [...below, `/text-${id}`])
      expect((await edge(`/vi/vung-bien${path}`)).status).toBe(200)
  })

  it('leads from the old one to the new: lists, months, feeds, articles, at the same place of a list', async () => {
    for (const path of [...below, `/text-${id}`])
      expect(await answerOf(`/vi/bien-gioi${path}`)).toEqual([301, `/vi/vung-bien${path}`])
  })

  it('keeps the slugs of its other languages', async () => {
    expect(await answerOf('/en/border-affairs')).toEqual([200, null])
    expect(await answerOf('/en/bien-gioi')).toEqual([404, null])
  })

  it('leads there with one read of the database', async () => {
    const { status, headers } = await read(cloud.addresses.origin, '/vi/bien-gioi')
    expect([status, headers.get('server-timing')]).toEqual([301, expect.stringContaining('"1 requests"')])
  })

  it('leads to its last slug in one step, however often it is changed', async () => {
    await rename('border', 'bien-cuong', 'border-affairs')
    for (const old of ['bien-gioi', 'vung-bien'])
      for (const path of [...below, `/text-${id}`])
        expect(await answerOf(`/vi/${old}${path}`)).toEqual([301, `/vi/bien-cuong${path}`])
  })

  it('may take a former slug back', async () => {
    await rename('border', 'bien-gioi', 'border-affairs')
    expect(await answerOf('/vi/bien-gioi')).toEqual([200, null])
    expect(await answerOf('/vi/bien-cuong')).toEqual([301, '/vi/bien-gioi'])
    expect(await answerOf('/vi/vung-bien')).toEqual([301, '/vi/bien-gioi'])
  })

  it('leaves a former slug to the section that uses it now', async () => {
    await rename('notices', 'vung-bien', 'notices')
    expect((await edge('/vi/vung-bien')).text).toContain('<h1>Thông báo</h1>')
    expect(await answerOf('/vi/thong-bao')).toEqual([301, '/vi/vung-bien'])
    expect(await answerOf(`/vi/vung-bien/text-${id}`)).toEqual([301, `/vi/bien-gioi/text-${id}`])
    const { body } = await as(cloud, 'editor').get('/settings/former-slugs')
    expect(body.sections).toEqual({ border: { vi: ['bien-cuong'] }, notices: { vi: ['thong-bao'] } })
  })
})

describe('an article whose section', () => {
  let absent: string
  let id: string
  beforeAll(async () => {
    id = await publish('consular', '2025-05-05T03:00:00Z')
    absent = `/en/consular-affairs/text-${id}`
    await cloud.settled()
  })

  const policy = async (missingTranslation: string) => {
    await configureSection(cloud, 'consular', { missingTranslation })
    await cloud.settled()
  }

  it('gives notice of a missing language says in which one it can be read', async () => {
    const { status, text } = await edge(absent)
    expect(status).toBe(404)
    expect(text).toContain(`href="/vi/lanh-su/text-${id}"`)
  })

  it('redirects leads there for as long as the language is missing', async () => {
    await policy('redirect')
    expect(await answerOf(absent)).toEqual([302, `/vi/lanh-su/text-${id}`])
  })

  it('requires every language gives notice where one is missing all the same', async () => {
    await policy('require')
    expect((await edge(absent)).status).toBe(404)
  })

  it('redirects is shown in its language as soon as it is published in it', async () => {
    await policy('redirect')
    const { etag } = await as(cloud, 'admin').get(`/articles/${id}`)
    const translations = { vi: aText({ title: 'x', slug: 'text' }), en: aText({ title: 'y', slug: 'text' }) }
    const written = await as(cloud, 'admin').replace(
      id,
      etag,
      anArticle({ section: 'consular', translations }),
    )
    await as(cloud, 'admin').publish(id, 'en', written.etag)
    await cloud.settled()
    expect(await answerOf(absent)).toEqual([200, null])
  })
})

describe('the settings', () => {
  it('order the menu as they order the sections', async () => {
    await publish('news', '2025-07-01T03:00:00Z')
    await configure(cloud, (settings) => ({ ...settings, sections: settings.sections.toReversed() }))
    await cloud.settled()
    const { text } = await edge('/vi')
    const menu = /<nav class="sections".*?<\/nav>/su.exec(text)?.[0] ?? ''
    expect([...menu.matchAll(/<a href="([^"]+)/gu)].map(([, href]) => href)).toEqual([
      '/vi',
      '/vi/bien-gioi',
      '/vi/lanh-su',
      '/vi/tin-tuc',
    ])
  })

  it('may be sent back as they were read, which changes nothing', async () => {
    const before = await as(cloud, 'admin').get('/settings')
    const after = await configure(cloud, (settings) => settings)
    expect([after.status, after.etag]).toEqual([200, before.etag])
    expect(after.body).toEqual(before.body)
  })

  it('do not take former slugs from a client', async () => {
    const { body: former } = await as(cloud, 'admin').get('/settings/former-slugs')
    const { status, body } = await configure(cloud, (settings) => ({ ...settings, formerSlugs: former }))
    expect([status, body.errors]).toEqual([
      422,
      [
        {
          field: 'formerSlugs',
          message: 'is not a field that can be written',
          rule: 'unknown_field',
          params: {},
        },
      ],
    ])
  })

  it('refuse two sections that share a slug, by name', async () => {
    const { status, body } = await configureSection(cloud, 'news', { slug: { vi: 'lanh-su', en: 'news' } })
    expect(status).toBe(422)
    expect(body.errors[0].message).toMatch(/^"lanh-su" is the slug of "/u)
  })

  it('make one revision of a request that is sent again, and refuse its key for another', async () => {
    const key = { 'idempotency-key': 'settings-1' }
    const change = (phone: string) => {
      // The same bytes each time, whatever came of the first.
      return { ...sent, imprint: { ...sent.imprint, vi: { ...sent.imprint.vi, phone } } }
    }
    const { body: sent } = await as(cloud, 'admin').get('/settings')
    const first = await configure(cloud, () => change('0276 3 000 001'), key)
    const again = await configure(cloud, () => change('0276 3 000 001'), key)
    expect([again.status, again.etag, again.body]).toEqual([200, first.etag, first.body])
    expect((await configure(cloud, () => change('0276 3 000 002'), key)).status).toBe(422)
    expect((await as(cloud, 'admin').get('/settings')).etag).toBe(first.etag)
  })
})
