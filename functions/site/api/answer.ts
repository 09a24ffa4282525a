import type { MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type * as z from 'zod'
import { defaultLocale, isLocale, type Locale } from '../../domain/locale.ts'
import type { SiteChrome } from '../../domain/site/shapes.ts'
import { cacheFor } from '../../http/cache-policy.ts'
import { translator } from '../../views/i18n.tsx'
import type { SiteContext, SiteEnv } from '../env.ts'
import type * as shapes from './shapes.ts'

/** Anybody's page may read it: there is nothing in it that is not public. */
export const openToAll: MiddlewareHandler<SiteEnv> = async (c, next) => {
  await next()
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Expose-Headers', 'ETag, Link')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** `locale` of the query; the first language of the site where it is none. */
export function askedLocale(c: SiteContext): Locale {
  const asked = c.req.query('locale') ?? ''
  return isLocale(asked) ? asked : defaultLocale
}

const titles = { 404: 'Not Found', 410: 'Gone', 422: 'Unprocessable Content', 503: 'Service Unavailable' }
const codes = { 404: 'not_found', 410: 'gone', 422: 'invalid', 503: 'unavailable' }

type Problem = z.infer<typeof shapes.problem>

/** An error in the form that the editors' API has too (RFC 9457), in the language that was asked for. */
export function refuse(
  c: SiteContext,
  status: keyof typeof titles & ContentfulStatusCode,
  detail: string,
  errors?: Problem['errors'],
): Response {
  if (status === 503) c.header('Retry-After', '5')
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status],
    status,
    code: codes[status],
    detail,
    requestId: c.get('requestId'),
    ...(errors && { errors }),
  }
  return c.body(JSON.stringify(problem), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': askedLocale(c),
  })
}

export function unavailable(c: SiteContext): Response {
  cacheFor(c, 'never')
  return refuse(c, 503, translator(askedLocale(c))('unavailable.text'))
}

/** What is wrong with a query, by name of the parameter. */
export function refuseQuery(c: SiteContext, { issues }: z.ZodError): Response {
  cacheFor(c, 'missing')
  const t = translator(askedLocale(c))
  const fields = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.map(String).join('.')],
  )
  const errors = fields.map((field) => ({
    field,
    message: t('openData.wrong', { field, value: c.req.query(field) ?? '' }),
  }))
  return refuse(c, 422, errors[0]?.message ?? '', errors)
}

/** The chrome of the language that is asked for, by which an answer knows names and addresses. */
export function aroundOf(c: SiteContext, chrome: SiteChrome) {
  c.header('Content-Language', chrome.locale)
  return { chrome, siteUrl: c.var.parts.siteUrl }
}
