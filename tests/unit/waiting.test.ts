import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { withoutMedia } from '../support/media/no-media.ts'

// One line of the log for each request.
listenToLog()

/** The editors' door with a clock of its own; `approver` and `editor` are on the staff. */
async function aDesk() {
  const table = createMemoryTable()
  const newsroom = createNewsroom(table)
  for (const role of ['editor', 'approver'] as const) await newsroom.saveStaff({ id: role, role, name: role })
  let clock = Date.parse('2026-06-01T01:00:00.000Z')
  const app = createAdminApp({
    ...withoutMedia,
    newsroom,
    royalties: createRoyalties(table),
    siteUrl: 'https://news.example',
    now: () => new Date(clock),
  })
  async function send(who: string, method: string, path: string, body?: object, headers: object = {}) {
    clock += 1000
    const env = { event: { requestContext: { authorizer: { iam: { userId: who } } } } } as never
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }
    const answer = await app.request(path, init, env)
    return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: await answer.json() }
  }
  return {
    send,
    table,
    wait: (milliseconds: number) => {
      clock += milliseconds
    },
    moment: () => clock,
    /** An approved text. */
    async approved(more: Record<string, unknown> = {}) {
      const id = newId()
      let { etag } = await send('editor', 'PUT', `/articles/${id}`, anArticle(more), { 'if-none-match': '*' })
      for (const [who, act] of [
        ['editor', 'submit'],
        ['approver', 'approve'],
      ] as const)
        ({ etag } = await send(
          who,
          'POST',
          `/articles/${id}/translations/vi/${act}`,
          {},
          { 'if-match': etag },
        ))
      return { id, etag }
    },
  }
}

const rowOf = (n: number, at: string) => ({
  id: `old${String(n).padStart(7, '0')}`,
  number: 1,
  section: 'news',
  updatedAt: at,
  updatedBy: 'Importer',
  translations: { vi: { title: `Tin ${n}`, status: 'published', live: true } },
})

describe('what was to happen and did not', () => {
  it('waits for those who plan, the most overdue first, as soon as its moment has passed', async () => {
    const desk = await aDesk()
    const [first, second] = [await desk.approved(), await desk.approved()]
    for (const [{ id, etag }, minutes] of [
      [second, 20],
      [first, 10],
    ] as const) {
      const publishAt = new Date(desk.moment() + minutes * 60_000).toISOString()
      const path = `/articles/${id}/translations/vi/schedule`
      expect((await desk.send('approver', 'POST', path, { publishAt }, { 'if-match': etag })).status).toBe(
        200,
      )
    }
    const before = (await desk.send('approver', 'GET', '/desk')).body
    expect([before.queue, before.counts.late, before.counts.scheduled]).toEqual([[], 0, 2])
    desk.wait(30 * 60_000)
    const { queue, counts } = (await desk.send('approver', 'GET', '/desk')).body
    expect(queue).toMatchObject([
      { why: 'late', row: { id: first.id } },
      { why: 'late', row: { id: second.id } },
    ])
    expect([counts.late, counts.scheduled]).toEqual([2, 2])
    expect((await desk.send('editor', 'GET', '/desk')).body.queue).toEqual([])
    const late = (await desk.send('editor', 'GET', '/articles?late=true')).body.articles
    expect(late.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id])
  })
})

describe('a language that is not written', () => {
  it('waits for editors where its section publishes nothing without it, and nowhere else', async () => {
    const desk = await aDesk()
    const settings = (await desk.send('editor', 'GET', '/settings')).body
    const sections = settings.sections.map((section: { id: string }) =>
      section.id === 'border' ? { ...section, missingTranslation: 'require' } : section,
    )
    const admin = createNewsroom(desk.table)
    await admin.saveStaff({ id: 'admin', role: 'admin', name: 'admin' })
    await desk.send('admin', 'PUT', '/settings', { ...settings, sections }, { 'if-none-match': '*' })
    const [border] = [await desk.approved({ section: 'border' }), await desk.approved()]
    const { queue } = (await desk.send('editor', 'GET', '/desk')).body
    expect(queue).toMatchObject([{ why: 'missing', locale: 'en', row: { id: border.id } }])
  })
})

describe('a queue', () => {
  it('holds at most twenty things, and counts the rest', async () => {
    const desk = await aDesk()
    for (let n = 0; n < 25; n += 1) {
      const vi = aText({ title: `Tin ${n}` })
      const body = anArticle({ translations: { vi } })
      await desk.send('editor', 'PUT', `/articles/${newId()}`, body, { 'if-none-match': '*' })
    }
    const { queue, counts } = (await desk.send('editor', 'GET', '/desk')).body
    expect(queue).toHaveLength(20)
    expect(counts.mine.draft).toBe(25)
    // What one was writing last comes first.
    expect(queue[0].row.translations.vi.title).toBe('Tin 24')
  })

  it('counts to a thousand, and says then that there are more', async () => {
    const desk = await aDesk()
    const at = '2026-01-01T00:00:00.000Z'
    await desk.table.writeAll({
      put: Array.from({ length: 1500 }, (_, n) => {
        const { id, section } = rowOf(n, at)
        const row = { id, section, texts: [{ locale: 'vi', state: 'in_review' }] }
        const list = { desk: 'ARTICLE#in_review', updated: `${at}#${id}` }
        return { pk: `ARTICLE#${id}`, sk: 'DESK#in_review', number: 1, row, ...list }
      }),
    })
    expect((await desk.send('editor', 'GET', '/desk')).body.counts.in_review).toBe(1001)
  })
})

it('sorts two thousand articles by title, and asks to choose among more', async () => {
  const desk = await aDesk()
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => {
      const at = new Date(Date.parse('2026-01-01') + (from + index) * 1000).toISOString()
      const row = rowOf(from + index, at)
      const list = { desk: 'ARTICLE', updated: `${at}#${row.id}` }
      return { pk: `ARTICLE#${row.id}`, sk: 'DESK', number: 1, row, ...list }
    })
  await desk.table.writeAll({ put: rows(0, 1999) })
  const sorted = await desk.send('editor', 'GET', '/articles?sort=title&limit=3')
  expect(sorted.body.articles.map(({ id }: { id: string }) => id)).toEqual([
    'old0000000',
    'old0000001',
    'old0000010',
  ])
  await desk.table.writeAll({ put: rows(1999, 2005) })
  const refused = await desk.send('editor', 'GET', '/articles?sort=title')
  expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'sort'])
  expect((await desk.send('editor', 'GET', '/articles?sort=title&text=15')).status).toBe(422)
})
