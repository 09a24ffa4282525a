import { describe, expect, it } from 'vitest'
import { place } from '../../functions/domain/article/place.ts'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { createSite } from '../../functions/store/site.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aNewsroom, dump } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'
import { typefaces } from './site-door.ts'

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

  it('pins an article, and says nothing of it where it is pinned no more', async () => {
    const { door, id, answer, post } = await approved()
    const pinned = await post('approver', answer.etag, { pinned: true })
    expect(pinned.body.article).toMatchObject({ pinned: true, translations: { vi: { status: 'approved' } } })
    const free = await post('approver', pinned.etag, { pinned: false })
    expect(free.body.article).not.toHaveProperty('pinned')
    const body = { ...anArticle(), pinned: false }
    const written = await door
      .as('editor')
      .send('PUT', `/articles/${id}`, { body, headers: { 'if-match': free.etag } })
    expect(written.etag).toBe(free.etag)
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

  it('stands at the head of its section for as long as it is pinned, and nowhere twice', async () => {
    const room = aNewsroom()
    const ids = Array.from({ length: 6 }, newId)
    const [oldest = '', ...others] = ids
    for (const id of ids) await room.live(id)
    await room.publish(ids)
    const newestFirst = others.toReversed()
    const site = createSite(room.siteTable)
    const app = createSiteApp({
      table: room.siteTable,
      typefaces,
      siteUrl: 'https://bantin.example',
      assets: createAssets({ css: '', script: '' }),
    })
    const shown = async () => {
      const { front } = await site.front('vi')
      const page = await (await app.request('/vi/tin-tuc')).text()
      const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
      const listed = [...main.matchAll(/href="[^"]*-([0-9a-z]{10})"/gu)].map(([, id]) => id)
      return {
        block: front?.sections[0]?.cards.map(({ id }) => id),
        listed,
        says: main.includes('Tin được ghim'),
      }
    }
    const byDate = { block: newestFirst.slice(0, 4), listed: [...newestFirst, oldest], says: false }
    expect(await shown()).toEqual(byDate)

    await room.change(oldest, 'place', (article) => place(article, { pinned: true }))
    await room.publish([oldest])
    expect(room.purged).toContain('s-vi-news')
    expect(await shown()).toEqual({
      block: [oldest, ...newestFirst.slice(0, 3)],
      listed: [oldest, ...newestFirst],
      says: true,
    })
    // It takes its place along to another section.
    await room.write(oldest, { section: 'border', pinned: true })
    await room.goLive(oldest)
    await room.publish([oldest])
    expect(await site.pinned('vi', 'news')).toEqual([])
    expect(await site.pinned('vi', 'border')).toHaveLength(1)

    await room.write(oldest, { section: 'news', pinned: true })
    await room.goLive(oldest)
    await room.change(oldest, 'place', (article) => place(article, { pinned: false }))
    await room.publish([oldest])
    expect((await shown()).block).toEqual(byDate.block)
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })
})
