import { ByteReader, ByteWriter } from './varint.ts'

/** Keys in a block. Only the first is whole, so that a search can jump from block to block. */
const blockSize = 32

/**
 * Sorted keys, each as what it does not share with the one before, and what belongs to it: `shared, length, suffix, payload`.
 * Searched as bytes, so that 200,000 words cost no string.
 */
export class SortedKeysWriter {
  readonly #out = new ByteWriter(1 << 12)
  readonly #blocks: number[] = []
  #previous: Uint8Array = new Uint8Array()
  count = 0

  /** `base` is remembered for a block's first key. */
  add(key: Uint8Array, base: number, payload: (out: ByteWriter) => void): void {
    if (this.count % blockSize === 0) {
      this.#blocks.push(this.#out.length, base)
      this.#previous = new Uint8Array()
    }
    let shared = 0
    while (shared < key.length && shared < this.#previous.length && key[shared] === this.#previous[shared])
      shared += 1
    this.#out.varint(shared)
    this.#out.varint(key.length - shared)
    this.#out.bytes(key.subarray(shared))
    payload(this.#out)
    this.#previous = key
    this.count += 1
  }

  finish(): { keys: Uint8Array; blocks: Uint32Array } {
    return { keys: this.#out.view(), blocks: Uint32Array.from(this.#blocks) }
  }
}

/** Goes through the keys of one block without making anything. After each key its payload is to be read or skipped. */
export class BlockScan {
  readonly payload: ByteReader
  readonly base: number
  readonly #end: number
  #key = new Uint8Array(256)
  #length = 0

  constructor(keys: Uint8Array, start: number, end: number, base: number) {
    this.payload = new ByteReader(keys, start)
    this.#end = end
    this.base = base
  }

  next(): boolean {
    if (this.payload.at >= this.#end) return false
    const shared = this.payload.varint()
    const suffix = this.payload.varint()
    this.#length = shared + suffix
    if (this.#length > this.#key.length) {
      const grown = new Uint8Array(this.#length * 2)
      grown.set(this.#key.subarray(0, shared))
      this.#key = grown
    }
    this.payload.copy(this.#key, shared, suffix)
    return true
  }

  /** The key, of its own. */
  key(): Uint8Array {
    return this.#key.slice(0, this.#length)
  }

  /** Below zero where its key comes before this one. */
  compare(key: Uint8Array): number {
    const length = Math.min(key.length, this.#length)
    for (let at = 0; at < length; at++) {
      const difference = (this.#key[at] ?? 0) - (key[at] ?? 0)
      if (difference !== 0) return difference
    }
    return this.#length - key.length
  }

  /** The same, by as many bytes as this one has: zero where its key begins so. */
  compareBeginning(key: Uint8Array): number {
    const order = this.compare(key)
    return order > 0 && this.#beginsWith(key) ? 0 : order
  }

  #beginsWith(key: Uint8Array): boolean {
    return this.#length >= key.length && key.every((byte, at) => this.#key[at] === byte)
  }
}

export class SortedKeys {
  readonly #keys: Uint8Array
  readonly #blocks: Uint32Array
  readonly blocks: number

  constructor(keys: Uint8Array, blocks: Uint32Array) {
    this.#keys = keys
    this.#blocks = blocks
    this.blocks = blocks.length / 2
  }

  scan(block: number): BlockScan {
    const [start = 0, base = 0, end = this.#keys.length] = this.#blocks.subarray(block * 2, block * 2 + 3)
    return new BlockScan(this.#keys, start, end, base)
  }

  /** The block in which a key stands, if it does. */
  blockOf(key: Uint8Array): number {
    let from = 0
    let to = this.blocks
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#compareFirst(middle, key) <= 0) from = middle + 1
      else to = middle
    }
    return Math.max(0, from - 1)
  }

  /** The first key of a block is whole. */
  #compareFirst(block: number, key: Uint8Array): number {
    let at = (this.#blocks[block * 2] ?? 0) + 1
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#keys[at++] ?? 0
      length |= (byte & 127) << shift
      if (byte < 128) break
    }
    for (let place = 0; place < Math.min(length, key.length); place++) {
      const difference = (this.#keys[at + place] ?? 0) - (key[place] ?? 0)
      if (difference !== 0) return difference
    }
    return length - key.length
  }
}
