import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Invoke } from './lambda.ts'
import type { Verifier } from './signature.ts'

const invocation = /^\/2015-03-31\/functions\/([a-z]+)\/invocations$/u

/** Lambda's Invoke, for whoever signs with the administrator's key: `POST /2015-03-31/functions/<name>/invocations`. */
export function createFunctionsApi(functions: ReadonlyMap<string, Invoke>, verifier: Verifier): Server {
  return createServer(async (request, response) => {
    const body = await buffer(request)
    const { method = '', url: target = '', rawHeaders } = request
    const verdict = await verifier.verify({ method, target, rawHeaders, body })
    const invoke = functions.get(invocation.exec(target)?.[1] ?? '')
    if (!verdict.ok || method !== 'POST' || !invoke) {
      response.writeHead(verdict.ok ? 404 : 403).end()
      return
    }
    try {
      const result = await invoke(body.length > 0 ? JSON.parse(body.toString('utf8')) : {})
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? null))
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error)
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(JSON.stringify({ errorMessage }))
    }
  })
}
