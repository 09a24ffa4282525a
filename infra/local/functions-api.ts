import { createServer, type IncomingMessage, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Invoke } from './lambda.ts'
import type { Verifier } from './signature.ts'

const invocation = /^\/2015-03-31\/functions\/([a-z]+)\/invocations$/u

interface Options {
  /** Tells one run of the cloud from all others; answered at `GET /run`. */
  run: string
  /** Those that may be invoked by it. */
  find: (name: string) => Invoke | undefined
  verifier: Verifier
}

interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** Lambda's Invoke, for the functions themselves and whoever signs with the administrator's key: `POST /2015-03-31/functions/<name>/invocations`. */
export function createFunctionsApi({ run, find, verifier }: Options): Server {
  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request)
    const { method = '', url: target = '', rawHeaders } = request
    if (method === 'GET' && target === '/run') return { status: 200, body: run }
    const verdict = await verifier.verify({ method, target, rawHeaders, body })
    if (!verdict.ok) return { status: 403 }
    const invoke = find(invocation.exec(target)?.[1] ?? '')
    if (method !== 'POST' || !invoke) return { status: 404 }
    try {
      const result = await invoke(JSON.parse(body.toString('utf8')))
      return { status: 200, body: JSON.stringify(result ?? null) }
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error)
      const headers = { 'x-amz-function-error': 'Unhandled' }
      return { status: 200, headers, body: JSON.stringify({ errorMessage }) }
    }
  }

  return createServer((request, response) => {
    answer(request).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    )
  })
}
