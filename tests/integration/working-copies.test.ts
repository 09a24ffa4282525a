import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const editor = () => as(cloud, 'editor')
const aCopy = (content: object = { title: 'Đang viết' }, more: object = {}) => ({
  body: { base: null, device: 'office', content, ...more },
})
const pathOf = (id: string, part = 'vi') => `/working-copies/${id}/${part}`

function newsroomTable() {
  const client = clientOf(cloud.database)
  onTestFinished(() => client.destroy())
  return createTable(client, tableNames.newsroom)
}

describe('a working copy', () => {
  it('gives its owner back what they typed, however unfinished, at any device', async () => {
    const id = newId()
    const content = { title: '', body: '<p>chưa xong', odd: [null, { a: 1 }] }
    const kept = await editor().send('PUT', pathOf(id), aCopy(content, { base: '"vi:7-6c4ed9b8"' }))
    expect(kept.status).toBe(204)
    expect(kept.etag).toMatch(/^"\d+-[0-9a-f]{8}"$/u)
    const { own, others } = (await editor().get(`/working-copies/${id}`)).body
    expect(own).toEqual([
      expect.objectContaining({
        part: 'vi',
        base: '"vi:7-6c4ed9b8"',
        device: 'office',
        etag: kept.etag,
        content,
      }),
    ])
    expect(others).toEqual([])
  })

  it('is one for each part: the last one counts, and is known since it was begun', async () => {
    const id = newId()
    await editor().send('PUT', pathOf(id), aCopy({ title: 'Một' }))
    const [first] = (await editor().get(`/working-copies/${id}`)).body.own
    await editor().send('PUT', pathOf(id), aCopy({ title: 'Hai' }))
    await editor().send('PUT', pathOf(id, 'shared'), aCopy({ section: 'news' }))
    const { own } = (await editor().get(`/working-copies/${id}`)).body
    const byPart = new Map(own.map((each: { part: string }) => [each.part, each]))
    expect(own).toHaveLength(2)
    expect(byPart.get('vi')).toMatchObject({ content: { title: 'Hai' }, since: first.since })
    expect(byPart.get('shared')).toMatchObject({ content: { section: 'news' } })
  })

  it('that was on its way for longer than what was typed after it, at the same computer, comes in its place no more', async () => {
    const id = newId()
    const typed = (title: string, typedAt: string, device = 'office') =>
      editor().send('PUT', pathOf(id), aCopy({ title }, { typedAt, device }))
    const later = await typed('Hai', '2026-11-27T03:00:05.000Z')
    const late = await typed('Một', '2026-11-27T03:00:00.000Z')
    expect([late.status, late.etag]).toEqual([204, later.etag])
    const { own } = (await editor().get(`/working-copies/${id}`)).body
    expect(own).toMatchObject([{ content: { title: 'Hai' }, typedAt: '2026-11-27T03:00:05.000Z' }])
    // The clock of another computer says nothing about this one.
    await typed('Ba', '2026-11-27T02:00:00.000Z', 'home')
    expect((await editor().get(`/working-copies/${id}`)).body.own).toMatchObject([
      { content: { title: 'Ba' } },
    ])
  })

  it('is listed to its owner without its content, the last one first, by its own title or the article’s', async () => {
    const contributor = as(cloud, 'contributor')
    const [written, fresh] = [newId(), newId()]
    const title = 'Bài đã lưu'
    await contributor.create(written, anArticle({ translations: { vi: aText({ title }) } }))
    await contributor.send('PUT', pathOf(written, 'shared'), aCopy({ section: 'news' }))
    await contributor.send('PUT', pathOf(fresh), aCopy({ title: 'Bài mới' }))
    const { copies } = (await contributor.get('/working-copies')).body
    expect(copies).toMatchObject([
      { article: fresh, part: 'vi', title: 'Bài mới' },
      { article: written, part: 'shared', title },
    ])
    expect(copies.some((each: object) => 'content' in each)).toBe(false)
  })

  it('shows others who is writing what, and nothing of the words', async () => {
    const id = newId()
    await editor().send('PUT', pathOf(id), aCopy({ title: 'Bí mật' }))
    for (const role of ['contributor', 'approver', 'admin'] as const) {
      const { body } = await as(cloud, role).get(`/working-copies/${id}`)
      expect(body.own).toEqual([])
      expect(body.others).toEqual([
        {
          by: { id: 'AIDALOCALEDITOR', name: 'editor' },
          part: 'vi',
          since: expect.any(String),
          at: expect.any(String),
        },
      ])
      expect(JSON.stringify(body)).not.toContain('Bí mật')
      expect(JSON.stringify((await as(cloud, role).get('/working-copies')).body)).not.toContain('Bí mật')
    }
  })

  it('of two people do not touch each other, and nobody drops another’s', async () => {
    const id = newId()
    await editor().send('PUT', pathOf(id), aCopy({ title: 'Của biên tập viên' }))
    await as(cloud, 'approver').send('PUT', pathOf(id), aCopy({ title: 'Của người duyệt' }))
    expect((await as(cloud, 'admin').send('DELETE', pathOf(id))).status).toBe(204)
    expect((await as(cloud, 'approver').send('DELETE', pathOf(id))).status).toBe(204)
    const { own, others } = (await editor().get(`/working-copies/${id}`)).body
    expect(own).toMatchObject([{ content: { title: 'Của biên tập viên' } }])
    expect(others).toEqual([])
  })

  it('is written over blindly, unless its writer names the one they know', async () => {
    const id = newId()
    const first = await editor().send('PUT', pathOf(id), aCopy({ title: 'Một' }))
    const second = await editor().send('PUT', pathOf(id), aCopy({ title: 'Hai' }))
    const stale = { headers: { 'if-match': first.etag } }
    const refused = await editor().send('PUT', pathOf(id), { ...aCopy({ title: 'Ba' }), ...stale })
    expect(refused).toMatchObject({ status: 412, body: { current: second.etag } })
    expect((await editor().send('DELETE', pathOf(id), stale)).status).toBe(412)
    const known = { headers: { 'if-match': second.etag } }
    expect((await editor().send('PUT', pathOf(id), { ...aCopy({ title: 'Ba' }), ...known })).status).toBe(204)
    const created = { ...aCopy(), headers: { 'if-none-match': '*' } }
    expect((await editor().send('PUT', pathOf(id), created)).status).toBe(412)
  })

  it('stays the last one where two devices write at the same moment, in every list', async () => {
    const id = newId()
    const titles = Array.from({ length: 8 }, (_, n) => `Máy ${n}`)
    const sent = await Promise.all(titles.map((title) => editor().send('PUT', pathOf(id), aCopy({ title }))))
    expect(sent.filter(({ status }) => status !== 204 && status !== 412)).toEqual([])
    const [own] = (await editor().get(`/working-copies/${id}`)).body.own
    const { copies } = (await editor().get('/working-copies')).body
    const listed = copies.filter(({ article }: { article: string }) => article === id)
    expect(listed).toMatchObject([{ etag: own.etag, title: own.content.title }])
  })

  it('is dropped by its owner, once and again', async () => {
    const id = newId()
    await editor().send('PUT', pathOf(id), aCopy())
    expect((await editor().send('DELETE', pathOf(id))).status).toBe(204)
    expect((await editor().send('DELETE', pathOf(id))).status).toBe(204)
    expect((await editor().get(`/working-copies/${id}`)).body).toEqual({ own: [], others: [] })
    expect(JSON.stringify((await editor().get('/working-copies')).body)).not.toContain(id)
  })

  it('makes no revision, no activity and no export, and leaves the tag of its article alone', async () => {
    const id = newId()
    const { etag } = await editor().create(id, anArticle())
    await editor().send('PUT', pathOf(id), aCopy({ title: 'Không ai được đọc' }))
    expect((await editor().get(`/articles/${id}`)).etag).toBe(etag)
    const paths = [`/articles/${id}/revisions`, `/articles/${id}/export`, '/activity', '/articles']
    for (const path of paths)
      expect(JSON.stringify((await editor().get(path)).body)).not.toContain('Không ai')
  })

  it('is not answered once it has expired, though it still lies there', async () => {
    const id = newId()
    await editor().send('PUT', pathOf(id), aCopy({ title: 'Từ tháng trước' }))
    const table = newsroomTable()
    const keys = [
      newsroomKeys.workingCopy('AIDALOCALEDITOR', id, 'vi'),
      newsroomKeys.workingCard(id, 'AIDALOCALEDITOR', 'vi'),
    ]
    for (const key of keys) {
      const item = await table.find(key)
      const days = (Number(item!.expires) * 1000 - Date.now()) / 86_400_000
      expect(days).toBeGreaterThan(29.9)
      expect(days).toBeLessThan(30.1)
      await table.put({ ...item!, expires: Math.floor(Date.now() / 1000) - 1 })
    }
    expect((await editor().get(`/working-copies/${id}`)).body).toEqual({ own: [], others: [] })
    expect((await as(cloud, 'admin').get(`/working-copies/${id}`)).body.others).toEqual([])
    expect(JSON.stringify((await editor().get('/working-copies')).body)).not.toContain(id)
    expect((await editor().send('PUT', pathOf(id), aCopy({ title: 'Lại từ đầu' }))).status).toBe(204)
    expect((await editor().get(`/working-copies/${id}`)).body.own).toMatchObject([
      { content: { title: 'Lại từ đầu' } },
    ])
  })

  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  it.each<[string, number, string, string]>([
    ['a field that there is not', 422, 'vi', JSON.stringify({ ...aCopy().body, by: 'x' })],
    ['no content', 422, 'vi', JSON.stringify({ base: null, device: 'a' })],
    ['content that is no object', 422, 'vi', JSON.stringify(aCopy([] as object).body)],
    ['a base that is no tag', 422, 'vi', JSON.stringify(aCopy({}, { base: '7' }).body)],
    ['a device without a name', 422, 'vi', JSON.stringify(aCopy({}, { device: '' }).body)],
    ['a device with a long name', 422, 'vi', JSON.stringify(aCopy({}, { device: 'a'.repeat(65) }).body)],
    ['a part that there is not', 422, 'fr', JSON.stringify(aCopy().body)],
    ['what is nested beyond any text', 422, 'vi', `{"base":null,"device":"a","content":${deep}}`],
    ['more than 256 kB', 413, 'vi', JSON.stringify(aCopy({ body: 'a'.repeat(256_000) }).body)],
  ])('refuses %s', async (_, status, part, body) => {
    const sent = await editor().send('PUT', pathOf(newId(), part), {
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(sent.status, JSON.stringify(sent.body)).toBe(status)
  })

  it('takes as much as it says, and names of properties that mean something to JavaScript', async () => {
    const id = newId()
    const body = 'ă'.repeat(127_000)
    expect((await editor().send('PUT', pathOf(id), aCopy({ body }))).status).toBe(204)
    const odd = '{"base":null,"device":"a","content":{"constructor":{"__proto__":{"x":1}},"title":5}}'
    const headers = { 'content-type': 'application/json' }
    expect((await editor().send('PUT', pathOf(id, 'en'), { body: odd, headers })).status).toBe(204)
    const { own } = (await editor().get(`/working-copies/${id}`)).body
    expect(own).toHaveLength(2)
    expect(JSON.stringify(own)).toContain('"constructor":{"__proto__":{"x":1}}')
  })

  it('is kept of at most 200 parts for one person', async () => {
    const admin = as(cloud, 'admin')
    for (let n = 0; n < 200; n += 20)
      await Promise.all(Array.from({ length: 20 }, () => admin.send('PUT', pathOf(newId()), aCopy())))
    const { copies } = (await admin.get('/working-copies')).body
    expect(copies).toHaveLength(200)
    const refused = await admin.send('PUT', pathOf(newId()), aCopy())
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('200')])
    const [{ article }] = copies
    expect((await admin.send('PUT', pathOf(article), aCopy({ title: 'Vẫn được' }))).status).toBe(204)
    await admin.send('DELETE', pathOf(article))
    expect((await admin.send('PUT', pathOf(newId()), aCopy())).status).toBe(204)
  })
})

describe('the people', () => {
  it.each(['contributor', 'editor', 'approver', 'admin'] as const)(
    'are known to every role, here %s: by the ids that articles name',
    async (role) => {
      const id = newId()
      await as(cloud, role).create(id, anArticle())
      const { people } = (await as(cloud, role).get('/people')).body
      const { createdBy } = (await as(cloud, role).get(`/articles/${id}`)).body.article
      expect(people.find((each: { id: string }) => each.id === createdBy)).toEqual({
        id: createdBy,
        name: role,
        role,
        active: true,
      })
    },
  )

  it('are listed with their sections, those who have left too', async () => {
    const body = { name: 'Biên giới', role: 'editor', sections: ['border'], active: false }
    const headers = { 'if-none-match': '*' }
    await as(cloud, 'admin').send('PUT', '/staff/AIDAEXAMPLELEFT', { body, headers })
    const { people } = (await as(cloud, 'contributor').get('/people')).body
    expect(people).toContainEqual({ id: 'AIDAEXAMPLELEFT', ...body })
  })
})
