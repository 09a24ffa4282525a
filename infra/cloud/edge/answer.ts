import { validateHeaderName, validateHeaderValue } from 'node:http'
import { type Answer, OriginError, type OriginResponse } from './origin.ts'

/** What concerns one connection (RFC 9110, 7.6.1), and what the edge states itself. */
const stripped = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'age',
  'x-cache',
  'set-cookie',
])

/** CloudFront reads no more than this from one response. */
const maxTags = 50

/** Takes from a response what viewers may see. Throws an OriginError when it could not be sent. */
export function answerOf(response: OriginResponse, cacheTagHeader: string): Answer {
  const headers = lowerCase(response.headers)
  assertSendable(response.status, headers)
  return {
    status: response.status,
    headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => !stripped.has(name) && name !== cacheTagHeader),
    ),
    body: response.body,
    tags: tagsOf(headers[cacheTagHeader]),
    variants: new Map(),
  }
}

/** The kept answer, updated with what a 304 says (RFC 9111, 4.3.4). */
export function refreshed(kept: Answer, notModified: OriginResponse, cacheTagHeader: string): Answer {
  const news = answerOf(notModified, cacheTagHeader)
  const headers = Object.entries(news.headers).filter(([name]) => !name.startsWith('content-'))
  return {
    ...kept,
    headers: { ...kept.headers, ...Object.fromEntries(headers) },
    tags: news.tags.length > 0 ? news.tags : kept.tags,
  }
}

/** A few words of the edge's own. */
export function notice(status: number, text: string): Answer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: Buffer.from(`${status} ${text}\n`), tags: [], variants: new Map() }
}

function assertSendable(status: number, headers: Record<string, string>) {
  try {
    if (!Number.isInteger(status) || status < 200 || status > 599) throw new RangeError(`status ${status}`)
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    }
  } catch (error) {
    throw new OriginError(502, error)
  }
}

function tagsOf(header = ''): string[] {
  const tags = header.split(',').map((tag) => tag.trim().toLowerCase())
  return tags.filter((tag) => tag !== '').slice(0, maxTags)
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
