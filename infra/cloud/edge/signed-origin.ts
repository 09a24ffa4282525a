import { createHash } from 'node:crypto'
import type { Origin, OriginRequest } from './origin.ts'

/** What whoever sends a body through the CDN names in `x-amz-content-sha256`: no body is that of an empty one. */
export function payloadHash(body: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(body).digest('hex')
}

/**
 * A function's address behind origin access control. Who signs and who verifies each write the address in their own way
 * first (RFC 3986 leaves several), and where the two differ the answer is 403. That happened with escapes and `+` in a
 * path; so everything but plain letters, digits and slashes is taken for the trap it may be. The CDN does not read bodies:
 * it signs the hash that the sender names, and Lambda takes no body that was not signed.
 */
export function signedOrigin(origin: Origin): Origin {
  return async (request) => {
    if (isPlain(request) && isHashed(request)) return await origin(request)
    return {
      status: 403,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(
        '{"Message":"The request signature we calculated does not match the signature you provided."}',
      ),
    }
  }
}

const plainPath = /^(?:\/[A-Za-z0-9._-]+)*\/?$/u
const dotSegment = /\/\.{1,2}(?:\/|$)/u
const plainQuery = /^(?:[A-Za-z0-9.-]+=[A-Za-z0-9.-]*&?)*$/u

const isPlain = ({ path, query }: OriginRequest) =>
  plainPath.test(path) && !dotSegment.test(path) && plainQuery.test(query)

const isHashed = ({ method, headers, body }: OriginRequest) =>
  method !== 'POST' || headers['x-amz-content-sha256'] === payloadHash(body)
