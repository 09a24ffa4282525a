import { validateHeaderName, validateHeaderValue } from 'node:http'
import { cacheTagHeader } from '../../routes.ts'
import { type Answer, OriginError, type OriginResponse } from './origin.ts'

/** What concerns one connection (RFC 9110, 7.6.1), what the edge states itself, and what is not for viewers. */
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
  'server-timing',
  cacheTagHeader,
])

/** CloudFront reads no more than this from one response. */
const maxTags = 50

/** Takes from a response what viewers may see. Throws an OriginError when it could not be sent. */
export function answerOf(response: OriginResponse): Answer {
  const headers = lowerCase(response.headers)
  assertSendable(response.status, headers)
  return {
    status: response.status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !stripped.has(name))),
    body: response.body,
    tags: tagsOf(headers),
    variants: new Map(),
  }
}

/** The kept answer with what a 304 says anew (RFC 9111, 4.3.4). */
export function refreshed(kept: Answer, notModified: OriginResponse): Answer {
  const news = answerOf(notModified)
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

function tagsOf(headers: Record<string, string>): string[] {
  const tags = (headers[cacheTagHeader] ?? '').split(',').map((tag) => tag.trim().toLowerCase())
  return tags.filter((tag) => tag !== '').slice(0, maxTags)
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
