import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { handedOver } from '../domain/site/handed-over.ts'

export interface MirroredFile {
  body: Uint8Array
  contentType: string
  contentLanguage?: string | undefined
  /** @default shortly, because the site itself may answer again any moment */
  cacheControl?: string | undefined
}

const shortly = 'public, max-age=0, s-maxage=10'

/** The site as files in a bucket, under the names by which the edge asks for them. */
export function createMirrorFiles(client: Pick<S3Client, 'send'>, bucket: string) {
  /** @param address path and query, as a reader asks for it */
  const keyOf = (address: string) => handedOver(address).slice(1)

  function putting(address: string, { body, contentType, contentLanguage, cacheControl }: MirroredFile) {
    return {
      Bucket: bucket,
      Key: keyOf(address),
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl ?? shortly,
      ...(contentLanguage && { ContentLanguage: contentLanguage }),
    }
  }

  return {
    async put(address: string, file: MirroredFile): Promise<void> {
      await client.send(new PutObjectCommand(putting(address, file)))
    },

    /** Where something is already, it stays. */
    async putFirst(address: string, file: MirroredFile): Promise<void> {
      try {
        await client.send(new PutObjectCommand({ ...putting(address, file), IfNoneMatch: '*' }))
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'PreconditionFailed') throw error
      }
    },

    async remove(address: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(address) }))
    },
  }
}

export type MirrorFiles = ReturnType<typeof createMirrorFiles>
