import type { Origin } from './origin.ts'

/**
 * A function's address behind origin access control. Who signs and who verifies each write the address in their own way
 * first (RFC 3986 leaves several), and where the two differ the answer is 403. That happened with escapes and `+` in a
 * path; so everything but plain letters, digits and slashes is taken for the trap it may be.
 */
export function signedOrigin(origin: Origin): Origin {
  return async (request) => {
    const isPlain = plainPath.test(request.path) && !dotSegment.test(request.path)
    if (isPlain && plainQuery.test(request.query)) return await origin(request)
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
