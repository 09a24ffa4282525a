import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { answerOf, notice } from './answer.ts'
import type { ViewerRequestFunction } from './function-sandbox.ts'
import { type Answer, ask, type Origin, OriginError, type OriginRequest } from './origin.ts'
import { maxEntryBytes, type ReadThrough, type Served } from './read-through.ts'
import type { Distribution, ResponseHeaders, Route } from './route.ts'
import {
  addressOf,
  allowedHeaders,
  allowedQuery,
  cacheKey,
  findRoute,
  parseTarget,
  type Target,
} from './target.ts'
import { viewerRequestEvent } from './viewer-event.ts'

/** An answer, and what X-Cache says of how it was come by. */
export interface Reply {
  answer: Answer
  result: Served['result'] | 'Error' | 'FunctionGeneratedResponse'
  age?: number
  compress: boolean
  /** What the route does to the headers of every answer. */
  responseHeaders?: ResponseHeaders | undefined
  error?: unknown
}

/** What CloudFront says of the viewer, whatever the viewer says of themselves. */
function viewerHeaders({ socket }: IncomingMessage): Record<string, string> {
  return { 'cloudfront-viewer-address': `${socket.remoteAddress}:${socket.remotePort}` }
}

/** CloudFront's limit on a URL. */
const maxTargetLength = 8192
/** What a function can be sent in one event. */
const maxBodyBytes = 6_000_000

/** Decides what a request is answered with, in the order in which CloudFront does. Never throws. */
export function createResponder<Name extends string>({
  routes,
  origins,
  originTimeout,
  viewerRequest,
  pages,
  failovers,
  errorPages = {},
  cacheTagHeader,
}: Distribution & {
  routes: readonly Route<Name>[]
  origins: Readonly<Record<Name, Origin>>
  originTimeout: number
  viewerRequest: ViewerRequestFunction
  pages: ReadThrough
}) {
  return async function respond(request: IncomingMessage): Promise<Reply> {
    if ((request.url ?? '').length > maxTargetLength) return refusal(414, 'URI Too Long')
    const target = parseTarget(request.url ?? '')
    const hosts = request.headersDistinct.host ?? []
    if (!target || hosts.length > 1) return refusal(400, 'Bad Request')
    const route = findRoute(routes, target.path)
    if (!route) return refusal(403, 'Forbidden')
    return { ...(await answer(request, target, route)), responseHeaders: route.responseHeaders }
  }

  async function answer(request: IncomingMessage, target: Target, route: Route<Name>): Promise<Reply> {
    const method = route.methods.find((allowed) => allowed === request.method)
    if (!method) return refusal(403, 'Forbidden')
    if (method !== 'POST' && hasBody(request.headers)) return refusal(403, 'Forbidden')

    const changed = route.viewerRequest ? runFunction(request, target) : asSent(request, target)
    if ('reply' in changed) return changed.reply
    const question: OriginRequest = {
      method,
      path: changed.path,
      query: allowedQuery(route, changed.query),
      headers: allowedHeaders(route, { ...changed.headers, ...viewerHeaders(request) }),
    }
    try {
      if (route.cache === 'on') return await shown(replyWith(await readPage(route, question), route))
      if (method !== 'POST') return await shown(replyWith(await passOn(route, question), route))
      const body = await readBody(request)
      return body
        ? await shown(replyWith(await passOn(route, { ...question, body }), route))
        : refusal(413, 'Content Too Large')
    } catch (error) {
      return outage(error)
    }
  }

  /** Instead of some errors of an origin, a page that the distribution has for them. */
  async function shown(reply: Reply): Promise<Reply> {
    const page = errorPages[reply.answer.status]
    const route = page && findRoute(routes, page.path)
    if (!route) return reply
    const question: OriginRequest = { method: 'GET', path: page.path, query: '', headers: {} }
    const found = await readPage(route, question).catch(() => undefined)
    if (found?.answer.status !== 200) return reply
    return { ...reply, answer: { ...found.answer, status: page.status } }
  }

  async function passOn(route: Route<Name>, question: OriginRequest): Promise<Served> {
    return { answer: answerOf(await askEither(route, question), cacheTagHeader), result: 'Miss' }
  }

  /** Fails over as an origin group does: on these statuses, on no answer, and only for what may be asked twice. */
  async function askEither(route: Route<Name>, question: OriginRequest) {
    const first = ask(origins[route.origin], question, originTimeout)
    const { fallback } = route
    if (!fallback || question.method === 'POST') return await first
    const response = await first.catch(() => undefined)
    if (response && !(route.failovers ?? failovers).includes(response.status)) return response
    // Where neither answers, the first failure is what is told.
    return await ask(origins[fallback], { ...question, headers: {} }, originTimeout).catch(() => first)
  }

  async function readPage(route: Route<Name>, question: OriginRequest): Promise<Served> {
    const { range, ...headers } = question.headers
    const address = addressOf(question.path, question.query)
    const key = cacheKey(address, headers)
    // A route that passes Range on serves files; some are too large to be kept, and not to be fetched whole for a part.
    const isPart = route.headers.includes('range') && (range !== undefined || question.method === 'HEAD')
    if (isPart && !pages.holds(key)) {
      const part = await passOn(route, question)
      if (!isPartOfSmall(part.answer)) return part
    }
    return pages.read(key, address, (etag) => {
      const conditional = etag === undefined ? headers : { ...headers, 'if-none-match': etag }
      return askEither(route, { ...question, method: 'GET', headers: conditional })
    })
  }

  function runFunction(request: IncomingMessage, target: Target) {
    try {
      const result = viewerRequest(viewerRequestEvent(request, target))
      if ('statusCode' in result) {
        const { statusCode, headers, body = '' } = result
        const bytes =
          typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.data, encodings[body.encoding])
        const answer = answerOf({ status: statusCode, headers: plain(headers), body: bytes }, cacheTagHeader)
        return { reply: { answer, result: 'FunctionGeneratedResponse', compress: false } satisfies Reply }
      }
      const query = new Map(Object.entries(result.querystring).map(([name, { value }]) => [name, [value]]))
      return { path: result.uri, query, headers: plain(result.headers) }
    } catch (error) {
      return { reply: { ...refusal(503, 'Service Unavailable'), error } }
    }
  }
}

const encodings = { text: 'utf8', base64: 'base64' } as const

function asSent(request: IncomingMessage, { path, query }: Target) {
  const headers = Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.[0] ?? ''])
  return { path, query, headers: Object.fromEntries(headers) }
}

function plain(values: Record<string, { value: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]))
}

function replyWith({ answer, result, age }: Served, { compress }: Route): Reply {
  const isError = answer.status >= 400
  return { answer, result: isError ? 'Error' : result, compress, ...(age === undefined ? {} : { age }) }
}

function refusal(status: number, text: string): Reply {
  return { answer: notice(status, text), result: 'Error', compress: false }
}

function outage(error: unknown): Reply {
  const isLate = error instanceof OriginError && error.status === 504
  return { ...(isLate ? refusal(504, 'Gateway Timeout') : refusal(502, 'Bad Gateway')), error }
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

/** Undefined when there is more of it than may be; the connection stays open for saying so. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > maxBodyBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** Whether a 206 is of a body that the cache may hold whole. */
function isPartOfSmall({ status, headers }: Answer): boolean {
  const [, total] = /^bytes \d+-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
  return status === 206 && total !== undefined && Number(total) <= maxEntryBytes
}
