import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const body = '<p>Đoạn một.</p><p>Đoạn hai.</p>'
const vi = (changes: object = {}) => aText({ body, ...changes })
const en = (changes: object = {}) =>
  aText({
    title: 'A conference',
    body: '<p>One.</p><p>Two.</p>',
    basedOn: { locale: 'vi', revision: 1 },
    ...changes,
  })

const editor = () => as(cloud, 'editor')
const put = (id: string, tag: string, translations: object) =>
  editor().replace(id, tag, anArticle({ translations }))
const sourceOf = (id: string) => editor().get(`/articles/${id}/translations/en/source`)

/** An article written in Vietnamese and translated into English. */
async function translated() {
  const id = newId()
  const { etag } = await editor().create(id, anArticle({ translations: { vi: vi() } }))
  const { etag: tag } = await put(id, etag, { vi: vi(), en: en() })
  return { id, tag }
}

describe('a translation', () => {
  it('says what it was made from, and holds as long as that says the same', async () => {
    const { id } = await translated()
    expect((await sourceOf(id)).body).toMatchObject({ basedOn: { locale: 'vi', revision: 1 }, stale: false })
    expect((await editor().get(`/articles/${id}/translations/vi/source`)).status).toBe(404)
  })

  it('is out of date since its source first changed, and shows which paragraphs did', async () => {
    const { id, tag } = await translated()
    const first = await put(id, tag, {
      vi: vi({ body: '<p>Đoạn một.</p><p>Đoạn hai đã sửa.</p>' }),
      en: en(),
    })
    const second = await put(id, first.etag, {
      vi: vi({ body: '<p>Đoạn một.</p><p>Đoạn hai đã sửa lại.</p>' }),
      en: en(),
    })
    const { body: source } = await sourceOf(id)
    expect(source).toMatchObject({
      stale: true,
      since: first.body.revision.at,
      from: { number: 1 },
      to: { number: 4 },
    })
    expect(source.changes.title.changed).toBe(false)
    expect(source.changes.body.html).toMatch(/<p>Đoạn một\.<\/p>/u)
    expect(source.changes.body.html).toMatch(/<ins>.*đã sửa lại.*<\/ins>/u)
    // Not by an act on the other language: its own text and state are as they were.
    expect(second.body.article.translations.en).toMatchObject({ status: 'draft', basedOn: { revision: 1 } })
  })

  it('holds again when its source is changed back', async () => {
    const { id, tag } = await translated()
    const changed = await put(id, tag, { vi: vi({ title: 'Khác' }), en: en() })
    await put(id, changed.etag, { vi: vi(), en: en() })
    expect((await sourceOf(id)).body.stale).toBe(false)
  })

  it('is still valid when somebody says so, which changes neither its words nor its state', async () => {
    const { id, tag } = await translated()
    const submitted = await editor().act(id, 'en', 'submit', tag)
    const changed = await put(id, submitted.etag, { vi: vi({ summary: 'Sửa lỗi chính tả.' }), en: en() })
    const confirmed = await editor().act(id, 'en', 'still-valid', changed.etag, { note: 'Chỉ sửa chính tả' })
    expect(confirmed.body.article.translations.en).toMatchObject({
      status: 'in_review',
      basedOn: { locale: 'vi', revision: 4 },
    })
    expect(confirmed.body.revision).toMatchObject({ action: 'still_valid', note: 'Chỉ sửa chính tả' })
    expect((await sourceOf(id)).body.stale).toBe(false)
    expect((await editor().act(id, 'en', 'still-valid', confirmed.etag)).status).toBe(409)
    expect((await as(cloud, 'contributor').act(id, 'en', 'still-valid', confirmed.etag)).status).toBe(403)
  })

  it('stays a translation when its text is written again, until somebody says that it is none', async () => {
    const { id, tag } = await translated()
    const { basedOn: _, ...text }: Record<string, unknown> = en({ title: 'A meeting' })
    const kept = await put(id, tag, { vi: vi(), en: text })
    expect(kept.body.article.translations.en.basedOn).toEqual({ locale: 'vi', revision: 1 })
    const cut = await put(id, kept.etag, { vi: vi(), en: { ...text, basedOn: null } })
    expect(cut.body.article.translations.en.basedOn).toBeUndefined()
  })

  it('may be the first of an article: it can start in either language', async () => {
    const id = newId()
    const { etag } = await editor().create(id, anArticle({ translations: { en: en({ basedOn: null }) } }))
    const both = { en: en({ basedOn: null }), vi: vi({ basedOn: { locale: 'en', revision: 1 } }) }
    const written = await put(id, etag, both)
    expect(written.body.article.translations.vi.basedOn).toEqual({ locale: 'en', revision: 1 })
  })

  it.each([
    ['itself', { locale: 'en', revision: 1 }],
    ['a revision that is not there', { locale: 'vi', revision: 99 }],
    ['a language that is not there', { locale: 'fr', revision: 1 }],
  ])('refuses to be based on %s', async (_, basedOn) => {
    const refused = await editor().create(
      newId(),
      anArticle({ translations: { vi: vi(), en: en({ basedOn }) } }),
    )
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].field).toContain('translations.en.basedOn')
  })
})

