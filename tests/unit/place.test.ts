import { describe, expect, it } from 'vitest'
import { place } from '../../functions/domain/article/place.ts'
import { createSite } from '../../functions/store/site.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

listenToLog()

/** An article whose Vietnamese text is approved. */
async function approved() {
  const door = await aDoor()
  const id = newId()
  let answer = await door.as('editor').create(id, anArticle())
  answer = await door.as('editor').act(id, 'vi', 'submit', answer.etag)
  answer = await door.as('approver').act(id, 'vi', 'approve', answer.etag)
  const post = (who: 'editor' | 'approver' | 'contributor', tag: string, body: unknown) =>
    door.as(who).send('POST', `/articles/${id}/place`, { body, headers: { 'if-match': tag } })
  return { door, id, answer, post }
}

describe('placing an article among others', () => {
  it('takes no approval away, because no word changes', async () => {
    const { answer, post } = await approved()
    const placed = await post('approver', answer.etag, { featured: true, note: 'Tin chính hôm nay' })
    expect(placed.status).toBe(200)
    expect(placed.body).toMatchObject({
      effects: [],
      article: { featured: true, translations: { vi: { status: 'approved' } } },
      revision: { action: 'place', note: 'Tin chính hôm nay' },
    })
    expect(placed.body.parts.vi).toBe(answer.body.parts.vi)
  })

  it('is known by the tag of what the languages share, and changes nothing where it says the same', async () => {
    const { door, id, answer, post } = await approved()
    const first = await post('approver', answer.body.parts.shared, { featured: true })
    const again = await post('approver', first.body.parts.shared, { featured: true })
    expect([first.status, again.etag]).toEqual([200, first.etag])
    const late = await post('approver', answer.body.parts.shared, { featured: false })
    expect([late.status, late.body.current]).toEqual([412, first.body.parts.shared])
    expect((await door.as('approver').get(`/articles/${id}`)).body.article.featured).toBe(true)
  })

  it('leaves what it does not name', async () => {
    const door = await aDoor()
    const other = newId()
    await door.as('editor').create(other, anArticle())
    const id = newId()
    const { etag } = await door.as('editor').create(id, anArticle({ related: [other] }))
    const init = { body: { featured: true }, headers: { 'if-match': etag } }
    const placed = await door.as('approver').send('POST', `/articles/${id}/place`, init)
    expect(placed.body.article).toMatchObject({ featured: true, related: [other] })
  })

  it('is an editor’s until something is approved, and never a contributor’s', async () => {
    const { door, answer, post } = await approved()
    expect((await post('editor', answer.etag, { featured: true })).status).toBe(403)
    expect((await post('contributor', answer.etag, { featured: true })).status).toBe(403)
    const id = newId()
    const draft = await door.as('editor2').create(id, anArticle())
    const init = { body: { featured: true }, headers: { 'if-match': draft.etag } }
    expect((await door.as('editor').send('POST', `/articles/${id}/place`, init)).status).toBe(200)
  })

  it('refuses articles and tags that are not there, itself, and nothing at all', async () => {
    const { id, answer, post } = await approved()
    const wrong = [{ related: [newId()] }, { related: [id] }, { tags: ['khong-co'] }, {}, { genre: 'qa' }]
    for (const body of wrong) expect((await post('approver', answer.etag, body)).status).toBe(422)
  })
})

describe('what is public', () => {
  it('is shown as it was placed, with the dates that it has', async () => {
    const room = aNewsroom()
    const [id, other] = [newId(), newId()]
    await room.live(other)
    await room.live(id)
    await room.publish([id, other])
    const page = async () => (await createSite(room.siteTable).article(id, 'vi')).shown
    const before = await page()
    expect(before).toMatchObject({ featured: false })
    await room.change(id, 'place', (article) => place(article, { featured: true, related: [other] }))
    await room.publish([id])
    expect(await page()).toEqual({ ...before, featured: true })
    expect((await createSite(room.siteTable).article(id, 'vi')).nearby?.related).toHaveLength(1)
  })

  it('is placed at once also while a correction of it waits, of which readers see nothing', async () => {
    const room = aNewsroom()
    const id = newId()
    await room.live(id)
    await room.write(id, { translations: { vi: aText({ title: 'Bản đính chính' }) } })
    await room.change(id, 'place', (article) => place(article, { featured: true }))
    await room.publish([id])
    const { shown } = await createSite(room.siteTable).article(id, 'vi')
    expect(shown).toMatchObject({ featured: true, title: aText().title })
    await room.goLive(id)
    await room.publish([id])
    const corrected = (await createSite(room.siteTable).article(id, 'vi')).shown
    expect(corrected).toMatchObject({ featured: true, title: 'Bản đính chính' })
  })
})
