import { Refusal } from '../../domain/library/refusal.ts'
import { mostProfile } from './kept-bytes.ts'

/** Boxes that a still picture needs, in the file and in its `meta` (ISO/IEC 23008-12, 6.2; 14496-12, 8.11). */
const inFile = new Set(['ftyp', 'meta', 'mdat'])
const inMeta = new Set(['hdlr', 'pitm', 'iinf', 'iloc', 'iprp', 'iref', 'idat', 'grpl'])
/** Pixels and tiles of them. Any other item (Exif, XMP, text, other codecs) a decoder reads or even unpacks before it is asked. */
const items = new Set(['av01', 'grid', 'iden'])
/** Bytes of all items together. They may name the same bytes again and again, and each is read on its own. */
const mostItemBytes = 60_000_000
/** Boxes within another; a picture of many tiles has some hundreds. */
const mostBoxes = 5000

interface Box {
  type: string
  /** Where its type stands, and where its content begins and ends. */
  typeAt: number
  from: number
  to: number
}

function* boxesOf(bytes: Buffer, from: number, to: number): Generator<Box> {
  let left = mostBoxes
  for (let at = from; at < to; left -= 1) {
    if (at + 8 > to || left === 0) throw new Refusal('damaged')
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && at + 16 > to) throw new Refusal('damaged')
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short || to - at
    const content = at + (isLong ? 16 : 8)
    if (at + size < content || at + size > to) throw new Refusal('damaged')
    yield { type: bytes.toString('latin1', at + 4, at + 8), typeAt: at + 4, from: content, to: at + size }
    at += size
  }
}

/**
 * An AVIF in which all but the pixels is marked as free space: the places of what is left are told from the beginning of
 * the file, so nothing may move. Throws `damaged` where a box is longer than what holds it, and `animated`.
 */
export function stripAvif(original: Buffer): Buffer {
  const bytes = Buffer.from(original)
  // Only a sequence has a `moov`, whatever it calls itself.
  if ([...boxesOf(bytes, 0, bytes.length)].some(({ type }) => type === 'moov')) throw new Refusal('animated')
  for (const box of keep(bytes, inFile, 0, bytes.length)) if (box.type === 'meta') stripMeta(bytes, box)
  return bytes
}

const free = (bytes: Buffer, { typeAt }: Box) => bytes.write('free', typeAt, 'latin1')

/** The boxes of these types, each once but for `mdat`; the others are marked as free. */
function keep(bytes: Buffer, types: ReadonlySet<string>, from: number, to: number): Box[] {
  const seen = new Set<string>()
  return [...boxesOf(bytes, from, to)].filter((box) => {
    const isKept = types.has(box.type) && (box.type === 'mdat' || !seen.has(box.type))
    seen.add(box.type)
    if (!isKept) free(bytes, box)
    return isKept
  })
}

/** The content of a full box begins with a version and flags. */
function stripMeta(bytes: Buffer, meta: Box): void {
  for (const box of keep(bytes, inMeta, meta.from + 4, meta.to)) {
    if (box.type === 'iinf') stripItems(bytes, box)
    else if (box.type === 'iprp') stripProfiles(bytes, box)
    else if (box.type === 'iloc') checkPlaces(bytes, box)
  }
}

/** `iinf` lists the items (8.11.6), each with its type from version 2 on. */
function stripItems(bytes: Buffer, { from, to }: Box): void {
  const list = from + 4 + (bytes[from] === 0 ? 2 : 4)
  for (const box of boxesOf(bytes, list, to)) {
    const version = bytes[box.from] ?? 0
    const typeAt = box.from + 4 + (version === 2 ? 2 : 4) + 2
    const type = version >= 2 && typeAt + 4 <= box.to ? bytes.toString('latin1', typeAt, typeAt + 4) : ''
    if (box.type !== 'infe' || !items.has(type)) free(bytes, box)
  }
}

/** Properties are named by their number in `ipco`, so a profile that is too large leaves a free place. */
function stripProfiles(bytes: Buffer, { from, to }: Box): void {
  for (const container of boxesOf(bytes, from, to)) {
    if (container.type !== 'ipco') continue
    for (const property of boxesOf(bytes, container.from, container.to))
      if (property.type === 'colr' && property.to - property.from > mostProfile) free(bytes, property)
  }
}

/** `iloc` says where each item lies (8.11.3). */
function checkPlaces(bytes: Buffer, { from, to }: Box): void {
  let at = from
  const read = (size: number): number => {
    if (at + size > to || size > 8) throw new Refusal('damaged')
    at += size
    return size > 6
      ? Number(bytes.readBigUInt64BE(at - 8))
      : size === 0
        ? 0
        : bytes.readUIntBE(at - size, size)
  }
  const version = read(1)
  read(3)
  const [offset, length] = halves(read(1))
  const [base, index] = halves(read(1))
  let sum = 0
  for (let left = read(version < 2 ? 2 : 4); left > 0; left -= 1) {
    read(version < 2 ? 2 : 4)
    if (version > 0) read(2)
    read(2)
    read(base)
    for (let extents = read(2); extents > 0; extents -= 1) {
      if (version > 0) read(index)
      read(offset)
      sum += read(length)
      if (sum > mostItemBytes) throw new Refusal('damaged')
    }
  }
}

const halves = (byte: number): [high: number, low: number] => [byte >> 4, byte & 15]
