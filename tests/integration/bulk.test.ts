import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { upload } from '../support/media/media.ts'
import { photograph } from '../support/media/pictures.ts'
import { type Answer, as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const both = { vi: aText(), en: aText({ title: 'A conference' }) }

/** An article of a contributor, submitted in these languages. */
async function submitted(locales: string[] = ['vi'], changes: object = {}) {
  const id = newId()
  let { etag } = await as(cloud, 'contributor').create(id, anArticle({ translations: both, ...changes }))
  for (const locale of locales) etag = (await as(cloud, 'contributor').act(id, locale, 'submit', etag)).etag
  return { id, ifMatch: etag }
}

const bulk = (role: 'editor' | 'approver', act: string, body: object, headers = {}): Promise<Answer> =>
  as(cloud, role).send('POST', `/bulk/${act}`, { body, headers })
const articleOf = async (id: string) => (await as(cloud, 'admin').get(`/articles/${id}`)).body.article
const statusesOf = ({ body }: Answer) => body.results.map(({ status }: { status: number }) => status)

describe('one act on many articles', () => {
  it('answers one result each, and what is refused to one is done to the others', async () => {
    const [good, stale, draft] = [await submitted(), await submitted(), await submitted([])]
    const items = [
      { ...good, locale: 'vi' },
      { ...stale, ifMatch: '"1-00000000"', locale: 'vi' },
      { ...draft, locale: 'vi' },
      { id: newId(), ifMatch: '*', locale: 'vi' },
    ]
    const wrong = await bulk('approver', 'approve', { items })
    expect(wrong.status).toBe(422)
    items[3]!.ifMatch = '"1-00000000"'
    const answer = await bulk('approver', 'approve', { items, note: 'Đợt tháng 11' })
    expect(statusesOf(answer)).toEqual([200, 412, 409, 404])
    expect(answer.body.results[0]).toMatchObject({ id: good.id, locale: 'vi', revision: 3 })
    expect(answer.body.results[1]).toMatchObject({ code: 'stale', current: stale.ifMatch })
    expect((await articleOf(good.id)).translations.vi.status).toBe('approved')
  })

  it('knows two languages of an article by one tag, and publishes both', async () => {
    const { id, ifMatch } = await submitted(['vi', 'en'])
    const items = ['vi', 'en'].map((locale) => ({ id, ifMatch, locale }))
    const approved = await bulk('approver', 'approve', { items })
    expect(statusesOf(approved)).toEqual([200, 200])
    const tag = approved.body.results[1].etag
    const published = await bulk('approver', 'publish', {
      items: items.map((each) => ({ ...each, ifMatch: tag })),
    })
    expect(statusesOf(published)).toEqual([200, 200])
    const { translations } = await articleOf(id)
    expect([translations.vi.status, translations.en.status]).toEqual(['published', 'published'])
  })

  it('hands many texts over at once, and lets none go on that shows a file which was withdrawn', async () => {
    const { id: picture } = await upload(
      cloud,
      'se-thu-hoi.jpg',
      await photograph(400, 300).jpeg().toBuffer(),
    )
    const shows = { leadImage: { media: picture, decorative: true } }
    const [good, bad] = [await submitted([]), await submitted([], shows)]
    const { etag } = await as(cloud, 'admin').get(`/media/${picture}`)
    const withdraw = { body: { reason: 'Người trong ảnh đề nghị' }, headers: { 'if-match': etag } }
    expect((await as(cloud, 'approver').send('POST', `/media/${picture}/withdraw`, withdraw)).status).toBe(
      200,
    )
    const items = [good, bad].map((each) => ({ ...each, locale: 'vi' }))
    const answer = await bulk('editor', 'submit', { items })
    expect(statusesOf(answer)).toEqual([200, 409])
    expect(answer.body.results[1].errors[0]).toMatchObject({ field: 'leadImage.media', rule: 'media_gone' })
    expect((await articleOf(good.id)).translations.vi.status).toBe('in_review')

    // Handed over while the file was there, it is not approved with many others either.
    const { id: other } = await upload(cloud, 'thu-hoi-sau.jpg', await photograph(300, 400).jpeg().toBuffer())
    const late = await submitted(['vi'], { leadImage: { media: other, decorative: true } })
    const tag = (await as(cloud, 'admin').get(`/media/${other}`)).etag
    await as(cloud, 'approver').send('POST', `/media/${other}/withdraw`, {
      body: { reason: 'Thu hồi' },
      headers: { 'if-match': tag },
    })
    expect(statusesOf(await bulk('approver', 'approve', { items: [{ ...late, locale: 'vi' }] }))).toEqual([
      409,
    ])
  })

  it('plans many for one moment, moves what was planned already, and leaves alone what goes public with others', async () => {
    const [first, second, third] = [await submitted(), await submitted(), await submitted()]
    const items = [first, second, third].map((each) => ({ ...each, locale: 'vi' }))
    const approved = await bulk('approver', 'approve', { items })
    const known = items.map((each, index) => ({ ...each, ifMatch: approved.body.results[index].etag }))
    const release = { name: 'Tuần lễ biên giới', members: [{ article: third.id, locale: 'vi' }] }
    const headers = { 'if-none-match': '*' }
    await as(cloud, 'approver').send('PUT', `/releases/${newId()}`, { body: release, headers })
    const planned = await bulk('approver', 'schedule', {
      items: known,
      publishAt: '2099-01-02T08:00:00+07:00',
    })
    expect(statusesOf(planned)).toEqual([200, 200, 409])
    expect(planned.body.results[2]).toMatchObject({ rule: 'in_release', params: { name: release.name } })
    const moved = await bulk('approver', 'schedule', {
      items: [{ ...known[0], ifMatch: planned.body.results[0].etag }],
      publishAt: '2099-01-03T08:00:00+07:00',
    })
    expect(statusesOf(moved)).toEqual([200])
    expect((await articleOf(first.id)).translations.vi.scheduled.publishAt).toBe('2099-01-03T01:00:00.000Z')
    const past = { items: [{ ...known[1], ifMatch: planned.body.results[1].etag }] }
    const late = await bulk('approver', 'schedule', { ...past, publishAt: '2020-01-02T08:00:00+07:00' })
    expect(late.body.results[0]).toMatchObject({ status: 422 })
    expect((await articleOf(second.id)).translations.vi.scheduled.publishAt).toBe('2099-01-02T01:00:00.000Z')
  })

  it('gives many back with one reason, which it must have', async () => {
    const { id, ifMatch } = await submitted(['vi', 'en'])
    const items = ['vi', 'en'].map((locale) => ({ id, ifMatch, locale }))
    expect((await bulk('editor', 'return', { items, note: ' ' })).status).toBe(422)
    expect((await bulk('editor', 'return', { items })).status).toBe(422)
    expect(statusesOf(await bulk('editor', 'return', { items, note: 'Bổ sung số liệu' }))).toEqual([200, 200])
    const { vi, en } = (await articleOf(id)).translations
    expect([vi.status, vi.returned.note, en.status, en.returned.note]).toEqual([
      ...['draft', 'Bổ sung số liệu', 'draft', 'Bổ sung số liệu'],
    ])
  })

  it('takes many from readers, who are told why in their own language', async () => {
    const { id, ifMatch } = await submitted(['vi', 'en'])
    const items = ['vi', 'en'].map((locale) => ({ id, ifMatch, locale }))
    const approved = await bulk('approver', 'approve', { items })
    const known = (answer: Answer) => items.map((each) => ({ ...each, ifMatch: answer.body.results[1].etag }))
    const published = await bulk('approver', 'publish', { items: known(approved) })
    const { addresses } = (await as(cloud, 'admin').get(`/articles/${id}`)).body
    const reasons = { vi: 'Hết hiệu lực', en: 'No longer in force' }
    const asked = { items: known(published), reasons }
    expect((await bulk('approver', 'withdraw', { ...asked, reasons: { vi: 'Hết hiệu lực' } })).status).toBe(
      422,
    )
    expect((await bulk('editor', 'withdraw', asked)).status).toBe(403)
    expect(statusesOf(await bulk('approver', 'withdraw', asked))).toEqual([200, 200])
    const { translations } = await articleOf(id)
    expect([translations.vi.withdrawn.reason, translations.en.withdrawn.reason]).toEqual(
      Object.values(reasons),
    )
    const { revisions } = (await as(cloud, 'admin').get(`/articles/${id}/revisions`)).body
    expect(revisions.slice(0, 2).map(({ note }: { note: string }) => note)).toEqual(
      Object.values(reasons).toReversed(),
    )
    await cloud.settled()
    const gone = await read(cloud.addresses.edge, new URL(addresses.vi).pathname)
    expect(gone.text).toContain('Hết hiệu lực')
  })

  it('may be asked again: with one key it makes one revision each', async () => {
    const items = [await submitted(), await submitted()].map((each) => ({ ...each, locale: 'vi' }))
    const headers = { 'idempotency-key': 'bulk-1' }
    const first = await bulk('approver', 'approve', { items }, headers)
    const again = await bulk('approver', 'approve', { items }, headers)
    expect(statusesOf(first)).toEqual([200, 200])
    expect(again.body).toEqual(first.body)
  })

  it('takes 1 to 100 articles, and says so', async () => {
    const one = { id: newId(), ifMatch: '"1-00000000"', locale: 'vi' }
    for (const items of [[], Array.from({ length: 101 }, () => one)]) {
      const refused = await bulk('approver', 'approve', { items })
      expect(refused.status).toBe(422)
      expect(refused.body.detail).toMatch(/at least 1|at most 100/u)
    }
  })

  it('asks for the permission of the act', async () => {
    const { id, ifMatch } = await submitted()
    const refused = await bulk('editor', 'approve', { items: [{ id, ifMatch, locale: 'vi' }] })
    expect(refused.status).toBe(403)
    expect((await articleOf(id)).translations.vi.status).toBe('in_review')
  })
})

describe('moving to another section', () => {
  it('keeps approvals and what is public, and readers find it there at once', async () => {
    const { id, ifMatch } = await submitted()
    const approved = await as(cloud, 'approver').act(id, 'vi', 'approve', ifMatch)
    const published = await as(cloud, 'approver').act(id, 'vi', 'publish', approved.etag)
    await cloud.settled()
    const old = new URL(published.body.addresses.vi).pathname
    const moved = await bulk('approver', 'move', {
      section: 'border',
      items: [{ id, ifMatch: published.etag }],
    })
    expect(statusesOf(moved)).toEqual([200])
    await cloud.settled()
    const article = await articleOf(id)
    expect(article).toMatchObject({ section: 'border', translations: { vi: { status: 'published' } } })
    const answer = await read(cloud.addresses.edge, old)
    expect(answer.status).toBe(301)
    expect(answer.headers.get('location')).toBe(old.replace('/tin-tuc/', '/bien-gioi/'))
    expect((await read(cloud.addresses.edge, '/vi/bien-gioi')).text).toContain(id)
    expect((await read(cloud.addresses.edge, '/vi/tin-tuc')).text).not.toContain(id)
  })

  it('leaves what readers see of a text that is being corrected, until the correction goes public', async () => {
    const { id, ifMatch } = await submitted()
    const approved = await as(cloud, 'approver').act(id, 'vi', 'approve', ifMatch)
    const published = await as(cloud, 'approver').act(id, 'vi', 'publish', approved.etag)
    const correction = anArticle({ translations: { ...both, vi: aText({ title: 'Bản sửa' }) } })
    const edited = await as(cloud, 'editor').replace(id, published.etag, correction)
    const moved = await as(cloud, 'approver').send('POST', `/articles/${id}/move`, {
      body: { section: 'border' },
      headers: { 'if-match': edited.etag },
    })
    expect(moved.status).toBe(200)
    expect((await articleOf(id)).translations.vi.live.revision).toBe(4)
    await cloud.settled()
    expect((await read(cloud.addresses.edge, '/vi/tin-tuc')).text).toContain(id)
  })

  it('is for editors only while nothing is approved, and only where they work', async () => {
    const draft = await submitted([])
    const move = (tag: string, section = 'border') =>
      as(cloud, 'editor').send('POST', `/articles/${draft.id}/move`, {
        body: { section },
        headers: { 'if-match': tag },
      })
    expect((await move(draft.ifMatch, 'nowhere')).status).toBe(422)
    const moved = await move(draft.ifMatch)
    expect(moved.status).toBe(200)
    const back = await as(cloud, 'contributor').act(draft.id, 'vi', 'submit', moved.etag)
    const approved = await as(cloud, 'approver').act(draft.id, 'vi', 'approve', back.etag)
    expect((await move(approved.etag, 'news')).status).toBe(403)
  })
})
