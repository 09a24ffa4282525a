import { describe, expect, it } from 'vitest'
import { anArticle, aText, inBoth, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

listenToLog()

const post = (
  door: Door,
  who: 'contributor' | 'editor' | 'approver',
  path: string,
  tag: string,
  body: unknown,
) => door.as(who).send('POST', path, { body, headers: { 'if-match': tag } })
const discard = (
  door: Door,
  id: string,
  tag: string,
  who: 'contributor' | 'editor' | 'approver' = 'editor',
) => post(door, who, `/articles/${id}/discard`, tag, { reason: 'Trùng với bài khác' })

async function drafted() {
  const door = await aDoor()
  const id = newId()
  const { etag } = await door.as('editor').create(id, anArticle({ translations: inBoth('Hội nghị') }))
  return { door, id, etag }
}

const idsIn = async (door: Door, query = '') =>
  (await door.as('editor').get(`/articles${query}`)).body.articles.map(({ id }: { id: string }) => id)

describe('an article that is put away', () => {
  it('leaves the lists, and stands in its own with its chain as it was', async () => {
    const { door, id, etag } = await drafted()
    const { status, body } = await discard(door, id, etag)
    expect(status).toBe(200)
    expect(body.article.discarded).toMatchObject({ by: 'editor', reason: 'Trùng với bài khác' })
    expect([await idsIn(door), await idsIn(door, '?text=nghị')]).toEqual([[], []])
    for (const query of ['?status=draft', '?mine=true', `?ids=${id}`, '?sort=title'])
      expect(await idsIn(door, query), query).toEqual([])
    expect(await idsIn(door, `?discarded=true&ids=${id}`)).toEqual([id])
    expect(await idsIn(door, '?discarded=true')).toEqual([id])
    expect((await door.as('editor').get('/translations?locale=vi')).body.articles).toEqual([])
    const { revisions } = (await door.as('editor').get(`/articles/${id}/revisions`)).body
    expect(revisions.map(({ action }: { action: string }) => action).toSorted()).toEqual([
      'create',
      'discard',
    ])
  })

  it('is taken back as drafts', async () => {
    const { door, id, etag } = await drafted()
    const submitted = await door.as('editor').act(id, 'vi', 'submit', etag)
    const away = await discard(door, id, submitted.etag)
    expect(away.body.effects).toEqual([{ locale: 'vi', from: 'in_review', to: 'draft', because: 'discard' }])
    const back = await post(door, 'editor', `/articles/${id}/undiscard`, away.etag, {})
    expect([back.status, back.body.article.discarded]).toEqual([200, undefined])
    expect([await idsIn(door), await idsIn(door, '?discarded=true')]).toEqual([[id], []])
    expect((await post(door, 'editor', `/articles/${id}/undiscard`, back.etag, {})).status).toBe(409)
  })

  it('takes no other act until then', async () => {
    const { door, id, etag } = await drafted()
    const { etag: tag, body } = await discard(door, id, etag)
    const whole = anArticle({ translations: inBoth('Khác') })
    const answers = [
      await door.as('editor').replace(id, tag, whole),
      await door.as('editor').writeText(id, 'vi', body.parts.vi, aText({ title: 'Khác' })),
      await door.as('editor').writeShared(id, body.parts.shared, { section: 'news', featured: true }),
      await door.as('editor').act(id, 'vi', 'submit', tag),
      await door.as('approver').act(id, 'vi', 'publish-now', tag, { reason: 'Khẩn' }),
      await post(door, 'editor', `/articles/${id}/move`, tag, { section: 'border' }),
      await post(door, 'editor', `/articles/${id}/place`, tag, { featured: true }),
      await post(door, 'editor', `/articles/${id}/restore`, tag, { number: 1 }),
      await discard(door, id, tag),
    ]
    for (const { status, body } of answers)
      expect([status, body.detail]).toEqual([409, 'the article was put away; take it back first'])
  })

  it('was never public', async () => {
    const { door, id, etag } = await drafted()
    const live = await door.as('approver').act(id, 'vi', 'publish-now', etag, { reason: 'Khẩn' })
    expect((await discard(door, id, live.etag, 'approver')).status).toBe(409)
    const gone = await door.as('approver').act(id, 'vi', 'withdraw', live.etag, { reason: 'Sai' })
    expect((await discard(door, id, gone.etag, 'approver')).status).toBe(409)
  })

  it('is a contributor’s only where it is their own draft', async () => {
    const { door, id, etag } = await drafted()
    expect((await discard(door, id, etag, 'contributor')).status).toBe(403)
    const own = newId()
    const made = await door.as('contributor').create(own, anArticle())
    expect((await discard(door, own, made.etag, 'contributor')).status).toBe(200)
  })

  it('says why it was put away', async () => {
    const { door, id, etag } = await drafted()
    expect((await post(door, 'editor', `/articles/${id}/discard`, etag, { reason: ' ' })).status).toBe(422)
  })
})
