import { Hono } from 'hono'
import { locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { toQuery } from '../domain/site/search.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { localeOf, type SiteEnv } from '../site/env.ts'
import type { SearchParts } from './parts.ts'

/** Characters from which on it is worth asking. */
const shortest = 2

/** `/suggest/<locale>?q=`: what titles say that begins like this, the commonest first, as a list of texts. */
export function suggestions({ indexOf }: Pick<SearchParts, 'indexOf'>) {
  return new Hono<SiteEnv>().get(`/suggest/:locale{(?:${locales.join('|')})}`, async (c) => {
    const locale = localeOf(c)
    const q = toQuery(c.req.query('q') ?? '')
    const found = q.length < shortest ? [] : await indexOf(locale).suggest(q)
    cacheFor(c, 'suggest', [cacheTags.site, cacheTags.locale(locale)])
    return c.json(found.map(({ text }) => text))
  })
}
