import { Hono } from 'hono'
import type { Locale } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { findList, type ListName, moved, readCards } from './list-of.ts'
import { notFound, unavailable } from './missing.ts'
import { renderFeed } from './rss.ts'

const feedSize = 30

async function answerFeed(c: SiteContext, locale: Locale, name: ListName = {}): Promise<Response> {
  const { chrome } = await c.var.site.archives(locale)
  if (!chrome) return unavailable(c)
  const list = findList(chrome, name)
  if (!list) return await notFound(c)
  const redirect = moved(c, list)
  if (redirect) return redirect
  const { cards } = await readCards(c.var.site, locale, list, { limit: feedSize })
  const named = list.section ?? list.tag
  cacheFor(c, 'feed', [cacheTags.site, list.cacheTag])
  c.header('Content-Language', locale)
  const feed = renderFeed({
    chrome,
    siteUrl: c.var.parts.siteUrl,
    title: named ? `${named.name} – ${chrome.name}` : chrome.name,
    page: named ? list.path : `/${locale}`,
    path: c.req.path,
    cards,
  })
  return c.body(feed, 200, { 'Content-Type': 'application/rss+xml; charset=utf-8' })
}

/** One feed for each locale, each of its sections and each of its tags. */
export function feeds() {
  return new Hono<SiteEnv>()
    .get(`${inLocale}/feed.xml`, (c) => answerFeed(c, localeOf(c)))
    .get(`${inLocale}/:section/feed.xml`, (c) =>
      answerFeed(c, localeOf(c), { section: c.req.param('section') }),
    )
    .get(`${inLocale}/topics/:tag/feed.xml`, (c) => answerFeed(c, localeOf(c), { tag: c.req.param('tag') }))
}
