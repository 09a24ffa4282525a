import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** DynamoDB refuses items over 400 kB; the rest is for keys and the other attributes. */
export const packedLimit = 380_000

/** JSON in one binary attribute (zstd): a long article in several languages stays far below DynamoDB's 400 kB. */
export function pack(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value))
}

export function unpack(packed: unknown): unknown {
  if (!(packed instanceof Uint8Array)) throw new TypeError('a packed attribute is not binary')
  return JSON.parse(zstdDecompressSync(packed).toString('utf8'))
}
