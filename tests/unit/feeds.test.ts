import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { isElement, type Node } from '../../functions/domain/body/tree.ts'
import type { Card, SiteChrome } from '../../functions/domain/site/shapes.ts'
import { all, aSite, itemsOf, one, read } from './site-door.ts'
import { aCard, aChrome, siteUrl } from './views-examples.ts'

/** What a person sees of HTML. */
function seen(html: string): string {
  const textOf = (node: Node): string => {
    if (isElement(node)) throw new Error(`<${node.tagName}> in ${html}`)
    return 'value' in node ? node.value : ''
  }
  return parseFragment(html).childNodes.map(textOf).join('')
}

/** XML knows one line break, and has no way at all to write some control characters. */
function asXmlCarries(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}

const hostile = [
  'A ]]> B ]]></description><link>https://evil.example/</link><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><description><![CDATA[ C',
  ']]>]]> ]]&gt; ]]]>',
  '1 < 2 <b> & 3 > 2 &amp; &#60;',
  '</title><!-- --><?xml?><!DOCTYPE a [<!ENTITY b "c">]>&b;',
  '"quoted" \'twice\'',
  'a\u0000b\u0008c\u000bd\u001fe\u007ff\u0085g',
  'half \ud800 a pair \udc00, \ufffe \uffff',
  'line\nbreaks\r\nand\ttabs',
  '\u{1F600} Tiếng Việt ‮',
  '',
]
const feedPaths = ['/vi/feed.xml', '/vi/tin-tuc/feed.xml', '/vi/chu-de/asean/feed.xml']
const sitemapPaths = ['/sitemap.xml', '/sitemaps/pages.xml', '/sitemaps/2019-07.xml', '/sitemaps/news.xml']
/** When the example is still news. */
const clock = () => Date.parse('2019-07-16T00:00:00Z')

/** Puts one text everywhere a feed could show it, and looks for it there. */
async function findsBack(text: string): Promise<void> {
  const plain = aChrome('vi')
  const app = await aSite(
    [aCard('vi', { title: text, summary: text })],
    {
      name: text,
      tagline: `${text}.`,
      imprint: { ...plain.imprint, organisation: text },
      sections: plain.sections.map((section) => ({ ...section, name: text })),
      tags: plain.tags.map((tag) => ({ ...tag, name: text })),
    },
    { clock },
  )
  const expected = asXmlCarries(text)
  for (const path of feedPaths) {
    const channel = one(await read(app, path), 'channel')
    expect(one(channel, 'title').text).toBe(path === '/vi/feed.xml' ? expected : `${expected} – ${expected}`)
    expect(one(channel, 'description').text).toBe(`${expected}.`)
    expect(one(channel, 'copyright').text).toBe(expected)
    const [item] = all(channel, 'item')
    expect(item!.children.map(({ name }) => name).sort()).toEqual([
      'category',
      'description',
      'guid',
      'link',
      'pubDate',
      'title',
    ])
    expect(one(item!, 'title').text).toBe(expected)
    expect(seen(one(item!, 'description').text)).toBe(expected)
    expect(one(item!, 'category').text).toBe(expected)
  }
  for (const path of sitemapPaths) await read(app, path)
}

describe('feeds and sitemaps', () => {
  it.each(hostile)('are well-formed and say what was written: %j', findsBack)

  it('are so whatever is written', async () => {
    const pieces = fc.constantFrom(
      ']]>',
      '<![CDATA[',
      '<',
      '>',
      '&',
      '"',
      "'",
      '<b>',
      '&lt;',
      '\r',
      '\n',
      '\0',
      '\ud800',
    )
    const text = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), {
        maxLength: 12,
      })
      .map((parts) => parts.join(''))
    await fc.assert(fc.asyncProperty(text, findsBack), { numRuns: 30 })
  })

  it('lead to where an article is, also when it is at another house', async () => {
    const outside = 'https://www.example.org/a?b=1&c=<2>'
    const app = await aSite([aCard('vi'), aCard('vi', { id: '4k7m2p9x1b', externalUrl: outside })])
    const links = itemsOf(await read(app, '/vi/feed.xml')).map((item) => one(item, 'link').text)
    expect(links).toEqual([outside, `${siteUrl}/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a`])
  })
})

