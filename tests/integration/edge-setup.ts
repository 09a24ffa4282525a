import { readFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { expect, onTestFinished, vi } from 'vitest'
import { loggedPath } from '../../functions/domain/preview/path.ts'
import {
  createEdge,
  type Edge,
  type EdgeLogLine,
  type EdgeOptions,
  type OriginRequest,
  type OriginResponse,
} from '../../infra/cloud/edge/edge.ts'
import { signedOrigin } from '../../infra/cloud/edge/signed-origin.ts'
import { listen } from '../../infra/cloud/listen.ts'
import { responseHeaders } from '../../infra/response-headers.ts'
import { cacheTagHeader, failovers, routes } from '../../infra/routes.ts'

export const viewerRequest = readFileSync(
  new URL('../../functions/edge/viewer-request.js', import.meta.url),
  'utf8',
)

export interface Reply {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  text: string
  /** `Hit`, `Miss` and so on, of X-Cache. */
  result: string
}

type Program = (request: OriginRequest) => Promise<OriginResponse> | OriginResponse

/** An edge, for one test, before an origin that does what `program` says, with a clock that moves when told. */
export async function startEdge(program: Program, options: Partial<EdgeOptions> = {}) {
  const asked: OriginRequest[] = []
  const lines: EdgeLogLine[] = []
  const clock = { time: Date.UTC(2026, 0, 1) }
  const origin = {
    program,
    answer: async (request: OriginRequest) => {
      asked.push(request)
      return origin.program(request)
    },
  }
  const edge: Edge = createEdge({
    routes: routes.map((route) => ({ ...route, responseHeaders: responseHeaders[route.origin] })),
    failovers,
    cacheTagHeader,
    loggedPath,
    origins: {
      site: signedOrigin(origin.answer),
      counter: origin.answer,
      search: origin.answer,
      media: origin.answer,
      preview: origin.answer,
      desk: origin.answer,
      mirror: async () => {
        throw new Error('there is no mirror')
      },
    },
    viewerRequest,
    now: () => clock.time,
    log: (line) => lines.push(line),
    ...options,
  })
  const received = { requests: 0 }
  edge.server.on('request', () => {
    received.requests += 1
  })
  const port = await listen(edge.server)
  onTestFinished(() => edge.close())

  return {
    edge,
    port,
    /** What the origin was asked, in order. */
    asked,
    lines,
    /** Waits until so many requests were received, and so far worked on that nothing but the origin holds them up. */
    receive: (count: number) => vi.waitFor(() => expect(received.requests).toBe(count), 10_000),
    /** Waits until the origin was asked so often. */
    ask: (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count), 10_000),
    origin,
    pass: (seconds: number) => {
      clock.time += seconds * 1000
    },
    get: (path: string, headers: http.OutgoingHttpHeaders = {}) => send(port, 'GET', path, headers),
    send: (method: string, path: string, headers: http.OutgoingHttpHeaders = {}, body?: string) =>
      send(port, method, path, headers, body),
    raw: (text: string) => sendRaw(port, text),
  }
}

/** A page, which may be kept for a minute unless `headers` say otherwise. */
export function page(body: string | Uint8Array = 'page', headers: Record<string, string> = {}, status = 200) {
  const usual = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=60' }
  return { status, headers: { ...usual, ...headers }, body: Buffer.from(body) }
}

/** A promise that is settled from outside. */
export function gate() {
  return Promise.withResolvers<void>()
}

function send(port: number, method: string, path: string, headers: http.OutgoingHttpHeaders, body?: string) {
  return new Promise<Reply>((resolve, reject) => {
    const request = http.request(
      { port, host: '127.0.0.1', method, path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: bytes,
            text: bytes.toString(),
            result: String(response.headers['x-cache']).replace(' from edge', ''),
          })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** Sends bytes as they are and gives back all that comes until the other side closes. */
function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    let received = ''
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(received))
  })
}
