import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Answer } from './origin.ts'

export type Encoding = 'br' | 'gzip'

const textTypes = new Set([
  'application/javascript',
  'application/json',
  'application/ld+json',
  'application/manifest+json',
  'application/problem+json',
  'application/rss+xml',
  'application/atom+xml',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
])

/** CloudFront's own conditions; it compresses no other status and no other size. */
export function isCompressible({ status, headers, body }: Answer): boolean {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return (
    [200, 403, 404].includes(status) &&
    body.length >= 1000 &&
    body.length <= 10_000_000 &&
    headers['content-encoding'] === undefined &&
    !/\bno-transform\b/i.test(headers['cache-control'] ?? '') &&
    textTypes.has(type)
  )
}

/** The encoding a viewer likes best (RFC 9110, 12.5.3); brotli when it is all the same. */
export function negotiate(acceptEncoding: string | undefined): Encoding | undefined {
  const qualities = new Map<string, number>()
  for (const range of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [name = '', parameter] = range.split(';').map((part) => part.trim())
    qualities.set(name, parameter === undefined ? 1 : qualityOf(parameter))
  }
  const quality = (name: string) => qualities.get(name) ?? qualities.get('*') ?? 0
  const best = quality('br') >= quality('gzip') ? 'br' : 'gzip'
  const isWanted = quality(best) > 0 && quality(best) >= (qualities.get('identity') ?? 0)
  return isWanted ? best : undefined
}

/** The body in an encoding, made once for each answer. */
export function compressed(answer: Answer, encoding: Encoding): Promise<Uint8Array> {
  const made = answer.variants.get(encoding)
  if (made) return made
  const making = compress[encoding](answer.body)
  answer.variants.set(encoding, making)
  return making
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const compress: Record<Encoding, (body: Uint8Array) => Promise<Uint8Array>> = {
  br: (body) =>
    brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => zip(body),
}

function qualityOf(parameter: string): number {
  const match = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.exec(parameter)
  return match ? Number(match[1]) : 0
}
