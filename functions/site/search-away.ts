import { Hono } from 'hono'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { searchPath } from '../domain/site/paths.ts'
import { readSearch } from '../domain/site/search.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderSearch } from '../views/pages.tsx'
import { frameOf, inLocale, inWords, localeOf, type SiteEnv } from './env.ts'
import { unavailable } from './missing.ts'

/**
 * The page of search as the mirror keeps it, for when the function that searches is away or has too much to do: it says so,
 * and where else to look. The CDN never asks this door for it.
 */
export function searchAway() {
  return new Hono<SiteEnv>().get(`${inLocale}/${inWords('search')}`, async (c) => {
    const locale = localeOf(c)
    if (c.req.path !== searchPath(locale)) {
      cacheFor(c, 'redirect', [cacheTags.site])
      return c.redirect(searchPath(locale), 301)
    }
    const { chrome, front } = await c.var.site.front(locale)
    if (!chrome) return unavailable(c)
    cacheFor(c, 'missing', [cacheTags.site, cacheTags.locale(locale)])
    c.header('Content-Language', locale)
    const outcome = { state: 'failed', latest: front?.latest ?? [] } as const
    return c.html(renderSearch(frameOf(c, chrome), { search: readSearch(() => undefined), outcome }))
  })
}
