import { cacheTags } from '../domain/cache-tags.ts'
import { type Locale, locales } from '../domain/locale.ts'
import type { FrontPage } from '../domain/site.ts'
import { describeError, log } from '../http/log.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { ShownRecord, SiteWriter } from '../store/site-writer.ts'
import { readProjection, type ShownChange, showArticle } from './article.ts'
import { digestOf } from './project.ts'
import type { Purge } from './purge.ts'
import { composeChrome, composeFront, findAffected, recount, surround } from './surroundings.ts'

interface Parts {
  newsroom: Newsroom
  site: SiteWriter
  purge: Purge
}

interface PublishOptions {
  /** Writes everything, whatever was shown before. */
  force?: boolean
}

/**
 * Makes the site show what the chain says. It reads the truth each time, so it may run twice, late or out of order; it is
 * the only writer of the read model and runs one call at a time (what several articles share is read, changed and written).
 */
export function createPublisher({ newsroom, site, purge }: Parts) {
  async function show(
    ids: readonly string[],
    before: ReadonlyMap<string, ShownRecord>,
    force: boolean,
  ): Promise<ShownChange[]> {
    const shown: ShownChange[] = []
    for (const id of ids) {
      const projection = await readProjection(newsroom, id)
      if (!projection) continue
      if (!force && before.get(id)?.number === projection.number) continue
      shown.push(await showArticle(site, projection, before.get(id)))
    }
    return shown
  }

  /** Rewrites what pages show of other articles. Answers the tags of the pages it touched. */
  async function surroundAll(shown: readonly ShownChange[]): Promise<string[]> {
    const changes = shown.flatMap((each) => each.changes)
    const shownBy = shown.flatMap((each) => each.shownBy)
    const records = new Map(shown.map(({ id, record }) => [id, record]))
    const affected = await findAffected(site, changes, shownBy)
    const others = [...affected.values()].flatMap((ids) => [...ids]).filter((id) => !records.has(id))
    for (const [id, record] of await site.findAllShown([...new Set(others)])) records.set(id, record)
    for (const [locale, ids] of affected) {
      for (const id of ids) await surround(site, id, locale, records.get(id)?.locales[locale]?.related ?? [])
    }
    return [...affected.values()].flatMap((ids) => [...ids].map(cacheTags.article))
  }

  async function recountAll(shown: readonly ShownChange[], force: boolean): Promise<void> {
    for (const locale of locales) {
      const changes = shown.flatMap((each) => each.changes.filter((change) => change.locale === locale))
      if (changes.length === 0) continue
      const archives = force ? {} : await site.findArchives(locale)
      await site.saveArchives(locale, await recount(site, locale, archives, changes))
    }
  }

  /** Rewrites front pages and chrome and adds their tags if they changed. Answers what is shown now, for the record. */
  async function showSite(
    tags: Set<string>,
    before: Record<string, string>,
  ): Promise<Record<string, string>> {
    const settings = await newsroom.settings()
    const after: Record<string, string> = {}
    const fronts = new Map<Locale, FrontPage>()
    for (const locale of locales) {
      const front = await composeFront(site, locale, settings.sections)
      fronts.set(locale, front)
      after[`front-${locale}`] = digestOf(front)
      if (before[`front-${locale}`] === after[`front-${locale}`]) continue
      await site.saveFront(locale, front)
      tags.add(cacheTags.locale(locale))
    }
    for (const locale of locales) {
      const chrome = composeChrome(settings, locale, fronts)
      after[`chrome-${locale}`] = digestOf(chrome)
      if (before[`chrome-${locale}`] === after[`chrome-${locale}`]) continue
      await site.saveChrome(chrome)
      tags.add(cacheTags.site)
    }
    return after
  }

  async function publish(ids: readonly string[], { force = false }: PublishOptions = {}): Promise<void> {
    const before = force ? new Map<string, ShownRecord>() : await site.findAllShown(ids)
    const shown = await show([...new Set(ids)], before, force)
    const tags = new Set(await surroundAll(shown))
    for (const { changes } of shown) {
      for (const { locale, before: old, after } of changes) {
        tags.add(cacheTags.locale(locale))
        for (const listing of [old, after]) {
          if (listing) tags.add(cacheTags.section(locale, listing.section))
        }
      }
    }
    await recountAll(shown, force)
    const digests = await showSite(tags, force ? {} : await site.findSiteShown())
    await purge(tags)
    // From here on the work counts as done; whatever stopped it before this line makes it run again.
    for (const { id, record } of shown) await site.saveShown(id, record)
    if (tags.size > 0) await site.saveSiteShown(digests)
  }

  /**
   * Publishes together what can be; where that fails, each article by itself, so that one that cannot be published does
   * not hold up the others. Answers the ids that failed.
   */
  async function publishWhatCan(ids: readonly string[]): Promise<string[]> {
    try {
      await publish(ids)
      return []
    } catch (error) {
      if (ids.length === 0) throw error
      if (ids.length === 1) {
        log('error', 'an article could not be published', { articles: ids, ...describeError(error) })
        return [...ids]
      }
    }
    const failed: string[] = []
    for (const id of new Set(ids)) failed.push(...(await publishWhatCan([id])))
    return failed
  }

  return { publish, publishWhatCan }
}

export type Publisher = ReturnType<typeof createPublisher>
