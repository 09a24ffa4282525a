import { describe, expect, it } from 'vitest'
import { sectionName } from '../../functions/desk/api/newsroom.ts'
import type { Session } from '../../functions/desk/session/session.ts'
import { readWork } from '../../functions/desk/today/work.ts'

const row = (id: number, section = 'news') => ({
  id: String(id),
  section,
  updatedAt: '2026-12-01T08:00:00Z',
  updatedBy: 'An editor',
  translations: {
    vi: { title: `Bài ${id}`, status: 'in_review' },
    en: { title: `Article ${id}`, status: 'draft' },
  },
})

/** An API that answers with these records. `asked`: the addresses it was asked for. */
function anApi(member: object, rows: object[] = [], status = 200) {
  const asked: URL[] = []
  const answers: Record<string, (url: URL) => object> = {
    '/me': () => member,
    '/settings': () => ({ sections: [{ id: 'news', name: { vi: 'Tin tức', en: 'News' } }] }),
    '/articles': ({ searchParams }) => {
      const from = Number(searchParams.get('cursor') ?? 0)
      const to = from + Number(searchParams.get('limit'))
      return { articles: rows.slice(from, to), ...(to < rows.length && { next: String(to) }) }
    },
  }
  const session: Pick<Session, 'fetch'> = {
    async fetch(path) {
      const url = new URL(path, 'https://api.example')
      asked.push(url)
      return Response.json(answers[url.pathname]?.(url), { status })
    },
  }
  return { session, asked }
}

const member = { id: 'pool:sub', name: 'Someone' }

describe('what waits for somebody', () => {
  it.each(['approver', 'admin'])('is what was handed over, for the role %s', async (role) => {
    const { session, asked } = anApi({ ...member, role }, [row(1)])
    const { waiting, items } = await readWork(session)
    expect(waiting).toBe('in_review')
    expect(asked.at(-1)?.searchParams.has('author')).toBe(false)
    // The English text is a draft still.
    expect(items[0]?.texts).toEqual([{ locale: 'vi', title: 'Bài 1' }])
  })

  it.each(['contributor', 'editor'])('is their own drafts, for the role %s', async (role) => {
    const { session, asked } = anApi({ ...member, role })
    expect((await readWork(session)).waiting).toBe('draft')
    expect(asked.at(-1)?.searchParams.get('author')).toBe(member.id)
  })

  it('is shown to a role, in a status and a language that this desk does not know yet', async () => {
    const newer = {
      ...row(1),
      translations: { vi: { title: 'Bài 1', status: 'draft' }, km: { title: 'x', status: 'embargoed' } },
    }
    const { session } = anApi({ ...member, role: 'proofreader' }, [newer])
    const { member: me, waiting, items } = await readWork(session)
    expect(me.role).toBe('proofreader')
    expect(waiting).toBe('draft')
    expect(items[0]?.texts).toEqual([{ locale: 'vi', title: 'Bài 1' }])
  })

  it('names a section in the language that it has, where it has no name in the one asked for', async () => {
    const { sections } = await readWork(anApi({ ...member, role: 'editor' }).session)
    expect(sectionName(sections, 'news', 'en')).toBe('News')
    expect(sectionName([{ id: 'news', name: { vi: 'Tin tức' } }], 'news', 'en')).toBe('Tin tức')
    expect(sectionName(sections, 'gone', 'en')).toBe('gone')
  })

  it('is found after however much that is of other sections', async () => {
    const rows = [...Array.from({ length: 230 }, (_, id) => row(id, 'notices')), row(230)]
    const { session } = anApi({ ...member, role: 'approver', sections: ['news'] }, rows)
    const { items, hasMore } = await readWork(session)
    expect(items.map(({ id }) => id)).toEqual(['230'])
    expect(hasMore).toBe(false)
  })

  it.each([
    [50, false],
    [51, true],
    [101, true],
  ])('is shown as far as fifty articles, of %i', async (count, more) => {
    const rows = Array.from({ length: count }, (_, id) => row(id))
    const { items, hasMore } = await readWork(anApi({ ...member, role: 'admin' }, rows).session)
    expect([items.length, hasMore]).toEqual([50, more])
  })

  it.each([
    [403, 'not_staff'],
    [500, 'outage'],
    [200, 'outage'],
  ])('cannot be told when the API answers %i with something else', async (status, code) => {
    const { session } = anApi({ code: 'x', detail: 'x' }, [], status)
    await expect(readWork(session)).rejects.toMatchObject({ code })
  })
})
