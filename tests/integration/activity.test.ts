import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import type { Role } from '../../functions/domain/role.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { withoutMedia } from '../support/media/no-media.ts'

/** The editors' door on a table in memory, at whatever time a test says it is. */
function aDesk() {
  const table = createMemoryTable()
  const newsroom = createNewsroom(table)
  let clock = new Date('2026-11-23T08:00:00.000Z')
  const app = createAdminApp({
    ...withoutMedia,
    newsroom,
    royalties: createRoyalties(table),
    siteUrl: 'https://site.example',
    now: () => clock,
  })

  async function as(id: string, role: Role = 'admin') {
    const member = { id, name: id, role }
    await newsroom.saveStaff(member)
    return async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
      const init = {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }
      const iam = { userId: id }
      const event = { requestContext: { requestId: crypto.randomUUID(), authorizer: { iam } } }
      const response = await app.request(path, init, { event })
      return {
        status: response.status,
        etag: response.headers.get('etag') ?? '',
        body: await response.json(),
      }
    }
  }

  return {
    as,
    at(moment: string) {
      clock = new Date(moment)
    },
    async create(who = 'lan', article = newId()) {
      const send = await as(who)
      const { status } = await send('PUT', `/articles/${article}`, { 'if-none-match': '*' }, anArticle())
      expect(status).toBe(201)
      return article
    },
  }
}

// One line of the log for each request.
listenToLog()

type Line = {
  subject: string
  action: string
  at: string
  actor: { id: string }
  number: number
  name?: string
}
type Send = Awaited<ReturnType<ReturnType<typeof aDesk>['as']>>

