import { readFileSync } from 'node:fs'
import { RelaxNGValidator, XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { aSite } from './site-door.ts'
import { aCard, anArticlePage } from './views-examples.ts'

/** A day after the examples: they are still news. */
const clock = () => Date.parse('2019-07-16T00:00:00Z')
const hash = '0'.repeat(32)

const plain = aCard('vi')
const complete = aCard('vi', {
  id: 'b000000001',
  title: 'Một tin có ảnh, có bản đọc & được sửa',
  updatedAt: '2019-07-15T18:30:00.000Z',
  image: { hash, cards: [240], fallback: 960, bytes: 98_765 },
  audio: { href: '/media/0/doc.m4a', type: 'audio/mp4', bytes: 4321 },
  film: { href: '/media/1/phim.mp4', type: 'video/mp4', bytes: 54_321 },
  alternates: [{ locale: 'en', section: 'news', slug: 'a-text' }],
})
const wordless = aCard('vi', { id: 'b000000002', summary: '', title: 'Không có tóm tắt' })
const elsewhere = aCard('vi', { id: 'b000000003', externalUrl: 'https://example.org/tin' })
const cards = [plain, complete, wordless, elsewhere]

/** Validators of libxml2, by the schemas beside the tests. */
function validators() {
  xmlRegisterFsInputProviders()
  const schema = (name: string) => {
    const url = `tests/fixtures/schemas/${name}`
    return XmlDocument.fromBuffer(readFileSync(url), { url })
  }
  return {
    feed: RelaxNGValidator.fromDoc(schema('rss.rng')),
    sitemap: XsdValidator.fromDoc(schema('sitemaps.xsd')),
    index: XsdValidator.fromDoc(schema('sitemap-index.xsd')),
  }
}
let by: ReturnType<typeof validators>
beforeAll(() => {
  by = validators()
})

/** What a validator has against a document. */
function faultsOf(kind: keyof typeof by, xml: string): string[] {
  try {
    by[kind].validate(XmlDocument.fromString(xml))
    return []
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message)
    throw error
  }
}

async function answerOf(path: string, shown = cards) {
  const app = await aSite(shown, {}, { clock, pages: [anArticlePage('vi', { id: complete.id })] })
  return await (await app.request(path)).text()
}

describe('what programs read of the site keeps to its schema', () => {
  it.each([
    ['feed', '/vi/feed.xml'],
    ['feed', '/vi/tin-tuc/feed.xml'],
    ['feed', '/vi/chu-de/asean/feed.xml'],
    ['index', '/sitemap.xml'],
    ['sitemap', '/sitemaps/pages.xml'],
    ['sitemap', '/sitemaps/2019-07.xml'],
    ['sitemap', '/sitemaps/news.xml'],
  ] as const)('as %s: %s', async (kind, path) => {
    expect(faultsOf(kind, await answerOf(path))).toEqual([])
  })

  it.each([
    ['feed', '/vi/feed.xml'],
    ['index', '/sitemap.xml'],
    ['sitemap', '/sitemaps/pages.xml'],
  ] as const)('as %s, where nobody has written anything yet: %s', async (kind, path) => {
    expect(faultsOf(kind, await answerOf(path, []))).toEqual([])
  })

  it('as a JSON feed', async () => {
    const url = z.url({ protocol: /^https?$/u })
    const item = z.strictObject({
      id: z.string().min(1),
      url,
      title: z.string(),
      // At least one of the two (jsonfeed.org/version/1.1).
      content_html: z.string().optional(),
      content_text: z.string().optional(),
      summary: z.string().optional(),
      image: url.optional(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime().optional(),
      authors: z.array(z.strictObject({ name: z.string().min(1) })).optional(),
      tags: z.array(z.string().min(1)),
      language: z.string().regex(/^[a-z]{2}$/u),
      attachments: z.array(
        z.strictObject({
          url,
          mime_type: z.string().regex(/^[a-z]+\/[\w.+-]+$/u),
          size_in_bytes: z.int().positive(),
        }),
      ),
    })
    const feed = z.strictObject({
      version: z.literal('https://jsonfeed.org/version/1.1'),
      title: z.string().min(1),
      description: z.string().min(1),
      home_page_url: url,
      feed_url: url,
      icon: url,
      favicon: url,
      language: z.string(),
      authors: z.array(z.strictObject({ name: z.string().min(1), url })),
      items: z.array(
        item.refine(
          ({ content_html, content_text }) => content_html !== undefined || content_text !== undefined,
        ),
      ),
    })
    const { items } = feed.parse(JSON.parse(await answerOf('/vi/feed.json')))
    expect(items).toHaveLength(cards.length)
  })

  it('and a document that does not is refused', async () => {
    const feed = await answerOf('/vi/feed.xml')
    expect(faultsOf('feed', feed.replace(/<pubDate>[^<]*/u, '<pubDate>2019-07-15'))).not.toEqual([])
    expect(faultsOf('feed', feed.replace('<guid isPermaLink="false">', '<guid>'))).not.toEqual([])
    const news = await answerOf('/sitemaps/news.xml')
    expect(faultsOf('sitemap', news.replace(/<news:title>[^<]*<\/news:title>/u, ''))).not.toEqual([])
    expect(faultsOf('sitemap', news.replace('rel="alternate"', 'rel="next"'))).not.toEqual([])
    const index = await answerOf('/sitemap.xml')
    expect(faultsOf('index', index.replace(/<loc>[^<]*/u, '<loc>/a.xml'))).not.toEqual([])
  })
})
