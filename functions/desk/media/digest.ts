/** Bytes beyond which a file is not read twice. */
const mostDigested = 100_000_000

/** SHA-256 of a file in hex, by which the library knows its bytes; undefined for a very large one. */
export async function digestOf(file: File): Promise<string | undefined> {
  if (file.size > mostDigested) return undefined
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((each) => each.toString(16).padStart(2, '0')).join('')
}
