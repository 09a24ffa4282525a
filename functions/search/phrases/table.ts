import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { IndexProblem } from '../index-problem.ts'
import { type BlockScan, SortedKeys, SortedKeysWriter } from '../segment/front-coding.ts'
import type { ByteReader } from '../segment/varint.ts'
import { countPhrases, forEach, type Pause, type Phrase } from './count.ts'

const byKey = (a: { key: Uint8Array }, b: { key: Uint8Array }) => Buffer.compare(a.key, b.key)

/** In so many titles a phrase stands that speaks of none alone. */
const neededTitles = 3

/**
 * The phrases of all titles, sorted, as bytes: `length of keys, keys, blocks`, by Zstandard. The payload of a key is
 * `count, length, text`, without a text where it is the key.
 */
export async function makePhraseTable(
  titles: readonly string[],
  { ofSingles, between = async () => undefined }: { ofSingles: boolean; between?: Pause | undefined },
): Promise<Uint8Array> {
  const phrases = await countPhrases(titles, ofSingles ? 1 : neededTitles, between)
  const writer = new SortedKeysWriter()
  const keyed: (Phrase & { key: Uint8Array })[] = []
  await forEach(phrases, between, (phrase) => keyed.push({ ...phrase, key: Buffer.from(phrase.folded) }))
  await forEach(keyed.sort(byKey), between, ({ key, count, text, folded }) =>
    writer.add(key, 0, (out) => {
      const spelled = Buffer.from(text === folded ? '' : text)
      out.varint(count)
      out.varint(spelled.length)
      out.bytes(spelled)
    }),
  )
  const { keys, blocks } = writer.finish()
  const length = Buffer.alloc(4)
  length.writeUInt32LE(keys.length)
  return zstdCompressSync(Buffer.concat([length, keys, Buffer.from(blocks.buffer)]))
}

/** The table as bytes that are searched where they are: 100,000 phrases cost no string until they are asked for. */
export class PhraseTable {
  readonly #keys: SortedKeys

  constructor(compressed: Uint8Array) {
    const bytes = Buffer.from(zstdDecompressSync(compressed))
    const length = bytes.readUInt32LE(0)
    if (4 + length > bytes.length) throw new IndexProblem('damaged', 'the phrases end too early')
    const blocks = new Uint8Array(bytes.subarray(4 + length))
    this.#keys = new SortedKeys(
      bytes.subarray(4, 4 + length),
      new Uint32Array(blocks.buffer, 0, blocks.length / 4),
    )
  }

  find(folded: string): Phrase | undefined {
    const key = Buffer.from(folded)
    const scan = this.#keys.scan(this.#keys.blockOf(key))
    while (scan.next()) {
      const order = scan.compare(key)
      if (order === 0) return phraseAt(scan)
      if (order > 0) return undefined
      skipPhrase(scan.payload)
    }
    return undefined
  }

  *startingWith(folded: string): Generator<Phrase, void> {
    const key = Buffer.from(folded)
    for (let block = this.#keys.blockOf(key); block < this.#keys.blocks; block++) {
      const scan = this.#keys.scan(block)
      while (scan.next()) {
        const order = scan.compareBeginning(key)
        if (order > 0) return
        if (order === 0) yield phraseAt(scan)
        else skipPhrase(scan.payload)
      }
    }
  }
}

function skipPhrase(payload: ByteReader): void {
  payload.skip(1)
  payload.skipBytes(payload.varint())
}

function phraseAt(scan: BlockScan): Phrase {
  const folded = Buffer.from(scan.key()).toString()
  const count = scan.payload.varint()
  const spelled = scan.payload.bytes(scan.payload.varint())
  return { folded, count, text: spelled.length > 0 ? Buffer.from(spelled).toString() : folded }
}
