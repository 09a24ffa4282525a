import { Hono } from 'hono'
import { cacheFor } from '../http/cache-policy.ts'
import { describeError, log } from '../http/log.ts'
import { methodsInstead } from '../http/methods.ts'
import { requestLog } from '../http/request-log.ts'
import { type SiteEnv, withSite } from '../site/env.ts'
import { pageHeaders } from '../site/headers.ts'
import { notFound, unavailable } from '../site/missing.ts'
import { searchPages } from './pages.ts'
import type { SearchParts } from './parts.ts'
import { suggestions } from './suggestions.ts'

/** The door to the index: the page of results, and what is meant while somebody types. Like the reader's it hears no header. */
export function createSearchApp({ indexOf, misses, ...parts }: SearchParts) {
  const app = new Hono<SiteEnv>()
  app.use(requestLog, ...pageHeaders(parts.assets), withSite(parts))
  app.route('/', suggestions({ indexOf }))
  app.route('/', searchPages({ indexOf, misses }))
  app.notFound(async (c) => {
    const allowed = methodsInstead(app, c.req)
    if (!allowed) return await notFound(c)
    cacheFor(c, 'never')
    return c.body(null, 405, { Allow: allowed })
  })
  app.onError((error, c) => {
    log('error', 'request failed', { requestId: c.get('requestId'), ...describeError(error) })
    return unavailable(c)
  })
  return app
}
