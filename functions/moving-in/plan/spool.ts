import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where an entry lies. */
export interface Spooled {
  at: number
  length: number
}

/** What was read, on disk until it is planned: exports of gigabytes do not fit into memory. */
export class Spool<Entry> {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bantin-import-'))
  readonly #file = openSync(join(this.#folder, 'items.jsonl'), 'w+')
  #end = 0

  add(entry: Entry): Spooled {
    const bytes = Buffer.from(JSON.stringify(entry))
    writeSync(this.#file, bytes, 0, bytes.length, this.#end)
    const at = this.#end
    this.#end += bytes.length
    return { at, length: bytes.length }
  }

  get({ at, length }: Spooled): Entry {
    const bytes = Buffer.alloc(length)
    readSync(this.#file, bytes, 0, length, at)
    // It is what `add` was given.
    return JSON.parse(bytes.toString('utf8')) as Entry
  }

  close(): void {
    closeSync(this.#file)
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
