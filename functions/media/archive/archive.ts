import { promisify } from 'node:util'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { type Entry, fromBuffer, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { Refusal } from '../../domain/library/refusal.ts'
import { headLength } from '../types.ts'
import { archiveDirectory } from './directory.ts'
import { asEntryName, isWrongName } from './names.ts'

/** What an archive and all archives in it may hold together. It shrinks as they are looked through. */
export interface Allowance {
  entries: number
  bytes: number
  readonly most: { entries: number; bytes: number }
}

function allow(entries: number, bytes: number): Allowance {
  return { entries, bytes, most: { entries, bytes } }
}

const unpackedBytes = 200_000_000
export const zipAllowance = () => allow(2000, unpackedBytes)
export const officeAllowance = () => allow(5000, unpackedBytes)

export interface ArchiveEntry {
  /** With `/` between folders; that of a folder ends in `/`. */
  name: string
  isFolder: boolean
  /** Unpacked; found by unpacking it, not only promised. */
  bytes: number
  /** The first bytes, for telling what it is. */
  head: Uint8Array
}

export interface Archive {
  /** In the order of the directory; the first one lies at the beginning of the file. */
  entries: ArchiveEntry[]
  /** An entry unpacked; undefined when there is none of that name (case counts not, as in OPC). Refused above `most` bytes. */
  read(name: string, most: number): Promise<Uint8Array | undefined>
}

interface Found extends ArchiveEntry {
  data: Uint8Array
  method: number
  crc: number
  start: number
}

/** Nothing that people store packs better once it is of some size; bombs reach 1,000. */
const mostRatio = 400
const ratioMatters = 10_000_000

/** Up to here an entry is unpacked in one step, which is many times faster than a stream. */
const small = 1_000_000

async function* unpack(entry: Found): AsyncGenerator<Uint8Array> {
  if (entry.method === 0) yield entry.data
  else if (entry.bytes <= small)
    yield inflateRawSync(entry.data, { maxOutputLength: Math.max(1, entry.bytes) })
  else {
    const inflate = createInflateRaw({ chunkSize: 65_536 })
    inflate.end(entry.data)
    yield* inflate
  }
}

/** Unpacks an entry piece by piece. Throws when it is not what the directory promised, before it has grown beyond. */
async function eachPiece(entry: Found, take: (piece: Uint8Array, at: number) => void): Promise<void> {
  let bytes = 0
  let crc = 0
  try {
    for await (const piece of unpack(entry)) {
      if (bytes + piece.length > entry.bytes) throw new Refusal('damaged')
      take(piece, bytes)
      crc = crc32(piece, crc)
      bytes += piece.length
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('damaged', {}, { cause: error })
  }
  if (bytes !== entry.bytes || crc !== entry.crc) throw new Refusal('damaged')
}

/** The kinds of Unix file that may be in an archive: not said, a file, a folder. No links, devices or pipes. */
const fileKinds = new Set([0, 0o100000, 0o040000])

function found(entry: Entry, buffer: Buffer): Found {
  if ((entry.generalPurposeBitFlag & 0x2041) !== 0) throw new Refusal('encrypted')
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  const unixKind = (entry.externalFileAttributes >>> 16) & 0o170000
  if (isWrongName(name, entry.fileNameRaw) || !fileKinds.has(unixKind))
    throw new Refusal('archive_entry', { name: asEntryName(name) })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new Refusal('damaged')
  const isFolder = name.endsWith('/')
  if (isFolder && entry.uncompressedSize > 0) throw new Refusal('archive_entry', { name: asEntryName(name) })
  return {
    name,
    isFolder,
    bytes: entry.uncompressedSize,
    head: new Uint8Array(),
    data: dataOf(entry, buffer),
    method: entry.compressionMethod,
    crc: entry.crc32,
    start: entry.relativeOffsetOfLocalHeader,
  }
}

/** The packed bytes. Programs that read from the front see the local header, so it must name the same file. */
function dataOf(entry: Entry, buffer: Buffer): Uint8Array {
  const at = entry.relativeOffsetOfLocalHeader
  if (at + 30 > buffer.length || buffer.readUInt32LE(at) !== 0x04034b50) throw new Refusal('damaged')
  const nameLength = buffer.readUInt16LE(at + 26)
  const start = at + 30 + nameLength + buffer.readUInt16LE(at + 28)
  const isSame = buffer.subarray(at + 30, at + 30 + nameLength).equals(entry.fileNameRaw)
  if (!isSame || start + entry.compressedSize > buffer.length) throw new Refusal('damaged')
  return buffer.subarray(start, start + entry.compressedSize)
}

/** One after the other: bombs let entries overlap, and what lies between them may be another archive's entry. */
function checkLayout(entries: Found[], buffer: Buffer, end: number): void {
  const sorted = entries.toSorted((a, b) => a.start - b.start)
  if (sorted[0] && sorted[0].start !== 0) throw new Refusal('polyglot', { found: 'zip' })
  for (const [index, entry] of sorted.entries()) {
    const dataEnd = entry.data.byteOffset - buffer.byteOffset + entry.data.length
    const next = sorted[index + 1]?.start ?? end
    const hidesEntry = next - dataEnd >= 4 && buffer.readUInt32LE(dataEnd) === 0x04034b50
    if (dataEnd > next || hidesEntry) throw new Refusal('damaged')
  }
}

function checkNames(entries: Found[]): void {
  const seen = new Set<string>()
  for (const { name } of entries) {
    const key = sameName(name)
    if (seen.has(key)) throw new Refusal('archive_entry', { name: asEntryName(name) })
    seen.add(key)
  }
}

/** Windows and macOS hold names that differ in case or normalisation alone for one. */
const sameName = (name: string) => name.normalize('NFC').toLowerCase().replace(/\/$/u, '')

async function listEntries(buffer: Buffer, most: Allowance): Promise<Found[]> {
  const directory = archiveDirectory(buffer)
  const entries: Found[] = []
  try {
    const open = promisify<Buffer, { lazyEntries: boolean; decodeStrings: boolean }, ZipFile>(fromBuffer)
    const zip = await open(buffer, { lazyEntries: true, decodeStrings: false })
    if (zip.entryCount > most.entries)
      throw new Refusal('archive_count', { count: zip.entryCount, most: most.most.entries })
    let size = 0
    for await (const entry of zip.eachEntry()) {
      size += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
      entries.push(found(entry, buffer))
    }
    // A count that lies would hide the entries after it.
    if (size !== directory.size) throw new Refusal('damaged')
  } catch (error) {
    if (error instanceof Refusal) throw error
    const isLocked = error instanceof Error && error.message.startsWith('strong encryption')
    throw new Refusal(isLocked ? 'encrypted' : 'damaged', {}, { cause: error })
  }
  checkLayout(entries, buffer, directory.start)
  checkNames(entries)
  return entries
}

function checkSizes(entries: Found[], allowance: Allowance): void {
  const bytes = entries.reduce((sum, each) => sum + each.bytes, 0)
  const isBomb = entries.some(
    (each) => each.bytes > ratioMatters && each.bytes > each.data.length * mostRatio,
  )
  if (bytes > allowance.bytes || isBomb) throw new Refusal('archive_size', { most: allowance.most.bytes })
  allowance.bytes -= bytes
  allowance.entries -= entries.length
}

/**
 * Looks through a ZIP file and unpacks it once to nowhere, so that its sizes and sums are known to be true. Throws
 * `Refusal`: `archive_count` and `archive_size` before anything is unpacked, `archive_entry` for names and links that
 * lead out of it, `encrypted`, `damaged`, `polyglot`.
 */
export async function checkArchive(
  bytes: Uint8Array,
  allowance: Allowance = officeAllowance(),
): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const entries = await listEntries(buffer, allowance)
  checkSizes(entries, allowance)
  for (const entry of entries) {
    const head = Buffer.alloc(Math.min(headLength, entry.bytes))
    await eachPiece(entry, (piece, at) => {
      if (at < head.length) head.set(piece.subarray(0, head.length - at), at)
    })
    entry.head = head
  }
  const byName = new Map(entries.map((entry) => [sameName(entry.name), entry]))
  return { entries, read: (name, most) => read(byName.get(sameName(name)), most) }
}

async function read(entry: Found | undefined, most: number): Promise<Uint8Array | undefined> {
  if (!entry || entry.isFolder) return undefined
  if (entry.bytes > most) throw new Refusal('archive_size', { most })
  // Its size is known to be true, so one block is enough and nothing is joined.
  const whole = new Uint8Array(entry.bytes)
  await eachPiece(entry, (piece, at) => whole.set(piece, at))
  return whole
}
