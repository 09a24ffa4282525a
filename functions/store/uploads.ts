import type { S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { type Extension, formats } from '../domain/library/file.ts'

/** Seconds in which the upload must begin. */
const lifetime = 300

/** A form (`multipart/form-data`) that the browser sends straight to the object store: `fields` first, then `file`. */
export interface UploadForm {
  url: string
  fields: Record<string, string>
  /** UTC. */
  expires: string
}

/** Where uploads lie until they are looked at; the bucket forgets them after a day. */
export function incomingKey(id: string): string {
  return `incoming/${id}/${crypto.randomUUID()}`
}

/** Lends the right to upload one file: its key, its size and its type are bound by the signature. */
export function createUploads(client: S3Client, bucket: string) {
  return {
    async lend(
      { key, bytes, extension }: { key: string; bytes: number; extension: Extension },
      now: Date,
    ): Promise<UploadForm> {
      const { type } = formats[extension]
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket,
        Key: key,
        Expires: lifetime,
        Fields: { 'Content-Type': type },
        Conditions: [
          ['content-length-range', bytes, bytes],
          ['eq', '$Content-Type', type],
        ],
      })
      return { url, fields, expires: new Date(now.getTime() + lifetime * 1000).toISOString() }
    },
  }
}

export type Uploads = ReturnType<typeof createUploads>
