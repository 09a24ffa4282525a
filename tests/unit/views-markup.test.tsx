import { brotliCompressSync } from 'node:zlib'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { type Frame, renderArticle } from '../../functions/views/pages.tsx'
import { buildReaderAssets } from '../../infra/bundles.ts'
import en from '../../locales/en/reader.json' with { type: 'json' }
import { createMarkupValidator } from '../support/browser/markup.ts'
import { aChrome, aFrame, aFullArticle, anArticlePage, everyPage, nobodyNear } from './views-examples.ts'

function elements(node: Tree.Node): Tree.Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elements) : []
  return 'tagName' in node ? [node, ...children] : children
}

function textOf(node: Tree.Node): string {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

const attribute = (element: Tree.Element, name: string) =>
  element.attrs.find((each) => each.name === name)?.value

const validator = createMarkupValidator({ document: false })

describe.each(locales)('in %s', (locale) => {
  it.each(Object.entries(everyPage(locale)))('writes valid HTML: %s', async (_, html) => {
    const { results } = await validator.validateString(html)
    expect(
      results.flatMap((each) =>
        each.messages.map((it) => `${it.line}:${it.column} ${it.ruleId} ${it.message}`),
      ),
    ).toEqual([])
  })

  it.each(Object.entries(everyPage(locale)))(
    'asks for no inline script and no style attribute: %s',
    (_, html) => {
      for (const element of elements(parse(html))) {
        expect(element.attrs.filter(({ name }) => name === 'style' || name.startsWith('on'))).toEqual([])
        if (element.tagName === 'script' && attribute(element, 'type') !== 'application/ld+json')
          expect(textOf(element)).toBe('')
      }
    },
  )

  it('renders the same bytes for the same input', () => {
    expect(everyPage(locale)).toEqual(everyPage(locale))
  })
})

/** Everything a reader or a screen reader could be told, except what is marked as being in another language. */
function said(node: Tree.Node, page: string): string[] {
  if (node.nodeName === '#text') return [(node as Tree.TextNode).value.trim()]
  if (!('childNodes' in node)) return []
  if ('tagName' in node && (attribute(node, 'lang') ?? page) !== page) return []
  if ('tagName' in node && ['script', 'style'].includes(node.tagName)) return []
  const spoken = ['aria-label', 'title', 'alt', 'content', 'data-done', 'data-failed']
  const attributes =
    'tagName' in node && attribute(node, 'property') !== 'og:type'
      ? spoken.flatMap((name) => attribute(node, name) ?? [])
      : []
  return [...attributes, ...node.childNodes.flatMap((child) => said(child, page))]
}

const flat = (words: object): string[] =>
  Object.values(words).flatMap((each) => (typeof each === 'string' ? [each] : flat(each)))

it('says not a word of Vietnamese on English pages, but for what is marked as Vietnamese', () => {
  for (const [name, html] of Object.entries(everyPage('en')))
    expect
      .soft(
        said(parse(html), 'en').filter((text) => /[ăđơưẠ-ỹ]/iu.test(text)),
        name,
      )
      .toEqual([])
})

it('says not a word of English on Vietnamese pages, but for what is marked as English', () => {
  const english = flat(en)
    .map((text) => text.replaceAll(/\{\{.*?\}\}/gu, '').trim())
    .filter((text) => text && !['PDF', 'Video'].includes(text))
  for (const [name, html] of Object.entries(everyPage('vi')))
    expect
      .soft(
        said(parse(html), 'vi').filter((text) => english.includes(text)),
        name,
      )
      .toEqual([])
})

describe('text that tries to be markup', () => {
  const hostile = `</script></style></title>"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;{{t}}$t(home)`

  function hostileFrame(): Frame {
    const chrome = aChrome('vi')
    const imprint = {
      organisation: hostile,
      address: hostile,
      phone: hostile,
      email: hostile,
      responsible: hostile,
      note: hostile,
    }
    return aFrame('vi', {
      chrome: {
        ...chrome,
        name: hostile,
        tagline: hostile,
        imprint,
        links: [{ name: hostile, url: 'https://example.org/' }],
        sections: chrome.sections.map((section) => ({ ...section, name: hostile })),
      },
      path: `/vi/${hostile}`,
    })
  }

  it.each(Object.entries(everyPage('vi', hostileFrame())))('stays text in the chrome: %s', (_, html) => {
    const all = elements(parse(html))
    expect(all.filter(({ tagName }) => ['img', 'b'].includes(tagName))).toEqual([])
    expect(all.filter(({ tagName }) => tagName === 'script').length).toBeLessThanOrEqual(2)
  })

  it('stays text in every field of an article, and in its structured data', () => {
    const article = aFullArticle('vi', {
      title: hostile,
      summary: hostile,
      body: '<p>a</p>',
      byline: [hostile],
      source: { name: hostile },
      attachments: [{ name: hostile, href: `/media/${hostile}`, type: hostile, bytes: 1 }],
      audio: { href: `/media/${hostile}`, type: hostile },
    })
    const html = renderArticle(hostileFrame(), {
      article,
      nearby: { related: [article], newer: [], older: [] },
      views: 1,
    })
    const all = elements(parse(html))
    expect(all.filter(({ tagName }) => ['img', 'b'].includes(tagName))).toEqual([])
    const scripts = all.filter(({ tagName }) => tagName === 'script')
    expect(scripts).toHaveLength(2)
    const data = JSON.parse(textOf(scripts[1]!))
    expect(data['@graph'][0]).toMatchObject({ headline: hostile, articleSection: hostile })
    expect(all.find(({ tagName }) => tagName === 'h1')).toSatisfy(
      (h1: Tree.Element) => textOf(h1) === hostile,
    )
  })
})

describe('weight', () => {
  const weigh = (text: string) => brotliCompressSync(text).length

  it('sends a style sheet of at most 4.5 kB and a script of at most 3 kB', async () => {
    const { css, script } = await buildReaderAssets()
    expect(weigh(css)).toBeLessThanOrEqual(4500)
    expect(weigh(script)).toBeLessThanOrEqual(3000)
  })

  it('wraps an article in at most 3 kB', () => {
    const html = renderArticle(aFrame('vi'), { article: anArticlePage('vi'), nearby: nobodyNear, views: 79 })
    expect(weigh(html)).toBeLessThanOrEqual(3000)
  })
})
