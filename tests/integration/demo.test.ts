import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { dayOf } from '../../functions/domain/dates.ts'
import { seedNewsroom } from '../../infra/local/demo/newsroom/newsroom.ts'
import { signInPeople } from '../../infra/local/demo/newsroom/people.ts'
import { seedDemo } from '../../infra/local/demo/seed.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { sampleData } from '../support/product/sample-data.ts'

vi.spyOn(console, 'log').mockReturnValue()

async function countArticles(cloud: TestCloud): Promise<number> {
  let count = 0
  for (let cursor = ''; ; ) {
    const { body } = await as(cloud, 'admin').get(
      `/articles?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    count += body.articles.length
    if (!body.next) return count
    cursor = body.next
  }
}

describe('the sample content', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud(await sampleData())
  })
  afterAll(() => cloud.remove())

  it('fills every section in both languages', async () => {
    expect(await countArticles(cloud)).toBeGreaterThanOrEqual(40)
    const { body: settings } = await as(cloud, 'admin').get('/settings')
    for (const locale of ['vi', 'en'] as const) {
      const front = await read(cloud.addresses.edge, `/${locale}`)
      expect(front.status).toBe(200)
      for (const section of settings.sections) {
        expect(front.text).toContain(`/${locale}/${section.slug[locale]}/`)
        expect((await read(cloud.addresses.edge, `/${locale}/${section.slug[locale]}`)).status).toBe(200)
      }
    }
  })

  it('has its pictures and documents in the library, ready, described in both languages where they are pictures', async () => {
    const { media } = (await as(cloud, 'editor').get('/media?limit=100')).body
    expect(media).toHaveLength(9)
    for (const { id, kind, status } of media) {
      expect(status).toBe('ready')
      if (kind === 'document') continue
      const { description } = (await as(cloud, 'editor').get(`/media/${id}`)).body.media
      expect([description.vi.alt, description.en.alt]).not.toContain('')
    }
  })

  it.each([
    ['vi', 'Tranh minh họa: hai chiếc thuyền dài', 'Ban Biên tập'],
    ['en', 'Illustration: two long boats', 'Editorial Board'],
  ])('shows its pictures in %s with their words', async (locale, alt, credit) => {
    const front = await read(cloud.addresses.edge, `/${locale}`)
    expect(front.text.match(/card-240\.avif/gu)?.length).toBe(3)
    const [, path = ''] = /href="([^"]*whpfthxzn4)"/u.exec(front.text) ?? []
    const { text } = await read(cloud.addresses.edge, path)
    expect(text).toContain(`alt="${alt}`)
    expect(text).toMatch(new RegExp(`<cite>[^<]*${credit}</cite>`, 'u'))
    const [picture = ''] = /\/media\/\w+\/720\.avif/u.exec(text) ?? []
    const { status, headers } = await read(cloud.addresses.edge, picture)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/avif'])
  })

  it('has a workbook that can be downloaded', async () => {
    const list = await read(cloud.addresses.edge, '/vi/thong-bao')
    const [, path = ''] = /href="([^"]*s573v8v93v)"/u.exec(list.text) ?? []
    const { text } = await read(cloud.addresses.edge, path)
    const links = [...text.matchAll(/href="(\/media\/[^"]+\.xlsx)"/gu)].map(([, href]) => href)
    expect(links).toHaveLength(2)
    const answer = await fetch(cloud.addresses.edge + links[0])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/u)
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  describe('has a newsroom at work, of which readers see nothing', () => {
    const editor = () => as(cloud, 'editor')
    /** What is to come after today in Vietnam, which a folder filled a moment before midnight may call yesterday. */
    const range = () => {
      const day = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000).toISOString())
      return `from=${day(-1)}&to=${day(35)}`
    }

    it('with a text in each state between the first draft and publication', async () => {
      for (const status of ['draft', 'in_review', 'approved', 'scheduled']) {
        const { body } = await editor().get(`/articles?status=${status}`)
        expect(body.articles.length, status).toBeGreaterThan(0)
      }
      const { body } = await editor().get('/articles/wetpassprt')
      expect(body.article.translations.vi.returned.note).toContain('bổ sung')
      const shown = await read(cloud.addresses.edge, '/vi/tin/wetpassprt')
      expect(shown.status).toBe(404)
    })

    it('with notes at a paragraph and at a field: answered, settled, and to somebody by name', async () => {
      const { notes } = (await editor().get('/articles/m4rketgate/notes')).body
      const { body: people } = await editor().get('/people')
      const named = ({ mentions }: { mentions: string[] }) =>
        mentions.map((id) => people.people.find((each: { id: string }) => each.id === id)?.name)
      expect(
        notes.map((note: { block?: object; field: string }) => (note.block ? 'block' : note.field)),
      ).toEqual(['block', 'title', 'block'])
      expect(notes[0].block.words).toContain('400 lượt xe thồ')
      expect(notes[0].entries).toHaveLength(2)
      expect(notes[1].resolved).toBeDefined()
      expect(notes[2].entries[0].words).toContain(`@${named(notes[2].entries[0])}`)
    })

    it('with a calendar of what is to be written, published together, published and looked at again', async () => {
      const { slots, looks, releases, entries } = (await editor().get(`/calendar?${range()}`)).body
      expect(slots).toHaveLength(6)
      expect(slots.filter(({ who }: { who?: string }) => who)).toHaveLength(4)
      expect(looks).toHaveLength(3)
      expect(releases).toMatchObject([{ state: 'planned', missing: 0 }])
      expect(releases[0].texts).toHaveLength(3)
      expect(entries.filter(({ state }: { state: string }) => state === 'planned')).toHaveLength(1)
      const preparing = (await editor().get('/releases?state=preparing')).body.releases
      expect(preparing).toHaveLength(1)
    })

    it('with translations that are out of date, and tasks for its people', async () => {
      const stale = (await editor().get('/translations?state=stale&locale=en')).body.articles
      expect(stale).toHaveLength(2)
      const { body } = await editor().get('/articles?limit=100')
      const tasks = body.articles.flatMap(({ assignments = {} }) => Object.values(assignments))
      expect(tasks).toHaveLength(3)
    })

    it('with royalties proposed, approved and paid, each by somebody else', async () => {
      const { royalties } = (await as(cloud, 'approver').get('/royalties')).body
      const states = royalties.map(({ state }: { state: string }) => state).toSorted()
      expect(states).toEqual(['approved', 'approved', 'paid', 'paid', 'proposed', 'proposed'])
    })

    it('with something to pay this month, whenever a machine is new', async () => {
      const people = await signInPeople(cloud)
      await seedNewsroom(cloud, people, '2020-01-31T10:00:00.000Z')
      const { texts } = (await as(cloud, 'approver').get('/royalties/missing?limit=100')).body
      const articles = texts.map(({ article }: { article: string }) => article)
      expect(articles).toEqual(expect.arrayContaining(['handb00k8a', 'f0rmc0py8a']))
      await cloud.settled()
    })

    it('with letters from readers', async () => {
      expect((await editor().get('/feedback')).body.feedback).toHaveLength(3)
    })
  })

  it('is written once: what editors withdraw stays withdrawn, what they change stays changed', async () => {
    const admin = as(cloud, 'admin')
    const { body: list } = await admin.get('/articles?status=published&limit=1')
    const [{ id }] = list.articles
    const { etag } = await admin.get(`/articles/${id}`)
    const withdrawn = await admin.withdraw(id, 'vi', etag)
    const settings = await admin.get('/settings')
    await seedDemo(cloud, cloud.data, true)
    expect((await admin.get(`/articles/${id}`)).etag).toBe(withdrawn.etag)
    expect((await admin.get('/settings')).etag).toBe(settings.etag)
  })

  it('does not come back for who has withdrawn a part of it before the filling was done', async () => {
    const before = await as(cloud, 'admin').get('/articles?limit=100')
    const calendar = await as(cloud, 'admin').get('/calendar')
    const notes = await as(cloud, 'admin').get('/articles/m4rketgate/notes')
    const files = await as(cloud, 'editor').get('/media?limit=100')
    await writeFile(join(cloud.data, 'demo.json'), '{"state":"begun"}')
    await seedDemo(cloud, cloud.data, true)
    expect((await as(cloud, 'admin').get('/articles?limit=100')).body).toEqual(before.body)
    expect((await as(cloud, 'editor').get('/media?limit=100')).body).toEqual(files.body)
    expect((await as(cloud, 'admin').get('/calendar')).body).toEqual(calendar.body)
    expect((await as(cloud, 'admin').get('/articles/m4rketgate/notes')).body).toEqual(notes.body)
    expect((await as(cloud, 'editor').get('/feedback')).body.feedback).toHaveLength(3)
  })

  it('is filled up by a machine that was too busy to answer for a while', async () => {
    const note = join(cloud.data, 'demo.json')
    await writeFile(note, '{"state":"begun"}')
    // Four at a time, each asked three times, before it is taken for a failure.
    let refused = 0
    const answer = globalThis.fetch
    const busy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const isArticle = input instanceof Request && input.url.includes('/articles/')
      if (!isArticle || refused === 12) return answer(input, init)
      refused += 1
      return Promise.resolve(new Response(undefined, { status: 503 }))
    })
    onTestFinished(() => busy.mockRestore())
    await seedDemo(cloud, cloud.data, true)
    expect(refused).toBe(12)
    expect(JSON.parse(await readFile(note, 'utf8'))).toEqual({ state: 'done' })
  })
})

describe('a site that begins empty', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
    await seedDemo(cloud, cloud.data, false)
  })
  afterAll(() => cloud.remove())

  it('stays empty, also when it is started without the wish later', async () => {
    await seedDemo(cloud, cloud.data, true)
    expect(await countArticles(cloud)).toBe(0)
    expect(await readFile(join(cloud.data, 'demo.json'), 'utf8')).toContain('none')
  })

  it.each(['vi', 'en'])('has a front page in %s', async (locale) => {
    const { status, text } = await read(cloud.addresses.edge, `/${locale}`)
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${locale}"`)
    expect(text).toContain('<h1')
    expect(text).toContain('<main')
    expect(text).toContain('<footer')
  })

  it('has sections, feeds and a 404 page', async () => {
    const { body: settings } = await as(cloud, 'admin').get('/settings')
    for (const path of [`/vi/${settings.sections[0].slug.vi}`, '/vi/feed.xml', '/sitemap.xml', '/robots.txt'])
      expect((await read(cloud.addresses.edge, path)).status, path).toBe(200)
    expect((await read(cloud.addresses.edge, '/vi/khong-co')).status).toBe(404)
  })
})