/** Everything that the question is answered with, page by page. */
async function all(send: Send, query = '', from = ''): Promise<Line[][]> {
  const pages: Line[][] = []
  let cursor = from
  do {
    const { status, body } = await send(
      'GET',
      `/activity?${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    expect(status).toBe(200)
    pages.push(body.activity)
    cursor = body.next ?? ''
  } while (cursor)
  return pages
}

describe('the activity', () => {
  it('tells who did what, the latest first', async () => {
    const desk = aDesk()
    const id = await desk.create('lan')
    const minh = await desk.as('minh')
    desk.at('2026-11-23T08:01:00.000Z')
    const { etag } = await minh('GET', `/articles/${id}`)
    await minh('POST', `/articles/${id}/translations/vi/submit`, { 'if-match': etag }, { note: 'Xin duyệt' })
    desk.at('2026-11-23T08:02:00.000Z')
    await minh('POST', `/articles/${id}/revisions/1/name`, {}, { name: 'Bản đầu' })
    const { body } = await minh('GET', '/activity')
    expect(body.month).toBe('2026-11')
    expect(body.activity).toMatchObject([
      { kind: 'article', action: 'name', subject: id, number: 1, name: 'Bản đầu', actor: { id: 'minh' } },
      {
        action: 'submit',
        subject: id,
        number: 2,
        locale: 'vi',
        note: 'Xin duyệt',
        at: '2026-11-23T08:01:00.000Z',
      },
      { action: 'create', subject: id, number: 1, actor: { id: 'lan', name: 'lan', role: 'admin' } },
    ])
    expect(JSON.stringify(body)).not.toContain('Nội dung')
  })

  it('is asked by person, by article and by act', async () => {
    const desk = aDesk()
    const [one, other] = [await desk.create('lan'), await desk.create('minh')]
    const send = await desk.as('minh')
    await send('POST', `/articles/${one}/revisions/1/name`, {}, { name: 'Bản đầu' })
    const subjects = async (query: string) =>
      (await all(send, query)).flat().map(({ subject, action }) => [subject, action])
    expect(await subjects('person=lan')).toEqual([[one, 'create']])
    expect(await subjects(`article=${one}`)).toHaveLength(2)
    expect(await subjects(`article=${other}&person=lan`)).toEqual([])
    expect(await subjects('action=name&person=minh')).toEqual([[one, 'name']])
    expect(await subjects('month=2026-10')).toEqual([])
  })

  it('has the months of the local calendar: seven hours before those of UTC', async () => {
    const desk = aDesk()
    const made: Record<string, string> = {}
    for (const moment of [
      '2026-10-31T16:59:59.999Z',
      '2026-10-31T17:00:00.000Z',
      '2026-11-01T00:00:00.000Z',
      '2026-11-30T16:59:59.999Z',
      '2026-11-30T17:00:00.000Z',
      '2026-12-31T17:00:00.000Z',
    ]) {
      desk.at(moment)
      made[moment] = await desk.create()
    }
    const send = await desk.as('lan')
    const moments = async (month: string) =>
      (await all(send, `month=${month}&limit=2`)).flat().map(({ at }) => at)
    expect(await moments('2026-10')).toEqual(['2026-10-31T16:59:59.999Z'])
    expect(await moments('2026-11')).toEqual([
      '2026-11-30T16:59:59.999Z',
      '2026-11-01T00:00:00.000Z',
      '2026-10-31T17:00:00.000Z',
    ])
    expect(await moments('2026-12')).toEqual(['2026-11-30T17:00:00.000Z'])
    expect((await send('GET', '/activity')).body).toMatchObject({
      month: '2027-01',
      activity: [{ at: '2026-12-31T17:00:00.000Z' }],
    })
  })

  it('is paged without loss or repetition, also across UTC months and while more is done', async () => {
    const desk = aDesk()
    const ids: string[] = []
    for (let n = 0; n < 230; n += 1) {
      // Two at each moment, on both sides of the UTC month's end.
      desk.at(new Date(Date.UTC(2026, 9, 31, 17) + Math.floor(n / 2) * 600_000).toISOString())
      ids.push(await desk.create(n % 3 === 0 ? 'lan' : 'minh'))
    }
    const send = await desk.as('lan')
    const first = (await send('GET', '/activity?month=2026-11&limit=7')).body
    desk.at('2026-11-20T00:00:00.000Z')
    await desk.create()
    const rest = await all(send, 'month=2026-11&limit=7', first.next)
    expect(first.activity).toHaveLength(7)
    const seen = [...first.activity, ...rest.flat()].map(({ subject }) => subject)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.toSorted()).toEqual(ids.toSorted())
    const ofLan = await all(send, 'month=2026-11&person=lan&limit=10')
    expect(ofLan.slice(0, -1).every((page) => page.length === 10)).toBe(true)
    expect(ofLan.flat()).toHaveLength(Math.ceil(230 / 3) + 1)
  })

  it('does not show editors what is done about royalties', async () => {
    const desk = aDesk()
    const admin = await desk.as('admin')
    const made = await admin(
      'PUT',
      `/payees/${newId()}`,
      { 'if-none-match': '*' },
      { name: 'Người nhận', kind: 'staff' },
    )
    expect(made.status).toBe(201)
    const kinds = async (role: Role) =>
      (await (await desk.as(role, role))('GET', '/activity')).body.activity.map(
        (each: { kind: string }) => each.kind,
      )
    expect(await kinds('approver')).toEqual(['payee'])
    expect(await kinds('editor')).toEqual([])
    expect(await kinds('contributor')).toEqual([])
  })

  it.each([
    ['a month that there is not', 'month=2026-13', 'month'],
    ['a name that is no act', 'action=delete', 'action'],
    ['a page of more than a hundred', 'limit=101', 'limit'],
    ['a cursor of its own', 'cursor=abc', 'cursor'],
    ['an unknown question', 'who=lan', 'who'],
  ])('refuses %s', async (_what, query, field) => {
    const send = await aDesk().as('lan')
    const { status, body } = await send('GET', `/activity?${query}`)
    expect(status).toBe(422)
    expect(body.errors[0].field).toBe(field)
  })
})
