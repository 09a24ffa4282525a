import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

/** The embedded edge refuses the reader's function every address that can be signed in two ways, as AWS may. */
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const old = [
  '/Tin tức/Đối ngoại/Xem tin.aspx',
  '/Lists/TinTuc/DispForm.aspx?ID=79',
  "/(A+B)'s ~ x/Default.aspx?List=7",
  '/th%E1ng/b%2Fc.aspx',
  '/Trang/Bài viết.html',
  '/khai-truong/',
  '/?p=11',
  '/tin/?page_id=12',
  '/_layouts/listform.aspx?PageType=4&ListId=5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10&ID=101',
]

/** Other spellings of them, each by its place in the list. */
const spellings: [of: number, address: string][] = [
  [0, encodeURI('/Tin tức/Đối ngoại/Xem tin.aspx')],
  [0, encodeURI('/Tin tức/Đối ngoại/Xem tin.aspx'.normalize('NFD'))],
  [0, encodeURI('/TIN TỨC/ĐỐI NGOẠI/XEM TIN.ASPX')],
  [0, encodeURI('/Tin tức/Đối ngoại/Xem tin.aspx').toLowerCase()],
  [0, encodeURI('/Tin tức/Đối ngoại/Xem+tin.aspx')],
  [0, `${encodeURI('/Tin tức/Đối ngoại/Xem tin.aspx')}?utm_source=x`],
  [1, '/lists/tintuc/dispform.aspx?Source=%2Fx%20y&id=79'],
  [1, '/Lists//TinTuc/./DispForm.aspx?ID=79'],
  [2, "/(A+B)'s%20~%20x/Default.aspx"],
  [2, '/%28A%2BB%29%27s%20%7E%20x/Default.aspx?List=7'],
  [3, '/th%E1ng/b%2Fc.aspx'],
  [3, '/th%C3%A1ng/b/c.aspx'],
  [4, encodeURI('/Trang/Bài viết.html')],
  [4, encodeURI('/trang/bài viết.html'.normalize('NFD'))],
  [5, '/khai-truong'],
  [6, '/?utm_source=x&p=11'],
  [7, '/tin?page_id=12'],
  [8, '/_layouts/15/listform.aspx?PageType=4&ListId=%7B5D0C2A51-7F3E-4B8A-9A64-0C4F1B7E2D10%7D&ID=101'],
  [8, '/_layouts/15/listform.aspx?PageType=4&ListId={5D0C2A51-7F3E-4B8A-9A64-0C4F1B7E2D10}&ID=101'],
]

describe('addresses of the old portal', () => {
  const to = new Map<number, string>()
  beforeAll(async () => {
    for (const [index, address] of old.entries()) {
      const origin = {
        system: 'sharepoint',
        digest: 'a'.repeat(64),
        url: new URL(address, 'https://old.example').href,
      }
      const article = anArticle({ origin, translations: { vi: aText({ title: `Tin số ${index}` }) } })
      const id = newId()
      const { etag, body: made } = await as(cloud, 'admin').create(id, article)
      expect(made).toHaveProperty('article')
      const { body } = await as(cloud, 'approver').publish(id, 'vi', etag)
      to.set(index, new URL(body.addresses.vi).pathname)
    }
    await cloud.settled()
  })

  it.each(spellings)('lead to article %i by %s', async (of, address) => {
    const { status, headers } = await read(cloud.addresses.edge, address)
    expect([status, headers.get('location')]).toEqual([301, to.get(of)])
  })

  it('that lead nowhere are not found, and what is no address is refused', async () => {
    expect((await read(cloud.addresses.edge, '/Tin%20t%E1%BB%A9c/kh%C3%B4ng.aspx')).status).toBe(404)
    expect((await read(cloud.addresses.edge, '/%00.aspx')).status).toBe(400)
    expect((await read(cloud.addresses.edge, '/?p=4711')).status).toBe(404)
    // What is no number of a post is no question.
    expect((await read(cloud.addresses.edge, '/?p=x')).status).toBe(302)
  })

  it('and cursors of lists, escaped or not, come through what is signed', async () => {
    const list = '/vi/moi-nhat'
    for (const cursor of ['9999-01-01T00:00:00.000Z_zzzzzzzzzz', '9999-01-01T00%3A00%3A00.000Z_zzzzzzzzzz'])
      expect((await read(cloud.addresses.edge, `${list}?before=${cursor}`)).status).toBe(200)
    expect((await read(cloud.addresses.edge, `${list}?after=a%3D`)).status).toBe(404)
  })
})
