import { Hono } from 'hono'
import { otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { sitemapPath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderSitemap } from '../views/pages.tsx'
import { frameOf, inLocale, inWords, localeOf, type SiteEnv } from './env.ts'
import { unavailable } from './missing.ts'
import { sendPage } from './send.ts'

/** More than any site has. */
const mostPages = 500

/** `/vi/so-do`: the way to all that there is, for people. The word of another language leads on to the right one. */
export function siteMap() {
  return new Hono<SiteEnv>().get(`${inLocale}/${inWords('sitemap')}`, async (c) => {
    const locale = localeOf(c)
    const path = sitemapPath(locale)
    const tags = [cacheTags.site, cacheTags.locale(locale), cacheTags.list(locale, { kind: 'page' })]
    if (c.req.path !== path) {
      cacheFor(c, 'redirect', tags)
      return c.redirect(path, 301)
    }
    const [{ chrome, archives }, { cards }] = await Promise.all([
      c.var.site.archives(locale),
      c.var.site.list(locale, { kind: 'page' }, { limit: mostPages }),
    ])
    if (!chrome) return unavailable(c)
    cacheFor(c, 'page', tags)
    c.header('Content-Language', locale)
    const alternates = Object.fromEntries(otherLocales(locale).map((each) => [each, sitemapPath(each)]))
    const archive = archives.all ?? { months: [] }
    return sendPage(c, renderSitemap(frameOf(c, chrome, alternates), { pages: cards, archive }))
  })
}
