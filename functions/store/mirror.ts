import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import type { Locale } from '../domain/locale.ts'
import { locale } from '../domain/locale-schemas.ts'
import { siteKeys } from './keys.ts'
import type { Item, Table } from './table.ts'

/** One page of the mirror: an article in one language, wherever its address leads, or whatever stands at an address. */
const mirrorPage = z.union([
  z.object({ id: z.string(), locale }),
  z.object({ path: z.string().startsWith('/') }),
])
export type MirrorPage = z.infer<typeof mirrorPage>

export interface MirroredFile {
  body: Uint8Array
  contentType: string
  contentLanguage?: string | undefined
}

/** How long the CDN keeps a page of the mirror: shortly, because the site itself may answer again any moment. */
const cacheControl = 'public, max-age=0, s-maxage=10'

const nameOf = (page: MirrorPage) => ('path' in page ? page.path : `${page.id}#${page.locale}`)

/**
 * The rendered pages in the bucket of the site, under their addresses, and beside the read model what is still to be
 * rendered: noted before a change counts as shown, so that no crash leaves an old page behind.
 */
export function createMirrorStore({
  table,
  client,
  bucket,
}: {
  table: Table
  client: S3Client
  bucket: string
}) {
  const keyOf = (path: string) => path.slice(1)

  return {
    async note(pages: readonly MirrorPage[]): Promise<void> {
      const items = pages.map((page): Item => ({ ...siteKeys.mirrorPending(nameOf(page)), ...page }))
      await table.writeAll({ put: items })
    },

    /** Pages that are to be rendered, after the one named. */
    async pending(limit: number, after?: MirrorPage): Promise<MirrorPage[]> {
      const { pk, sk } = siteKeys.mirrorPending('')
      const from = after ? siteKeys.mirrorPending(nameOf(after)).sk : sk
      const items = await table.query({ pk, after: from, before: `${sk}\uffff`, limit })
      return items.map((item) => mirrorPage.parse(item))
    },

    async done(page: MirrorPage): Promise<void> {
      await table.delete(siteKeys.mirrorPending(nameOf(page)))
    },

    /** Where the mirror holds an article in one language. */
    async findPath(id: string, of: Locale): Promise<string | undefined> {
      const item = await table.find(siteKeys.mirrored(id, of))
      return item && String(item.path)
    },

    async savePath(id: string, of: Locale, path: string): Promise<void> {
      await table.put({ ...siteKeys.mirrored(id, of), path })
    },

    /** Whether everything is to be rendered again. */
    async isWhole(): Promise<boolean> {
      return (await table.find(siteKeys.mirrorWhole)) !== undefined
    },

    async noteWhole(): Promise<void> {
      await table.put({ ...siteKeys.mirrorWhole })
    },

    async wholeNoted(): Promise<void> {
      await table.delete(siteKeys.mirrorWhole)
    },

    /** Which code the pages were rendered by. */
    async version(): Promise<string | undefined> {
      const item = await table.find(siteKeys.mirrorVersion)
      return item && String(item.version)
    },

    async saveVersion(version: string): Promise<void> {
      await table.put({ ...siteKeys.mirrorVersion, version })
    },

    async put(path: string, { body, contentType, contentLanguage }: MirroredFile): Promise<void> {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: keyOf(path),
          Body: body,
          ContentType: contentType,
          CacheControl: cacheControl,
          ...(contentLanguage && { ContentLanguage: contentLanguage }),
        }),
      )
    },

    async remove(path: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(path) }))
    },
  }
}

export type MirrorStore = ReturnType<typeof createMirrorStore>
