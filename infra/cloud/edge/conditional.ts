import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './origin.ts'

/** Whether the viewer already has this (RFC 9110, 13.2.2): If-None-Match counts before If-Modified-Since. */
export function isNotModified(viewer: IncomingHttpHeaders, { status, headers }: Answer): boolean {
  if (status !== 200) return false
  const ifNoneMatch = viewer['if-none-match']
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, headers.etag)
  const since = Date.parse(viewer['if-modified-since'] ?? '')
  return Date.parse(headers['last-modified'] ?? '') <= since
}

/** Weak comparison (RFC 9110, 8.8.3.2): W/"a" and "a" are the same. */
function matches(ifNoneMatch: string, etag: string | undefined): boolean {
  if (ifNoneMatch.trim() === '*') return true
  if (etag === undefined) return false
  const candidates = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []
  return candidates.map(opaque).includes(opaque(etag))
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, '')
}

export interface ByteRange {
  first: number
  last: number
}

/**
 * The one range that was asked for; undefined when there is none to honour (several ranges, another unit, another
 * version of the body), `unsatisfiable` when it lies outside (RFC 9110, 14.2).
 */
export function rangeOf(
  viewer: IncomingHttpHeaders,
  { headers, body }: Answer,
): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(viewer.range ?? '') ?? []
  if ((from === '' && to === '') || !isSameVersion(viewer['if-range'], headers)) return undefined
  const end = body.length - 1
  const first = from === '' ? Math.max(0, body.length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? end : Math.min(Number(to), end)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return first > end || (from === '' && Number(to) === 0) ? 'unsatisfiable' : { first, last }
}

/** If-Range: a strong tag or the exact date (RFC 9110, 13.1.5). */
function isSameVersion(ifRange: string | string[] | undefined, headers: Answer['headers']): boolean {
  if (ifRange === undefined) return true
  return typeof ifRange === 'string' && !ifRange.startsWith('W/')
    ? ifRange === headers.etag || ifRange === headers['last-modified']
    : false
}
