import { Hono } from 'hono'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { apiPath } from '../domain/site/paths.ts'
import { lastPage, toQuery } from '../domain/site/search.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { log } from '../http/log.ts'
import { aroundOf, openToAll, refuse, refuseQuery, unavailable } from '../site/api/answer.ts'
import { presentResults } from '../site/api/present.ts'
import { searchQuery } from '../site/api/queries.ts'
import type { SiteContext, SiteEnv } from '../site/env.ts'
import { translator } from '../views/i18n.tsx'
import { queryOf } from './asked.ts'
import type { SearchParts } from './parts.ts'

/** The search of the open API: what the page of results finds, without what it says of it. */
export function searchData({ indexOf }: Pick<SearchParts, 'indexOf'>) {
  async function answer(c: SiteContext): Promise<Response> {
    const { data, error } = searchQuery.safeParse(c.req.query())
    if (error) return refuseQuery(c, error)
    const { locale, ...search } = data
    const chrome = await c.var.site.chrome(locale)
    if (!chrome) return unavailable(c)
    const found = await indexOf(locale).search(queryOf({ ...search, q: toQuery(search.q) }))
    if (found.state === 'failed') {
      const { reason, message } = found
      log(reason === 'missing' ? 'warn' : 'error', 'the index cannot be asked', {
        locale,
        reason,
        detail: message,
      })
      cacheFor(c, 'never')
      return refuse(c, 503, translator(locale)('search.failed'))
    }
    const ids = found.hits.map(({ id }) => id)
    const texts = await c.var.site.texts(ids, locale)
    const shown = texts.filter((text) => text !== undefined)
    cacheFor(c, 'search', [cacheTags.site, cacheTags.locale(locale), ...ids.map(cacheTags.article)])
    const pages = Math.min(found.pages, lastPage)
    const total = found.total - (ids.length - shown.length)
    return c.json(presentResults({ texts: shown, total, page: search.page, pages }, aroundOf(c, chrome)))
  }
  return new Hono<SiteEnv>().use(apiPath('search'), openToAll).get(apiPath('search'), answer)
}
