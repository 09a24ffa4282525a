import { buffer } from 'node:stream/consumers'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { Refusal } from '../domain/media-refusal.ts'

/** Of what a Word file may unpack to: its parts, bytes of all of them, bytes of one part of XML. */
const most = { entries: 5000, bytes: 200_000_000, part: 20_000_000 }

/** The parts of a Word file (ECMA-376 part 2), of which none is unpacked before it is asked for. */
export interface WordPackage {
  names: readonly string[]
  has(name: string): boolean
  size(name: string): number
  read(name: string): Promise<Uint8Array>
}

/** Names are compared without regard to case (ECMA-376 part 2, 6.2.2.3). */
const keyOf = (name: string) => name.replace(/^\//u, '').toLowerCase()

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const message = error instanceof Error ? error.message : ''
  const [, name] =
    /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/su.exec(message) ?? []
  return name === undefined
    ? new Refusal('damaged', {}, { cause: error })
    : new Refusal('archive_entry', { name: name.slice(0, 200) })
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve, reject) =>
    fromBuffer(whole, { lazyEntries: true, strictFileNames: true }, (error, zip) =>
      error ? reject(toRefusal(error)) : resolve(zip),
    ),
  )
}

function refuseEntry(entry: Entry, count: number, total: number): void {
  if (count > most.entries) throw new Refusal('archive_count', { count, most: most.entries })
  if (total > most.bytes) throw new Refusal('archive_size', { most: most.bytes })
  if (entry.isEncrypted()) throw new Refusal('encrypted')
  if (/(?:^|\/)vba[^/]*\.(?:bin|xml)$/iu.test(entry.fileName)) throw new Refusal('macros')
}

/** What is in the archive, by its directory alone. */
function list(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let total = 0
  return new Promise((resolve, reject) => {
    zip.on('error', (error) => reject(toRefusal(error)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      try {
        total += entry.uncompressedSize
        refuseEntry(entry, entries.size + 1, total)
        const key = keyOf(entry.fileName)
        // Two parts of one name: programs differ in which of them they show.
        if (entries.has(key)) throw new Refusal('damaged')
        entries.set(key, entry)
        zip.readEntry()
      } catch (error) {
        reject(toRefusal(error))
      }
    })
    if (zip.entryCount > most.entries)
      reject(new Refusal('archive_count', { count: zip.entryCount, most: most.entries }))
    else zip.readEntry()
  })
}

function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) =>
    // yauzl ends the stream with an error where an entry unpacks to more than its directory says.
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(toRefusal(error)) : buffer(stream).then(resolve, (cause) => reject(toRefusal(cause))),
    ),
  )
}

/** Opens a Word file in memory; a `Refusal` for what is no archive, too large or holds programs. */
export async function openPackage(bytes: Uint8Array): Promise<WordPackage> {
  const zip = await open(bytes)
  const entries = await list(zip)
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(keyOf(name)),
    size: (name) => entries.get(keyOf(name))?.uncompressedSize ?? 0,
    async read(name) {
      const entry = entries.get(keyOf(name))
      if (!entry) throw new Refusal('damaged')
      if (entry.uncompressedSize > most.part) throw new Refusal('archive_size', { most: most.part })
      return unpack(zip, entry)
    },
  }
}
