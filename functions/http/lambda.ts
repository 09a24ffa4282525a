import type { Hono } from 'hono'
import { defaultIsContentTypeBinary, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'

interface Payload2 {
  requestContext?: { http?: { method?: string } }
  body?: string | null
}

/** CSV travels as bytes: read as text it would lose the byte order mark by which spreadsheet programs know it as UTF-8. */
function isContentTypeBinary(type: string): boolean {
  return type.startsWith('text/csv') || defaultIsContentTypeBinary(type)
}

/**
 * Runs an app on Lambda. A GET or HEAD that carries a body is answered as if it had none: the Fetch standard knows no such
 * request, and the adapter would throw.
 */
// biome-ignore lint/suspicious/noExplicitAny: an app of any environment
export function toLambda(app: Hono<any, any, any>) {
  const run = handle(app, { isContentTypeBinary })
  return async function handler(event: LambdaEvent & Payload2, context?: LambdaContext) {
    const method = event.requestContext?.http?.method
    if (method === 'GET' || method === 'HEAD') event.body = null
    return await run(event, context)
  }
}
