import { describe, expect, it } from 'vitest'
import { assign } from '../../functions/domain/article/assignment.ts'
import { confirm } from '../../functions/domain/article/translating.ts'
import { publishNow } from '../../functions/domain/article/workflow.ts'
import { isSameText } from '../../functions/domain/article/write.ts'
import { pageOf } from '../../functions/domain/site/projection.ts'
import { anArticle, aStoredArticle, aText, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

listenToLog()

type Who = Parameters<Door['as']>[0]

async function drafted(who: Who = 'editor') {
  const door = await aDoor()
  const id = newId()
  const { etag } = await door.as(who).create(id, anArticle({ translations: { vi: aText() } }))
  return { door, id, etag }
}

/** By what the door knows of the article now, where a test does not say otherwise. */
async function give(
  door: Door,
  id: string,
  body: object,
  { who = 'editor', tag, locale = 'en' }: { who?: Who; tag?: string; locale?: string } = {},
) {
  const known = tag ?? (await door.as(who).get(`/articles/${id}`)).etag
  return await door.as(who).act(id, locale, 'assign', known, body)
}

const waitingFor = async (door: Door, who: Who) =>
  (await door.as(who).get('/desk')).body.queue.map(({ why, locale, due, note }: Record<string, unknown>) => ({
    why,
    locale,
    due,
    note,
  }))

const task = { to: 'editor2', from: null, due: '2090-05-05', note: 'Trước hội nghị' }

describe('whose task a text is', () => {
  it('is said also of a language that is not written yet, and waits on their Today and on nobody else’s', async () => {
    const { door, id } = await drafted()
    const { status, body } = await give(door, id, task)
    expect(status).toBe(200)
    expect(body.article.assignments.en).toMatchObject({ to: 'editor2', due: '2090-05-05', by: 'editor' })
    const waits = { why: 'assigned', locale: 'en', due: '2090-05-05', note: 'Trước hội nghị' }
    expect(await waitingFor(door, 'editor2')).toEqual([waits])
    expect(await waitingFor(door, 'editor')).toEqual([
      expect.objectContaining({ why: 'draft', locale: 'vi' }),
    ])
    const { revisions } = (await door.as('editor').get(`/articles/${id}/revisions`)).body
    expect(revisions[0]).toMatchObject({ action: 'assign', locale: 'en', note: 'Trước hội nghị', parts: [] })
  })

  it('waits for everybody again when whoever has it has left', async () => {
    const { door, id } = await drafted()
    await give(door, id, { ...task, to: 'editor2' }, { locale: 'vi' })
    expect(await waitingFor(door, 'editor')).toEqual([])
    const body = { name: 'Vai editor2', role: 'editor', active: false }
    const headers = { 'if-none-match': '*' }
    expect((await door.as('admin').send('PUT', '/staff/editor2', { body, headers })).status).toBe(201)
    expect(await waitingFor(door, 'editor')).toEqual([
      expect.objectContaining({ why: 'draft', locale: 'vi' }),
    ])
  })

  it('takes no approval away, changes no date, and is in nobody’s way who writes', async () => {
    const { door, id, etag } = await drafted()
    const submitted = await door.as('editor').act(id, 'vi', 'submit', etag)
    await door.as('approver').act(id, 'vi', 'approve', submitted.etag)
    const { body } = await give(door, id, { ...task, to: 'editor' }, { locale: 'vi' })
    expect(body.effects).toEqual([])
    expect(body.article.translations.vi.status).toBe('approved')
    const { article, parts } = (await door.as('editor').get(`/articles/${id}`)).body
    expect(parts.shared).toBe(submitted.body.parts.shared)
    expect(article.assignments.vi.to).toBe('editor')
    // Who writes afterwards does not forget it.
    const { translations: _, ...shared } = anArticle({ byline: ['Phòng Báo chí'] })
    await door.as('editor').writeShared(id, parts.shared, shared)
    const { etag: tag } = await door.as('editor').get(`/articles/${id}`)
    const after = await door
      .as('editor')
      .replace(id, tag, anArticle({ translations: { vi: aText({ title: 'Mới' }) } }))
    expect(after.body.article.assignments.vi.to).toBe('editor')
  })

  it('leaves their Today while others have the text, and ends when it is public', async () => {
    const { door, id, etag } = await drafted()
    const given = await give(door, id, { ...task, to: 'editor' }, { locale: 'vi', tag: etag })
    expect(await waitingFor(door, 'editor')).toMatchObject([{ why: 'assigned' }])
    const submitted = await door.as('editor').act(id, 'vi', 'submit', given.etag)
    expect(await waitingFor(door, 'editor')).toEqual([])
    const returned = await door.as('approver').act(id, 'vi', 'return', submitted.etag, { note: 'Thiếu số' })
    expect(await waitingFor(door, 'editor')).toMatchObject([{ why: 'returned', note: 'Thiếu số' }])
    const again = await door.as('editor').act(id, 'vi', 'submit', returned.etag)
    const approved = await door.as('approver').act(id, 'vi', 'approve', again.etag)
    const { body } = await door.as('approver').act(id, 'vi', 'publish', approved.etag)
    expect(body.article.assignments).toBeUndefined()
  })

  it('is given on and given back, but not taken from somebody whom the caller does not know of', async () => {
    const { door, id } = await drafted()
    await give(door, id, { to: 'editor', from: null })
    const late = await give(door, id, { to: 'editor2', from: null }, { who: 'editor2' })
    expect([late.status, late.body.rule]).toEqual([409, 'assigned_meanwhile'])
    const next = await give(door, id, { to: 'editor2', from: 'editor' }, { who: 'approver' })
    expect(next.body.article.assignments.en.to).toBe('editor2')
    const same = await give(door, id, { to: 'editor2', from: 'editor2' }, { who: 'approver' })
    expect(same.body.revision.number).toBe(next.body.revision.number)
    const back = await give(door, id, { to: null, from: 'editor2' }, { who: 'editor2' })
    expect(back.body.article.assignments).toBeUndefined()
    expect(await waitingFor(door, 'editor2')).toEqual([])
  })

  it('is somebody’s who works here and may write the text', async () => {
    const { door, id } = await drafted('contributor')
    expect((await give(door, id, task, { who: 'contributor' })).status).toBe(403)
    const refused = async (to: string, locale: string) => {
      const { status, body } = await give(door, id, { to, from: null }, { locale })
      return [status, body.errors?.[0]?.field, body.errors?.[0]?.rule]
    }
    expect(await refused('nobody', 'en')).toEqual([409, 'to', 'no_such_colleague'])
    expect(await refused('contributor2', 'vi')).toEqual([409, 'to', 'cannot_write_it'])
    await door.newsroom.saveStaff({ id: 'editor2', name: 'Vai', role: 'editor', sections: ['notices'] })
    expect(await refused('editor2', 'en')).toEqual([409, 'to', 'cannot_write_it'])
    expect((await give(door, id, { to: 'contributor', from: null }, { locale: 'vi' })).status).toBe(200)
    expect(await waitingFor(door, 'contributor')).toMatchObject([{ why: 'assigned', locale: 'vi' }])
    for (const body of [{ to: 'editor' }, { ...task, due: '2090-02-30' }, { ...task, from: '?' }])
      expect((await give(door, id, body)).status).toBe(422)
    expect((await give(door, id, { to: null, from: null }, { tag: '"9-00000000"' })).status).toBe(412)
  })
})

describe('a task', () => {
  const at = '2026-06-01T00:00:00.000Z'
  const given = { to: 'editor', by: 'approver', at, note: 'Lời dặn riêng' }

  it('is no part of what a text says, nor is the day to look at it again', () => {
    const before = aStoredArticle()
    const lookAgain = { on: '2090-05-05', by: 'editor' }
    const after = { ...assign(before, 'vi', given, null), lookAgain }
    expect(isSameText(before, after, 'vi')).toBe(true)
  })

  it('is never public', () => {
    const article = assign(aStoredArticle({ vi: {}, en: {} }), 'en', given, null)
    const live = publishNow(article, 'vi', { by: 'approver', at, revision: 2 }, 'Khẩn')
    expect(live.assignments?.en).toEqual(given)
    const shown = JSON.stringify(pageOf('vi', live, []))
    expect(shown).toContain('Nội dung')
    expect(shown).not.toContain('Lời dặn riêng')
  })

  it('is done when the translation is said to hold', () => {
    const change = { at, digest: 'a' }
    const article = aStoredArticle({
      vi: {
        changes: [
          { ...change, revision: 1 },
          { ...change, revision: 3, digest: 'b' },
        ],
      },
      en: { basedOn: { locale: 'vi', revision: 1 } },
    })
    expect(confirm(assign(article, 'en', given, null), 'en', 3).assignments).toBeUndefined()
  })
})
