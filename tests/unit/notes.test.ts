import { describe, expect, it } from 'vitest'
import type { Role } from '../../functions/domain/role.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

listenToLog()

type Who = Role | `${Role}2`

async function aDesk() {
  const door = await aDoor()
  const id = newId()
  const created = await door.as('editor').create(id, anArticle())
  const path = `/articles/${id}/notes`
  const put = (who: Who, address: string, body: object, headers = {}) =>
    door.as(who).send('PUT', address, { body, headers: { 'if-none-match': '*', ...headers } })
  return {
    door,
    id,
    created,
    path,
    put,
    write: (who: Who, body: object = {}, note = newId()) =>
      put(who, `${path}/${note}`, { part: 'vi', words: 'Xin xem lại', ...body }),
    answer: (who: Who, note: string, words: string, headers = {}) =>
      put(who, `${path}/${note}/answers/${newId()}`, { words }, headers),
    act: (who: Who, address: string, tag: string, body: object = {}) =>
      door.as(who).send('POST', `${path}/${address}`, { body, headers: { 'if-match': tag } }),
    list: async (who: Who = 'contributor') => (await door.as(who).get(path)).body.notes,
  }
}

describe('a note beside an article', () => {
  it('is written by whoever may read it, at a paragraph, a field or all of it, and read by all', async () => {
    const { write, list } = await aDesk()
    const block = { words: 'Đoạn một', at: 0, after: 'Đoạn hai' }
    for (const [who, place] of [
      ['contributor', { field: 'body', block }],
      ['editor', { field: 'title' }],
      ['approver', { part: 'shared' }],
    ] as const)
      expect((await write(who, place)).status).toBe(201)
    expect(await list()).toMatchObject([
      { part: 'vi', field: 'body', block, entries: [{ by: 'contributor', words: 'Xin xem lại' }] },
      { part: 'vi', field: 'title', entries: [{ by: 'editor' }] },
      { part: 'shared', entries: [{ by: 'approver' }] },
    ])
  })

  it('changes nothing of the article: its tags and its approval stay as they are', async () => {
    const { door, id, created, write, answer } = await aDesk()
    const submitted = await door.as('editor').act(id, 'vi', 'submit', created.etag)
    const approved = await door.as('approver').act(id, 'vi', 'approve', submitted.etag)
    const note = await write('editor')
    await answer('approver', note.body.id, 'Được')
    const { etag, body } = await door.as('editor').get(`/articles/${id}`)
    expect([etag, body.parts, body.article.translations.vi.status]).toEqual([
      approved.etag,
      approved.body.parts,
      'approved',
    ])
    expect(JSON.stringify(body)).not.toContain('Xin xem lại')
    expect((await door.as('approver').act(id, 'vi', 'publish', approved.etag)).status).toBe(200)
  })

  it('takes answers of several people at the same moment, and loses none', async () => {
    const { write, answer, list } = await aDesk()
    const { body } = await write('editor')
    const people = ['contributor', 'editor', 'approver', 'admin', 'editor2', 'approver2'] as const
    const answers = await Promise.all(people.map((who) => answer(who, body.id, `Ý kiến của ${who}`)))
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 201))
    const [note] = await list()
    expect(note.entries.map(({ words }: { words: string }) => words).sort()).toEqual(
      ['Xin xem lại', ...people.map((who) => `Ý kiến của ${who}`)].sort(),
    )
  })

  it('is there once, however often it is sent', async () => {
    const { write, put, path, list, door } = await aDesk()
    const note = newId()
    const key = { 'idempotency-key': 'k1' }
    const body = { part: 'vi', words: 'Xin xem lại' }
    const first = await put('editor', `${path}/${note}`, body, key)
    expect(await put('editor', `${path}/${note}`, body, key)).toEqual(first)
    expect((await write('editor', {}, note)).status).toBe(412)
    const known = await door.as('editor').put(`${path}/${note}`, first.body.entries[0].etag, body)
    expect([known.status, known.body.rule]).toEqual([409, 'exists_already'])
    expect(await list()).toHaveLength(1)
  })

  it('is settled by whoever has read what was said last, opened again, and opened by an answer', async () => {
    const { write, answer, act, list } = await aDesk()
    const { body: note, etag } = await write('editor')
    const answered = await answer('contributor', note.id, 'Đã sửa')
    const late = await act('editor', `${note.id}/resolve`, etag)
    expect([late.status, late.body.current]).toEqual([412, answered.etag])
    const settled = await act('editor', `${note.id}/resolve`, answered.etag)
    expect(settled.body.resolved).toMatchObject({ by: 'editor' })
    const again = await act('approver', `${note.id}/reopen`, settled.etag)
    expect([again.status, again.body.resolved]).toEqual([200, undefined])
    await act('editor', `${note.id}/resolve`, again.etag)
    await answer('contributor', note.id, 'Còn một chỗ')
    expect((await list())[0].resolved).toBeUndefined()
  })

  it('is corrected and taken back by its author alone, by the tag of those words', async () => {
    const { write, answer, act, list } = await aDesk()
    const { body: note } = await write('editor')
    const own = `${note.id}/answers/${note.id}`
    const tag = note.entries[0].etag
    await answer('contributor', note.id, 'Đã sửa')
    expect((await act('approver', `${own}/correct`, tag, { words: 'Khác' })).status).toBe(403)
    const corrected = await act('editor', `${own}/correct`, tag, { words: 'Xin xem lại số liệu' })
    expect(corrected.body.entries[0]).toMatchObject({ words: 'Xin xem lại số liệu' })
    expect(corrected.body.entries[0].corrected).toBeDefined()
    expect((await act('editor', `${own}/take-back`, tag)).status).toBe(412)
    const back = await act('editor', `${own}/take-back`, corrected.body.entries[0].etag)
    expect(back.body.entries).toMatchObject([{ words: '' }, { words: 'Đã sửa' }])
    const second = back.body.entries[0].etag
    expect((await act('editor', `${own}/correct`, second, { words: 'Lại' })).body.rule).toBe(
      'words_taken_back',
    )
    const reply = `${note.id}/answers/${back.body.entries[1].id}`
    await act('contributor', `${reply}/take-back`, back.body.entries[1].etag)
    expect(await list()).toEqual([])
  })

  it('names colleagues who work here, and nobody else', async () => {
    const { write } = await aDesk()
    const named = await write('editor', { words: 'Nhờ @Vai approver xem', mentions: ['approver'] })
    expect(named.body.entries[0].mentions).toEqual(['approver'])
    const wrong = await write('editor', { mentions: ['approver', 'nobody'] })
    expect([wrong.status, wrong.body.rule, wrong.body.errors[0].field]).toEqual([
      409,
      'no_such_colleague',
      'mentions.1',
    ])
  })

  it('is told to those whom it names, who spoke in it, and whose text it is, once and never to whoever said it', async () => {
    const { write, answer, act, door } = await aDesk()
    const told = async (who: Who) =>
      (await door.newsroom.notices.of(who, new Date())).notices.map(({ kind, note, by }) => [
        kind,
        note,
        by?.id,
      ])
    const { body: note } = await write('approver', { words: 'Nhờ @Vai admin xem', mentions: ['admin'] })
    const said = ['note', 'Nhờ @Vai admin xem', 'approver']
    expect([await told('editor'), await told('admin'), await told('approver')]).toEqual([[said], [said], []])
    expect(await told('editor2')).toEqual([])
    await answer('editor', note.id, 'Đã sửa')
    expect(await told('approver')).toEqual([['note', 'Đã sửa', 'editor']])
    const own = `${note.id}/answers/${note.id}/correct`
    const words = { words: 'Nhờ @Vai editor2 xem', mentions: ['editor2'] }
    await act('approver', own, note.entries[0].etag, words)
    expect([await told('editor'), await told('editor2')]).toEqual([
      [said],
      [['note', words.words, 'approver']],
    ])
  })

  it('is bounded in length and number, and says so', async () => {
    const { write, answer } = await aDesk()
    const long = await write('editor', { words: 'a'.repeat(2001) })
    expect([long.status, long.body.errors[0].rule]).toEqual([422, 'too_long'])
    expect((await write('editor', { words: ' ' })).status).toBe(422)
    expect((await write('editor', { part: 'shared', block: { words: 'a', at: 0 } })).status).toBe(422)
    const { body } = await write('editor')
    for (let n = 2; n <= 50; n += 1) expect((await answer('editor', body.id, `${n}`)).status).toBe(201)
    expect((await answer('editor', body.id, 'thêm')).body.rule).toBe('too_many_answers')
    for (let n = 2; n <= 200; n += 1) expect((await write('editor')).status).toBe(201)
    expect((await write('editor')).body.rule).toBe('too_many_notes')
  })

  it('stands at an article that there is', async () => {
    const { put, door } = await aDesk()
    const nowhere = `/articles/${newId()}/notes`
    expect((await door.as('editor').get(nowhere)).status).toBe(404)
    expect((await put('editor', `${nowhere}/${newId()}`, { part: 'vi', words: 'Xin' })).status).toBe(404)
  })

  it('is told of in the activity of its article, by its title', async () => {
    const { write, door, id } = await aDesk()
    await write('editor')
    const { body } = await door.as('contributor').get(`/activity?article=${id}`)
    expect(body.activity).toMatchObject([
      { kind: 'notes', action: 'note', subject: id, titles: { vi: expect.any(String) } },
      { kind: 'article', action: 'create' },
    ])
  })

  it('is not sent again to whoever has it already', async () => {
    const { write, door, path } = await aDesk()
    await write('editor')
    const { etag } = await door.as('editor').get(path)
    const again = await door.as('editor').send('GET', path, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })
})
