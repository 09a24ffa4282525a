import * as parse5 from 'parse5'
import { describe, expect, it } from 'vitest'
import { picturePath } from '../../functions/domain/library/file.ts'
import { formPath } from '../../functions/domain/site/paths.ts'
import { renderArticle } from '../../functions/views/pages.tsx'
import { aSite } from './site-door.ts'
import { aCard, aFrame, aFullArticle, anArticlePage, nobodyNear, picture, siteUrl } from './views-examples.ts'

const path = '/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a'
const address = siteUrl + picturePath(picture, '800.jpg')
const withPictures = anArticlePage('vi', {
  lead: { file: picture, alt: 'Toàn cảnh' },
  body: '<p>Nội dung &amp; <a href="/vi/tin-tuc">liên kết</a></p><figure><img src="media:4k7m2p9x1a" alt="Ảnh"></figure>',
  media: { '4k7m2p9x1a': picture },
})

async function save(article = withPictures, answer: () => Response = () => jpeg(3)) {
  const asked: string[] = []
  const door = await aSite(
    [aCard('vi')],
    {},
    {
      pages: [article],
      fetchPublic: async (url) => {
        asked.push(url)
        return answer()
      },
    },
  )
  const response = await door.request(formPath(path, 'html'))
  return { response, html: await response.text(), asked }
}
const jpeg = (bytes: number) =>
  new Response(Buffer.alloc(bytes, 1), {
    headers: { 'content-type': 'image/jpeg', 'content-length': `${bytes}` },
  })

/** Every address in a document that a browser asks for by itself. */
function asksFor(html: string): string[] {
  const found: string[] = []
  const look = (node: parse5.DefaultTreeAdapterTypes.Node) => {
    if ('attrs' in node)
      for (const { name, value } of node.attrs)
        if (['src', 'srcset', 'poster'].includes(name) || (node.tagName === 'link' && name === 'href'))
          found.push(value)
    if ('childNodes' in node) node.childNodes.forEach(look)
  }
  look(parse5.parse(html))
  return found.filter((each) => !each.startsWith('data:'))
}

describe('an article saved as one file', () => {
  it('is offered beside the PDF, and kept under a name of its own', async () => {
    const page = renderArticle(aFrame('vi', { path }), {
      article: withPictures,
      nearby: nobodyNear,
      views: 1,
    })
    expect(page).toContain(
      `<a href="${path}.html" type="text/html" rel="nofollow">Lưu thành một tệp HTML</a>`,
    )
    const { response } = await save()
    const headers = ['content-type', 'content-disposition', 'cache-tag', 'link'].map((name) =>
      response.headers.get(name),
    )
    expect(headers).toEqual([
      'text/html; charset=utf-8',
      'attachment; filename="hoi-nghi-so-ket.html"',
      'site,a-4k7m2p9x1a',
      `<${siteUrl}${path}>; rel="canonical"`,
    ])
  })

  it('asks for nothing when it is opened: pictures, style and the way back are in it, and no script', async () => {
    const { html, asked } = await save()
    expect(asked).toEqual([address])
    // What it names as its own address is fetched by nobody.
    expect(asksFor(html)).toEqual([siteUrl + path])
    expect(html.match(/data:image\/jpeg;base64,AQEB"/gu)).toHaveLength(2)
    expect(html).not.toContain('<script')
    expect(html).toContain(`<a href="${siteUrl}/vi/tin-tuc">liên kết</a>`)
    expect(html).toMatch(/<svg role="img" aria-label="Mã QR dẫn đến địa chỉ của bài" .*?<\/svg>/u)
    expect(html).toContain('Thứ Hai, ngày 15/07/2019, 15:00')
  })

  it.each([
    ['not there', () => new Response('', { status: 404 })],
    ['no picture', () => new Response('<p>', { headers: { 'content-type': 'text/html' } })],
    ['larger than an answer may be', () => jpeg(3_000_001)],
    [
      'out of reach',
      () => {
        throw new Error('no network')
      },
    ],
  ])('shows a picture from the site that is %s', async (_, answer) => {
    const { response, html } = await save(withPictures, answer)
    expect(response.status).toBe(200)
    expect(asksFor(html).filter((each) => each === address)).toHaveLength(2)
  })

  it('carries no more than an answer may hold', async () => {
    const media = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `4k7m2p9x${String(index).padStart(2, '0')}`,
        { ...picture, hash: String(index).padStart(32, '0') },
      ]),
    )
    const body = Object.keys(media).map((id) => `<figure><img src="media:${id}" alt="a"></figure>`)
    const { html, asked } = await save(anArticlePage('vi', { media, body: body.join('') }), () =>
      jpeg(400_000),
    )
    expect(asked).toHaveLength(20)
    expect(html.match(/data:image/gu)).toHaveLength(7)
    expect(Buffer.byteLength(html)).toBeLessThan(6_000_000)
  })

  it('says what files and sources there are, under whole addresses', async () => {
    const { html } = await save(aFullArticle('vi'))
    expect(html).toContain(`href="${siteUrl}/media/a.pdf"`)
    expect(html).toContain('Báo Thế giới và Việt Nam')
  })
})
