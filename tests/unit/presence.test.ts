import { describe, expect, it } from 'vitest'
import type { Role } from '../../functions/domain/role.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

listenToLog()

async function aDesk() {
  let now = new Date('2026-11-27T08:00:00.000Z')
  const door = await aDoor(createMemoryTable(), () => now)
  const id = newId()
  const created = await door.as('editor').create(id, anArticle())
  const since = now.toISOString()
  return {
    door,
    id,
    created,
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
    say: async (who: Role, more: object = {}) => {
      const body = { window: '4k7m2p9x1a', part: 'vi', editing: true, since, ...more }
      return await door.as(who).send('PUT', `/presence/${id}`, { body })
    },
  }
}

describe('who has an article open', () => {
  it('is told who else has, and where, until a minute after they last said so', async () => {
    const { say, wait } = await aDesk()
    expect((await say('editor')).body.others).toEqual([])
    await say('contributor', { part: 'en', editing: false })
    expect((await say('editor')).body.others).toMatchObject([
      { by: { id: 'contributor', name: 'Vai contributor' }, part: 'en', editing: false },
    ])
    wait(61)
    expect((await say('editor')).body.others).toEqual([])
  })

  it('is nobody else in a second window', async () => {
    const { say } = await aDesk()
    await say('editor')
    expect((await say('editor', { window: '5k7m2p9x1a' })).body.others).toEqual([])
  })

  it('is told which revision is the last, by whom, and that something was said beside it', async () => {
    const { say, door, id, created } = await aDesk()
    const first = (await say('editor')).body
    expect(first).toMatchObject({ revision: { number: 1, etag: created.etag, actor: { id: 'editor' } } })
    expect(first.notes).toBeUndefined()
    const saved = await door.as('editor2').replace(id, created.etag, anArticle({ byline: ['Phòng Báo chí'] }))
    await door.as('contributor').send('PUT', `/articles/${id}/notes/${newId()}`, {
      body: { part: 'vi', words: 'Xin xem' },
      headers: { 'if-none-match': '*' },
    })
    const then = (await say('editor')).body
    expect(then.revision).toMatchObject({ number: 2, etag: saved.etag, actor: { id: 'editor2' } })
    expect(then.notes).toBe((await door.as('editor').get(`/articles/${id}/notes`)).etag)
  })

  it('makes no revision, and stands at an article that there is', async () => {
    const { say, door, id } = await aDesk()
    await say('editor')
    expect((await door.as('editor').get(`/articles/${id}/revisions`)).body.revisions).toHaveLength(1)
    const body = { window: newId(), part: 'vi', editing: true, since: '2026-11-27T08:00:00.000Z' }
    expect((await door.as('editor').send('PUT', `/presence/${newId()}`, { body })).status).toBe(404)
  })
})
