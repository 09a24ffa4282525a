import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda'
import { createMiddleware } from 'hono/factory'
import { loggedPath } from '../domain/preview/path.ts'
import { log } from './log.ts'

/** What hono's Lambda adapter hands to the handlers. Absent when an app is called directly. */
export interface LambdaBindings {
  event?: LambdaEvent
  lambdaContext?: LambdaContext
}

/** Which revision was answered, where one was: the doors of the newsroom tag their answers with it. */
function revisionOf({ headers }: Response): { revision?: string } {
  const revision = /^"(\d+-[0-9a-f]{8})"$/u.exec(headers.get('etag') ?? '')?.[1]
  return revision ? { revision } : {}
}

/** The one line that every request leaves: never a query, a header or a body. */
export function logRequest({
  start,
  path,
  ...fields
}: {
  requestId: string
  method: string
  path: string
  status: number
  revision?: string
  /** By `performance.now()`. */
  start: number
}): void {
  log('info', 'request', {
    ...fields,
    path: loggedPath(path),
    milliseconds: Math.round(performance.now() - start),
  })
}

/**
 * Names the request by the id that the gateway gave it, and logs one line about it. Pages
 * that the product renders for itself come through no gateway, and are not logged.
 */
export const requestLog = createMiddleware<{ Bindings: LambdaBindings; Variables: { requestId: string } }>(
  async (c, next) => {
    const start = performance.now()
    const context = c.env?.event?.requestContext
    const requestId = context && 'requestId' in context ? String(context.requestId) : crypto.randomUUID()
    c.set('requestId', requestId)
    await next()
    if (!context) return
    logRequest({
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ...revisionOf(c.res),
      start,
    })
  },
)
