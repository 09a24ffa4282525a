import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissionsOf } from '../../functions/domain/people/permissions.ts'
import type { Role } from '../../functions/domain/role.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

interface Waits {
  why: string
  locale: string
  since: string
  note?: string
  row: { id: string; etag: string }
}

const desk = async (role: Role) => (await as(cloud, role).get('/desk')).body
const waitsFor = async (role: Role, id: string): Promise<string[]> =>
  (await desk(role)).queue
    .filter(({ row }: Waits) => row.id === id)
    .map(({ why, locale }: Waits) => `${why} ${locale}`)
const listed = async (role: Role, query: string): Promise<string[]> =>
  (await as(cloud, role).get(`/articles?${query}`)).body.articles.map(({ id }: { id: string }) => id)

async function aDraft(role: Role, more: Record<string, unknown> = {}) {
  const id = newId()
  const { etag } = await as(cloud, role).create(id, anArticle(more))
  return { id, etag }
}

describe('the desk', () => {
  it.each(['contributor', 'editor', 'approver', 'admin'] as const)(
    'begins with one answer for %s: who they are, what they may do, the settings and the people',
    async (role) => {
      const body = await desk(role)
      expect(body.me).toMatchObject({ name: role, role, may: permissionsOf({ role }) })
      expect(body.settings).toEqual((await as(cloud, role).get('/settings')).body)
      expect(body.people).toEqual((await as(cloud, role).get('/people')).body.people)
      expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(60_000)
    },
  )

  it('is answered in a word as long as nothing has changed, and whole as soon as something has', async () => {
    const first = await as(cloud, 'approver').get('/desk')
    const again = { headers: { 'if-none-match': first.etag } }
    expect((await as(cloud, 'approver').send('GET', '/desk', again)).status).toBe(304)
    const { id, etag } = await aDraft('editor')
    await as(cloud, 'editor').act(id, 'vi', 'submit', etag)
    const later = await as(cloud, 'approver').send('GET', '/desk', again)
    expect(later.status).toBe(200)
    expect(later.etag).not.toBe(first.etag)
  })

  it('passes a text from hand to hand: each step waits for those who can do the next', async () => {
    const { id, etag } = await aDraft('editor')
    expect(await waitsFor('editor', id)).toEqual(['draft vi'])
    expect(await waitsFor('approver', id)).toEqual([])
    const submitted = await as(cloud, 'editor').act(id, 'vi', 'submit', etag)
    expect(await waitsFor('editor', id)).toEqual([])
    expect(await waitsFor('approver', id)).toEqual(['in_review vi'])
    const returned = await as(cloud, 'approver').act(id, 'vi', 'return', submitted.etag, {
      note: 'Thiếu số liệu',
    })
    expect(await waitsFor('approver', id)).toEqual([])
    const [waits] = (await desk('editor')).queue.filter(({ row }: Waits) => row.id === id)
    expect(waits).toMatchObject({ why: 'returned', note: 'Thiếu số liệu', row: { etag: returned.etag } })
    const counted = (await desk('editor')).counts.mine
    expect(counted.returned).toBeGreaterThanOrEqual(1)
    // Words that are changed meanwhile leave it what it is: returned.
    const changed = anArticle({ translations: { vi: aText({ title: 'Có số liệu' }) } })
    const rewritten = await as(cloud, 'editor').replace(id, returned.etag, changed)
    expect(await waitsFor('editor', id)).toEqual(['returned vi'])
    const again = await as(cloud, 'editor').act(id, 'vi', 'submit', rewritten.etag)
    const approved = await as(cloud, 'approver').act(id, 'vi', 'approve', again.etag)
    expect(await waitsFor('approver', id)).toEqual(['approved vi'])
    await as(cloud, 'approver').act(id, 'vi', 'publish', approved.etag)
    for (const role of ['editor', 'approver', 'admin'] as const) expect(await waitsFor(role, id)).toEqual([])
  })

  it('asks nobody to publish what goes public with others, planned or not, until it is on its own again', async () => {
    const { id, etag } = await aDraft('editor')
    const submitted = await as(cloud, 'editor').act(id, 'vi', 'submit', etag)
    await as(cloud, 'approver').act(id, 'vi', 'approve', submitted.etag)
    const { approved, together } = (await desk('approver')).counts
    const path = `/releases/${newId()}`
    const body = { name: 'Tuần lễ biên giới', members: [{ article: id, locale: 'vi' }] }
    const made = await as(cloud, 'approver').send('PUT', path, { body, headers: { 'if-none-match': '*' } })
    expect(await waitsFor('approver', id)).toEqual([])
    expect((await desk('approver')).counts).toMatchObject({ approved, together: together + 1 })
    const act = (name: string, tag: string, more: object) =>
      as(cloud, 'approver').send('POST', `${path}/${name}`, { body: more, headers: { 'if-match': tag } })
    const planned = await act('schedule', made.etag, { publishAt: '2099-01-02T08:00:00+07:00' })
    expect(await waitsFor('approver', id)).toEqual([])
    expect((await act('discard', planned.etag, {})).status).toBe(200)
    expect(await waitsFor('approver', id)).toEqual(['approved vi'])
    expect((await desk('approver')).counts.together).toBe(together)
  })

  it('asks nobody to approve what they wrote, or to review their own emergency', async () => {
    const own = await aDraft('approver')
    await as(cloud, 'approver').act(own.id, 'vi', 'submit', own.etag)
    expect(await waitsFor('approver', own.id)).toEqual([])
    expect(await waitsFor('admin', own.id)).toEqual(['in_review vi'])
    const urgent = await aDraft('editor')
    await as(cloud, 'approver').act(urgent.id, 'vi', 'publish-now', urgent.etag, { reason: 'Bão' })
    expect(await waitsFor('approver', urgent.id)).toEqual([])
    const [first] = (await desk('admin')).queue
    expect(first).toMatchObject({ why: 'unreviewed', note: 'Bão', row: { id: urgent.id } })
    expect((await desk('editor')).counts.unreviewed).toBe(1)
  })

  it('tells translators what is out of date', async () => {
    const en = aText({ title: 'Review', basedOn: { locale: 'vi', revision: 1 } })
    const { id, etag } = await aDraft('editor', { translations: { vi: aText(), en } })
    const before = (await desk('editor')).counts.stale
    const texts = { vi: aText({ title: 'Khác' }), en }
    await as(cloud, 'editor').replace(id, etag, anArticle({ translations: texts }))
    expect(await waitsFor('editor', id)).toContain('stale en')
    expect((await desk('editor')).counts.stale).toEqual({ ...before, en: before.en + 1 })
    expect(await waitsFor('contributor', id)).toEqual([])
  })

  it('shows somebody of some sections what is theirs, and counts no other', async () => {
    const limited = { name: 'approver', role: 'approver', sections: ['border'] }
    const put = { body: limited, headers: { 'if-none-match': '*' } }
    const made = await as(cloud, 'admin').send('PUT', '/staff/AIDALOCALAPPROVER', put)
    const before = (await desk('approver')).counts.in_review
    const [news, border] = [await aDraft('editor'), await aDraft('editor', { section: 'border' })]
    for (const { id, etag } of [news, border]) await as(cloud, 'editor').act(id, 'vi', 'submit', etag)
    expect(await waitsFor('approver', news.id)).toEqual([])
    expect(await waitsFor('approver', border.id)).toEqual(['in_review vi'])
    expect((await desk('approver')).counts.in_review).toBe(before + 1)
    const back = { name: 'approver', role: 'approver' }
    const headers = { 'if-match': made.etag }
    expect(
      (await as(cloud, 'admin').send('PUT', '/staff/AIDALOCALAPPROVER', { body: back, headers })).status,
    ).toBe(200)
  })
})