describe('the board', () => {
  it('shows every article in every language: what is missing, out of date, waiting or public', async () => {
    const alone = newId()
    await editor().create(alone, anArticle({ section: 'border', translations: { vi: vi() } }))
    const { id, tag } = await translated()
    await put(id, tag, { vi: vi({ title: 'Khác' }), en: en() })
    const { articles } = (await editor().get('/translations?limit=100')).body
    const of = (wanted: string) => articles.find((each: { id: string }) => each.id === wanted)
    expect(of(alone).translations).toMatchObject({ vi: { state: 'draft' }, en: { state: 'missing' } })
    expect(of(id).translations.en).toMatchObject({ state: 'draft', stale: true, since: expect.any(String) })
    const idsOf = async (query: string) =>
      (await editor().get(`/translations?${query}`)).body.articles.map((each: { id: string }) => each.id)
    expect(await idsOf('locale=en&state=missing')).toEqual([alone])
    expect(await idsOf('state=stale')).toContain(id)
    expect(await idsOf('state=stale')).not.toContain(alone)
    expect(await idsOf('section=border')).toEqual([alone])
  })

  it('says how much is to be translated, what a translation lacks of its source, and whose task it is', async () => {
    const { id, tag } = await translated()
    const changed = await put(id, tag, { vi: vi({ body: '<p>Từ 16/11/2026 có 125 hồ sơ.</p>' }), en: en() })
    const task = { to: (await editor().get('/me')).body.id, from: null, due: '2090-05-05' }
    expect((await editor().act(id, 'en', 'assign', changed.etag, task)).status).toBe(200)
    const { articles } = (await editor().get('/translations?mine=true')).body
    expect(articles.map((each: { id: string }) => each.id)).toEqual([id])
    expect(articles[0].translations.en).toMatchObject({
      stale: true,
      lacks: ['16/11/2026', '125'],
      toTranslate: articles[0].translations.vi.words,
      assignment: { due: '2090-05-05' },
    })
    expect((await as(cloud, 'approver').get('/translations?mine=true')).body.articles).toEqual([])
  })
})

describe('the list of articles', () => {
  const idsOf = async (query: string) =>
    (await editor().get(`/articles?${query}`)).body.articles.map((each: { id: string }) => each.id)

  it('is filtered by state, section, author, date and words, with or without accents', async () => {
    const id = newId()
    const input = anArticle({
      section: 'consular',
      byline: ['Phòng Lãnh sự'],
      translations: { vi: vi({ title: 'Đường dây nóng bảo hộ công dân' }) },
    })
    const { etag } = await as(cloud, 'contributor').create(id, input)
    await as(cloud, 'contributor').act(id, 'vi', 'submit', etag)
    expect(await idsOf('section=consular')).toEqual([id])
    expect(await idsOf('status=in_review&locale=vi&section=consular')).toEqual([id])
    expect(await idsOf('status=in_review&locale=en&section=consular')).toEqual([])
    expect(await idsOf('author=AIDALOCALCONTRIBUTOR')).toEqual([id])
    expect(await idsOf(`author=${encodeURIComponent('phòng lãnh sự')}`)).toEqual([id])
    expect(await idsOf('text=bao%20ho%20duong%20day')).toEqual([id])
    expect(await idsOf(`text=${id}`)).toEqual([id])
    expect(await idsOf('text=bao%20ho%20xyz')).toEqual([])
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    expect(await idsOf(`section=consular&updatedFrom=${today}&updatedTo=${today}`)).toEqual([id])
    expect(await idsOf('section=consular&updatedTo=2020-01-01')).toEqual([])
    expect(await idsOf('section=consular&publishedFrom=2020-01-01')).toEqual([])
  })

  it('goes on where a page ended, also through a filter', async () => {
    const ids = Array.from({ length: 5 }, newId)
    for (const id of ids) await editor().create(id, anArticle({ section: 'cooperation' }))
    const seen: string[] = []
    let cursor = ''
    do {
      const { articles, next } = (await editor().get(`/articles?section=cooperation&limit=2${cursor}`)).body
      seen.push(...articles.map(({ id }: { id: string }) => id))
      cursor = next ? `&cursor=${encodeURIComponent(next)}` : ''
    } while (cursor)
    expect(seen).toEqual(ids.toReversed())
  })

  it('names emergencies until somebody has looked at them', async () => {
    const id = newId()
    const { etag } = await editor().create(id, anArticle())
    const published = await as(cloud, 'approver').act(id, 'vi', 'publish-now', etag, { reason: 'Bão số 12' })
    expect((await editor().get('/articles?unreviewed=true')).body.articles).toEqual([
      expect.objectContaining({
        id,
        translations: {
          vi: expect.objectContaining({ unreviewed: expect.objectContaining({ reason: 'Bão số 12' }) }),
        },
      }),
    ])
    await as(cloud, 'admin').act(id, 'vi', 'review', published.etag)
    expect(await idsOf('unreviewed=true')).toEqual([])
  })

  it.each(['status=gone', 'limit=0', 'limit=101', 'updatedFrom=2026-02-30', 'unknown=1', 'late=perhaps'])(
    'refuses %s',
    async (query) => {
      expect((await editor().get(`/articles?${query}`)).status).toBe(422)
    },
  )
})