describe('an item of a feed', () => {
  const guidOf = async (card: Card, changes: Partial<SiteChrome> = {}) => {
    const [item] = itemsOf(await read(await aSite([card], changes), '/vi/feed.xml'))
    return one(item!, 'guid')
  }

  it('is the same for ever: its name is made of the id, and is no address', async () => {
    const guid = await guidOf(aCard('vi'))
    expect(guid.text).toBe('tag:example.vn,2026:article/4k7m2p9x1a/vi')
    expect(guid.attributes.isPermaLink).toBe('false')
    const moved = aCard('vi', { section: 'notices', slug: 'ten-khac', title: 'Tên khác' })
    const slugs = { news: aChrome('vi').slugs.news!, notices: { vi: 'thong-bao-moi', en: 'notices' } }
    expect((await guidOf(moved, { slugs })).text).toBe(guid.text)
    expect((await guidOf(aCard('vi', { externalUrl: 'https://example.org/' }))).text).toBe(guid.text)
  })

  it('is named after the host alone, whatever port it answers at', async () => {
    const app = await aSite([aCard('vi')], {}, { host: 'http://localhost:8080' })
    const [item] = itemsOf(await read(app, '/vi/feed.xml'))
    expect(one(item!, 'guid').text).toBe('tag:localhost,2026:article/4k7m2p9x1a/vi')
  })

  it('carries its sound and its picture, with their true types and lengths', async () => {
    const audio = { href: '/media/0/chao.m4a', type: 'audio/mp4', bytes: 4321 }
    const image = { hash: '0'.repeat(32), cards: [240], fallback: 960, bytes: 98_765 }
    const [item] = itemsOf(await read(await aSite([aCard('vi', { audio, image })]), '/vi/feed.xml'))
    const filesIn = (name: string) => all(item!, name).map(({ attributes }) => attributes)
    // One is enclosed, since programs take one or another of several.
    expect(filesIn('enclosure')).toEqual([
      { url: `${siteUrl}/media/0/chao.m4a`, type: 'audio/mp4', length: '4321' },
    ])
    expect(filesIn('media:content')).toEqual([
      { url: `${siteUrl}/media/${image.hash}/960.jpg`, type: 'image/jpeg', fileSize: '98765' },
    ])
  })

  it('carries no file of which the length is not known', async () => {
    const audio = { href: 'https://example.org/a.mp3', type: 'audio/mpeg' }
    const image = { hash: '0'.repeat(32), cards: [240] }
    const [item] = itemsOf(await read(await aSite([aCard('vi', { audio, image })]), '/vi/feed.xml'))
    expect(all(item!, 'enclosure')).toEqual([])
  })

  it('says when it was published, and when it was last changed', async () => {
    const app = await aSite([aCard('vi', { updatedAt: '2019-07-16T01:30:00.000Z' })])
    const feed = await read(app, '/vi/feed.xml')
    const [item] = itemsOf(feed)
    expect(one(item!, 'pubDate').text).toBe('Mon, 15 Jul 2019 08:00:00 GMT')
    expect(one(item!, 'atom:updated').text).toBe('2019-07-16T01:30:00.000Z')
    expect(one(one(feed, 'channel'), 'lastBuildDate').text).toBe('Tue, 16 Jul 2019 01:30:00 GMT')
  })
})

it('a feed without articles has no date, rather than one of 1970', async () => {
  const feed = await read(await aSite([]), '/vi/feed.xml')
  expect(itemsOf(feed)).toEqual([])
  expect(all(one(feed, 'channel'), 'lastBuildDate')).toEqual([])
  expect(JSON.stringify(feed)).not.toContain('1970')
})
