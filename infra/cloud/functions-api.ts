import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type GuardOptions, guarded, guardedBySignature } from './guard.ts'
import type { Invoke } from './lambda.ts'
import type { Verifier } from './signature.ts'

const invocation = /^\/2015-03-31\/functions\/([a-z]+)\/invocations$/u

interface Options extends Pick<GuardOptions, 'onRefusal'> {
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
export function createFunctionsApi({ run, find, verifier, onRefusal }: Options): Server {
  async function answer({ method, url = '', headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const invoke = find(invocation.exec(url)?.[1] ?? '')
    if (method !== 'POST' || !invoke) return { status: 404 }
    if (headers['x-amz-invocation-type'] === 'Event') {
      // Nobody waits for what comes of it; the function logs its own failures.
      void invoke(JSON.parse(body.toString('utf8'))).catch(() => undefined)
      return { status: 202 }
    }
    try {
      const result = await invoke(JSON.parse(body.toString('utf8')))
      return { status: 200, body: JSON.stringify(result ?? null) }
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error)
      const failed = { 'x-amz-function-error': 'Unhandled' }
      return { status: 200, headers: failed, body: JSON.stringify({ errorMessage }) }
    }
  }

  const invocations = guardedBySignature(
    async (request, response, asked) => {
      const { status, headers, body } = await answer(request, asked)
      response.writeHead(status, headers).end(body)
    },
    { verifier, onRefusal },
  )
  const runs = guarded((_, response) => response.writeHead(200).end(run), { onRefusal })
  return createServer((request, response) => {
    const listener = request.method === 'GET' && request.url === '/run' ? runs : invocations
    listener(request, response)
  })
}
