import { type Context, Hono } from 'hono'
import { id as articleId } from '../domain/id-schema.ts'
import type { Locale } from '../domain/locale.ts'
import { locale as pageLocale } from '../domain/locale-schemas.ts'
import { createBucket } from '../http/bucket.ts'
import { isBusy, mayBeDone } from '../http/busy.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { describeError, log } from '../http/log.ts'
import { methodsInstead } from '../http/methods.ts'
import { type LambdaBindings, requestLog } from '../http/request-log.ts'
import type { LostWriter } from '../store/lost-addresses.ts'
import type { Views } from '../store/views.ts'
import { createRecentViews } from './recent-views.ts'

/** Programs that name themselves. The beacon is sent by the script of the page, which most of them do not run anyway. */
const bots = /bot|crawl|spider|slurp|preview|headless|lighthouse|facebookexternalhit/iu

/** How many views a second one instance counts: a flood costs no more writes than this, whoever sends it. */
const mostPerSecond = 50

interface CounterEnv {
  Bindings: LambdaBindings
  Variables: { requestId: string }
}

/**
 * What tells this view from another: the article, the address (`198.51.100.10:46532`, without its port, which each request
 * has another of) and the browser. Undefined where no CDN says who asks.
 */
function viewOf(c: Context<CounterEnv>, id: string): string | undefined {
  const address = c.req.header('cloudfront-viewer-address')?.replace(/:\d+$/u, '')
  return address && [id, address, c.req.header('user-agent')].join('\n')
}

/**
 * `POST /views/<id>/<locale>`: counts one view of a page in this language (in none where it is not said) and answers the sum;
 * again within minutes, the sum alone. Nothing is kept about who sent it; the browser remembers what it has counted. An id that
 * was never published answers 404 and makes nothing. What is too much is answered 429, and counts at the reader's next visit; so
 * is what the table gave no answer to, and may have written. `POST /views/lost/<address>`: nothing stands there.
 */
export function createCounterApp({ views, lost }: { views: Views; lost?: LostWriter }) {
  const take = createBucket(mostPerSecond)
  const recent = createRecentViews()
  // Of its own: whoever floods it makes no view count again.
  const recentlyLost = createRecentViews()

  async function count(
    c: Context<CounterEnv>,
    id: string,
    locale: Locale | undefined,
  ): Promise<number | undefined> {
    const view = viewOf(c, id)
    if (view && !recent.add(view)) return await views.find(id)
    try {
      const sum = await views.count(id, locale)
      if (view && sum === undefined) recent.forget(view)
      return sum
    } catch (error) {
      // What may have been written is not counted a second time: one view too few is better than one too many.
      if (view && !mayBeDone(error)) recent.forget(view)
      throw error
    }
  }

  const app = new Hono<CounterEnv>()
  app.use(requestLog)
  // A page that says that there is none: its address, as base64url.
  app.post('/views/lost/:address{[\\w-]{2,1100}}', async (c) => {
    cacheFor(c, 'never')
    const address = Buffer.from(c.req.param('address'), 'base64url').toString('utf8')
    const view = viewOf(c, address)
    const isNew = !bots.test(c.req.header('user-agent') ?? '') && (!view || recentlyLost.add(view))
    if ((await c.req.arrayBuffer()).byteLength > 0) return c.body(null, 413)
    if (isNew) await lost?.note(address)
    return c.body(null, 204)
  })
  app.post('/views/:id/:locale?', async (c) => {
    cacheFor(c, 'never')
    const id = articleId.safeParse(c.req.param('id'))
    const locale = pageLocale.optional().safeParse(c.req.param('locale'))
    if (!id.success || !locale.success) return c.json({ error: 'no such article' }, 404)
    if (bots.test(c.req.header('user-agent') ?? '')) return c.body(null, 204)
    if (!take()) return c.json({ error: 'too many at once' }, 429)
    // A beacon has no body; a browser that sends one is none of ours.
    if ((await c.req.arrayBuffer()).byteLength > 0) return c.json({ error: 'a view has no body' }, 413)
    const sum = await count(c, id.data, locale.data)
    return sum === undefined ? c.json({ error: 'no such article' }, 404) : c.json({ views: sum })
  })
  app.notFound((c) => {
    cacheFor(c, 'never')
    const allowed = methodsInstead(app, c.req)
    return allowed ? c.body(null, 405, { Allow: allowed }) : c.body(null, 404)
  })
  app.onError((error, c) => {
    cacheFor(c, 'never')
    const fields = { requestId: c.get('requestId'), ...describeError(error) }
    if (isBusy(error)) {
      log('warn', 'views are more than the table takes', fields)
      return c.json({ error: 'too many at once' }, 429)
    }
    log('error', 'request failed', fields)
    return c.json({ error: 'the view was not counted' }, 503)
  })
  return app
}
