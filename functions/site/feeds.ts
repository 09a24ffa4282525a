import { Hono } from 'hono'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { findList } from '../domain/site/lists.ts'
import { type FeedFormat, feedFormats, feedPath, latestPath } from '../domain/site/paths.ts'
import type { Card, SiteChrome } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { plainBody, plainCorrections } from '../views/plain-body.ts'
import { renderCalendar } from './calendar.ts'
import { inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import type { FeedContent } from './feed.ts'
import { renderJsonFeed } from './json-feed.ts'
import { notFound, unavailable } from './missing.ts'
import { moved } from './moved.ts'
import { renderFeed } from './rss.ts'

const feedSize = 30

/** Characters of the bodies that a feed carries; from there on it tells summaries, since an answer has its bounds. */
const longest = 1_000_000

/** How each is written, by the end of its address. */
const formats = {
  xml: { type: 'application/rss+xml; charset=utf-8', render: renderFeed },
  json: { type: 'application/feed+json; charset=utf-8', render: renderJsonFeed },
} satisfies Record<FeedFormat, object>

/** The whole texts of those that have a page of their own, the newest first. */
async function contentsOf(c: SiteContext, { locale, weekdays }: SiteChrome, cards: readonly Card[]) {
  const own = cards.filter(({ externalUrl }) => !externalUrl).map(({ id }) => id)
  const contents = new Map<string, FeedContent>()
  let length = 0
  for (const page of await c.var.site.pages(own, locale)) {
    const html = plainCorrections(page, weekdays) + plainBody(page, c.var.parts.siteUrl)
    length += html.length
    contents.set(page.id, { html: length > longest ? '' : html, byline: page.byline, tags: page.tags })
  }
  return contents
}

async function answerFeed(c: SiteContext, format: FeedFormat): Promise<Response> {
  const locale = localeOf(c)
  const { chrome } = await c.var.site.archives(locale)
  if (!chrome) return unavailable(c)
  const address = c.req.path.replace(/\/feed\.(?:xml|json)$/u, '')
  const open = address === `/${locale}` ? findList(chrome, latestPath(locale)) : findList(chrome, address)
  if (!open) return await notFound(c)
  const { list, name, feedOf: page } = open
  const path = feedPath(page, format)
  const redirect = moved(c, { locale, list, path })
  if (redirect) return redirect
  const { siteUrl } = c.var.parts
  const { cards } = await c.var.site.list(locale, list, { limit: feedSize })
  const contents = await contentsOf(c, chrome, cards)
  cacheFor(c, 'feed', [cacheTags.site, cacheTags.list(locale, list)])
  c.header('Content-Language', locale)
  c.header('Link', `<${siteUrl}${path}>; rel="self", <${siteUrl}${page}>; rel="alternate"; type="text/html"`)
  const title = name === undefined ? chrome.name : `${name} – ${chrome.name}`
  const { type, render } = formats[format]
  return c.body(render({ chrome, siteUrl, title, page, path, cards, contents }), 200, {
    'Content-Type': type,
  })
}

/** How many articles the calendar looks through, the newest first. */
const calendarSize = 300

/** The days of what was published last, for programs that keep a calendar. */
async function answerCalendar(c: SiteContext): Promise<Response> {
  const locale = localeOf(c)
  const chrome = await c.var.site.chrome(locale)
  if (!chrome) return unavailable(c)
  const { cards } = await c.var.site.list(locale, { kind: 'latest' }, { limit: calendarSize })
  const { siteUrl } = c.var.parts
  cacheFor(c, 'feed', [cacheTags.site, cacheTags.locale(locale)])
  c.header('Content-Language', locale)
  return c.body(renderCalendar({ chrome, siteUrl, name: chrome.name, cards }), 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
  })
}

/** Feeds of each list that readers can open, as RSS and as JSON; and the calendar. */
export function feeds() {
  const app = new Hono<SiteEnv>().get(`${inLocale}/events.ics`, answerCalendar)
  for (const format of feedFormats)
    for (const list of ['', '/:list', '/:kind/:list'])
      app.get(`${inLocale}${list}/feed.${format}`, (c) => answerFeed(c, format))
  return app
}
