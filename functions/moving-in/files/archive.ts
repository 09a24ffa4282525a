import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { entryName, entryPath, isSystemFile } from './entry-name.ts'
import type { InputFile } from './input-file.ts'
import { readAll } from './read-all.ts'

/** More than an old portal ever had in one zip; what holds more is meant to fill a disk. */
const most = { entries: 300_000, bytes: 20_000_000_000, ratio: 500, ratioFrom: 200_000_000 }

/** It is refused as a whole, with a reason that `locales` has words for. */
export class ArchiveRefused extends Error {
  readonly reason: 'encrypted' | 'too-large' | 'damaged'
  constructor(reason: 'encrypted' | 'too-large' | 'damaged', cause?: unknown) {
    super(`the zip is ${reason}`, { cause })
    this.reason = reason
  }
}

export interface Opened {
  files: InputFile[]
  /** Names that lead out of the zip. */
  refusedNames: string[]
  /** It is a Word or Excel file, or another document that happens to be a zip. */
  isDocument: boolean
  close(): void
}

/** The bytes of an entry; what is not what its directory promised ends in an error. */
async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let crc = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (crc !== entry.crc32) throw new Error('its bytes in the zip are damaged (CRC)')
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > most.entries) throw new ArchiveRefused('too-large')
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  if (entries.some((entry) => (entry.generalPurposeBitFlag & 0x2041) !== 0))
    throw new ArchiveRefused('encrypted')
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  const bytes = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const isBomb = bytes > most.ratioFrom && bytes > packed * most.ratio
  if (bytes > most.bytes || isBomb) throw new ArchiveRefused('too-large')
  return entries
}

const isDocumentName = (name: string) => name === '[Content_Types].xml' || name === 'mimetype'

/** Opens a zip, on disk or (one within another) in memory. Throws `ArchiveRefused`. */
export async function openArchive(from: string | Buffer, below: string): Promise<Opened> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }
  try {
    const zip =
      typeof from === 'string' ? await openPromise(from, options) : await fromBufferPromise(from, options)
    const opened: Opened = { files: [], refusedNames: [], isDocument: false, close: () => zip.close() }
    for (const entry of await entriesOf(zip)) {
      const name = entryName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields)
      opened.isDocument ||= isDocumentName(name)
      if (name.endsWith('/') || isSystemFile(name)) continue
      const path = entryPath(name)
      if (path === undefined) opened.refusedNames.push(name)
      else opened.files.push(entryFile(zip, entry, `${below}${path}`))
    }
    return opened
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error
    const isLocked = error instanceof Error && /encrypt/iu.test(error.message)
    throw new ArchiveRefused(isLocked ? 'encrypted' : 'damaged', error)
  }
}

function entryFile(zip: ZipFile, entry: Entry, path: string): InputFile {
  const stream = () => unpack(zip, entry)
  return {
    path,
    size: entry.uncompressedSize,
    stream,
    bytes: (limit) => readAll(path, entry.uncompressedSize, stream, limit),
  }
}
