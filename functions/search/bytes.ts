export interface Range {
  from: number
  length: number
}

/** The only object that is ever replaced. */
export interface StoredManifest {
  bytes: Uint8Array
  /** Of this state: an ETag. */
  tag: string
}

export interface StoredObject {
  name: string
  /** When it was written, milliseconds since 1970 UTC. */
  written: number
}

/**
 * Where the bytes of one index lie: memory, a folder, a bucket's prefix. Names are relative (`segments/…`). What cannot be
 * reached throws: the reader answers with a failure, a writer is called again.
 */
export interface ByteStore {
  /** The object, or a part of it, which is shorter where the object ends; undefined where there is none. */
  read(name: string, range?: Range): Promise<Uint8Array | undefined>
  /** Objects are immutable: one that is there stays as it is. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** `known` is the tag of the one that the caller has: no bytes then, if it is still that (If-None-Match). */
  manifest(known?: string): Promise<StoredManifest | 'unchanged' | undefined>
  /** Compare and swap: `tag` is that of the one it replaces, undefined if there was none (If-Match, If-None-Match: *). */
  replaceManifest(bytes: Uint8Array, tag: string | undefined): Promise<'done' | 'changed'>
  remove(name: string): Promise<void>
  /** Every object but the manifest. */
  list(): Promise<StoredObject[]>
}
