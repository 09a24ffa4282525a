import { pathsOf } from '../domain/library/file.ts'
import { media as mediaSchema } from '../domain/library/library.ts'
import { describeError, log } from '../http/log.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { PublicFiles } from '../store/public-files.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import type { Publisher } from './publisher.ts'
import type { Purge } from './purge.ts'

interface Parts {
  newsroom: Newsroom
  site: SiteWriter
  publisher: Publisher
  files: PublicFiles
  purge: Purge
}

/** Takes files that were withdrawn or removed from readers: out of every page, out of the bucket, out of the CDN. */
export function createWithdrawFiles({ newsroom, site, publisher, files, purge }: Parts) {
  const { media } = newsroom

  async function withdrawFile(id: string): Promise<void> {
    const latest = await media.latest(id)
    const { status } = latest?.state ?? {}
    if (!latest || (status !== 'withdrawn' && status !== 'removed')) return
    if ((await site.findWithdrawnFile(id)) === latest.number) return
    const failed = await publisher.publish(await media.articlesWith(id), { anew: true })
    if (failed.length > 0) throw new Error(`these articles still show it: ${failed.join(', ')}`)
    // What it was before it was replaced or cut again lies there too.
    const revisions = (await media.raw(id)).map(({ state }) => mediaSchema.parse(state))
    const ever = new Map(revisions.flatMap(({ file }) => (file ? [[file.hash, file] as const] : [])))
    for (const file of ever.values()) await files.remove(pathsOf(file))
    await purge(new Set([...ever.keys()].map((hash) => `/media/${hash}/*`)))
    await site.saveWithdrawnFile(id, latest.number)
  }

  /** Those of some files that are to be taken: few of many. Where they cannot be read together, each is looked at. */
  async function toWithdraw(ids: readonly string[]): Promise<Iterable<string>> {
    try {
      return await media.withdrawnAmong(ids)
    } catch {
      return new Set(ids)
    }
  }

  /** Answers the ids of those that could not be withdrawn yet. */
  return async function withdrawFiles(ids: readonly string[]): Promise<string[]> {
    const failed: string[] = []
    for (const id of await toWithdraw(ids)) {
      try {
        await withdrawFile(id)
      } catch (error) {
        log('error', 'a file could not be withdrawn', { media: id, ...describeError(error) })
        failed.push(id)
      }
    }
    return failed
  }
}

export type WithdrawFiles = ReturnType<typeof createWithdrawFiles>
