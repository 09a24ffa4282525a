import { beforeEach, describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { aRoyalty, author } from '../support/articles/royalties.ts'
import { withoutMedia } from '../support/media/no-media.ts'

const absent = { 'if-none-match': '*' }

let send: Awaited<ReturnType<typeof aDoor>>
let articles: { news: string; border: string }
let royalties: { news: string; border: string }

/** The approver may do everything; the approver of news is limited to that section. */
async function aDoor() {
  const newsroom = createNewsroom(createMemoryTable())
  await newsroom.saveStaff({ id: 'approver', role: 'approver', name: 'Lãnh đạo' })
  await newsroom.saveStaff({ id: 'limited', role: 'approver', name: 'Phụ trách tin', sections: ['news'] })
  const app = createAdminApp({
    ...withoutMedia,
    newsroom,
    royalties: createRoyalties(createMemoryTable()),
    siteUrl: 'https://news.example',
  })
  return async (
    who: 'approver' | 'limited',
    method: string,
    path: string,
    body?: unknown,
    headers: object = {},
  ) => {
    const env = { event: { requestContext: { authorizer: { iam: { userId: who } } } } } as never
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }
    const response = await app.request(path, init, env)
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      body: isJson ? await response.json() : await response.text(),
    }
  }
}

beforeEach(async () => {
  send = await aDoor()
  articles = { news: newId(), border: newId() }
  royalties = { news: newId(), border: newId() }
  await send('approver', 'PUT', `/payees/${author}`, { name: 'Người viết', kind: 'staff' }, absent)
  for (const section of ['news', 'border'] as const) {
    const article = anArticle({ section, byline: [section] })
    await send('approver', 'PUT', `/articles/${articles[section]}`, article, absent)
    const royalty = aRoyalty({ article: articles[section] })
    const made = await send('approver', 'PUT', `/royalties/${royalties[section]}`, royalty, absent)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
})

describe('an approver of some sections', () => {
  it('sees the royalties of these alone', async () => {
    const { body } = await send('limited', 'GET', '/royalties')
    expect(body.royalties.map(({ article }: { article: string }) => article)).toEqual([articles.news])
    for (const path of ['', '/revisions', '/revisions/1']) {
      expect((await send('limited', 'GET', `/royalties/${royalties.news}${path}`)).status).toBe(200)
      expect((await send('limited', 'GET', `/royalties/${royalties.border}${path}`)).status).toBe(403)
    }
    const proposal = (article: string) =>
      send('limited', 'GET', `/royalties/proposal?article=${article}&locale=vi`)
    expect((await proposal(articles.news)).status).toBe(200)
    expect((await proposal(articles.border)).status).toBe(403)
    expect((await send('approver', 'GET', '/royalties')).body.royalties).toHaveLength(2)
  })

  it('proposes for these alone, and takes no royalty over to another article', async () => {
    const propose = (article: string, id = newId(), headers: object = absent) =>
      send('limited', 'PUT', `/royalties/${id}`, aRoyalty({ article, pages: 2 }), headers)
    expect((await propose(articles.border)).status).toBe(403)
    expect((await propose(articles.news)).status).toBe(201)
    const { etag } = await send('approver', 'GET', `/royalties/${royalties.border}`)
    expect((await propose(articles.news, royalties.border, { 'if-match': etag })).status).toBe(403)
    expect((await propose(articles.border, royalties.border, { 'if-match': etag })).status).toBe(403)
  })

  it('approves, pays and reverses in these alone', async () => {
    const acts = [
      ['approve', {}],
      ['pay', { on: '2026-01-10', reference: 'UNC 1' }],
      ['reverse', { reason: 'Nhầm' }],
    ] as const
    for (const [act, body] of acts) {
      const tagOf = async (id: string) => ({
        'if-match': (await send('approver', 'GET', `/royalties/${id}`)).etag,
      })
      const border = await send(
        'limited',
        'POST',
        `/royalties/${royalties.border}/${act}`,
        body,
        await tagOf(royalties.border),
      )
      expect([border.status, border.body.code], act).toEqual([403, 'forbidden'])
      const news = await send(
        'limited',
        'POST',
        `/royalties/${royalties.news}/${act}`,
        body,
        await tagOf(royalties.news),
      )
      expect(news.status, act).not.toBe(403)
    }
  })

  it('follows an article to its section of today', async () => {
    const { etag } = await send('approver', 'GET', `/articles/${articles.border}`)
    await send(
      'approver',
      'POST',
      `/articles/${articles.border}/move`,
      { section: 'news' },
      { 'if-match': etag },
    )
    expect((await send('limited', 'GET', `/royalties/${royalties.border}`)).status).toBe(200)
  })
})
