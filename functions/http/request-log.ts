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

/**
 * Names the request by the id that the gateway gave it, and logs one line about it: never a query, a header or a body. Pages
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
    const milliseconds = Math.round(performance.now() - start)
    log('info', 'request', {
      requestId,
      method: c.req.method,
      path: loggedPath(c.req.path),
      status: c.res.status,
      ...revisionOf(c.res),
      milliseconds,
    })
  },
)
