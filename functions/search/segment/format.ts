import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Of segments, manifest and phrase tables. */
export const formatVersion = 1

/** What is read, kept and checked as one. */
export const blockSize = 65_536

/** Positions between fields, so that no phrase goes from one into the next. */
export const fieldGap = 16

/** One segment as the manifest knows it. Lengths and places are in bytes. */
export interface SegmentEntry {
  name: string
  size: number
  /** Where the titles begin, and with them ends what queries read. */
  titles: number
  /** Where the head begins; it ends with the file. */
  head: number
  headChecksum: number
  texts: number
  /** Words of all its texts, for the average. */
  words: number
  /** Segments of one generation may be merged: a rebuild puts those of its own in place of all that were before it. */
  generation: number
}

export const checksumOf = (bytes: Uint8Array): number => crc32(bytes)

/** Of every block of the bytes, the last one shorter. */
export function checksumsOf(bytes: Uint8Array): Uint32Array {
  const count = Math.ceil(bytes.length / blockSize)
  return Uint32Array.from({ length: count }, (_, at) =>
    checksumOf(bytes.subarray(at * blockSize, (at + 1) * blockSize)),
  )
}

/** Of an immutable object: by its content, and by the version that it was made for, so that none comes back after a sweep. */
export function objectName(kind: 'segments' | 'phrases', bytes: Uint8Array, version: number): string {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return `${kind}/${version}-${digest}`
}
