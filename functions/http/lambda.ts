import type { Hono } from 'hono'
import { defaultIsContentTypeBinary, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import { loggedPath } from '../domain/preview/path.ts'
import { log } from './log.ts'

interface Payload2 {
  requestContext?: { requestId?: string; domainName?: string; http?: { method?: string } }
  rawPath?: string
  rawQueryString?: string
  body?: string | null
}

export type HttpEvent = LambdaEvent & Payload2

/** Whether the Fetch standard has words for it: not for TRACE, nor for a Host that is no name. */
function isRequest({ headers, requestContext, rawPath = '', rawQueryString = '' }: HttpEvent): boolean {
  const host = requestContext?.domainName ?? headers?.host
  const method = requestContext?.http?.method
  const given = Object.entries(headers ?? {}).filter(
    (each): each is [string, string] => each[1] !== undefined,
  )
  try {
    new Request(`https://${host}${rawPath}?${rawQueryString}`, { headers: given, ...(method && { method }) })
    return true
  } catch {
    return false
  }
}

/** 400, with the one line that every request leaves. */
function refuse({ requestContext, rawPath = '' }: HttpEvent) {
  const { requestId, http } = requestContext ?? {}
  log('warn', 'no request', { requestId, method: http?.method, path: loggedPath(rawPath), status: 400 })
  return { statusCode: 400, headers: { 'cache-control': 'no-store' }, body: '', isBase64Encoded: false }
}

/** CSV travels as bytes: read as text it would lose the byte order mark by which spreadsheet programs know it as UTF-8. */
function isContentTypeBinary(type: string): boolean {
  return type.startsWith('text/csv') || defaultIsContentTypeBinary(type)
}

/** Of a path and a query that came in, those that were asked for. */
type AsAsked = (path: string, query: string) => { path: string; query: string }

/**
 * Runs an app on Lambda. A GET or HEAD that carries a body is answered as if it had none: the Fetch standard knows no such
 * request, and the adapter would throw. What is no request to it at all is refused here: the adapter would print a stack.
 * @param asAsked where the edge hands addresses over in a spelling of its own
 */
// biome-ignore lint/suspicious/noExplicitAny: an app of any environment
export function toLambda(app: Hono<any, any, any>, asAsked?: AsAsked) {
  const run = handle(app, { isContentTypeBinary })
  return async function handler(event: HttpEvent, context?: LambdaContext) {
    const method = event.requestContext?.http?.method
    if (method === 'GET' || method === 'HEAD') event.body = null
    if (asAsked) {
      const { path, query } = asAsked(event.rawPath ?? '', event.rawQueryString ?? '')
      event.rawPath = path
      if (query) event.rawQueryString = query
    }
    return isRequest(event) ? await run(event, context) : refuse(event)
  }
}
