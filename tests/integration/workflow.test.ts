import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { configureSection } from '../support/articles/settings.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const texts = { vi: aText(), en: aText({ title: 'A conference' }) }

/** An article with a text in each language, submitted in Vietnamese. */
async function submitted(role: 'contributor' | 'approver' = 'contributor') {
  const id = newId()
  const { etag } = await as(cloud, role).create(id, anArticle({ translations: texts }))
  const { etag: tag } = await as(cloud, role).act(id, 'vi', 'submit', etag)
  return { id, tag }
}

describe('the way to readers', () => {
  it('goes from a contributor over an approver to the site, and every step is in the chain', async () => {
    const { id, tag } = await submitted()
    const approver = as(cloud, 'approver')
    const approved = await approver.act(id, 'vi', 'approve', tag, { note: 'Tốt' })
    const published = await approver.act(id, 'vi', 'publish', approved.etag)
    await cloud.settled()
    const address = new URL(published.body.addresses.vi)
    expect((await read(cloud.addresses.edge, address.pathname)).status).toBe(200)
    const revisions = (await approver.get(`/articles/${id}/revisions`)).body.revisions.toReversed()
    expect(revisions.map(({ action }: { action: string }) => action)).toEqual([
      'create',
      'submit',
      'approve',
      'publish',
    ])
    expect(revisions[2]).toMatchObject({ note: 'Tốt', actor: { role: 'approver' } })
  })

  it('gives a text back with a note, and asks for one', async () => {
    const { id, tag } = await submitted()
    expect((await as(cloud, 'editor').act(id, 'vi', 'return', tag)).status).toBe(422)
    const returned = await as(cloud, 'editor').act(id, 'vi', 'return', tag, { note: 'Bổ sung số liệu' })
    expect(returned.body.article.translations.vi.status).toBe('draft')
    expect(returned.body.revision.note).toBe('Bổ sung số liệu')
  })

  it('lets nobody approve a text that they changed last', async () => {
    const { id, tag } = await submitted('approver')
    const own = await as(cloud, 'approver').act(id, 'vi', 'approve', tag)
    expect(own.status).toBe(403)
    expect(own.body.detail).toContain('last author')
    expect((await as(cloud, 'admin').act(id, 'vi', 'approve', tag)).status).toBe(200)
  })

  it('asks for approval again after an edit, while readers keep what they have', async () => {
    const { id, tag } = await submitted()
    const approver = as(cloud, 'approver')
    const approved = await approver.act(id, 'vi', 'approve', tag)
    const published = await approver.act(id, 'vi', 'publish', approved.etag)
    const changed = { ...texts, vi: aText({ title: 'Tiêu đề chưa ai duyệt' }) }
    const edited = await as(cloud, 'editor').replace(id, published.etag, anArticle({ translations: changed }))
    expect(edited.body.article.translations.vi).toMatchObject({ status: 'draft', live: { revision: 4 } })
    expect((await approver.act(id, 'vi', 'publish', edited.etag)).status).toBe(409)
    await cloud.settled()
    const page = await read(cloud.addresses.edge, new URL(published.body.addresses.vi).pathname)
    expect(page.text).not.toContain('chưa ai duyệt')
    expect(page.status).toBe(200)
  })

  it('touches one language only', async () => {
    const { id, tag } = await submitted()
    const before = (await as(cloud, 'editor').get(`/articles/${id}`)).body.article.translations.en
    const approved = await as(cloud, 'approver').act(id, 'vi', 'approve', tag)
    const published = await as(cloud, 'approver').act(id, 'vi', 'publish', approved.etag)
    expect(published.body.article.translations.en).toEqual(before)
  })

  it('has a way round in an emergency, for approvers, with a reason, until somebody else has looked at it', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'editor').create(id, anArticle())
    expect((await as(cloud, 'editor').act(id, 'vi', 'publish-now', etag, { reason: 'Bão' })).status).toBe(403)
    expect((await as(cloud, 'approver').act(id, 'vi', 'publish-now', etag)).status).toBe(422)
    const out = await as(cloud, 'approver').act(id, 'vi', 'publish-now', etag, { reason: 'Bão số 5' })
    expect(out.body.article.translations.vi).toMatchObject({
      status: 'published',
      emergency: { reason: 'Bão số 5' },
    })
    expect((await as(cloud, 'approver').act(id, 'vi', 'review', out.etag)).status).toBe(403)
    const reviewed = await as(cloud, 'admin').act(id, 'vi', 'review', out.etag, { note: 'Đã xem' })
    expect(reviewed.body.article.translations.vi.emergency.review.by).toBe('AIDALOCALADMIN')
  })
})

