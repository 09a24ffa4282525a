/** The largest colour profile that is kept, bytes: those of printers have up to 3 MB. */
export const mostProfile = 4_000_000

/** Joins what is kept of a file in one block of memory, since a million small pieces would be a million objects. */
export function createKeptBytes(most: number) {
  const block = Buffer.allocUnsafe(most)
  let length = 0
  return {
    add(bytes: Uint8Array): void {
      block.set(bytes, length)
      length += bytes.length
    },
    whole: () => block.subarray(0, length),
  }
}
