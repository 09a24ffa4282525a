import { Hono } from 'hono'
import { SitemapIndexStream, SitemapStream, streamToPromise } from 'sitemap'
import { month as monthSchema } from '../domain/date-schemas.ts'
import { monthBounds } from '../domain/dates.ts'
import { defaultLocale, type Locale, locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { openLists } from '../domain/site/lists.ts'
import { articlePath, newsSitemapPath, sitemapPath } from '../domain/site/paths.ts'
import type { Card, Place, SiteChrome } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { SiteContext, SiteEnv } from './env.ts'
import { notFound, unavailable } from './missing.ts'

/** The protocol allows 50,000 addresses in a file; a month of news stays far below. */
const mostAddresses = 20_000

/** For how long an article is news to those who collect them, milliseconds; and how many of them one file may name. */
const newsFor = 2 * 86_400_000
const mostNews = 1000

interface Entry {
  url: string
  lastmod?: string
  links?: { lang: string; url: string }[]
  news?: { publication: { name: string; language: string }; publication_date: string; title: string }
}

const tags = [cacheTags.site, ...locales.map(cacheTags.locale)]

async function xml(c: SiteContext, stream: SitemapStream | SitemapIndexStream, entries: readonly Entry[]) {
  for (const entry of entries) stream.write(entry)
  stream.end()
  cacheFor(c, 'feed', tags)
  return c.body((await streamToPromise(stream)).toString('utf8'), 200, {
    'Content-Type': 'application/xml; charset=utf-8',
  })
}

/** Every language a page exists in, itself included, and which of them to offer to the rest of the world. */
function hreflang(paths: Partial<Record<Locale, string>>, siteUrl: string): Entry['links'] {
  const there = locales.flatMap((locale) =>
    paths[locale] ? [{ lang: locale, url: siteUrl + paths[locale] }] : [],
  )
  const fallback = there.find(({ lang }) => lang === defaultLocale) ?? there[0]
  return fallback ? [...there, { lang: 'x-default', url: fallback.url }] : there
}

function entryOf(paths: Partial<Record<Locale, string>>, locale: Locale, siteUrl: string): Entry[] {
  const path = paths[locale]
  const links = hreflang(paths, siteUrl)
  return path ? [{ url: siteUrl + path, ...(links && { links }) }] : []
}

function articleEntry(card: Card, chrome: SiteChrome, siteUrl: string): Entry[] {
  const places: Place[] = [card, ...card.alternates]
  const paths = Object.fromEntries(
    places.map((place) => [place.locale, articlePath(chrome, { ...place, id: card.id })]),
  )
  return entryOf(paths, card.locale, siteUrl).map((entry) => ({
    ...entry,
    lastmod: card.updatedAt ?? card.publishedAt,
  }))
}

/** Where nothing is news, the newest article as any other: an empty file is no sitemap. */
async function newsEntries(c: SiteContext, locale: Locale, since: string): Promise<Entry[]> {
  const { siteUrl } = c.var.parts
  const chrome = await c.var.site.chrome(locale)
  const { cards } = await c.var.site.list(locale, { kind: 'latest' }, { limit: mostNews / locales.length })
  const own = cards.filter(({ externalUrl }) => !externalUrl)
  if (!chrome) return []
  // Nothing is news without the names that its kind of entry demands.
  const isNews = ({ publishedAt, title }: Card) => publishedAt > since && title !== '' && chrome.name !== ''
  const shown = own.some(isNews) ? own.filter(isNews) : own.slice(0, 1)
  return shown.flatMap((card) =>
    articleEntry(card, chrome, siteUrl).map((entry) => ({
      ...entry,
      ...(isNews(card) && {
        news: {
          publication: { name: chrome.name, language: locale },
          publication_date: card.publishedAt,
          title: card.title,
        },
      }),
    })),
  )
}

function pageEntries(chrome: SiteChrome, siteUrl: string): Entry[] {
  const fronts = Object.fromEntries(locales.map((locale) => [locale, `/${locale}`]))
  // What has no name of its own is reached from the front page, and holds nothing else.
  const lists = openLists(chrome).filter(({ name, isEmpty }) => name !== undefined && !isEmpty)
  const paths = lists.map(({ alternates, path }) => ({ ...alternates, [chrome.locale]: path }))
  const map = Object.fromEntries(locales.map((locale) => [locale, sitemapPath(locale)]))
  return [fronts, map, ...paths].flatMap((each) => entryOf(each, chrome.locale, siteUrl))
}

/** An index with one file for the front pages, sections, tags and pages, and one for each month that has articles. */
export function sitemaps() {
  return new Hono<SiteEnv>()
    .get('/sitemap.xml', async (c) => {
      const { siteUrl } = c.var.parts
      const archives = await c.var.site.allArchives()
      const months = new Set(
        [...archives.values()].flatMap(({ all }) => (all?.months ?? []).map(({ month }) => month)),
      )
      const files = ['pages', ...[...months].sort().reverse()]
      const entries = files.map((file) => ({ url: `${siteUrl}/sitemaps/${file}.xml` }))
      return await xml(c, new SitemapIndexStream(), entries)
    })
    .get('/sitemaps/pages.xml', async (c) => {
      const chromes = await Promise.all(locales.map((locale) => c.var.site.front(locale)))
      const { siteUrl } = c.var.parts
      const entries = await Promise.all(
        chromes.map(async ({ chrome }) => {
          if (!chrome) return []
          const { cards } = await c.var.site.list(chrome.locale, { kind: 'page' }, { limit: mostAddresses })
          const own = cards.filter(({ externalUrl }) => !externalUrl)
          return [
            ...pageEntries(chrome, siteUrl),
            ...own.flatMap((card) => articleEntry(card, chrome, siteUrl)),
          ]
        }),
      )
      return await xml(c, new SitemapStream(), entries.flat())
    })
    .get(newsSitemapPath, async (c) => {
      const since = new Date((c.var.parts.clock ?? Date.now)() - newsFor).toISOString()
      const entries = await Promise.all(locales.map((locale) => newsEntries(c, locale, since)))
      if (entries.flat().length === 0) return await notFound(c)
      const xmlns = { news: true, video: false, image: false, xhtml: true }
      return await xml(c, new SitemapStream({ xmlns }), entries.flat())
    })
    .get('/sitemaps/:file{.+\\.xml}', async (c) => {
      const month = monthSchema.safeParse(c.req.param('file').replace(/\.xml$/u, ''))
      if (!month.success) return await notFound(c)
      const { chrome } = await c.var.site.front(defaultLocale)
      if (!chrome) return unavailable(c)
      const bounds = monthBounds(month.data)
      const lists = await Promise.all(
        locales.map((locale) =>
          c.var.site.list(locale, { kind: 'latest' }, { limit: mostAddresses, bounds }),
        ),
      )
      const cards = lists.flatMap((list) => list.cards).filter(({ externalUrl }) => !externalUrl)
      if (cards.length === 0) return await notFound(c)
      const entries = cards.flatMap((card) => articleEntry(card, chrome, c.var.parts.siteUrl))
      return await xml(
        c,
        new SitemapStream({ xmlns: { news: false, video: false, image: false, xhtml: true } }),
        entries,
      )
    })
}
