import * as z from 'zod'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 10

/** Crockford's base 32 in lower case: 50 bits, so that chance does not repeat an id. Without anchors, to be part of others. */
export const idPattern = `[0-9a-hjkmnp-tv-z]{${length}}`

/** What a client chooses as the id of an article, a file, a payee, a royalty. */
export const id = z.string().regex(new RegExp(`^${idPattern}$`, 'u'), {
  error: `must be ${length} characters of 0-9 and a-z without i, l, o and u`,
})

/** The id that follows from a digest of at least 10 bytes: what is made again gets the same one. */
export function idFromDigest(digest: Uint8Array): string {
  return [...digest.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
