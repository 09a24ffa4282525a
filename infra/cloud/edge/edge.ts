import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { createCache, purgeByPaths, purgeByTags } from './cache.ts'
import { createFunction } from './function-sandbox.ts'
import type { Origin } from './origin.ts'
import { type Presented, present } from './present.ts'
import { createReadThrough } from './read-through.ts'
import { createResponder, type Reply } from './responder.ts'
import { applyHeaders, type Distribution, type Route } from './route.ts'

export type { Origin, OriginRequest, OriginResponse } from './origin.ts'

export interface EdgeOptions<Name extends string = string> extends Distribution {
  routes: readonly Route<Name>[]
  origins: Readonly<Record<Name, Origin>>
  /** The source of the viewer-request function. */
  viewerRequest: string
  log?: (line: EdgeLogLine) => void
  /** A path as the log may hold it. @default as it is */
  loggedPath?: (path: string) => string
  /** @default Date.now */
  now?: () => number
  /** What the cache may hold. @default 64 MB */
  maxBytes?: number
  /** How long an origin may take, in milliseconds. @default 30,000 as CloudFront's */
  originTimeout?: number
}

export interface EdgeLogLine {
  method: string
  /** Without the query: it may hold what was meant for nobody's eyes. */
  path: string
  status: number
  result: string
  bytes: number
  milliseconds: number
  error?: string
}

export interface Edge {
  /** To be told where to listen. */
  server: http.Server
  /** Forgets what carries one of these cache tags. */
  purge(tags: string[]): void
  /** Forgets these addresses; `*` at the end stands for anything. */
  purgePaths(paths: string[]): void
  /** Lets the answers under way end, then stops. */
  close(): Promise<void>
}

/** How long `close` waits before it cuts the connections that are left. */
const closeTimeout = 5_000

/** A CDN of one machine, which obeys the table that the distribution is made of. */
export function createEdge<Name extends string>(options: EdgeOptions<Name>): Edge {
  const { now = Date.now, maxBytes = 64_000_000, log = () => {}, loggedPath = (path) => path } = options
  const { failovers, cacheTagHeader } = options
  const pages = createReadThrough({
    cache: createCache(maxBytes),
    cacheTagHeader,
    now,
    onBackgroundError: (error, address) =>
      log({ ...nothing('GET', address), result: 'RefreshHit', error: text(error) }),
  })
  const respond = createResponder({
    routes: options.routes,
    origins: options.origins,
    failovers,
    errorPages: options.errorPages ?? {},
    cacheTagHeader,
    originTimeout: options.originTimeout ?? 30_000,
    viewerRequest: createFunction(options.viewerRequest),
    pages,
  })

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const started = performance.now()
    const reply = await respond(request)
    const shown = await show(request, reply)
    send(request, response, reply, shown)
    log({
      ...nothing(request.method, request.url),
      status: response.statusCode,
      result: reply.result,
      bytes: shown.body.length,
      milliseconds: Math.round(performance.now() - started),
      ...(reply.error === undefined ? {} : { error: text(reply.error) }),
    })
  }

  const server = http.createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000 },
    (request, response) => {
      request.on('error', () => response.destroy())
      serve(request, response).catch((error) => {
        log({ ...nothing(request.method, request.url), error: text(error) })
        response.destroy()
      })
    },
  )

  async function close() {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    const cut = setTimeout(() => server.closeAllConnections(), closeTimeout)
    await closed
    clearTimeout(cut)
    await Promise.race([pages.settled(), new Promise((resolve) => setTimeout(resolve, closeTimeout).unref())])
  }

  return {
    server,
    purge: (tags) => pages.purge(purgeByTags(tags)),
    purgePaths: (paths) => pages.purge(purgeByPaths(paths)),
    close,
  }

  /** The log line of a request that nothing was sent for. */
  function nothing(method = '', address = ''): EdgeLogLine {
    const path = loggedPath(address.replace(/[?#].*/s, ''))
    return { method, path, status: 0, result: 'Error', bytes: 0, milliseconds: 0 }
  }

  function send(request: IncomingMessage, response: ServerResponse, reply: Reply, shown: Presented) {
    // Once the server is closing, or a body was left unread, the connection is of no more use.
    const isLast = !server.listening || !request.complete
    response.writeHead(shown.status, {
      ...applyHeaders(shown.headers, reply.responseHeaders),
      'x-cache': `${reply.result} from edge`,
      ...(reply.age === undefined ? {} : { age: `${reply.age}` }),
      ...(isLast ? { connection: 'close' } : {}),
    })
    response.end(shown.body)
  }
}

async function show(request: IncomingMessage, reply: Reply): Promise<Presented> {
  return present(reply.answer, { method: request.method ?? 'GET', headers: request.headers }, reply.compress)
}

function text(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${text(error.cause)}` : ''
  return error instanceof Error ? `${error.message}${cause}` : String(error)
}
