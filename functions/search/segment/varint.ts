/** Bytes that grow. Numbers are varints: seven bits in a byte, lowest first, up to 2^32 - 1. */
export class ByteWriter {
  #bytes: Uint8Array
  length = 0

  constructor(capacity = 16) {
    this.#bytes = new Uint8Array(capacity)
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(Math.ceil(this.#bytes.length * 1.5), this.length + more))
    grown.set(this.#bytes.subarray(0, this.length))
    this.#bytes = grown
  }

  varint(value: number): void {
    this.#reserve(5)
    let left = value
    while (left > 127) {
      this.#bytes[this.length++] = (left & 127) | 128
      left >>>= 7
    }
    this.#bytes[this.length++] = left
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  /** What was written so far; it is not copied. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }
}

/** Reads what `ByteWriter` wrote; beyond the end it reads zeros, so that damaged bytes end and do not loop. */
export class ByteReader {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  varint(): number {
    let byte = this.#bytes[this.at++] ?? 0
    let value = byte & 127
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = this.#bytes[this.at++] ?? 0
      value |= (byte & 127) << shift
    }
    return value >>> 0
  }

  bytes(length: number): Uint8Array {
    const found = this.#bytes.subarray(this.at, this.at + length)
    this.at += length
    return found
  }

  copy(to: Uint8Array, start: number, length: number): void {
    for (let at = 0; at < length; at++) to[start + at] = this.#bytes[this.at++] ?? 0
  }

  skipBytes(length: number): void {
    this.at += length
  }

  /** How many varints are skipped. */
  skip(count: number): void {
    for (let left = count; left > 0; left--) while ((this.#bytes[this.at++] ?? 0) > 127);
  }
}
