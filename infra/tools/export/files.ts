import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3'

export type BucketName = 'media' | 'uploads'
export const bucketNames = ['media', 'uploads'] as const satisfies readonly BucketName[]

export interface StoredFile {
  bytes: Uint8Array
  /** By which readers get it: of what type, how long kept, under which name. */
  headers: Record<string, string>
  /** What the bucket says of its content: the MD5 in quotes, where it was put in one part and is not encrypted by KMS. */
  etag?: string | undefined
}

/** One bucket of files. */
export interface Bucket {
  name: string
  /** Keys in the order of their bytes. */
  list: () => AsyncIterable<string>
  read: (key: string) => Promise<StoredFile | undefined>
  put: (key: string, file: StoredFile) => Promise<void>
}

/** The buckets of files: what readers get, and what was uploaded. */
export interface FileStore {
  list: (bucket: BucketName) => AsyncIterable<string>
  read: (bucket: BucketName, key: string) => Promise<StoredFile | undefined>
  put: (bucket: BucketName, key: string, file: StoredFile) => Promise<void>
}

/** What is still on its way in is no file yet, and what is moved in becomes articles. */
const isIncoming = (key: string) => /^(?:incoming|moves)\//u.test(key)

export function openBucket(client: S3Client, name: string): Bucket {
  async function read(key: string): Promise<StoredFile | undefined> {
    try {
      const got = await client.send(new GetObjectCommand({ Bucket: name, Key: key }))
      const { Body, ContentType, CacheControl, ContentDisposition, ETag } = got
      const headers = { ContentType, CacheControl, ContentDisposition }
      const said = Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined)
      return {
        bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(),
        headers: Object.fromEntries(said),
        etag: ETag,
      }
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw error
    }
  }

  /** One of as many bytes may be damaged. */
  async function isThere(key: string, bytes: Uint8Array): Promise<boolean> {
    const there = await client
      .send(new HeadObjectCommand({ Bucket: name, Key: key }))
      .catch((error: unknown) => {
        if (error instanceof NotFound) return undefined
        throw error
      })
    if (there?.ContentLength !== bytes.length) return false
    return Buffer.compare((await read(key))?.bytes ?? new Uint8Array(), bytes) === 0
  }

  return {
    name,
    read,

    async *list() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: name }))
        for (const { Key = '' } of Contents) if (!isIncoming(Key)) yield Key
    },

    async put(key, { bytes, headers }) {
      if (await isThere(key, bytes)) return
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes, ...headers }))
    },
  }
}

export function bucketFiles(client: S3Client, names: Record<BucketName, string>): FileStore {
  const all = { media: openBucket(client, names.media), uploads: openBucket(client, names.uploads) }
  return {
    list: (bucket) => all[bucket].list(),
    read: (bucket, key) => all[bucket].read(key),
    put: (bucket, key, file) => all[bucket].put(key, file),
  }
}
