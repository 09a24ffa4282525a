import { XMLParser } from 'fast-xml-parser'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { addresses } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'
import { read } from '../support/product/cloud.ts'

const site = theReaderSite()

/** What a page says in its head, where no reader looks. */
const headOf = (page: Page) =>
  page.evaluate(() => {
    const link = (selector: string) =>
      [...document.head.querySelectorAll<HTMLLinkElement>(`link${selector}`)].map(({ href, hreflang }) => ({
        href,
        hreflang,
      }))
    const meta = (name: string) =>
      document.head.querySelector<HTMLMetaElement>(`meta[name="${name}"], meta[property="${name}"]`)?.content
    const data = document.head.querySelector('script[type="application/ld+json"]')?.textContent
    return {
      canonical: link('[rel=canonical]').map(({ href }) => href),
      languages: Object.fromEntries(link('[hreflang]').map(({ href, hreflang }) => [hreflang, href])),
      feeds: link('[type="application/rss+xml"]').map(({ href }) => href),
      ogUrl: meta('og:url'),
      ogTitle: meta('og:title'),
      robots: meta('robots'),
      graph: data ? JSON.parse(data)['@graph'] : undefined,
    }
  })

describe.each(locales)('in %s', (locale) => {
  it.each(['front', 'section', 'latest', 'article'] as const)(
    'a page names itself and its other languages, which name it in turn: %s',
    async (kind) => {
      const { page } = await site.reader()
      const address = site.url + addresses[locale][kind]
      await page.goto(address)
      const head = await headOf(page)
      expect(head.canonical).toEqual([address])
      expect(head.ogUrl).toBe(address)
      expect(head.robots).toBeUndefined()
      const languages = { vi: site.url + addresses.vi[kind], en: site.url + addresses.en[kind] }
      expect(head.languages).toEqual({ ...languages, 'x-default': languages.vi })
    },
  )

  it('an article tells programs what it tells people', async () => {
    const { page } = await site.reader()
    await page.goto(addresses[locale].article)
    const { graph, canonical, ogTitle } = await headOf(page)
    const [article, breadcrumbs] = graph
    const shown = page.getByRole('article')
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      headline: await page.getByRole('heading', { level: 1 }).innerText(),
      mainEntityOfPage: canonical[0],
      datePublished: await shown.locator('time').first().getAttribute('datetime'),
      inLanguage: locale,
    })
    expect(ogTitle).toBe(article.headline)
    expect(article.author).toHaveLength(2)
    const trail = await page
      .getByRole('navigation')
      .getByRole('list')
      .filter({ hasText: article.articleSection })
      .all()
    expect(trail.length).toBeGreaterThan(0)
    const items = breadcrumbs.itemListElement.map(({ item }: { item: string }) => item)
    for (const item of items) expect((await read(item, '')).status, item).toBe(200)
    expect(items.at(-1)).toBe(canonical[0])
  })

  it.each(['notFound', 'absent', 'gone'] as const)(
    'a page that tells of an absence is not to be found: %s',
    async (kind) => {
      const { page } = await site.reader()
      await page.goto(addresses[locale][kind])
      const head = await headOf(page)
      expect(head).toMatchObject({ robots: 'noindex', canonical: [], languages: {} })
    },
  )

  it.each(['front', 'section', 'article'] as const)(
    'a page leads to the feed that goes on where it ends: %s',
    async (kind) => {
      const { page } = await site.reader()
      await page.goto(addresses[locale][kind])
      const { feeds } = await headOf(page)
      const [path = ''] = feeds
      const list = addresses[locale][kind].split('/').slice(0, 3).join('/')
      expect(path).toBe(`${site.url}${list}/feed.xml`)
      const { headers, text } = await read(path, '')
      expect(headers.get('content-type')).toContain('application/rss+xml')
      const { channel } = new XMLParser().parse(text).rss
      expect(channel.link).toBe(site.url + list)
      expect(channel.item.length).toBeGreaterThan(1)
      const own = channel.item.find(({ link }: { link: string }) => link.startsWith(site.url))
      expect((await read(own.link, '')).status).toBe(200)
      expect(await page.getByRole('contentinfo').locator(`a[href="${list}/feed.xml"]`).isVisible()).toBe(true)
    },
  )
})
