import { isUtf8 } from 'node:buffer'
import { detectLegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import { isSyllable } from '../../domain/import/syllable.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252'

/** Words with anything but ASCII in them; the marks of windows-1258 are characters of their own. */
const accentedWord = /[\p{L}\p{M}]*[^\p{ASCII}\P{L}][\p{L}\p{M}]*|\p{L}+\p{M}[\p{L}\p{M}]*/gu

/** Of the words with accents, the share that are Vietnamese syllables; 0 to 1. */
export function vietnameseShare(text: string): number {
  const words = text.match(accentedWord) ?? []
  return words.filter((word) => isSyllable(word)).length / Math.max(1, words.length)
}

const sampleBytes = 256 * 1024

/** Bytes that are no UTF-8: the same ones are valid in each code page, so what reads as Vietnamese decides. */
export function eightBitEncoding(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, sampleBytes)
  const western = new TextDecoder('windows-1252').decode(sample)
  const vietnamese = new TextDecoder('windows-1258').decode(sample).normalize('NFC')
  const share = vietnameseShare(vietnamese)
  // TCVN3 and VNI are kept as windows-1252 shows them, which is how their tables know them.
  if (share < 0.9 && detectLegacyEncoding(western)) return 'windows-1252'
  return share > vietnameseShare(western) || (share >= 0.5 && share === vietnameseShare(western))
    ? 'windows-1258'
    : 'windows-1252'
}

/** Without a byte order mark every second byte of UTF-16 is zero in markup and numbers. */
function zerosOf(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 8
  if (odd > many && even < odd / 8) return 'utf-16le'
  return even > many && odd < even / 8 ? 'utf-16be' : undefined
}

export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const byZeros = zerosOf(bytes)
  if (byZeros) return byZeros
  // A letter of the last bytes may be cut.
  const isText = [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)))
  return isText ? 'utf-8' : eightBitEncoding(bytes)
}

/** Lines of a file that several programs have written: each is UTF-8, or else in the code page of the rest. */
function decodeLines(bytes: Buffer, encoding: Encoding): string {
  const eightBit = new TextDecoder(encoding === 'utf-8' ? 'windows-1258' : encoding)
  let text = ''
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start)
    const line = bytes.subarray(start, newline < 0 ? bytes.length : newline + 1)
    text += isUtf8(line) ? line.toString('utf8') : eightBit.decode(line)
    start += line.length
  }
  return text
}

/** A text whole, and its encoding. Composed letters are for whoever reads values: `toText`. */
export function decodeBytes(bytes: Buffer): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  if (encoding.startsWith('utf-16')) return { text: new TextDecoder(encoding).decode(bytes), encoding }
  if (isUtf8(bytes)) return { text: bytes.toString('utf8').replace(/^\ufeff/u, ''), encoding: 'utf-8' }
  const eightBit = encoding === 'utf-8' ? eightBitEncoding(bytes) : encoding
  return { text: decodeLines(bytes, eightBit).replace(/^\ufeff/u, ''), encoding: eightBit }
}

/** What a stream of bytes says, piece by piece, lines kept whole where the encoding may change with them. */
export async function* decodeStream(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let encoding: Encoding | undefined
  let decoder: TextDecoder | undefined
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    if (!encoding) {
      encoding = encodingOf(bytes)
      if (encoding.startsWith('utf-16')) decoder = new TextDecoder(encoding)
    }
    if (decoder) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    const end = isUtf8(bytes) ? bytes.length : wholeLetters(bytes)
    const whole = bytes.subarray(0, end)
    if (isUtf8(whole)) {
      yield whole.toString('utf8')
      rest = Buffer.from(bytes.subarray(end))
      continue
    }
    if (encoding === 'utf-8') encoding = eightBitEncoding(whole)
    // A line that does not end within a megabyte is a cell that is too long anyway.
    const newline = bytes.length > 1_000_000 ? bytes.length : bytes.lastIndexOf(0x0a) + 1
    yield decodeLines(bytes.subarray(0, newline), encoding)
    rest = Buffer.from(bytes.subarray(newline))
  }
  if (decoder) yield decoder.decode()
  else if (rest.length > 0) yield decodeLines(rest, encoding ?? 'utf-8')
}

/** How far bytes go without a letter that is cut at their end. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.length - back
    if (byte < 0x80) break
  }
  return bytes.length
}
