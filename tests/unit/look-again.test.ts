import { describe, expect, it } from 'vitest'
import { anArticle, aText, inBoth, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

listenToLog()

async function drafted() {
  const door = await aDoor()
  const id = newId()
  const { etag } = await door.as('editor').create(id, anArticle({ translations: inBoth('Lệ phí lãnh sự') }))
  return { door, id, etag }
}

const ask = (door: Door, id: string, tag: string, body: object, who: 'contributor' | 'editor' = 'editor') =>
  door.as(who).send('POST', `/articles/${id}/look-again`, { body, headers: { 'if-match': tag } })

const looksOf = async (door: Door, from: string, to: string) =>
  (await door.as('editor').get(`/calendar?from=${from}&to=${to}`)).body.looks

const waiting = async (door: Door) =>
  (await door.as('editor').get('/desk')).body.queue.filter(({ why }: { why: string }) => why === 'look_again')

describe('a day on which an article is to be looked at again', () => {
  it('stands in the calendar, whatever becomes of the words, and takes no approval away', async () => {
    const { door, id, etag } = await drafted()
    const submitted = await door.as('editor').act(id, 'vi', 'submit', etag)
    const { status, body } = await ask(door, id, submitted.etag, {
      on: '2090-05-05',
      note: 'Lệ phí còn đúng?',
    })
    expect(status).toBe(200)
    expect(body.effects).toEqual([])
    expect(body.article.translations.vi.status).toBe('in_review')
    const look = { on: '2090-05-05', note: 'Lệ phí còn đúng?', id, title: 'Lệ phí lãnh sự' }
    expect(await looksOf(door, '2090-05-01', '2090-05-05')).toMatchObject([look])
    expect(await looksOf(door, '2090-05-06', '2090-05-31')).toEqual([])
    expect(await waiting(door)).toEqual([])

    const { etag: tag } = await door.as('editor').get(`/articles/${id}`)
    const changed = anArticle({ translations: { vi: aText({ title: 'Lệ phí mới' }) } })
    const { body: after } = await door.as('editor').replace(id, tag, changed)
    expect(after.article.lookAgain).toMatchObject({ on: '2090-05-05' })
  })

  it('waits on Today once it has come, once for each article, until somebody has looked', async () => {
    const { door, id, etag } = await drafted()
    const asked = await ask(door, id, etag, { on: '2020-01-02', note: 'Giờ làm việc' })
    const due = await waiting(door)
    expect(due).toHaveLength(1)
    expect(due[0]).toMatchObject({ note: 'Giờ làm việc', since: '2020-01-01T17:00:00.000Z', row: { id } })
    const done = await ask(door, id, asked.etag, { on: null })
    expect(done.body.article.lookAgain).toBeUndefined()
    expect([await waiting(door), await looksOf(door, '2020-01-01', '2020-01-31')]).toEqual([[], []])
    expect((await door.as('editor').get(`/articles/${id}/revisions`)).body.revisions[0]).toMatchObject({
      action: 'look_again',
    })
  })

  it('is found in the list of what is due, the longest due first, as far as that has come', async () => {
    const { door, id, etag } = await drafted()
    const listed = async (question: string) => {
      const { body } = await door.as('editor').get(`/articles?${question}`)
      return [body.articles.map((each: { id: string }) => each.id), body.next]
    }
    await ask(door, id, etag, { on: '2020-01-02' })
    const others = []
    for (const on of ['2019-05-05', '2090-05-05', '2090-06-06']) {
      const other = newId()
      const made = await door.as('editor').create(other, anArticle({}))
      await ask(door, other, made.etag, { on })
      others.push(other)
    }
    expect(await listed('lookAgain=true')).toEqual([[others[0], id], undefined])
    const [page, next] = await listed('lookAgain=true&limit=1')
    expect(page).toEqual([others[0]])
    expect(await listed(`lookAgain=true&limit=1&cursor=${encodeURIComponent(next)}`)).toEqual([
      [id],
      undefined,
    ])
    expect((await listed('lookAgain=false'))[0]).toHaveLength(2)
  })

  it('is set by editors, on a day that there is, of an article that was not put away', async () => {
    const { door, id, etag } = await drafted()
    expect((await ask(door, id, etag, { on: '2090-05-05' }, 'contributor')).status).toBe(403)
    for (const body of [{ on: '2090-02-30' }, {}, { on: 'mai' }])
      expect((await ask(door, id, etag, body)).status).toBe(422)
    expect((await ask(door, id, '"9-00000000"', { on: '2090-05-05' })).status).toBe(412)
    const away = await door
      .as('editor')
      .send('POST', `/articles/${id}/discard`, { body: { reason: 'Trùng' }, headers: { 'if-match': etag } })
    expect((await ask(door, id, away.etag, { on: '2090-05-05' })).status).toBe(409)
  })
})
