import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { IndexProblem } from '../index-problem.ts'

/** What a segment knows of one text. */
export interface TextRow {
  /** UTF-8. */
  id: Uint8Array
  seq: number
  /** Publication, milliseconds since 1970 UTC. */
  moment: number
  section: string
  /** In words. */
  length: number
  titleLength: number
}

/** Everything of a segment that stays in memory: its texts, its dictionary, and what its blocks must be. */
export interface Head {
  texts: number
  words: number
  /** The highest position of any word. */
  lastPosition: number
  sectionNames: string[]
  moments: Float64Array
  seqs: Float64Array
  /** In words, at most 65,535. */
  lengths: Uint16Array
  titleLengths: Uint16Array
  sections: Uint16Array
  idWidth: number
  /** `idWidth` bytes each, filled with zeros. */
  ids: Uint8Array
  keys: Uint8Array
  blocks: Uint32Array
  checksums: Uint32Array
}

const columns = [
  ['moments', Float64Array],
  ['seqs', Float64Array],
  ['blocks', Uint32Array],
  ['checksums', Uint32Array],
  ['lengths', Uint16Array],
  ['titleLengths', Uint16Array],
  ['sections', Uint16Array],
  ['ids', Uint8Array],
  ['keys', Uint8Array],
] as const

type Column = (typeof columns)[number][0]
type Footer = Pick<Head, 'texts' | 'words' | 'lastPosition' | 'sectionNames' | 'idWidth'> & {
  lengthOf: Record<Column, number>
}

/** Columns, each from a multiple of eight bytes, then a footer as JSON and its length; all of it by Zstandard. */
export function encodeHead(head: Head): Uint8Array {
  const { texts, words, lastPosition, sectionNames, idWidth } = head
  const parts: Uint8Array[] = []
  // The keys are exactly the columns; fromEntries cannot say so.
  const lengthOf = Object.fromEntries(
    columns.map(([name]) => [name, head[name].length]),
  ) as Footer['lengthOf']
  for (const [name] of columns) {
    const { buffer, byteOffset, byteLength } = head[name]
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(-byteLength & 7))
  }
  const footer: Footer = { texts, words, lastPosition, sectionNames, idWidth, lengthOf }
  const json = Buffer.from(JSON.stringify(footer))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  return zstdCompressSync(Buffer.concat([...parts, json, length]), {
    params: { [constants.ZSTD_c_compressionLevel]: 5 },
  })
}

/** Its checksum has been compared: what it says is what was written. */
export function decodeHead(compressed: Uint8Array): Head {
  const bytes = aligned(zstdDecompressSync(compressed))
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = bytes.length - 4
  const footer: Footer = JSON.parse(view.toString('utf8', end - view.readUInt32LE(end), end))
  let at = 0
  const next = (length: number, size: number) => {
    const from = bytes.byteOffset + at
    at += length * size + (-(length * size) & 7)
    if (at > end) throw new IndexProblem('damaged', 'a head ends too early')
    return from
  }
  const of = footer.lengthOf
  const { buffer } = bytes
  return {
    ...footer,
    moments: new Float64Array(buffer, next(of.moments, 8), of.moments),
    seqs: new Float64Array(buffer, next(of.seqs, 8), of.seqs),
    blocks: new Uint32Array(buffer, next(of.blocks, 4), of.blocks),
    checksums: new Uint32Array(buffer, next(of.checksums, 4), of.checksums),
    lengths: new Uint16Array(buffer, next(of.lengths, 2), of.lengths),
    titleLengths: new Uint16Array(buffer, next(of.titleLengths, 2), of.titleLengths),
    sections: new Uint16Array(buffer, next(of.sections, 2), of.sections),
    ids: new Uint8Array(buffer, next(of.ids, 1), of.ids),
    keys: new Uint8Array(buffer, next(of.keys, 1), of.keys),
  }
}

/** Typed arrays of eight bytes begin where eight divides. */
const aligned = (bytes: Uint8Array) => (bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes))

export const idAt = ({ ids, idWidth }: Pick<Head, 'ids' | 'idWidth'>, text: number): Uint8Array => {
  const start = text * idWidth
  let end = start + idWidth
  while (end > start && ids[end - 1] === 0) end -= 1
  return ids.subarray(start, end)
}
