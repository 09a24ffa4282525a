import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ByteStore, Range } from '../../../functions/search/bytes.ts'

async function absent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** An index in a folder with one writer, for measurements: `wait` milliseconds for each request, as a bucket takes. */
export class FolderStore implements ByteStore {
  readonly traffic = { reads: 0, bytesRead: 0, writes: 0, bytesWritten: 0 }
  readonly #folder: string
  readonly #wait: number

  constructor(folder: string, wait = 0) {
    this.#folder = folder
    this.#wait = wait
  }

  async read(name: string, range?: Range): Promise<Uint8Array | undefined> {
    if (this.#wait) await setTimeout(this.#wait)
    const bytes = await absent(range ? this.#part(name, range) : readFile(join(this.#folder, name)))
    this.traffic.reads += 1
    this.traffic.bytesRead += bytes?.length ?? 0
    return bytes
  }

  async #part(name: string, { from, length }: Range): Promise<Uint8Array> {
    await using file = await open(join(this.#folder, name))
    const bytes = Buffer.allocUnsafeSlow(length)
    const { bytesRead } = await file.read(bytes, 0, length, from)
    return bytes.subarray(0, bytesRead)
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    this.traffic.writes += 1
    this.traffic.bytesWritten += bytes.length
  }

  async manifest(known?: string) {
    const bytes = await this.read('manifest.json')
    if (!bytes) return undefined
    const tag = createHash('sha256').update(bytes).digest('hex')
    return tag === known ? ('unchanged' as const) : { bytes, tag }
  }

  async replaceManifest(bytes: Uint8Array): Promise<'done'> {
    await this.write('manifest.json', bytes)
    return 'done'
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name))
  }

  async list() {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true })
    const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    const objects = names.filter((name) => !name.endsWith('manifest.json'))
    return await Promise.all(
      objects.map(async (path) => ({
        name: path.slice(this.#folder.length + 1),
        written: (await stat(path)).mtimeMs,
      })),
    )
  }
}
