import { Hono } from 'hono'
import { defaultLocale } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { newsSitemapPath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { requestLog } from '../http/request-log.ts'
import { openData } from './api/routes.ts'
import { articlePages } from './article.ts'
import { contactPages } from './contact.ts'
import { type SiteEnv, type SiteParts, withSite } from './env.ts'
import { feeds } from './feeds.ts'
import { pageHeaders } from './headers.ts'
import { icons } from './icons.ts'
import { listPages } from './lists.ts'
import { elsewhere } from './old-addresses.ts'
import { answerOtherwise } from './otherwise.ts'
import { searchAway } from './search-away.ts'
import { siteMap } from './site-map.ts'
import { sitemaps } from './sitemaps.ts'

/**
 * The reader's door. What it answers depends on the path and the allow-listed query alone: no cookie, no header, and
 * never the Host changes it.
 */
export function createSiteApp(parts: SiteParts) {
  const { assets, siteUrl } = parts
  const app = new Hono<SiteEnv>()
  app.use(requestLog, ...pageHeaders(assets), withSite(parts))
  app.get('/', async (c) => {
    // A post of an old WordPress, by its number; the edge hands nothing else over with the first page.
    if (new URL(c.req.url).search !== '') return await elsewhere(c)
    cacheFor(c, 'never')
    return c.redirect(`/${defaultLocale}`, 302)
  })
  app.get('/robots.txt', (c) => {
    cacheFor(c, 'feed')
    return c.text(
      `User-agent: *\nDisallow: /views/\nDisallow: /suggest/\nDisallow: /feedback/\n\nSitemap: ${siteUrl}/sitemap.xml\nSitemap: ${siteUrl}${newsSitemapPath}\n`,
    )
  })
  // By it a search engine knows that whoever tells it of new pages may (indexnow.org).
  app.get('/:file{[A-Za-z0-9-]{8,128}\\.txt}', async (c) => {
    const chrome = await c.var.site.chrome(defaultLocale)
    const key = chrome?.indexNowKey
    if (!key || c.req.path !== `/${key}.txt`) return await elsewhere(c)
    cacheFor(c, 'feed', [cacheTags.site])
    return c.text(key)
  })
  app.get(assets.script, (c) => {
    cacheFor(c, 'immutable')
    return c.body(assets.scriptBody, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  })
  app.route('/', openData())
  app.route('/', icons())
  app.route('/', sitemaps())
  app.route('/', feeds())
  app.route('/', searchAway())
  app.route('/', contactPages())
  app.route('/', siteMap())
  app.route('/', listPages())
  app.route('/', articlePages())
  answerOtherwise(app, elsewhere)
  return app
}
