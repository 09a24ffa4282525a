import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MoveFile } from '../domain/moving/move.ts'
import type { MoveFiles } from '../store/move-files.ts'

/** A file of the move is not there any more. */
export class FileMissing extends Error {}

/** Bytes of a name that a file system takes. */
const longestName = 200

/** Of a longer name its beginning and its end, which says what it is. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name
  const letters = [...name]
  return `${letters.slice(0, 40).join('')}~${letters.slice(-20).join('')}`
}

/** Where a file lies below the folder of its move: by the folders of its name, if it has any, and never outside of it. */
export function placeOf({ id, name }: MoveFile, taken: ReadonlySet<string>): string {
  const parts = name
    .normalize('NFC')
    .split(/[/\\]/u)
    .map((part) => part.replaceAll('\0', '').trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(shortened)
  const place = parts.join('/') || id
  return taken.has(place.toLowerCase()) ? `${id}/${place}` : place
}

interface Fetching {
  files: MoveFiles
  move: string
  folder: string
  signal: AbortSignal
  /** Bytes that have come so far. */
  onBytes(done: number): void
}

/** Brings the files of a move into a folder. Throws `FileMissing`. */
export async function fetchFiles(all: readonly MoveFile[], fetching: Fetching): Promise<void> {
  const { files, move, folder, signal, onBytes } = fetching
  const taken = new Set<string>()
  let done = 0
  for (const file of all) {
    const place = placeOf(file, taken)
    taken.add(place.toLowerCase())
    const body = await files.open(move, `files/${file.id}`)
    if (!body) throw new FileMissing(`${file.id} of move ${move} is not there`)
    await mkdir(dirname(join(folder, place)), { recursive: true })
    const counted = new Transform({
      transform(bytes: Buffer, _, next) {
        done += bytes.length
        onBytes(done)
        next(null, bytes)
      },
    })
    await pipeline(body, counted, createWriteStream(join(folder, place)), { signal })
  }
}
