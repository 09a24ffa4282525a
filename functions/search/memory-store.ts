import type { ByteStore, Range, StoredManifest } from './bytes.ts'

/** An index in memory, for tests and measurements. Says how much was read and written. */
export class MemoryStore implements ByteStore {
  readonly objects = new Map<string, { bytes: Uint8Array; written: number }>()
  readonly traffic = { reads: 0, bytesRead: 0, writes: 0, bytesWritten: 0 }
  readonly #clock: () => number
  #manifest: StoredManifest | undefined
  #version = 0

  constructor(clock: () => number = Date.now) {
    this.#clock = clock
  }

  async read(name: string, range?: Range): Promise<Uint8Array | undefined> {
    const whole = this.objects.get(name)?.bytes
    const bytes = range && whole ? whole.subarray(range.from, range.from + range.length) : whole
    this.#count('read', bytes)
    return bytes?.slice()
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    this.#count('written', bytes)
    if (!this.objects.has(name)) this.objects.set(name, { bytes: bytes.slice(), written: this.#clock() })
  }

  async manifest(known?: string): Promise<StoredManifest | 'unchanged' | undefined> {
    if (this.#manifest && this.#manifest.tag === known) return 'unchanged'
    this.#count('read', this.#manifest?.bytes)
    return this.#manifest
  }

  async replaceManifest(bytes: Uint8Array, tag: string | undefined): Promise<'done' | 'changed'> {
    if (this.#manifest?.tag !== tag) return 'changed'
    this.#count('written', bytes)
    this.#version += 1
    this.#manifest = { bytes: bytes.slice(), tag: `"${this.#version}"` }
    return 'done'
  }

  async remove(name: string): Promise<void> {
    this.objects.delete(name)
  }

  async list(): Promise<{ name: string; written: number }[]> {
    return [...this.objects].map(([name, { written }]) => ({ name, written }))
  }

  #count(what: 'read' | 'written', bytes: Uint8Array | undefined): void {
    const length = bytes?.length ?? 0
    if (what === 'read') {
      this.traffic.reads += 1
      this.traffic.bytesRead += length
    } else {
      this.traffic.writes += 1
      this.traffic.bytesWritten += length
    }
  }
}
