import { expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { openIndex } from '../../functions/search/reader.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { withoutMedia } from '../support/media/no-media.ts'
import { aSearchedSite } from '../support/search/searched-site.ts'

/** The editors' list over an index that the publisher feeds. */
async function aDesk() {
  const site = aSearchedSite()
  await site.minutes()
  await site.newsroom.saveStaff({ id: 'editor', role: 'editor', name: 'Phòng Biên tập' })
  let now = Date.now()
  const app = createAdminApp({
    ...withoutMedia,
    newsroom: site.newsroom,
    royalties: createRoyalties(createMemoryTable()),
    siteUrl: 'https://news.example',
    index: openIndex(site.indexes.open('newsroom/'), { clock: () => now }),
    // Long after all was written, so that nothing is found for being new.
    now: () => new Date(site.now().getTime() + 3_600_000),
  })
  const env = { event: { requestContext: { authorizer: { iam: { userId: 'editor' } } } } } as never
  return {
    site,
    /** Ids of all pages, in their order. */
    async find(query: Record<string, string>) {
      now += 60_000
      const found: string[] = []
      for (let cursor: string | undefined, page = 0; page < 50; page += 1) {
        const asked = new URLSearchParams({ ...query, ...(cursor && { cursor }) })
        const { articles, next } = await (await app.request(`/articles?${asked}`, {}, env)).json()
        found.push(...articles.map(({ id }: { id: string }) => id))
        cursor = next
        if (cursor === undefined) break
      }
      return found
    },
    async write(title: string, more: Record<string, unknown> = {}, body = '<p>Nội dung</p>') {
      const id = newId()
      await site.write(id, { translations: { vi: aText({ title, body, summary: '' }) }, ...more })
      await site.publish([id])
      return id
    },
  }
}

it('finds words of title, summary, body and byline, in any state and with or without marks, the best first', async () => {
  const { site, find, write } = await aDesk()
  const inBody = await write('Tin khác', {}, '<p>Báo cáo xâm nhập mặn tại tỉnh</p>')
  const inTitle = await write('Xâm nhập mặn')
  const signed = await write('Có tên', { byline: ['Trung tâm Xâm nhập'] })
  await write('Không liên quan')
  expect(await find({ text: 'xam nhap man' })).toEqual([inTitle, inBody])
  expect(await find({ text: 'trung tâm xâm nhập' })).toEqual([signed])
  await site.goLive(inBody)
  await site.publish([inBody])
  await site.withdraw(inBody)
  await site.publish([inBody])
  expect(await find({ text: 'xâm nhập mặn' })).toEqual([inTitle, inBody])
  expect(await find({ text: inBody })).toEqual([inBody])
})

it('goes together with every filter, page and order of the list', async () => {
  const { site, find, write } = await aDesk()
  const ids: string[] = []
  for (let nth = 0; nth < 7; nth += 1)
    ids.push(await write(`Hội nghị ${nth}`, { section: nth % 2 ? 'border' : 'news' }))
  await site.goLive(ids[0]!)
  await site.goLive(ids[1]!)
  await site.publish(ids)
  const all = await find({ text: 'hội nghị' })
  expect([...all].sort()).toEqual([...ids].sort())
  for (const limit of ['1', '2', '3', '7']) expect(await find({ text: 'hội nghị', limit })).toEqual(all)
  expect(await find({ text: 'hội nghị', status: 'published' })).toEqual(
    all.filter((id) => ids.indexOf(id) < 2),
  )
  expect([...(await find({ text: 'hội nghị', section: 'border', limit: '2' }))].sort()).toEqual(
    [1, 3, 5].map((nth) => ids[nth]).sort(),
  )
  expect(await find({ text: 'hội nghị', sort: 'title' })).toEqual(ids)
  // The two that went public were changed last.
  expect(await find({ text: 'hội nghị', sort: 'updated' })).toEqual([...ids.slice(2), ids[0], ids[1]])
  expect(await find({ text: 'hội nghị', mine: 'true' })).toEqual(all)
  expect(await find({ text: 'hội nghị', mine: 'false' })).toEqual([])
  expect(await find({ text: 'hội nghị', discarded: 'true' })).toEqual([])
})

it('goes on by titles where there is no index', async () => {
  const { site, find, write } = await aDesk()
  const id = await write('Hội nghị', {}, '<p>chỉ trong thân bài</p>')
  site.indexes.objects.clear()
  expect(await find({ text: 'hoi nghi' })).toEqual([id])
  expect(await find({ text: 'thân bài' })).toEqual([])
})
