import type { IncomingHttpHeaders } from 'node:http'
import { compressed, isCompressible, negotiate } from './compression.ts'
import { isNotModified, rangeOf } from './conditional.ts'
import type { Answer } from './origin.ts'

export interface Viewer {
  method: string
  headers: IncomingHttpHeaders
}

/** What goes over the wire. */
export interface Presented {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

/** Turns an answer into what this viewer asked for: nothing new, a part of it, a compressed form, or all of it. */
export async function present(answer: Answer, viewer: Viewer, compress: boolean): Promise<Presented> {
  const canCompress = compress && isCompressible(answer)
  const headers = canCompress ? varied(answer.headers) : answer.headers
  // A part is a part of the plain body, so a viewer that asks for one gets no compressed form.
  const range = viewer.method === 'GET' && answer.status === 200 ? rangeOf(viewer.headers, answer) : undefined
  const encoding = canCompress && !range ? negotiate(header(viewer, 'accept-encoding')) : undefined
  const tagged = encoding ? weakened(headers) : headers

  if (isNotModified(viewer.headers, answer)) return notModified(tagged)
  if (range === 'unsatisfiable') return unsatisfiable(answer)
  if (range) {
    const { first, last } = range
    const contentRange = `bytes ${first}-${last}/${answer.body.length}`
    return sized(
      viewer,
      206,
      { ...headers, 'content-range': contentRange },
      answer.body.subarray(first, last + 1),
    )
  }
  if (!encoding) return sized(viewer, answer.status, headers, answer.body)
  const body = await compressed(answer, encoding)
  return sized(viewer, answer.status, { ...tagged, 'content-encoding': encoding }, body)
}

/** A HEAD tells the length of what a GET would bring; one that the origin answered itself says so itself. */
function sized(viewer: Viewer, status: number, headers: Answer['headers'], body: Uint8Array): Presented {
  const isHead = viewer.method === 'HEAD'
  if (status === 204 || status === 304 || (isHead && body.length === 0))
    return { status, headers, body: empty }
  return { status, headers: { ...headers, 'content-length': `${body.length}` }, body: isHead ? empty : body }
}

/** RFC 9110, 15.4.5: nothing that describes a body that is not there. */
function notModified(headers: Answer['headers']): Presented {
  const kept = Object.entries(headers).filter(
    ([name]) => !name.startsWith('content-') || name === 'content-location',
  )
  return { status: 304, headers: Object.fromEntries(kept), body: empty }
}

function unsatisfiable({ body }: Answer): Presented {
  const headers = { 'content-range': `bytes */${body.length}`, 'cache-control': 'no-store' }
  return { status: 416, headers: { ...headers, 'content-length': '0' }, body: empty }
}

function varied(headers: Answer['headers']): Answer['headers'] {
  const vary = headers.vary
  if (vary === undefined) return { ...headers, vary: 'Accept-Encoding' }
  return /(^|[\s,])(accept-encoding|\*)($|[\s,])/i.test(vary)
    ? headers
    : { ...headers, vary: `${vary}, Accept-Encoding` }
}

/** The compressed bytes are others than the tag was made for, so the tag only says "the same in meaning". */
function weakened(headers: Answer['headers']): Answer['headers'] {
  const { etag } = headers
  return etag === undefined || etag.startsWith('W/') ? headers : { ...headers, etag: `W/${etag}` }
}

function header(viewer: Viewer, name: string): string | undefined {
  const value = viewer.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

const empty = new Uint8Array()
