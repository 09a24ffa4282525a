import { Refusal } from '../../domain/library/refusal.ts'

/** A stream of a compound file, or a storage (a folder), which has no content. */
export interface CompoundEntry {
  name: string
  isStream: boolean
  /** Whether it belongs to the file itself, and not to a document within it. */
  isTop: boolean
  /** The first bytes of a stream, at most `most`. */
  read(most: number): Buffer
}

const endOfChain = 0xfffffffe
const mostNumbers = 0xfffffffa
/** [MS-CFB] 2.1: streams below this size lie in the mini stream, in pieces of 64 bytes. */
const miniStreamCutoff = 4096
const miniSector = 64
const mostEntries = 20_000

/**
 * Reads the directory of a compound file ([MS-CFB], the container of doc, xls and ppt) and no more of its streams than
 * is asked for. Every chain of sectors is followed for at most as many steps as there are sectors, so that damaged ones
 * cannot loop or multiply; packages that unfold all chains first take memory in the square of the file. Throws `damaged`.
 */
export function readCompoundFile(bytes: Uint8Array): CompoundEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.length < 1536) throw new Refusal('damaged')
  const major = file.readUInt16LE(26)
  const shift = file.readUInt16LE(30)
  if (!((major === 3 && shift === 9) || (major === 4 && shift === 12))) throw new Refusal('damaged')
  return readDirectory(new Sectors(file, 1 << shift))
}

/** The sectors of a file and the table (FAT) that says which one follows which. */
class Sectors {
  readonly file: Buffer
  readonly size: number
  readonly count: number
  readonly #table: number[]

  constructor(file: Buffer, size: number) {
    this.file = file
    this.size = size
    this.count = Math.ceil(file.length / size) - 1
    this.#table = this.#readTable()
  }

  /** Sector 0 follows the header, which takes a whole sector. */
  at(sector: number): Buffer {
    if (sector >= this.count) throw new Refusal('damaged')
    const start = (sector + 1) * this.size
    return this.file.subarray(start, start + this.size)
  }

  /** Where the sectors of the FAT are: 109 in the header, the others in a chain of their own. */
  #readTable(): number[] {
    const table: number[] = []
    // As many as the file has use for; some programs write a few more.
    const most = Math.ceil(this.count / (this.size / 4)) + 256
    const take = (from: Buffer, start: number, end: number) => {
      for (let at = start; at + 4 <= end && at + 4 <= from.length; at += 4) {
        const sector = from.readUInt32LE(at)
        if (sector <= mostNumbers) table.push(sector)
      }
    }
    take(this.file, 76, 512)
    let next = this.file.readUInt32LE(68)
    for (let step = 0; next <= mostNumbers; step++) {
      const sector = this.at(next)
      if (step > this.count || sector.length < this.size || table.length > most) throw new Refusal('damaged')
      take(sector, 0, this.size - 4)
      next = sector.readUInt32LE(this.size - 4)
    }
    return table
  }

  next(sector: number): number {
    const perSector = this.size / 4
    const place = this.#table[Math.floor(sector / perSector)]
    if (place === undefined) throw new Refusal('damaged')
    const from = this.at(place)
    const at = (sector % perSector) * 4
    if (at + 4 > from.length) throw new Refusal('damaged')
    return from.readUInt32LE(at)
  }

  /** The first `most` bytes of a chain; all of it where it is shorter. */
  chain(start: number, most: number): Buffer {
    const parts: Buffer[] = []
    let bytes = 0
    for (let sector = start; sector <= mostNumbers && bytes < most; sector = this.next(sector)) {
      if (parts.length > this.count) throw new Refusal('damaged')
      parts.push(this.at(sector))
      bytes += this.size
    }
    return Buffer.concat(parts).subarray(0, most)
  }
}

/** Streams that are too small for sectors of their own. Read when the first of them is. */
function miniStreams(sectors: Sectors, root: Buffer) {
  let table: Buffer | undefined
  let content: Buffer | undefined
  return (start: number, most: number): Buffer => {
    const size = sectors.count * sectors.size
    table ??= sectors.chain(sectors.file.readUInt32LE(60), size)
    content ??= sectors.chain(root.readUInt32LE(116), Math.min(size, root.readUInt32LE(120)))
    const parts: Buffer[] = []
    for (let piece = start; piece !== endOfChain && parts.length * miniSector < most; ) {
      const at = piece * miniSector
      if (at >= content.length || piece * 4 + 4 > table.length) throw new Refusal('damaged')
      parts.push(content.subarray(at, at + miniSector))
      piece = table.readUInt32LE(piece * 4)
    }
    return Buffer.concat(parts).subarray(0, most)
  }
}

/** The entries directly below the root, which are a tree by their names; damaged ones may be a circle. */
function topOf(directory: Buffer): Set<number> {
  const top = new Set<number>()
  const waiting = [directory.readUInt32LE(76)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const at = id * 128
    if (top.has(id) || at + 128 > directory.length) continue
    top.add(id)
    waiting.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72))
  }
  return top
}

/** [MS-CFB] 2.6.1: entries of 128 bytes. All are listed, whether the tree of names leads to them or not. */
function readDirectory(sectors: Sectors): CompoundEntry[] {
  const directory = sectors.chain(sectors.file.readUInt32LE(48), (mostEntries + 1) * 128)
  if (directory.length > mostEntries * 128 || directory.length < 128) throw new Refusal('damaged')
  const root = directory.subarray(0, 128)
  if (root[66] !== 5) throw new Refusal('damaged')
  const readMini = miniStreams(sectors, root)
  const top = topOf(directory)
  const entries: CompoundEntry[] = []
  for (let id = 1; (id + 1) * 128 <= directory.length; id++) {
    const entry = directory.subarray(id * 128, (id + 1) * 128)
    const kind = entry[66]
    if (kind !== 1 && kind !== 2) continue
    const size = entry.readUInt32LE(120)
    const first = entry.readUInt32LE(116)
    const read = (most: number) => {
      if (kind !== 2 || size === 0) return Buffer.alloc(0)
      const wanted = Math.min(most, size)
      return size < miniStreamCutoff ? readMini(first, wanted) : sectors.chain(first, wanted)
    }
    const name = entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2))
    entries.push({ name, isStream: kind === 2, isTop: top.has(id), read })
  }
  return entries
}
