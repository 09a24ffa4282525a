import { Hono } from 'hono'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { findList } from '../domain/site/lists.ts'
import { latestPath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { notFound, unavailable } from './missing.ts'
import { moved } from './moved.ts'
import { renderFeed } from './rss.ts'

const feedSize = 30

async function answerFeed(c: SiteContext): Promise<Response> {
  const locale = localeOf(c)
  const { chrome } = await c.var.site.archives(locale)
  if (!chrome) return unavailable(c)
  const address = c.req.path.replace(/\/feed\.xml$/u, '')
  const open = address === `/${locale}` ? findList(chrome, latestPath(locale)) : findList(chrome, address)
  if (!open) return await notFound(c)
  const { list, name, feed: path } = open
  const redirect = moved(c, { locale, list, path })
  if (redirect) return redirect
  const { cards } = await c.var.site.list(locale, list, { limit: feedSize })
  cacheFor(c, 'feed', [cacheTags.site, cacheTags.list(locale, list)])
  c.header('Content-Language', locale)
  const feed = renderFeed({
    chrome,
    siteUrl: c.var.parts.siteUrl,
    title: name === undefined ? chrome.name : `${name} – ${chrome.name}`,
    page: open.feedOf,
    path,
    cards,
  })
  return c.body(feed, 200, { 'Content-Type': 'application/rss+xml; charset=utf-8' })
}

/** One feed for each list that readers can open. */
export function feeds() {
  return new Hono<SiteEnv>()
    .get(`${inLocale}/feed.xml`, answerFeed)
    .get(`${inLocale}/:list/feed.xml`, answerFeed)
    .get(`${inLocale}/:kind/:list/feed.xml`, answerFeed)
}
