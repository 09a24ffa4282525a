import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { openPaths } from '../../functions/admin/openapi/paths.ts'
import type { Origin } from '../cloud/edge/edge.ts'
import {
  call,
  type GatewayRequest,
  type GatewayResponse,
  headersOf,
  largestPayload,
} from '../cloud/gateway.ts'
import { type GuardOptions, guarded, type Refusal } from '../cloud/guard.ts'
import { type Invoke, TooManyRequests } from '../cloud/lambda.ts'
import type { Verifier } from '../cloud/signature.ts'
import { type SigningKey, staffOf } from './keys.ts'
import { corsOf, preflight } from './sign-in/cors.ts'
import type { Lending } from './sign-in/lending.ts'

/** HTTP in front of functions: the API gateway of the editors' door, and the function URL of the reader's. */

class TooLarge extends Error {}

/** Reads to the end even what is too large, or the client would not hear the answer. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= largestPayload) chunks.push(chunk)
  }
  if (size > largestPayload) throw new TooLarge()
  return Buffer.concat(chunks)
}

function send(
  response: ServerResponse,
  { status, headers, cookies, body }: GatewayResponse,
  method: string | undefined,
): void {
  const bodiless = method === 'HEAD' || status === 204 || status === 304
  response.writeHead(status, {
    ...headers,
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
    ...(!bodiless && { 'content-length': body.length }),
  })
  response.end(bodiless ? undefined : body)
}

function answer(status: number, message: string): GatewayResponse {
  const headers = { 'content-type': 'application/json' }
  return { status, headers, cookies: [], body: Buffer.from(JSON.stringify({ message })) }
}

function requestOf(request: IncomingMessage, body: Uint8Array): GatewayRequest {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/su)
  return {
    method: request.method ?? 'GET',
    path,
    query,
    headers: headersOf(request),
    body,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  }
}

interface DoorOptions extends GuardOptions {
  invoke: Invoke
  /** Adds who called, or refuses with an answer. */
  authorize?: (request: IncomingMessage, body: Uint8Array) => Promise<GatewayRequest['iam'] | GatewayResponse>
  /** What the client hears of a function that failed. */
  failure: GatewayResponse
  onFailure: (error: unknown) => void
  /** The one origin whose scripts may read answers. @default none */
  allowedOrigin?: (() => string) | undefined
}

function createDoor(options: DoorOptions): Server {
  const { invoke, authorize, failure, onFailure, allowedOrigin, pages, onRefusal } = options

  /** What API Gateway does for scripts of another origin; undefined where it does nothing. */
  function corsFor({ headers }: IncomingMessage): Record<string, string> | undefined {
    return allowedOrigin && corsOf(headers.origin, allowedOrigin())
  }

  async function serve(request: IncomingMessage): Promise<GatewayResponse> {
    const body = await bodyOf(request)
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] && corsFor(request))
      return { status: 204, headers: preflight, cookies: [], body: Buffer.from('') }
    const verdict = await authorize?.(request, body)
    if (verdict && 'status' in verdict) return verdict
    return await call(invoke, { ...requestOf(request, body), ...(verdict && { iam: verdict }) })
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(corsFor(request) ?? {})) response.setHeader(name, value)
    try {
      send(response, await serve(request), request.method)
    } catch (error) {
      // The client went away in the middle of its request.
      if (!request.complete) return void response.destroy()
      if (error instanceof TooLarge) return send(response, answer(413, 'Request Too Long'), request.method)
      onFailure(error)
      send(response, failure, request.method)
    }
  }

  return createServer(guarded(respond, { pages, onRefusal }))
}

/** The reader's function with nothing before it. */
export function createOriginDoor(options: Pick<DoorOptions, 'invoke' | 'onRefusal' | 'onFailure'>): Server {
  return createDoor({ ...options, failure: answer(502, 'Bad Gateway') })
}

interface AdminDoorOptions {
  invoke: Invoke
  keys: readonly SigningKey[]
  /** Credentials of people who have signed in at the desk. @default there are none */
  lending?: Pick<Lending, 'callerOf'>
  /** Where the desk is served from. @default nowhere */
  deskOrigin?: () => string
  verifier: Verifier
  /** Hears why a request was refused. The client never does: every failure has the same answer. */
  onRefusal: (refusal: Refusal) => void
  onFailure: (error: unknown) => void
}

/** Whether the gateway asks for no signature: the very routes that the stack opens. */
function isOpen(method: string, target: string): boolean {
  const [path] = target.split('?')
  return method === 'GET' && openPaths.some((each) => each === path)
}

/** The editors' function behind the IAM authorizer. */
export function createAdminDoor(options: AdminDoorOptions): Server {
  const { invoke, keys, lending, deskOrigin, verifier, onRefusal, onFailure } = options
  return createDoor({
    invoke,
    failure: answer(500, 'Internal Server Error'),
    onFailure,
    onRefusal,
    // Scripts of others are not refused what anybody may read; they are not shown it.
    pages: 'any',
    allowedOrigin: deskOrigin,
    async authorize(request, body) {
      const method = request.method ?? ''
      const target = request.url ?? ''
      if (isOpen(method, target)) return undefined
      const verdict = await verifier.verify({ method, target, rawHeaders: request.rawHeaders, body })
      const caller = verdict.ok ? lending?.callerOf(verdict.accessKeyId) : undefined
      if (caller) return caller
      const key = verdict.ok ? keys.find(({ accessKeyId }) => accessKeyId === verdict.accessKeyId) : undefined
      if (key) {
        const { id, name } = staffOf(key)
        return { accessKey: key.accessKeyId, userId: id, userArn: `arn:aws:iam::000000000000:user/${name}` }
      }
      const reason = verdict.ok ? 'the key is not on the list' : verdict.reason
      onRefusal({ method, path: target.split('?')[0] ?? '', reason })
      return answer(403, 'Forbidden')
    },
  })
}

/** A function as the edge asks it. Its URL answers 429 itself where the function may do no more at once. */
export function functionOrigin(invoke: Invoke): Origin {
  return async ({ method, path, query, headers, body = new Uint8Array() }) => {
    const request = {
      method,
      path,
      query,
      headers: { host: 'origin', ...headers },
      body,
      sourceIp: '127.0.0.1',
    }
    try {
      return await call(invoke, request)
    } catch (error) {
      if (error instanceof TooManyRequests) return answer(429, 'Rate Exceeded.')
      throw error
    }
  }
}

/**
 * A bucket as the edge asks it: signed by the edge itself, as origin access control does.
 * @param missing what is answered of a file that is not there: 403 where the bucket may not be listed
 */
export function bucketOrigin(
  endpoint: string,
  bucket: string,
  fetchSigned: typeof fetch,
  missing: 403 | 404 = 404,
): Origin {
  return async ({ method, path, headers }) => {
    const { range } = headers
    const response = await fetchSigned(`${endpoint}/${bucket}${path}`, {
      method,
      headers: range ? { range } : {},
    })
    const passed = [...response.headers].filter(
      ([name]) => !name.startsWith('x-amz-') && name !== 'connection',
    )
    return {
      status: response.status === 403 || response.status === 404 ? missing : response.status,
      headers: Object.fromEntries(passed),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }
}
