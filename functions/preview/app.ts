import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { AppError } from '../domain/errors.ts'
import { defaultLocale } from '../domain/locale.ts'
import { loggedPath } from '../domain/preview/path.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { describeError, log } from '../http/log.ts'
import { requestLog } from '../http/request-log.ts'
import { articleFrame } from '../views/frame.ts'
import { renderUnavailable } from '../views/pages.tsx'
import { carryOut, findError, nameOf, parseForm } from './decide.ts'
import type { Refused } from './decision-form.tsx'
import type { Opened, PreviewContext, PreviewEnv, PreviewParts } from './env.ts'
import { open } from './open.ts'
import { renderPreview, renderUseless } from './pages.tsx'
import { findNamed, frameOf, previewOf } from './show.ts'
import { findStanding } from './standing.ts'
import { style } from './style.ts'

/** Far more than the form can hold. */
const largestBody = 100_000

/** No cache, no index and no other site may come to know of a preview. */
const kept = createMiddleware<PreviewEnv>(async (c, next) => {
  await next()
  cacheFor(c, 'never')
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
})

/**
 * Whether a browser says that the form was sent from this site. Under `no-referrer` it calls its own origin `null`; the
 * secret in the path is what counts.
 */
function isOwn(c: PreviewContext, siteUrl: string): boolean {
  const origin = c.req.header('origin') ?? 'null'
  const site = c.req.header('sec-fetch-site') ?? 'none'
  return ['null', siteUrl].includes(origin) && ['none', 'same-origin'].includes(site)
}

/** The door for those who come by a link, without an account: it shows one revision, and takes a decision on it. */
export function createPreviewApp({ newsroom, siteUrl, now = () => new Date(), ...parts }: PreviewParts) {
  const css = parts.css + style
  const keyOf = (c: PreviewContext) => c.req.param('key') ?? ''
  const paint = (settings: Settings) => ({ settings, css, siteUrl })

  function useless(c: PreviewContext, settings: Settings): Response {
    return c.html(renderUseless(frameOf(paint(settings), defaultLocale)), 404)
  }

  async function show(c: PreviewContext, opened: Opened, status: 200 | 400 | 409 | 422, refused?: Refused) {
    const { link, settings } = opened
    const gone = await newsroom.media.withdrawnAmong(Object.keys(opened.shown.state.files))
    const article = previewOf(opened, now().toISOString(), gone)
    const [standing, nearby] = await Promise.all([
      findStanding(newsroom, opened, now()),
      findNamed(newsroom, opened),
    ])
    const frame = articleFrame(frameOf(paint(settings), link.locale), article)
    c.header('Content-Language', link.locale)
    return c.html(renderPreview(frame, { link, standing, article, nearby, refused }), status)
  }

  const app = new Hono<PreviewEnv>()
  app.use(
    requestLog,
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${createHash('sha256').update(css).digest('base64')}'`],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'https:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      xXssProtection: false,
      referrerPolicy: 'no-referrer',
    }),
    kept,
  )
  app.get('/preview/:key', async (c) => {
    const { opened, settings } = await open(newsroom, keyOf(c), now())
    return opened ? await show(c, opened, 200) : useless(c, settings)
  })
  app.post(
    '/preview/:key',
    bodyLimit({ maxSize: largestBody, onError: (c) => c.text('Content Too Large', 413) }),
    async (c) => {
      const { opened, settings } = await open(newsroom, keyOf(c), now())
      if (!opened) return useless(c, settings)
      const filled = parseForm(await c.req.text())
      if (!isOwn(c, siteUrl) || filled.revision !== nameOf(opened.link.revision)) {
        // Not 403, for which the CDN has a page of its own.
        return await show(c, opened, 400, { filled, error: 'foreign' })
      }
      const error = findError(filled)
      const { decision, note } = filled
      if (error || !decision) return await show(c, opened, 422, { filled, error: error ?? 'choose' })
      try {
        const at = now().toISOString()
        await carryOut({ newsroom, requestId: c.get('requestId'), at }, opened, { decision, note })
      } catch (refusal) {
        if (!(refusal instanceof AppError)) throw refusal
        // The page looks again, and says what stands in the way.
        const again = await open(newsroom, keyOf(c), now())
        return again.opened
          ? await show(c, again.opened, 409, { filled, error: 'busy' })
          : useless(c, again.settings)
      }
      // So that a page that is loaded again sends nothing a second time.
      return c.redirect(c.req.path, 303)
    },
  )
  app.notFound(async (c) => useless(c, await newsroom.settings()))
  app.onError((error, c) => {
    const { requestId } = c.var
    log('error', 'request failed', { requestId, path: loggedPath(c.req.path), ...describeError(error) })
    c.header('Retry-After', '5')
    return c.html(renderUnavailable({ locale: defaultLocale }), 503)
  })
  return app
}
