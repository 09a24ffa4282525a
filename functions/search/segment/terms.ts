import { type BlockScan, SortedKeys } from './front-coding.ts'
import type { ByteReader } from './varint.ts'

/** One word as it is written, among those that are the same without marks. Places are in the segment's file, in bytes. */
export interface Variant {
  /** Exact key as UTF-8. */
  exact: Uint8Array
  /** In how many texts. */
  texts: number
  /** The last of them. */
  last: number
  postings: number
  postingsLength: number
  positions: number
  positionsLength: number
}

/** All that one folded key has: first the postings of each variant, then the positions of each, so that one read serves all. */
export interface Group {
  folded: Uint8Array
  start: number
  length: number
  postingsLength: number
  variants: Variant[]
}

/** The dictionary of a segment: folded keys in the order of their bytes. */
export class Terms {
  readonly #keys: SortedKeys

  constructor(keys: Uint8Array, blocks: Uint32Array) {
    this.#keys = new SortedKeys(keys, blocks)
  }

  *all(): Generator<Group, void> {
    for (let block = 0; block < this.#keys.blocks; block++) {
      const scan = this.#keys.scan(block)
      for (let start = scan.base; scan.next(); ) {
        const group = readGroup(scan, start)
        start += group.length
        yield group
      }
    }
  }

  find(folded: string): Group | undefined {
    const key = Buffer.from(folded)
    const scan = this.#keys.scan(this.#keys.blockOf(key))
    for (let start = scan.base; scan.next(); start += skipGroup(scan.payload)) {
      const order = scan.compare(key)
      if (order === 0) return readGroup(scan, start)
      if (order > 0) return undefined
    }
    return undefined
  }

  /** Up to `most` groups whose key begins so. */
  startingWith(folded: string, most: number): Group[] {
    const key = Buffer.from(folded)
    const found: Group[] = []
    for (let block = this.#keys.blockOf(key); block < this.#keys.blocks; block++) {
      const scan = this.#keys.scan(block)
      for (let start = scan.base; scan.next(); ) {
        const order = scan.compareBeginning(key)
        if (order > 0 || found.length >= most) return found
        const group = order === 0 ? readGroup(scan, start) : undefined
        if (group) found.push(group)
        start += group?.length ?? skipGroup(scan.payload)
      }
    }
    return found
  }
}

/** How long it is. */
function skipGroup(payload: ByteReader): number {
  let length = 0
  for (let left = payload.varint(); left > 0; left--) {
    payload.skipBytes(payload.varint())
    payload.skip(2)
    length += payload.varint() + payload.varint()
  }
  return length
}

function readGroup(scan: BlockScan, start: number): Group {
  const { payload } = scan
  const key = scan.key()
  const variants: Variant[] = []
  let at = start
  for (let left = payload.varint(); left > 0; left--) {
    const length = payload.varint()
    const exact = length === 0 ? key : payload.bytes(length)
    const [texts, last] = [payload.varint(), payload.varint()]
    const [postingsLength, positionsLength] = [payload.varint(), payload.varint()]
    variants.push({ exact, texts, last, postings: at, postingsLength, positions: 0, positionsLength })
    at += postingsLength
  }
  const postingsLength = at - start
  for (const variant of variants) {
    variant.positions = at
    at += variant.positionsLength
  }
  return { folded: key, start, length: at - start, postingsLength, variants }
}
