import type { Match, Spelling } from './resolve.ts'

const end = 0x7fffffff

/** Goes through the texts and positions of one spelling, forwards. */
export class Cursor {
  readonly #bytes: Uint8Array
  readonly #postingsEnd: number
  #posting: number
  #position: number
  /** Positions of this text that were not read yet. */
  #left = 0
  text = -1
  readonly exact: boolean

  constructor({ group, bytes }: Match, { variant, level }: Spelling) {
    this.#bytes = bytes
    this.#posting = variant.postings - group.start
    this.#postingsEnd = this.#posting + variant.postingsLength
    this.#position = variant.positions - group.start
    this.exact = level === 2
  }

  /** To this text, or to the next one there is. */
  seek(text: number): void {
    while (this.text < text) this.#next()
  }

  #next(): void {
    for (; this.#left > 0; this.#left--) while ((this.#bytes[this.#position++] ?? 0) > 127);
    if (this.#posting >= this.#postingsEnd) {
      this.text = end
      return
    }
    const value = this.#varint()
    this.text += (value >>> 1) + 1
    this.#left = value & 1 ? 1 : this.#varint() >>> 1
  }

  #varint(): number {
    let byte = this.#bytes[this.#posting++] ?? 0
    let value = byte & 127
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = this.#bytes[this.#posting++] ?? 0
      value |= (byte & 127) << shift
    }
    return value
  }

  /** The positions of this text, once; how many. */
  positions(into: Uint32Array): number {
    const count = Math.min(this.#left, into.length)
    let position = 0
    for (let at = 0; at < count; at++) {
      let byte = this.#bytes[this.#position++] ?? 0
      position += byte & 127
      for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
        byte = this.#bytes[this.#position++] ?? 0
        position += (byte & 127) << shift
      }
      into[at] = position
    }
    this.#left -= count
    return count
  }
}

/** All spellings of a word, those as typed first. */
export const cursorsOf = (matches: readonly Match[], exactOnly: boolean): Cursor[] =>
  matches.flatMap((match) =>
    match.spellings
      .filter(({ level }) => !exactOnly || level === 2)
      .map((spelling) => new Cursor(match, spelling)),
  )

export const lengthOf = (matches: readonly Match[]) =>
  matches.reduce((sum, { group }) => sum + group.length, 0)
