import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Refusal } from '../domain/library/refusal.ts'
import type { PublicObject } from './public-object.ts'

/** Their addresses are made of their content, so what was fetched once is never asked for again. */
const forever = 'public, max-age=31536000, immutable'

interface Buckets {
  client: S3Client
  /** What was uploaded, and originals: private. */
  uploads: string
  /** What readers get. */
  media: string
}

const putAtOnce = 6

/** The tag by which GuardDuty's Malware Protection for S3 says what it found. */
const verdictTag = 'GuardDutyMalwareScanStatus'

/** The two buckets, as far as the media function may use them. */
export function createFiles({ client, uploads, media }: Buckets) {
  async function putPublic({ key, body, type, disposition }: PublicObject): Promise<void> {
    const put = new PutObjectCommand({
      Bucket: media,
      Key: key,
      Body: body,
      ContentType: type,
      CacheControl: forever,
      IfNoneMatch: '*',
      ...(disposition && { ContentDisposition: disposition }),
    })
    try {
      await client.send(put)
    } catch (error) {
      // It is there already: the address says what it holds.
      // 409: somebody is putting it at this moment.
      const isThere =
        error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0)
      if (!isThere) throw error
    }
  }

  return {
    /** What lies in the private bucket. Refuses what is not there, or holds more bytes than `most`, before reading it. */
    async read(key: string, most: number): Promise<{ bytes: Buffer; version: string | undefined }> {
      try {
        const {
          Body,
          ContentLength = 0,
          VersionId: version,
        } = await client.send(new GetObjectCommand({ Bucket: uploads, Key: key }))
        if (!Body) throw new Refusal('missing')
        if (ContentLength > most) throw new Refusal('too_large', { bytes: ContentLength, most })
        const { buffer, byteOffset, byteLength } = await Body.transformToByteArray()
        // Not copied: a film is hundreds of megabytes.
        return { bytes: Buffer.from(buffer, byteOffset, byteLength), version }
      } catch (error) {
        if (error instanceof NoSuchKey) throw new Refusal('missing', {}, { cause: error })
        throw error
      }
    },

    /** What the scanner says of this very version; undefined as long as it says nothing. */
    async verdict(key: string, version: string | undefined): Promise<string | undefined> {
      try {
        const { TagSet = [] } = await client.send(
          new GetObjectTaggingCommand({ Bucket: uploads, Key: key, ...(version && { VersionId: version }) }),
        )
        return TagSet.find(({ Key }) => Key === verdictTag)?.Value
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'NoSuchKey')
          throw new Refusal('missing', {}, { cause: error })
        throw error
      }
    },

    async publish(objects: readonly PublicObject[]): Promise<void> {
      for (let start = 0; start < objects.length; start += putAtOnce)
        await Promise.all(objects.slice(start, start + putAtOnce).map(putPublic))
    },

    /** Puts into the private bucket what a file was made of, or what it held. */
    async keep(key: string, body: Uint8Array, type: string): Promise<void> {
      await client.send(new PutObjectCommand({ Bucket: uploads, Key: key, Body: body, ContentType: type }))
    },

    async forget(key: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket: uploads, Key: key }))
    },
  }
}

export type Files = ReturnType<typeof createFiles>
