import { type Entry, SortedKeys } from './front-coding.ts'

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

  *all(): Generator<Group> {
    yield* this.#groups(0)
  }

  find(folded: string): Group | undefined {
    const key = Buffer.from(folded)
    for (const group of this.#groups(this.#keys.blockOf(key))) {
      const order = Buffer.compare(group.folded, key)
      if (order === 0) return group
      if (order > 0) return undefined
    }
    return undefined
  }

  /** Up to `most` groups whose key begins so. */
  startingWith(folded: string, most: number): Group[] {
    const key = Buffer.from(folded)
    const found: Group[] = []
    for (const group of this.#groups(this.#keys.blockOf(key))) {
      const order = Buffer.compare(group.folded.subarray(0, key.length), key)
      if (order > 0 || found.length >= most) break
      if (order === 0) found.push(group)
    }
    return found
  }

  *#groups(block: number): Generator<Group> {
    let start = 0
    for (const entry of this.#keys.from(block)) {
      if (entry.first) start = entry.base
      const group = readGroup(entry, start)
      start += group.length
      yield group
    }
  }
}

function readGroup({ key, payload }: Entry, start: number): Group {
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
