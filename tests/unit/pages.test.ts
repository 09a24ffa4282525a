import { describe, expect, it } from 'vitest'
import { isWanted, listQuery } from '../../functions/admin/articles/list.ts'
import { locales } from '../../functions/domain/locale.ts'
import { listsHolding } from '../../functions/domain/site/lists.ts'
import { articlePath } from '../../functions/domain/site/paths.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { aText, inBoth, newId } from '../support/articles/articles.ts'
import { aNewsroom, articlesIn, dump } from '../support/articles/newsroom.ts'

/** A newsroom that has made a page and an article public, in the same section. */
async function withPage() {
  const room = aNewsroom()
  const [page, news] = [newId(), newId()]
  await room.live(news, { translations: { vi: aText({ title: 'Tin' }) } })
  await room.live(page, { type: 'page', tags: [], featured: true, translations: inBoth('Giới thiệu') })
  await room.goLive(page, 'en')
  await room.publish([page, news])
  const site = createSite(room.siteTable)
  const idsIn = async (list: Parameters<typeof site.list>[1]) =>
    (await site.list('vi', list, { limit: 10 })).cards.map(({ id }) => id)
  return { room, page, news, site, idsIn }
}

describe('a page', () => {
  it('stands in the list of pages, and in none of news', async () => {
    const { page, news, idsIn } = await withPage()
    expect(await idsIn({ kind: 'page' })).toEqual([page])
    expect(await idsIn({ kind: 'latest' })).toEqual([news])
    expect(await idsIn({ kind: 'section', id: 'news' })).toEqual([news])
    expect(await idsIn({ kind: 'featured' })).toEqual([])
  })

  it('has an address of its own kind in each language, which its section has no part in', async () => {
    const { page, site } = await withPage()
    for (const locale of locales) {
      const { shown, chrome } = await site.article(page, locale)
      if (shown?.kind !== 'page' || !chrome) throw new Error(`nothing is shown in ${locale}`)
      const word = { vi: 'trang', en: 'pages' }[locale]
      expect(articlePath(chrome, shown)).toBe(`/${locale}/${word}/${shown.slug}-${page}`)
      for (const place of shown.alternates) expect(place.type).toBe('page')
    }
  })

  it('is no neighbour of news, and has none', async () => {
    const { page, news, site } = await withPage()
    const none = { related: [], newer: [], older: [] }
    expect((await site.article(page, 'vi')).nearby).toEqual(none)
    expect((await site.article(news, 'vi')).nearby).toEqual(none)
  })

  it('is found by the search, as a page', async () => {
    const { page, site } = await withPage()
    const [text] = await site.texts([page], 'vi')
    expect(text).toMatchObject({ id: page, type: 'page' })
  })

  it('leaves the lists of news when it stops to be news, and its notice stands where the page stood', async () => {
    const { room, news, site, idsIn } = await withPage()
    await room.write(news, { type: 'page' })
    await room.goLive(news)
    await room.publish([news])
    expect(await idsIn({ kind: 'latest' })).toEqual([])
    expect(await idsIn({ kind: 'page' })).toContain(news)
    await room.withdraw(news)
    await room.publish([news])
    expect((await site.article(news, 'vi')).shown).toMatchObject({ kind: 'gone', place: { type: 'page' } })
    expect(await idsIn({ kind: 'page' })).not.toContain(news)
  })

  it('is made again by a rebuild as it was', async () => {
    const { room } = await withPage()
    const before = await dump(room.siteTable)
    const site = createSiteWriter(room.siteTable)
    for (const id of await articlesIn(room.newsroomTable)) await site.removePage(id, 'vi')
    await room.rebuild()
    expect(await dump(room.siteTable)).toEqual(before)
    expect((await room.rebuild()).written).toBe(0)
  })

  it('is told apart in the lists of editors', async () => {
    const { room, page, news } = await withPage()
    const rows = await room.newsroom.articles.findRows([page, news])
    expect(rows.map((row) => row?.type)).toEqual(['page', 'news'])
    const asking = { caller: 'e1', now: room.now() }
    const wanted = rows.filter((row) => row && isWanted(row, listQuery.parse({ type: 'page' }), asking))
    expect(wanted.map((row) => row?.id)).toEqual([page])
  })
})

it('holds no page in a list of news, whatever the page says of itself', () => {
  const standing = { section: 'news', featured: true, tags: ['asean'], type: 'page' } as const
  expect(listsHolding(standing)).toEqual([{ kind: 'page' }])
})
