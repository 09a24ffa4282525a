import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { inLanes } from './batches.ts'
import type { UploadForm } from './uploads.ts'

/** Seconds in which an upload must begin. */
const lifetime = 300
const lanes = 8

/** Below it lies all that belongs to moves; the bucket forgets it after a month. */
export const movesPrefix = 'moves/'

export interface StoredFile {
  /** Below the move: `files/<id>`, `report/notices/no-date.jsonl`. */
  name: string
  bytes: number
}

/** The files of moves, and what the runs of them leave: below `moves/<id>/` of the private bucket. */
export function createMoveFiles(client: S3Client, bucket: string) {
  const keyOf = (move: string, name: string) => `${movesPrefix}${move}/${name}`

  async function list(move: string, below = ''): Promise<StoredFile[]> {
    const found: StoredFile[] = []
    const prefix = keyOf(move, below)
    for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
      const ask = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })
      const { Contents = [], NextContinuationToken } = await client.send(ask)
      for (const { Key = '', Size = 0 } of Contents)
        found.push({ name: Key.slice(keyOf(move, '').length), bytes: Size })
      token = NextContinuationToken
    }
    return found
  }

  async function get(move: string, name: string, range?: string) {
    try {
      const asked = { Bucket: bucket, Key: keyOf(move, name), ...(range && { Range: range }) }
      const { Body } = await client.send(new GetObjectCommand(asked))
      return Body
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw error
    }
  }

  return {
    list,

    /** Lends the right to upload one file of exactly so many bytes. */
    async lend(move: string, { id, bytes }: { id: string; bytes: number }, now: Date): Promise<UploadForm> {
      const type = 'application/octet-stream'
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket,
        Key: keyOf(move, `files/${id}`),
        Expires: lifetime,
        Fields: { 'Content-Type': type },
        Conditions: [
          ['content-length-range', bytes, bytes],
          ['eq', '$Content-Type', type],
        ],
      })
      return { url, fields, expires: new Date(now.getTime() + lifetime * 1000).toISOString() }
    },

    /** Undefined where it is not there. */
    async open(move: string, name: string): Promise<Readable | undefined> {
      // On Node the body of an answer is its stream; the type allows for browsers.
      return (await get(move, name)) as Readable | undefined
    },

    async read(move: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
      const bytes = await (await get(move, name))?.transformToByteArray()
      return bytes && new Uint8Array(bytes)
    },

    /** Some bytes of it, from one on: fewer at its end. Undefined where it is not there. */
    async readPart(move: string, name: string, from: number, length: number): Promise<Buffer | undefined> {
      const bytes = await (
        await get(move, name, `bytes=${from}-${from + length - 1}`)
      )?.transformToByteArray()
      return bytes && Buffer.from(bytes)
    },

    async put(move: string, name: string, body: string | Uint8Array): Promise<void> {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(move, name), Body: body }))
    },

    /** Takes away what lies below a name; all of the move where none is given. */
    async remove(move: string, below = ''): Promise<void> {
      await inLanes(await list(move, below), lanes, ({ name }) =>
        client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(move, name) })),
      )
    },
  }
}

export type MoveFiles = ReturnType<typeof createMoveFiles>
