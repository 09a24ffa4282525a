const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
export const idLength = 10

/** Crockford's base 32 in lower case: 50 bits, so that chance does not repeat an id. Without anchors, to be part of others. */
export const idPattern = `[0-9a-hjkmnp-tv-z]{${idLength}}`

const whole = new RegExp(`^${idPattern}$`, 'u')

export const isId = (text: string) => whole.test(text)

/** The id that follows from a digest of at least 10 bytes: what is made again gets the same one. */
export function idFromDigest(digest: Uint8Array): string {
  return [...digest.subarray(0, idLength)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
