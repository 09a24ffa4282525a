import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileOfKey, keyOfFile } from './key-file.ts'
import { appendMetadata, type Digests, readMetadata, type StoredObject, writeContent } from './object-file.ts'

/** Content that has been received and not yet been given a key. */
export interface Draft extends Digests {
  path: string
}

/** Throws when the object that is there now forbids the change. */
export type Guard = (current: StoredObject | undefined) => void

export interface OpenObject {
  object: StoredObject
  /** Both ends included. Must be called once: reading to the end, or destroying the stream, closes the file. */
  read(start: number, end: number): NodeJS.ReadableStream & AsyncIterable<Buffer>
  close(): Promise<void>
}

export type Bucket = ReturnType<typeof createBucket>

export function createBucket({ name, folder, incoming }: { name: string; folder: string; incoming: string }) {
  const inTurn = createTurns()
  const fileOf = (key: string) => join(folder, fileOfKey(key))

  /** The open file goes on holding what it held, whatever is put or deleted meanwhile. */
  async function openObject(key: string): Promise<OpenObject | undefined> {
    const file = await openIfThere(fileOf(key))
    if (!file) return undefined
    try {
      const object = await readMetadata(file)
      return {
        object,
        read: (start, end) => file.createReadStream({ start, end, autoClose: true }),
        close: () => file.close(),
      }
    } catch (error) {
      await file.close()
      throw error
    }
  }

  async function find(key: string): Promise<StoredObject | undefined> {
    const opened = await openObject(key)
    await opened?.close()
    return opened?.object
  }

  async function receive(content: AsyncIterable<Uint8Array>): Promise<Draft> {
    const path = join(incoming, randomUUID())
    try {
      return { path, ...(await writeContent(path, content)) }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  /** Gives the draft its key if the guard lets it: the rename is the moment at which the object changes. */
  async function commit(
    draft: Draft,
    key: string,
    headers: Record<string, string>,
    guard: Guard,
  ): Promise<StoredObject> {
    const object: StoredObject = {
      key,
      size: draft.size,
      etag: `"${draft.md5.toString('hex')}"`,
      crc32: draft.crc32.toString('base64'),
      lastModified: new Date().toISOString(),
      headers,
    }
    const file = fileOf(key)
    await appendMetadata(draft.path, object)
    await inTurn(key, async () => {
      guard(await find(key))
      await mkdir(dirname(file), { recursive: true })
      await rename(draft.path, file)
    })
    return object
  }

  async function remove(key: string, guard: Guard = () => {}): Promise<void> {
    await inTurn(key, async () => {
      guard(await find(key))
      await rm(fileOf(key), { force: true })
    })
  }

  /** All keys under the prefix, in the order of their UTF-8 bytes, as S3 lists them. */
  async function keys(prefix: string): Promise<string[]> {
    return (await readdir(folder, { recursive: true }))
      .flatMap((file) => keyOfFile(file) ?? [])
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, bytes: Buffer.from(key) }))
      .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
      .map(({ key }) => key)
  }

  const discard = (draft: Draft) => rm(draft.path, { force: true })

  return { name, open: openObject, find, receive, commit, discard, remove, keys }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Lets the changes of one key follow each other, so that a guard sees what the change before it left. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return async function inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
    const turn = (last.get(key) ?? Promise.resolve()).then(act, act)
    last.set(key, turn)
    try {
      return await turn
    } finally {
      if (last.get(key) === turn) last.delete(key)
    }
  }
}
