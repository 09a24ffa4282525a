import type { Hono } from 'hono'
import { cacheFor } from '../http/cache-policy.ts'
import { describeError, log } from '../http/log.ts'
import { methodsInstead } from '../http/methods.ts'
import type { SiteContext, SiteEnv } from './env.ts'
import { unavailable } from './missing.ts'

/** How a door to readers ends: with `elsewhere` where an address is none of its own, with 405, or with 503 and a line in the log. */
export function answerOtherwise(app: Hono<SiteEnv>, elsewhere: (c: SiteContext) => Promise<Response>): void {
  app.notFound(async (c) => {
    const allowed = methodsInstead(app, c.req)
    if (!allowed) return await elsewhere(c)
    cacheFor(c, 'never')
    return c.body(null, 405, { Allow: allowed })
  })
  app.onError((error, c) => {
    log('error', 'request failed', { requestId: c.get('requestId'), ...describeError(error) })
    return unavailable(c)
  })
}
