import { describe, expect, it } from 'vitest'
import type { MediaFile } from '../../functions/domain/library/file.ts'
import type { ArticlePage } from '../../functions/domain/site/shapes.ts'
import { plainBody } from '../../functions/views/plain-body.ts'
import { aSite, itemsOf, one, read } from './site-door.ts'
import { aCard, anArticlePage, picture, siteUrl } from './views-examples.ts'

const sound = {
  kind: 'audio' as const,
  hash: '1'.repeat(32),
  file: 'chao.mp3',
  type: 'audio/mpeg',
  bytes: 99,
  seconds: 3,
} satisfies MediaFile
const media = { '4k7m2p9x1a': picture, '5k7m2p9x1a': sound }

describe('a text that is read elsewhere', () => {
  const plain = (body: string) => plainBody({ body, media }, siteUrl)

  it('has whole addresses, and files under those of their public form', () => {
    expect(plain('<p><a href="/vi/tin-tuc">a</a> <a href="https://example.org/?a=1&amp;b=2">b</a></p>')).toBe(
      `<p><a href="${siteUrl}/vi/tin-tuc">a</a> <a href="https://example.org/?a=1&amp;b=2">b</a></p>`,
    )
    expect(plain('<figure><img src="media:4k7m2p9x1a" alt="Ảnh"></figure>')).toBe(
      `<figure><img alt="Ảnh" width="800" height="400" src="${siteUrl}/media/${picture.hash}/800.jpg"></figure>`,
    )
    expect(plain('<p><a href="media:5k7m2p9x1a">c</a></p>')).toBe(
      `<p><a href="${siteUrl}/media/${sound.hash}/chao.mp3">c</a></p>`,
    )
    expect(plain('<audio src="media:5k7m2p9x1a"></audio>')).toContain(
      `src="${siteUrl}/media/${sound.hash}/chao.mp3"`,
    )
  })

  it('keeps notes in their place, words of another language marked, and nothing that means something to our pages alone', () => {
    expect(plain('<p id="x" lang="en">a<small role="note">b &lt; c</small></p>')).toBe(
      '<p lang="en">a (b &lt; c)</p>',
    )
    expect(plain('<p><a href="#x">a</a></p>')).toBe('<p><a>a</a></p>')
  })
})

describe('feeds with whole texts', () => {
  const page: ArticlePage = anArticlePage('vi', {
    body: '<p>Toàn văn &amp; <a href="/vi">liên kết</a></p>',
    tags: ['asean'],
    audio: { href: '/media/a.mp3', type: 'audio/mpeg', bytes: 77 },
  })
  const audio = { href: '/media/a.mp3', type: 'audio/mpeg', bytes: 77 }
  const aFeed = () => aSite([aCard('vi', { audio })], {}, { pages: [page] })
  const whole = `<p>Toàn văn &amp; <a href="${siteUrl}/vi">liên kết</a></p>`

  it('carry them in RSS', async () => {
    const [item] = itemsOf(await read(await aFeed(), '/vi/feed.xml'))
    expect(one(item!, 'content:encoded').text).toBe(whole)
  })

  it.each([
    ['/vi/feed.json', '/vi'],
    ['/vi/tin-tuc/feed.json', '/vi/tin-tuc'],
    ['/vi/chu-de/asean/feed.json', '/vi/chu-de/asean'],
  ])('carry them as JSON Feed at %s, of the same articles and files', async (path, home) => {
    const answer = await (await aFeed()).request(path)
    expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    expect(answer.headers.get('link')).toBe(
      `<${siteUrl}${path}>; rel="self", <${siteUrl}${home}>; rel="alternate"; type="text/html"`,
    )
    expect(await answer.json()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: siteUrl + path,
      home_page_url: siteUrl + home,
      language: 'vi',
      items: [
        {
          id: 'tag:example.vn,2026:article/4k7m2p9x1a/vi',
          url: `${siteUrl}/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a`,
          content_html: whole,
          date_published: '2019-07-15T08:00:00.000Z',
          authors: [{ name: 'Phòng Lãnh sự' }],
          tags: ['Tin tức', 'ASEAN'],
          attachments: [{ url: `${siteUrl}/media/a.mp3`, mime_type: 'audio/mpeg', size_in_bytes: 77 }],
        },
      ],
    })
  })

  it('tell summaries from a million characters on', async () => {
    const ids = ['4k7m2p9x1a', '4k7m2p9x1b', '4k7m2p9x1c']
    const long = `<p>${'a'.repeat(450_000)}</p>`
    const app = await aSite(
      ids.map((id) => aCard('vi', { id })),
      {},
      { pages: ids.map((id) => anArticlePage('vi', { id, body: long })) },
    )
    const { items } = (await (await app.request('/vi/feed.json')).json()) as { items: object[] }
    expect(items.map((item) => 'content_html' in item)).toEqual([true, true, false])
    expect(items[2]).toMatchObject({ content_text: 'Hội nghị đánh giá công tác và đề ra nhiệm vụ.' })
  })
})
