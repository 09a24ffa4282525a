import { Hono } from 'hono'
import { articleId } from '../domain/article/fields.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { SiteEnv } from './env.ts'

/** Programs that name themselves. The beacon is sent by the script of the page, which most of them do not run anyway. */
const bots = /bot|crawl|spider|slurp|preview|headless|lighthouse|facebookexternalhit/iu

/** How many views a second one instance counts: a flood costs no more writes than this, whoever sends it. */
const mostPerSecond = 20

/** Lets `mostPerSecond` calls pass in any second, and as many at once. */
function createBucket(rate: number, now: () => number = performance.now.bind(performance)) {
  let tokens = rate
  let last = now()
  return function take(): boolean {
    const at = now()
    tokens = Math.min(rate, tokens + ((at - last) / 1000) * rate)
    last = at
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}

/**
 * `POST /views/<id>`: counts one view and answers the sum. Nothing is kept about who sent it; the browser remembers what it
 * has counted. An id that was never published answers 404 and makes nothing.
 */
export function viewCounter() {
  const take = createBucket(mostPerSecond)
  return new Hono<SiteEnv>().post('/views/:id', async (c) => {
    cacheFor(c, 'never')
    const id = articleId.safeParse(c.req.param('id'))
    if (!id.success) return c.json({ error: 'no such article' }, 404)
    if (bots.test(c.req.header('user-agent') ?? '')) return c.body(null, 204)
    if (!take()) return c.json({ error: 'too many at once' }, 429)
    const views = await c.var.site.countView(id.data)
    return views === undefined ? c.json({ error: 'no such article' }, 404) : c.json({ views })
  })
}
