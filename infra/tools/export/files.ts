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
}

/** The buckets of files: what readers get, and what was uploaded. */
export interface FileStore {
  /** Keys in the order of their bytes. */
  list: (bucket: BucketName) => AsyncIterable<string>
  read: (bucket: BucketName, key: string) => Promise<StoredFile | undefined>
  put: (bucket: BucketName, key: string, file: StoredFile) => Promise<void>
}

/** What is still on its way in is no file yet. */
const isIncoming = (key: string) => key.startsWith('incoming/')

export function bucketFiles(client: S3Client, names: Record<BucketName, string>): FileStore {
  return {
    async *list(bucket) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: names[bucket] }))
        for (const { Key = '' } of Contents) if (!isIncoming(Key)) yield Key
    },

    async read(bucket, key) {
      try {
        const got = await client.send(new GetObjectCommand({ Bucket: names[bucket], Key: key }))
        const { Body, ContentType, CacheControl, ContentDisposition } = got
        const headers = { ContentType, CacheControl, ContentDisposition }
        const said = Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined)
        return {
          bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(),
          headers: Object.fromEntries(said),
        }
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },

    async put(bucket, Key, { bytes, headers }) {
      const Bucket = names[bucket]
      const there = await client.send(new HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
        if (error instanceof NotFound) return undefined
        throw error
      })
      if (there?.ContentLength === bytes.length) return
      await client.send(new PutObjectCommand({ Bucket, Key, Body: bytes, ...headers }))
    },
  }
}
