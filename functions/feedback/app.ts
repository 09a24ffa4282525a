import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { feedbackInput } from '../domain/feedback/feedback.ts'
import { defaultLocale, isLocale, type Locale, locales } from '../domain/locale.ts'
import { contactPath, feedbackPath, sentPath } from '../domain/site/paths.ts'
import { isBusy } from '../http/busy.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { describeError, log } from '../http/log.ts'
import { methodsInstead } from '../http/methods.ts'
import { type LambdaBindings, requestLog } from '../http/request-log.ts'
import type { FeedbackWriter } from '../store/feedback.ts'
import { type NotSent, renderNotSent } from '../views/pages.tsx'
import { createSenders } from './senders.ts'

/** Bytes of a form: a message of the longest kind, each letter of it written as nine. */
const largestBody = 64_000
/** So much may come from one address within some ten minutes. */
const mostFromOne = 10

interface FeedbackEnv {
  Bindings: LambdaBindings
  Variables: { requestId: string }
}

interface FeedbackParts {
  writer: FeedbackWriter
  css: string
  now?: () => Date
}

/** `198.51.100.10:46532` without its port, which each request has another of. */
const addressOf = (c: Context<FeedbackEnv>) =>
  c.req.header('cloudfront-viewer-address')?.replace(/:\d+$/u, '') ?? ''

/**
 * `POST /feedback/<locale>`: takes what a form of the site sends, without an account and without a script. What is taken leads to
 * a page of thanks; what is not is told in a page of its own. Who sent it is known to nobody, unless they say so themselves.
 */
export function createFeedbackApp({ writer, css, now = () => new Date() }: FeedbackParts) {
  const senders = createSenders(() => now().getTime())
  const localeOf = (c: Context<FeedbackEnv>): Locale => {
    const asked = c.req.path.split('/')[2] ?? ''
    return isLocale(asked) ? asked : defaultLocale
  }
  function refuse(c: Context<FeedbackEnv>, why: NotSent, status: 413 | 422 | 429 | 503): Response {
    cacheFor(c, 'never')
    const locale = localeOf(c)
    c.header('Content-Language', locale)
    if (status >= 429) c.header('Retry-After', '600')
    return c.html(renderNotSent({ locale, css, why }), status)
  }

  const app = new Hono<FeedbackEnv>()
  app.use(
    requestLog,
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${createHash('sha256').update(css).digest('base64')}'`],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      xXssProtection: false,
      referrerPolicy: 'no-referrer',
    }),
  )
  // Whoever loads the page of a refusal again comes to the form.
  app.get(feedbackPath(':locale'), (c) => {
    cacheFor(c, 'never')
    return c.redirect(contactPath(localeOf(c)), 302)
  })
  app.post(
    feedbackPath(`:locale{(?:${locales.join('|')})}`),
    bodyLimit({ maxSize: largestBody, onError: (c) => refuse(c, 'tooLong', 413) }),
    async (c) => {
      const locale = localeOf(c)
      // Whatever it is said to be: the CDN passes no type on.
      const fields = Object.fromEntries(new URLSearchParams(await c.req.text()))
      const { success, data } = feedbackInput.safeParse(fields)
      if (!success) return refuse(c, 'wrong', 422)
      if (senders.count(addressOf(c)) > mostFromOne) return refuse(c, 'tooMany', 429)
      const { about } = data
      // A trap that is told of is none.
      if (data.website === '') {
        const { useful, text } = data
        if (about && useful) await writer.vote(about, useful, now())
        if (text && !(await writer.keep(data, { locale, now: now() }))) return refuse(c, 'tooMany', 429)
      }
      cacheFor(c, 'never')
      return c.redirect(sentPath(locale, about), 303)
    },
  )
  app.notFound((c) => {
    cacheFor(c, 'never')
    const allowed = methodsInstead(app, c.req)
    return allowed ? c.body(null, 405, { Allow: allowed }) : c.body(null, 404)
  })
  app.onError((error, c) => {
    const fields = { requestId: c.get('requestId'), ...describeError(error) }
    log(isBusy(error) ? 'warn' : 'error', 'a message could not be taken', fields)
    return refuse(c, 'failed', 503)
  })
  return app
}