describe('the list of articles', () => {
  it('gives each row the tag that its next change must name', async () => {
    const { id, etag } = await aDraft('editor')
    const { articles } = (await as(cloud, 'editor').get(`/articles?ids=${id}`)).body
    expect(articles).toMatchObject([{ id, etag }])
    expect((await as(cloud, 'editor').act(id, 'vi', 'submit', articles[0].etag)).status).toBe(200)
    const board = (await as(cloud, 'editor').get('/translations?state=in_review&limit=100')).body.articles
    const row = board.find((each: { id: string }) => each.id === id)
    const current = (await as(cloud, 'editor').get(`/articles/${id}`)).etag
    expect([row.translations.vi.etag, row.translations.en]).toEqual([
      current,
      { state: 'missing', etag: current, toTranslate: row.translations.vi.words },
    ])
  })

  it('answers several states, and ids in the order in which they are asked for', async () => {
    const [draft, review, live] = [await aDraft('editor'), await aDraft('editor'), await aDraft('editor')]
    await as(cloud, 'editor').act(review.id, 'vi', 'submit', review.etag)
    await as(cloud, 'approver').act(live.id, 'vi', 'publish-now', live.etag, { reason: 'Bão' })
    const some = await listed('editor', 'status=draft,in_review&limit=100')
    expect(some).toEqual(expect.arrayContaining([draft.id, review.id]))
    expect(some).not.toContain(live.id)
    expect(await listed('editor', 'status=published,draft&limit=3')).toEqual(
      expect.arrayContaining([live.id, draft.id]),
    )
    const ids = [live.id, draft.id, newId(), review.id]
    expect(await listed('editor', `ids=${ids.join(',')}`)).toEqual([live.id, draft.id, review.id])
    expect(await listed('editor', `ids=${ids.join(',')}&status=draft`)).toEqual([draft.id])
  })

  it('answers what is mine, in any state', async () => {
    const [own, other] = [await aDraft('contributor'), await aDraft('editor')]
    const live = await aDraft('contributor')
    await as(cloud, 'approver').act(live.id, 'vi', 'publish-now', live.etag, { reason: 'Bão' })
    const mine = await listed('contributor', 'mine=true')
    expect(mine).toEqual(expect.arrayContaining([own.id, live.id]))
    expect(mine).not.toContain(other.id)
    expect(await listed('contributor', 'mine=true&status=draft')).toEqual([own.id])
  })

  it('answers what a person wrote, and what bears a name', async () => {
    const { id } = await aDraft('contributor', { byline: ['Phòng Báo chí'] })
    expect(await listed('editor', 'author=AIDALOCALCONTRIBUTOR&status=draft')).toContain(id)
    expect(await listed('editor', `author=${encodeURIComponent('phòng báo chí')}`)).toEqual([id])
    expect(await listed('editor', 'author=AIDALOCALNOBODY')).toEqual([])
  })

  it('sorts by change, by publication and by title as Vietnamese does, page by page', async () => {
    const section = 'contacts'
    const settings = (await as(cloud, 'admin').get('/settings')).body
    const known = settings.sections.some(({ id }: { id: string }) => id === section)
    const where = known ? section : 'border'
    const already = await listed('editor', `section=${where}&limit=100`)
    const made: string[] = []
    for (const title of ['Ổn định', 'Đà Nẵng', 'An Giang', 'Ăn trưa']) {
      const { id, etag } = await aDraft('editor', { section: where, translations: { vi: aText({ title }) } })
      await as(cloud, 'approver').act(id, 'vi', 'publish-now', etag, { reason: 'Bão' })
      made.push(id)
    }
    const fresh = (ids: string[]) => ids.filter((id) => !already.includes(id))
    const [first, second, third, fourth] = made
    expect(fresh(await listed('editor', `section=${where}&sort=updated&limit=100`))).toEqual(made)
    expect(fresh(await listed('editor', `section=${where}&sort=-published&limit=100`))).toEqual(
      made.toReversed(),
    )
    const byTitle: string[] = []
    let cursor = ''
    do {
      const page = await as(cloud, 'editor').get(`/articles?section=${where}&sort=title&limit=2${cursor}`)
      byTitle.push(...page.body.articles.map(({ id }: { id: string }) => id))
      cursor = page.body.next ? `&cursor=${page.body.next}` : ''
    } while (cursor)
    expect(fresh(byTitle)).toEqual([third, fourth, second, first])
  })

  it.each([
    'status=draft,unknown',
    'status=',
    'status=draft,',
    'ids=short',
    `ids=${Array.from({ length: 101 }, () => '0123456789').join(',')}`,
    'sort=updatedAt',
    'mine=perhaps',
    'own=true',
  ])('refuses ?%s', async (query) => {
    expect((await as(cloud, 'editor').get(`/articles?${query}`)).status).toBe(422)
  })
})