describe('roles', () => {
  it('let contributors work on their own drafts only', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'editor').create(id, anArticle())
    const theirs = await as(cloud, 'contributor').replace(id, etag, anArticle({ byline: ['Phòng khác'] }))
    expect(theirs.status).toBe(403)
    const own = await submitted()
    const late = await as(cloud, 'contributor').replace(
      own.id,
      own.tag,
      anArticle({ translations: { ...texts, vi: aText({ title: 'Khác' }) } }),
    )
    expect(late.status).toBe(403)
    expect(late.body.detail).toContain('in review')
  })

  it('let only administrators bring in what was approved elsewhere', async () => {
    const origin = { system: 'sharepoint', digest: 'a'.repeat(64), views: 3 }
    const id = newId()
    expect((await as(cloud, 'approver').create(id, anArticle({ origin }))).status).toBe(403)
    const { etag } = await as(cloud, 'admin').create(id, anArticle({ origin }))
    expect((await as(cloud, 'approver').act(id, 'vi', 'publish', etag)).status).toBe(403)
    expect((await as(cloud, 'admin').act(id, 'vi', 'publish', etag)).status).toBe(200)
  })
})

describe('a request that is repeated', () => {
  const repeated = { 'idempotency-key': 'a1b2c3' }

  it('makes one revision of fifty in parallel, and all get the same answer', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'editor').create(id, anArticle())
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => as(cloud, 'editor').act(id, 'vi', 'submit', etag, {}, repeated)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await as(cloud, 'editor').get(`/articles/${id}/revisions`)).body.revisions).toHaveLength(2)
  })

  it('is refused when it asks for something else under the same key', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'editor').create(id, anArticle())
    await as(cloud, 'editor').act(id, 'vi', 'submit', etag, {}, repeated)
    const other = await as(cloud, 'editor').act(id, 'vi', 'submit', etag, { note: 'Khác' }, repeated)
    expect(other.status).toBe(422)
    expect(other.body.errors[0].field).toBe('Idempotency-Key')
  })

  it('may come again after its answer was lost, even a creation', async () => {
    const id = newId()
    const create = () =>
      as(cloud, 'editor').send('PUT', `/articles/${id}`, {
        body: anArticle(),
        headers: { 'if-none-match': '*', ...repeated },
      })
    const [first, second] = [await create(), await create()]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
  })
})

describe('a section that publishes in all languages or in none', () => {
  it('lets nothing go public by hand, by plan or in bulk before the other language is approved', async () => {
    expect((await configureSection(cloud, 'border', { missingTranslation: 'require' })).status).toBeLessThan(
      300,
    )
    const id = newId()
    const [author, approver] = [as(cloud, 'contributor'), as(cloud, 'approver')]
    let { etag } = await author.create(id, anArticle({ section: 'border', translations: texts }))
    etag = (await author.act(id, 'vi', 'submit', etag)).etag
    etag = (await approver.act(id, 'vi', 'approve', etag)).etag
    const refused = await approver.act(id, 'vi', 'publish', etag)
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ field: 'translations.en' }] } })
    expect((await approver.act(id, 'vi', 'schedule', etag, { publishAt: '2099-01-01T08:00' })).status).toBe(
      409,
    )
    const items = [{ id, locale: 'vi', ifMatch: etag }]
    const bulk = await approver.send('POST', '/bulk/publish', { body: { items } })
    expect(bulk.body.results[0].status).toBe(409)
    etag = (await author.act(id, 'en', 'submit', etag)).etag
    etag = (await approver.act(id, 'en', 'approve', etag)).etag
    expect((await approver.act(id, 'vi', 'publish', etag)).status).toBe(200)
  })

  it('does not hold up an emergency', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'editor').create(id, anArticle({ section: 'border' }))
    const published = await as(cloud, 'approver').act(id, 'vi', 'publish-now', etag, { reason: 'Bão số 12' })
    expect(published.status).toBe(200)
  })
})
