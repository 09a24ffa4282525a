import { zstdDecompressSync } from 'node:zlib'
import type { ByteStore } from '../bytes.ts'
import { IndexProblem } from '../index-problem.ts'
import { blockSize, checksumOf, type SegmentEntry } from './format.ts'
import { decodeHead, type Head } from './head.ts'
import { Terms } from './terms.ts'

/** A segment whose head is in memory. */
export interface OpenSegment {
  entry: SegmentEntry
  head: Head
  terms: Terms
  /** The whole of it, where it is small. */
  bytes: Uint8Array | undefined
}

/** A segment all of which is in memory. */
export interface LoadedSegment extends OpenSegment {
  bytes: Uint8Array
  titles: Uint8Array
}

export class Vanished extends IndexProblem {
  constructor(name: string) {
    super('damaged', `${name} is gone`)
  }
}

/** Reads exactly this; throws `IndexProblem` where less or nothing is there. */
export async function readExactly(
  store: ByteStore,
  name: string,
  from: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = await store.read(name, { from, length })
  if (!bytes) throw new Vanished(name)
  if (bytes.length !== length)
    throw new IndexProblem('damaged', `${name} has ${bytes.length} of ${length} bytes from ${from}`)
  return bytes
}

export function checkBlock(name: string, block: number, bytes: Uint8Array, head: Head): void {
  if (checksumOf(bytes) !== head.checksums[block])
    throw new IndexProblem('damaged', `block ${block} of ${name} is not what was written`)
}

/** Reads a segment's head; of a small one everything, which one request can bring. */
export async function openSegment(
  store: ByteStore,
  entry: SegmentEntry,
  small: number,
): Promise<OpenSegment> {
  if (entry.size <= small) return await loadSegment(store, entry)
  const bytes = await readExactly(store, entry.name, entry.head, entry.size - entry.head)
  const head = readHead(entry, bytes)
  return { entry, head, terms: new Terms(head.keys, head.blocks), bytes: undefined }
}

export async function loadSegment(store: ByteStore, entry: SegmentEntry): Promise<LoadedSegment> {
  return loadedSegment(entry, await readExactly(store, entry.name, 0, entry.size))
}

export function loadedSegment(entry: SegmentEntry, bytes: Uint8Array): LoadedSegment {
  const head = readHead(entry, bytes.subarray(entry.head))
  for (let block = 0; block * blockSize < entry.head; block++)
    checkBlock(
      entry.name,
      block,
      bytes.subarray(block * blockSize, Math.min(entry.head, (block + 1) * blockSize)),
      head,
    )
  const titles = zstdDecompressSync(bytes.subarray(entry.titles, entry.head))
  return { entry, head, terms: new Terms(head.keys, head.blocks), bytes, titles }
}

function readHead({ name, headChecksum }: SegmentEntry, bytes: Uint8Array): Head {
  if (checksumOf(bytes) !== headChecksum)
    throw new IndexProblem('damaged', `the head of ${name} is not what was written`)
  return decodeHead(bytes)
}
