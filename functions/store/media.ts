import * as z from 'zod'
import type { MediaFile } from '../domain/library/file.ts'
import { type Media, media } from '../domain/library/library.ts'
import { locale } from '../domain/locale-schemas.ts'
import type { Revision } from '../domain/revision.ts'
import { isRefused } from './condition.ts'
import { newsroomKeys } from './keys.ts'
import { createListed } from './listed.ts'
import { mediaEntriesOf } from './media-lists.ts'
import { type MediaRow, mediaRow, mediaRowOf } from './media-row.ts'
import { createNamedFiles, type Naming } from './named-files.ts'
import { type Repeat, requireSameRequest } from './repeat.ts'
import { rowIn } from './rows.ts'
import type { Table } from './table.ts'

/** What one revision of an article says of a file: whether it was written with it, where readers see it, and as which bytes. */
const use = z.object({
  number: z.int(),
  written: z.boolean(),
  live: z.array(locale),
  hashes: z.array(z.string()),
})
export type Use = z.infer<typeof use>

/** The files of the media library: each a chain, with its row in lists, and where it is named. */
export function createMedia(table: Table) {
  const named = createNamedFiles(table)
  const listed = createListed<Media, MediaRow>({
    table,
    kind: 'MEDIA',
    schema: media,
    rowSchema: mediaRow,
    rowOf: mediaRowOf,
    entriesOf: mediaEntriesOf,
    besideOf: async (id) => ({ usedIn: await named.count(id) }),
  })

  async function findAll(ids: readonly string[]): Promise<Media[]> {
    return [...(await listed.latestAll(ids)).values()].map(({ state }) => state)
  }

  return {
    ...listed,

    /** Keeps which files some articles name, and how many name each file. */
    async keepNamed(articles: readonly Naming[]): Promise<void> {
      await named.keep(articles, async (id) => {
        const latest = await listed.latest(id)
        if (latest) await listed.keepRow(latest)
      })
    },

    /**
     * The file as a request met it when it first came. What is done with an upload makes no revision where it fails, so this
     * alone says which upload a request is about that is sent again when others have been asked for.
     */
    async asFirstMet(latest: Revision<Media>, repeat: Repeat | undefined): Promise<Revision<Media>> {
      if (!repeat) return latest
      const { subject, number } = latest
      const key = newsroomKeys.mediaAsked(subject, repeat.key)
      if (!(await isRefused(table.put({ ...key, number, repeat }, { ifAbsent: true })))) return latest
      const first = await table.find(key)
      requireSameRequest(first?.repeat, repeat)
      return (await listed.find(subject, Number(first?.number))) ?? latest
    },

    /** Rows of some files, in the order of `ids`. */
    async findRows(ids: readonly string[]): Promise<(MediaRow | undefined)[]> {
      const items = await table.findAll(ids.map((id) => newsroomKeys.row('MEDIA', id)))
      return items.map((item) => item && mediaRow.parse(rowIn(item)))
    },

    /** What readers get of those that are ready, by id. */
    async filesOf(ids: readonly string[]): Promise<Record<string, MediaFile>> {
      const ready = (await findAll(ids)).filter(({ status }) => status === 'ready')
      return Object.fromEntries(ready.flatMap(({ id, file }) => (file ? [[id, file] as const] : [])))
    },

    /** Those that readers may not have any more, whatever names them. */
    async withdrawnAmong(ids: readonly string[]): Promise<Set<string>> {
      const gone = (await findAll(ids)).filter(({ status }) => status === 'withdrawn' || status === 'removed')
      return new Set(gone.map(({ id }) => id))
    },

    /** Notes which files an article names, before the revision that does: so that none is missing where it is asked. */
    async noteUses(article: string, ids: readonly string[]): Promise<void> {
      for (const id of ids) await table.put({ ...newsroomKeys.mediaUse(id, article) })
    },

    /** Articles that name a file, or once did. */
    async articlesWith(id: string): Promise<string[]> {
      const items = await table.query({ pk: newsroomKeys.mediaUse(id, '').pk })
      return items.map(({ sk }) => sk)
    },

    /**
     * The same, at most `limit` after an id, with what was last found out of each. It holds for the revision that it names:
     * nobody who writes an article has to keep it.
     */
    async notedUses(
      id: string,
      { limit, after }: { limit: number; after?: string | undefined },
    ): Promise<{ article: string; use: Use | undefined }[]> {
      const { pk } = newsroomKeys.mediaUse(id, '')
      const items = await table.query({ pk, limit, ...(after && { after }) })
      return items.map((item) => ({ article: item.sk, use: use.optional().parse(item.use) }))
    },

    async saveUse(id: string, article: string, found: Use): Promise<void> {
      await table.put({ ...newsroomKeys.mediaUse(id, article), use: found })
    },
  }
}

export type MediaLibrary = ReturnType<typeof createMedia>
