import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import * as z from 'zod'

const storedObject = z.object({
  key: z.string(),
  size: z.int().nonnegative(),
  /** MD5 of the content in quotes, as S3 has it for objects put in one part. */
  etag: z.string(),
  crc32: z.string(),
  lastModified: z.iso.datetime(),
  headers: z.record(z.string(), z.string()),
})

export type StoredObject = z.infer<typeof storedObject>

export interface Digests {
  size: number
  md5: Buffer
  sha256: Buffer
  crc32: Buffer
}

export function createDigests() {
  const md5 = createHash('md5')
  const sha256 = createHash('sha256')
  let size = 0
  let crc = 0
  return {
    update(chunk: Uint8Array): void {
      md5.update(chunk)
      sha256.update(chunk)
      crc = crc32(chunk, crc)
      size += chunk.length
    },
    finish(): Digests {
      const crcBytes = Buffer.alloc(4)
      crcBytes.writeUInt32BE(crc)
      return { size, md5: md5.digest(), sha256: sha256.digest(), crc32: crcBytes }
    },
  }
}

/*
 * One file holds content, metadata (JSON), the length of the metadata (4 bytes) and a mark, in this order: the digests
 * are known only when the content has gone by, and one rename replaces all of it.
 */
const MARK = Buffer.from('BANTIN1\n')
const FOOTER = 4 + MARK.length

/** Writes an object to a file that nobody else sees yet. */
export async function writeContent(path: string, content: AsyncIterable<Uint8Array>): Promise<Digests> {
  const digests = createDigests()
  const file = await open(path, 'wx')
  try {
    for await (const chunk of content) {
      digests.update(chunk)
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  return digests.finish()
}

export async function appendMetadata(path: string, object: StoredObject): Promise<void> {
  const json = Buffer.from(JSON.stringify(object))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  const file = await open(path, 'a')
  try {
    await file.writeFile(Buffer.concat([json, length, MARK]))
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Throws when the file is not a whole object. */
export async function readMetadata(file: FileHandle): Promise<StoredObject> {
  const { size } = await file.stat()
  const footer = await readAt(file, size - FOOTER, FOOTER)
  if (!footer.subarray(4).equals(MARK)) throw new Error('an object file is damaged: its end is missing')
  const length = footer.readUInt32BE(0)
  const json = await readAt(file, size - FOOTER - length, length)
  const object = storedObject.parse(JSON.parse(json.toString()))
  if (object.size !== size - FOOTER - length)
    throw new Error('an object file is damaged: its length is wrong')
  return object
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0) throw new Error('an object file is damaged: it is too short')
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw new Error('an object file is damaged: it is too short')
  return buffer
}
