import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Verifier } from './signature.ts'

/**
 * Who may speak to a port of the embedded cloud. Every page that somebody reads on this machine can send requests to it;
 * here is decided, for all ports, which of them are listened to.
 */

/** Why a request was turned away, for the log. The client never hears it. */
export interface Refusal {
  method: string
  path: string
  reason: string
}

export interface GuardOptions {
  /**
   * Pages that may ask beside those of the port itself: all of them, where the answer itself says whose scripts may read
   * it, or those of one origin. @default none
   */
  pages?: 'any' | (() => string) | undefined
  onRefusal?: ((refusal: Refusal) => void) | undefined
}

/** More than any of the APIs that take signed requests is sent at once. */
const maxBodyBytes = 16 * 1024 * 1024

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** A name of this machine, with the port: a page of another name that was made to point here (DNS rebinding) has its own. */
function isHere(host: string, port: number | undefined): boolean {
  return loopback.some((name) => host === `${name}:${port}` || (port === 80 && host === name))
}

function whyNot(request: IncomingMessage, pages: GuardOptions['pages']): string | undefined {
  const [host = '', ...more] = request.headersDistinct.host ?? []
  if (more.length > 0 || !isHere(host.toLowerCase(), request.socket.localPort))
    return 'the Host is none of this machine'
  if (pages === 'any') return undefined
  const own = `http://${host.toLowerCase()}`
  const foreign = request.headersDistinct.origin?.find((each) => each !== own && each !== pages?.())
  return foreign === undefined ? undefined : 'the page is of another origin'
}

function turnAway(request: IncomingMessage, response: ServerResponse, status = 403): void {
  const message = status === 403 ? 'Forbidden' : 'Content Too Large'
  // Nothing more is read from this connection.
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': 'AccessDeniedException',
    connection: 'close',
  })
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ message }))
  request.resume()
}

function refusalOf({ method = '', url = '' }: IncomingMessage, reason: string): Refusal {
  return { method, path: url.split('?')[0] ?? '', reason }
}

/** Answers those only who call this machine by its name, from no page or from one that may ask. */
export function guarded(answer: RequestListener, { pages, onRefusal }: GuardOptions = {}): RequestListener {
  return (request, response) => {
    const reason = whyNot(request, pages)
    if (reason === undefined) return answer(request, response)
    onRefusal?.(refusalOf(request, reason))
    turnAway(request, response)
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

interface SignedOptions extends GuardOptions {
  /** Knows the keys that may sign. */
  verifier: Verifier
}

/** Answers those only who have signed head and body. */
export function guardedBySignature(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => unknown,
  { verifier, ...options }: SignedOptions,
): RequestListener {
  async function check(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    if (!body) return turnAway(request, response, 413)
    const { method = '', url: target = '', rawHeaders } = request
    const verdict = await verifier.verify({ method, target, rawHeaders, body })
    if (verdict.ok) return void (await answer(request, response, body))
    options.onRefusal?.(refusalOf(request, verdict.reason))
    turnAway(request, response)
  }
  // Who went away in the middle of a request, or what could not be answered.
  return guarded(
    (request, response) => void check(request, response).catch(() => response.destroy()),
    options,
  )
}
