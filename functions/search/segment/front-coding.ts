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

export interface Entry {
  key: Uint8Array
  /** Of its block's first key. */
  base: number
  /** Whether it is that one. */
  first: boolean
  /** Stands at the payload, which is to be read before the next entry is asked for. */
  payload: ByteReader
}

export class SortedKeys {
  readonly #keys: Uint8Array
  readonly #blocks: Uint32Array

  constructor(keys: Uint8Array, blocks: Uint32Array) {
    this.#keys = keys
    this.#blocks = blocks
  }

  get #count(): number {
    return this.#blocks.length / 2
  }

  #firstKey(block: number): Uint8Array {
    const reader = new ByteReader(this.#keys, this.#blocks[block * 2])
    reader.varint()
    return reader.bytes(reader.varint())
  }

  /** The block in which a key stands, if it does. */
  blockOf(key: Uint8Array): number {
    let from = 0
    let to = this.#count
    while (from < to) {
      const middle = (from + to) >> 1
      if (Buffer.compare(this.#firstKey(middle), key) <= 0) from = middle + 1
      else to = middle
    }
    return Math.max(0, from - 1)
  }

  *from(block: number): Generator<Entry> {
    const payload = new ByteReader(this.#keys)
    for (let at = block; at < this.#count; at++) {
      payload.at = this.#blocks[at * 2] ?? 0
      const end = this.#blocks[at * 2 + 2] ?? this.#keys.length
      const base = this.#blocks[at * 2 + 1] ?? 0
      let key: Uint8Array = new Uint8Array()
      for (let first = true; payload.at < end; first = false) {
        const shared = payload.varint()
        const suffix = payload.bytes(payload.varint())
        const whole = new Uint8Array(shared + suffix.length)
        whole.set(key.subarray(0, shared))
        whole.set(suffix, shared)
        key = whole
        yield { key, base, first, payload }
      }
    }
  }
}
