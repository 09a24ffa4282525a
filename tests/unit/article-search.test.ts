import { expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { withoutMedia } from '../support/media/no-media.ts'

async function aDesk(titles: readonly string[]) {
  const newsroom = createNewsroom(createMemoryTable())
  await newsroom.saveStaff({ id: 'editor', role: 'editor', name: 'Phòng Biên tập' })
  const royalties = createRoyalties(createMemoryTable())
  const app = createAdminApp({ ...withoutMedia, newsroom, royalties, siteUrl: 'https://news.example' })
  const env = { event: { requestContext: { authorizer: { iam: { userId: 'editor' } } } } } as never
  const headers = { 'content-type': 'application/json', 'if-none-match': '*' }
  for (const title of titles) {
    const body = JSON.stringify(anArticle({ translations: { vi: aText({ title }) } }))
    const { status } = await app.request(`/articles/${newId()}`, { method: 'PUT', body, headers }, env)
    expect(status).toBe(201)
  }
  /** Titles of every page, in their order. */
  return async (text: string, limit = 50) => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const query = new URLSearchParams({
        text,
        limit: String(limit),
        ...(cursor !== undefined && { cursor }),
      })
      const page = await (await app.request(`/articles?${query}`, {}, env)).json()
      found.push(
        ...page.articles.map((row: { translations: { vi: { title: string } } }) => row.translations.vi.title),
      )
      cursor = page.next
    } while (cursor !== undefined)
    return found
  }
}

it('finds words by their beginning, not by what stands within them', async () => {
  const find = await aDesk(['Trong khoảng thời gian tới', 'Cộng hòa xã hội', 'Trao đổi hoa'])
  expect((await find('hòa')).sort()).toEqual(['Cộng hòa xã hội', 'Trao đổi hoa'])
  expect(await find('khoa')).toEqual(['Trong khoảng thời gian tới'])
  expect(await find('gian khoang')).toEqual(['Trong khoảng thời gian tới'])
  expect(await find('!')).toEqual([])
})

it('gives what has the very accents first, over all pages, and nothing twice', async () => {
  const titles = ['Họa sĩ', 'Hòa bình 1', 'Hoa sen', 'Hòa bình 2', 'Hóa học', 'HÒA BÌNH 3']
  const find = await aDesk(titles)
  const best = ['HÒA BÌNH 3', 'Hòa bình 2', 'Hòa bình 1']
  for (const limit of [1, 2, 3, 4, 50]) {
    const found = await find('hòa', limit)
    expect(found.slice(0, 3)).toEqual(best)
    expect(found.slice(3)).toEqual(['Hóa học', 'Hoa sen', 'Họa sĩ'])
  }
})

it('finds names of other languages without their letters', async () => {
  const find = await aDesk(['Gặp ông Søren ở Łódź'])
  expect(await find('soren lodz')).toHaveLength(1)
  expect(await find('Søren')).toHaveLength(1)
})

it('finds the translations whose source says something else now, and no other article', async () => {
  const newsroom = createNewsroom(createMemoryTable())
  await newsroom.saveStaff({ id: 'editor', role: 'editor', name: 'Phòng Biên tập' })
  const royalties = createRoyalties(createMemoryTable())
  const app = createAdminApp({ ...withoutMedia, newsroom, royalties, siteUrl: 'https://news.example' })
  const env = { event: { requestContext: { authorizer: { iam: { userId: 'editor' } } } } } as never
  const put = async (id: string, translations: object, tag?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(tag ? { 'if-match': tag } : { 'if-none-match': '*' }),
    }
    const body = JSON.stringify(anArticle({ translations }))
    const answer = await app.request(`/articles/${id}`, { method: 'PUT', body, headers }, env)
    expect(answer.status).toBeLessThan(300)
    return answer.headers.get('etag') ?? ''
  }
  await put(newId(), { vi: aText() })
  const id = newId()
  const en = aText({ title: 'Festival news', basedOn: { locale: 'vi', revision: 1 } })
  const first = await put(id, { vi: aText() })
  const second = await put(id, { vi: aText(), en }, first)
  const find = async (query: string) => {
    const { articles } = await (await app.request(`/articles?${query}`, {}, env)).json()
    return articles.map((row: { id: string }) => row.id)
  }
  expect(await find('stale=true')).toEqual([])
  await put(id, { vi: aText({ body: '<p>Ngày đã đổi.</p>' }), en }, second)
  expect(await find('stale=true&locale=en')).toEqual([id])
  expect(await find('stale=true&locale=vi')).toEqual([])
})
