import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3'

/** The bucket of public files, as far as the publisher may use it. */
export function createPublicFiles(client: S3Client, bucket: string) {
  return {
    /** Removes files by their addresses (`/media/…`); what is not there is no fault. */
    async remove(paths: readonly string[]): Promise<void> {
      for (const path of paths)
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: path.slice(1) }))
    },
  }
}

export type PublicFiles = ReturnType<typeof createPublicFiles>
