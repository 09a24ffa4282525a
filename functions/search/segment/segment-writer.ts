import { zstdCompressSync } from 'node:zlib'
import { checksumOf, checksumsOf, objectName, type SegmentEntry } from './format.ts'
import { SortedKeysWriter } from './front-coding.ts'
import { encodeHead, type TextRow } from './head.ts'
import { ByteWriter } from './varint.ts'

/** A variant and its bytes, in the pieces that they came in. */
export interface WrittenVariant {
  exact: Uint8Array
  texts: number
  last: number
  postings: Uint8Array[]
  positions: Uint8Array[]
}

export interface MadeSegment {
  entry: SegmentEntry
  bytes: Uint8Array
}

const lengthOf = (pieces: readonly Uint8Array[]) => pieces.reduce((sum, { length }) => sum + length, 0)

/** Writes one segment: texts in their order, then groups in the order of their keys. */
export class SegmentWriter {
  readonly #rows: TextRow[] = []
  readonly #titles = new ByteWriter(1 << 12)
  readonly #groups = new ByteWriter(1 << 16)
  readonly #keys = new SortedKeysWriter()
  lastPosition = 0

  /** Bytes of the groups so far. */
  get length(): number {
    return this.#groups.length
  }

  text(row: TextRow, title: Uint8Array): void {
    this.#rows.push(row)
    this.#titles.varint(title.length)
    this.#titles.bytes(title)
  }

  group(folded: Uint8Array, variants: readonly WrittenVariant[]): void {
    const same = (exact: Uint8Array) => Buffer.compare(exact, folded) === 0
    this.#keys.add(folded, this.#groups.length, (out) => {
      out.varint(variants.length)
      for (const { exact, texts, last, postings, positions } of variants) {
        out.varint(same(exact) ? 0 : exact.length)
        if (!same(exact)) out.bytes(exact)
        out.varint(texts)
        out.varint(last)
        out.varint(lengthOf(postings))
        out.varint(lengthOf(positions))
      }
    })
    for (const { postings } of variants) for (const piece of postings) this.#groups.bytes(piece)
    for (const { positions } of variants) for (const piece of positions) this.#groups.bytes(piece)
  }

  finish({ version, generation }: { version: number; generation: number }): MadeSegment {
    const words = this.#rows.reduce((sum, { length }) => sum + length, 0)
    const out = this.#groups
    const titles = out.length
    out.bytes(zstdCompressSync(this.#titles.view()))
    const head = out.length
    out.bytes(
      encodeHead({
        ...this.#columns(),
        ...this.#keys.finish(),
        texts: this.#rows.length,
        words,
        lastPosition: this.lastPosition,
        checksums: checksumsOf(out.view()),
      }),
    )
    const bytes = out.view()
    const entry: SegmentEntry = {
      name: objectName('segments', bytes, version),
      size: bytes.length,
      titles,
      head,
      headChecksum: checksumOf(bytes.subarray(head)),
      texts: this.#rows.length,
      words,
      generation,
    }
    return { entry, bytes }
  }

  #columns() {
    const rows = this.#rows
    const sectionNames = [...new Set(rows.map(({ section }) => section))]
    const sectionOf = new Map(sectionNames.map((name, at) => [name, at]))
    const idWidth = rows.reduce((most, { id }) => Math.max(most, id.length), 1)
    const ids = new Uint8Array(rows.length * idWidth)
    for (const [at, { id }] of rows.entries()) ids.set(id, at * idWidth)
    const short = (value: number) => Math.min(65_535, value)
    return {
      sectionNames,
      idWidth,
      ids,
      moments: Float64Array.from(rows, ({ moment }) => moment),
      seqs: Float64Array.from(rows, ({ seq }) => seq),
      lengths: Uint16Array.from(rows, ({ length }) => short(length)),
      titleLengths: Uint16Array.from(rows, ({ titleLength }) => short(titleLength)),
      sections: Uint16Array.from(rows, ({ section }) => sectionOf.get(section) ?? 0),
    }
  }
}
