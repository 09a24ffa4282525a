import type { ByteStore } from '../bytes.ts'
import { blockSize } from './format.ts'
import { checkBlock, type OpenSegment, readExactly } from './open.ts'

export interface Stretch {
  start: number
  length: number
}

/** Blocks that one request brings at most: 2 MB. */
const longestRun = 32

/**
 * Blocks of segments that were read lately. What a query misses comes in as few requests as can be, all at once; what two
 * queries miss at the same time comes once. A query gets bytes of its own: another may be at work beside it.
 */
export class BlockCache {
  readonly #store: ByteStore
  readonly #most: number
  /** In the order of their last use. */
  readonly #blocks = new Map<string, Promise<Uint8Array>>()

  constructor(store: ByteStore, bytes: number) {
    this.#store = store
    this.#most = Math.max(1, Math.floor(bytes / blockSize))
  }

  /** Each stretch of the segment, in the order asked for. */
  async read(segment: OpenSegment, stretches: readonly Stretch[]): Promise<Uint8Array[]> {
    const { bytes } = segment
    if (bytes) return stretches.map(({ start, length }) => bytes.subarray(start, start + length))
    const numbers = new Set(stretches.flatMap(blocksOf))
    const blocks = this.#take(
      segment,
      [...numbers].sort((a, b) => a - b),
    )
    const read = new Map(
      await Promise.all([...blocks].map(async ([number, block]) => [number, await block] as const)),
    )
    return stretches.map((stretch) => assemble(stretch, read))
  }

  #take(segment: OpenSegment, numbers: readonly number[]): Map<number, Promise<Uint8Array>> {
    const taken = new Map<number, Promise<Uint8Array>>()
    let run: number[] = []
    const fetchRun = () => {
      for (const [number, block] of this.#fetch(segment, run)) taken.set(number, block)
      run = []
    }
    for (const number of numbers) {
      const key = `${segment.entry.name} ${number}`
      const block = this.#blocks.get(key)
      if (block) {
        this.#keep(key, block)
        taken.set(number, block)
        continue
      }
      if (run.length === longestRun || (run.length > 0 && run.at(-1) !== number - 1)) fetchRun()
      run.push(number)
    }
    fetchRun()
    return taken
  }

  #fetch(segment: OpenSegment, run: readonly number[]): [number, Promise<Uint8Array>][] {
    const [first, last] = [run.at(0), run.at(-1)]
    if (first === undefined || last === undefined) return []
    const { entry, head } = segment
    const start = first * blockSize
    const bytes = readExactly(
      this.#store,
      entry.name,
      start,
      Math.min(entry.head, (last + 1) * blockSize) - start,
    )
    return run.map((number) => {
      const block = bytes.then((all) => {
        const from = (number - first) * blockSize
        // A copy, so that one block does not hold its whole run in memory.
        const own = all.slice(from, from + blockSize)
        checkBlock(entry.name, number, own, head)
        return own
      })
      const key = `${entry.name} ${number}`
      this.#keep(key, block)
      block.catch(() => this.#blocks.delete(key))
      return [number, block]
    })
  }

  #keep(key: string, block: Promise<Uint8Array>): void {
    this.#blocks.delete(key)
    this.#blocks.set(key, block)
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#most) break
      this.#blocks.delete(oldest)
    }
  }
}

function blocksOf({ start, length }: Stretch): number[] {
  const first = Math.floor(start / blockSize)
  const last = Math.floor((start + Math.max(1, length) - 1) / blockSize)
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function assemble({ start, length }: Stretch, blocks: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const first = Math.floor(start / blockSize)
  const offset = start - first * blockSize
  const whole = blocks.get(first)
  if (whole && offset + length <= whole.length) return whole.subarray(offset, offset + length)
  const bytes = Buffer.allocUnsafeSlow(length)
  for (const number of blocksOf({ start, length })) {
    const place = number * blockSize - start
    const block = blocks.get(number)
    if (block)
      bytes.set(place < 0 ? block.subarray(-place) : block.subarray(0, length - place), Math.max(0, place))
  }
  return bytes
}
