import { locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { describeError, log } from '../http/log.ts'
import { bothOf, inLanes } from '../store/batches.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import { readProjections, type ShownChange, showArticle } from './article.ts'
import { composeSite } from './chrome.ts'
import type { FollowUp } from './follow-up.ts'
import { findTagged, recount } from './lists.ts'
import { findAffected, showNearby } from './nearby.ts'
import type { Projection } from './project.ts'
import type { Purge } from './purge.ts'

interface Parts {
  newsroom: Newsroom
  site: SiteWriter
  purge: Purge
  /** @default nothing follows */
  followUp?: Pick<FollowUp, 'prepare'>
}

class PurgeFailed extends Error {}

/** How many articles are published together: what they share is made once, and what is done is noted after each batch. */
const batchSize = 100
/** How many of them are read at once, each by itself. */
const readAtOnce = 8
/** Pages on which others are shown anew at once: an emergency waits for all of them. */
const pagesAtOnce = 16

/**
 * Makes the site show what the chain says. It reads the truth each time, so it may run twice, late or out of order; nobody
 * else writes what pages and lists are made of, and it runs one call at a time (what articles share is read, changed and written).
 */
export function createPublisher({ newsroom, site, purge, followUp }: Parts) {
  function report(id: string, error: unknown): void {
    log('error', 'an article could not be published', { article: id, ...describeError(error) })
  }

  /** Those of some articles that can be read, where they cannot be read together. */
  async function readEach(ids: readonly string[]) {
    const failed: string[] = []
    const read = await inLanes(ids, readAtOnce, async (id) => {
      try {
        return await readProjections(newsroom, [id])
      } catch (error) {
        report(id, error)
        failed.push(id)
        return []
      }
    })
    return { projections: read.flat(), failed }
  }

  /** What the articles are to look like; those that cannot be read are `failed`, and stay as they are shown. */
  async function readAll(ids: readonly string[]) {
    try {
      return { projections: await readProjections(newsroom, ids), failed: [] }
    } catch {
      return await readEach(ids)
    }
  }

  async function showAll(projections: readonly Projection[], anew: boolean): Promise<ShownChange[]> {
    const before = await site.findAllShown(projections.map(({ id }) => id))
    const shown: ShownChange[] = []
    for (const projection of projections) {
      const record = before.get(projection.id)
      if (!anew && record?.number === projection.number && record.begun.length === 0) continue
      shown.push(await showArticle(site, projection, record))
    }
    return shown
  }

  /** Rewrites what pages show of other articles. Answers the tags of the pages it touched. */
  async function showAllNearby(shown: readonly ShownChange[]): Promise<string[]> {
    const changes = shown.flatMap((each) => each.changes)
    const shownBy = shown.flatMap((each) => each.shownBy)
    const records = new Map(shown.map(({ id, record }) => [id, record]))
    const affected = await findAffected(site, changes, shownBy)
    const pages = [...affected].flatMap(([locale, ids]) => [...ids].map((id) => ({ id, locale })))
    const others = pages.map(({ id }) => id).filter((id) => !records.has(id))
    for (const [id, record] of await site.findAllShown(others)) records.set(id, record)
    await inLanes(pages, pagesAtOnce, ({ id, locale }) =>
      showNearby(site, id, locale, records.get(id)?.locales[locale] ?? {}),
    )
    return pages.map(({ id }) => cacheTags.article(id))
  }

  async function recountAll(changes: ShownChange['changes']): Promise<void> {
    if (changes.length === 0) return
    await inLanes(locales, locales.length, async (locale) => {
      const listings = changes.filter((each) => each.locale === locale).flatMap((each) => each.listings)
      const [archives, tagged] = await Promise.all([site.findArchives(locale), site.findTagged(locale)])
      await bothOf(
        async () => site.saveArchives(locale, await recount(site, locale, archives, listings)),
        async () => site.saveTagged(locale, await findTagged(site, locale, tagged, listings)),
      )
    })
  }

  /** Rewrites front pages and chrome that changed. Answers their tags, and the digests to save once they are purged. */
  async function showSite() {
    const [parts, before] = await Promise.all([composeSite(newsroom, site), site.findSiteShown()])
    const changed = parts.filter(({ name, digest }) => before[name] !== digest)
    if (changed.length === 0) return { tags: [] }
    // From here until it is purged nothing is certain; a run that is cut short makes the next one write all of it.
    await site.saveSiteShown({})
    await inLanes(changed, changed.length, ({ save }) => save(site))
    const digests = Object.fromEntries(parts.map(({ name, digest }) => [name, digest]))
    return { tags: changed.map(({ tag }) => tag), digests }
  }

  /** Answers the ids that could not be read. Throws, and leaves the rest to the next run, where anything else fails. */
  async function publishTogether(ids: readonly string[], anew = false): Promise<string[]> {
    const { projections, failed } = await readAll(ids)
    const shown = await showAll(projections, anew)
    const changes = shown.flatMap((each) => each.changes)
    // What pages show of others, and what the site shows of them, are made of the same cards, and not of each other.
    const [showingOthers, { tags, digests }] = await bothOf(
      () => showAllNearby(shown),
      async () => {
        await recountAll(changes)
        return await showSite()
      },
    )
    const touched = new Set([...showingOthers, ...shown.flatMap((each) => each.tags), ...tags])
    const written = shown.map(({ id }) => id)
    await followUp?.prepare([...new Set(changes.map(({ id }) => id))], touched, changes, written)
    await purge(touched).catch((cause) => {
      throw new PurgeFailed('the CDN took no purge', { cause })
    })
    await newsroom.media.keepNamed(projections)
    // From here on the work counts as done; whatever stopped it before this line makes it run again.
    for (const { id, record } of shown) await site.saveShown(id, record)
    if (digests) await site.saveSiteShown(digests)
    return failed
  }

  /** Each article by itself, so that one that cannot be published does not hold up the others. */
  async function publishEach(ids: readonly string[], anew: boolean): Promise<string[]> {
    const failed: string[] = []
    for (const id of ids) {
      try {
        failed.push(...(await publishTogether([id], anew)))
      } catch (error) {
        report(id, error)
        failed.push(id)
      }
    }
    return failed
  }

  /**
   * Publishes what can be, with none the chrome and the front pages alone. Answers the ids that failed. `anew`: those too
   * whose chain has not gone on, because something else changed that they show.
   */
  async function publish(ids: readonly string[], { anew = false } = {}): Promise<string[]> {
    const unique = [...new Set(ids)]
    if (unique.length === 0) return await publishTogether([])
    const failed: string[] = []
    for (let start = 0; start < unique.length; start += batchSize) {
      const batch = unique.slice(start, start + batchSize)
      try {
        failed.push(...(await publishTogether(batch, anew)))
      } catch (error) {
        // No article's own fault: all that is left comes again, instead of each waiting for the CDN in turn.
        if (error instanceof PurgeFailed) {
          log('error', 'nothing could be published', describeError(error))
          return [...failed, ...unique.slice(start)]
        }
        log('warn', 'publishing one by one', { articles: batch.length, ...describeError(error) })
        failed.push(...(await publishEach(batch, anew)))
      }
    }
    return failed
  }

  return { publish, readAll }
}

export type Publisher = ReturnType<typeof createPublisher>
