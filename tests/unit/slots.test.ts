import { describe, expect, it } from 'vitest'
import { anArticle, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

listenToLog()

const festival = { what: 'Lễ hội hoa', on: '2090-03-04', section: 'news', locale: 'vi', who: 'contributor' }

async function planned(input: object = festival) {
  const door = await aDoor()
  const id = newId()
  const made = await door.as('editor').send('PUT', `/slots/${id}`, {
    body: input,
    headers: { 'if-none-match': '*' },
  })
  return { door, id, made }
}

const post = (
  door: Door,
  path: string,
  tag: string,
  body: object,
  who: 'contributor' | 'editor' = 'editor',
) => door.as(who).send('POST', path, { body, headers: { 'if-match': tag } })

const slotsOf = async (door: Door, month = '2090-03') =>
  (await door.as('contributor').get(`/calendar?from=${month}-01&to=${month}-31`)).body.slots

describe('what is to be written and is no text yet', () => {
  it('stands in the calendar on its day, with who is to write it, and moves to another', async () => {
    const { door, id, made } = await planned()
    expect(made.status).toBe(201)
    expect(await slotsOf(door)).toMatchObject([{ id, what: 'Lễ hội hoa', who: 'contributor', mine: true }])
    const moved = await door.as('editor').put(`/slots/${id}`, made.etag, { ...festival, on: '2090-05-04' })
    expect([await slotsOf(door), (await slotsOf(door, '2090-05'))[0].etag]).toEqual([[], moved.etag])
    expect((await door.as('editor').put(`/slots/${id}`, made.etag, festival)).status).toBe(412)
  })

  it('becomes an article by one act, once, and leaves the calendar', async () => {
    const { door, id, made } = await planned()
    const article = newId()
    const begun = await post(door, `/slots/${id}/begin`, made.etag, { article }, 'contributor')
    expect([begun.status, begun.body.article]).toEqual([200, article])
    const { body } = await door.as('contributor').get(`/articles/${article}`)
    expect(body.article).toMatchObject({
      createdBy: 'contributor',
      section: 'news',
      translations: { vi: { title: 'Lễ hội hoa', status: 'draft' } },
    })
    expect(await slotsOf(door)).toEqual([])
    const again = await post(door, `/slots/${id}/begin`, begun.etag, { article: newId() })
    expect([again.status, again.body.rule]).toEqual([409, 'slot_begun'])
    expect((await door.as('editor').put(`/slots/${id}`, begun.etag, festival)).status).toBe(409)
  })

  it('makes the article still, where the first attempt ended in between', async () => {
    const { door, id, made } = await planned()
    const article = newId()
    // As if nothing had come after the slot: the article is there already, or not, and neither is made twice.
    await door.as('editor').create(article, anArticle({}))
    const begun = await post(door, `/slots/${id}/begin`, made.etag, { article })
    expect(begun.status).toBe(200)
    expect((await post(door, `/slots/${id}/begin`, begun.etag, { article })).status).toBe(200)
    expect((await door.as('editor').get(`/articles/${article}/revisions`)).body.revisions).toHaveLength(1)
  })

  it('waits on Today for whoever is to write it, from two weeks before, until it is begun', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const { door, id, made } = await planned({ ...festival, on: day(-3) })
    const more = async (input: object) =>
      await door.as('editor').send('PUT', `/slots/${newId()}`, {
        body: { ...festival, ...input },
        headers: { 'if-none-match': '*' },
      })
    await more({ on: day(2), what: 'Chợ phiên' })
    await more({ on: day(40), what: 'Còn xa' })
    await more({ on: day(1), what: 'Của người khác', who: 'editor' })
    const toWrite = async (who: 'contributor' | 'editor') =>
      (await door.as(who).get('/desk')).body.toWrite.map(({ what }: { what: string }) => what)
    expect(await toWrite('contributor')).toEqual(['Lễ hội hoa', 'Chợ phiên'])
    expect(await toWrite('editor')).toEqual(['Của người khác'])
    await post(door, `/slots/${id}/begin`, made.etag, { article: newId() }, 'contributor')
    expect(await toWrite('contributor')).toEqual(['Chợ phiên'])
  })

  it('is dropped by editors, and planned by nobody else', async () => {
    const { door, id, made } = await planned()
    expect((await post(door, `/slots/${id}/drop`, made.etag, {}, 'contributor')).status).toBe(403)
    const dropped = await post(door, `/slots/${id}/drop`, made.etag, {})
    expect(dropped.body.dropped).toMatchObject({ by: 'editor' })
    expect(await slotsOf(door)).toEqual([])
    expect((await post(door, `/slots/${id}/begin`, dropped.etag, { article: newId() })).status).toBe(409)
    for (const wrong of [{ what: '' }, { section: 'nowhere' }, { on: '2090-02-30' }])
      expect((await planned({ ...festival, ...wrong })).made.status).toBe(422)
  })
})

it('tells in the calendar which texts are those of whoever asks', async () => {
  const door = await aDoor()
  const id = newId()
  const { etag } = await door.as('editor').create(id, anArticle({}))
  const sent = await door.as('editor').act(id, 'vi', 'submit', etag)
  const approved = await door.as('approver').act(id, 'vi', 'approve', sent.etag)
  await door.as('approver').act(id, 'vi', 'schedule', approved.etag, { publishAt: '2090-03-04T08:00' })
  const entries = async (who: 'editor' | 'contributor') =>
    (await door.as(who).get('/calendar?from=2090-03-01&to=2090-03-31')).body.entries
  expect(await entries('editor')).toMatchObject([{ id, state: 'planned', mine: true }])
  expect((await entries('contributor'))[0].mine).toBeUndefined()
})
