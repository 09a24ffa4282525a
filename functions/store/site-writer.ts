import * as z from 'zod'
import { articleId } from '../domain/article-fields.ts'
import { type Locale, locale } from '../domain/locale.ts'
import {
  type Archives,
  archives,
  type Card,
  card,
  type FrontPage,
  type Nearby,
  type ShownArticle,
  type SiteChrome,
  shownArticle,
} from '../domain/site.ts'
import { siteKeys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import { ConditionFailed, type Item, type Key, type Table } from './table.ts'

/** Where an article stands in the lists of one language. */
const listing = z.object({ section: z.string(), cursor: z.string(), featured: z.boolean() })
export type Listing = z.infer<typeof listing>

/**
 * What the publisher has shown of an article, and purged: enough to undo it. Written last, so that what a crash cut short
 * is done again.
 */
const shownRecord = z.object({
  number: z.int(),
  locales: z.partialRecord(
    locale,
    z.object({ digest: z.string(), listing: listing.optional(), related: z.array(articleId) }),
  ),
})
export type ShownRecord = z.infer<typeof shownRecord>

const siteShownRecord = z.object({ digests: z.record(z.string(), z.string()) })

function keysOf(locale: Locale, { section, cursor, featured }: Listing): Key[] {
  return [
    { pk: siteKeys.list(locale), sk: cursor },
    { pk: siteKeys.list(locale, section), sk: cursor },
    ...(featured ? [{ pk: siteKeys.featured(locale), sk: cursor }] : []),
  ]
}

/** The public read model, as the publisher writes it. */
export function createSiteWriter(table: Table) {
  const save = (key: Key, value: object) => table.put({ ...key, packed: pack(value) })

  return {
    async findShown(id: string): Promise<ShownRecord | undefined> {
      const item = await table.find(siteKeys.shown(id))
      return item && shownRecord.parse(item)
    },

    async findAllShown(ids: readonly string[]): Promise<Map<string, ShownRecord>> {
      const items = await table.findAll(ids.map(siteKeys.shown))
      return new Map(
        ids.flatMap((id, index) => (items[index] ? [[id, shownRecord.parse(items[index])] as const] : [])),
      )
    },

    saveShown: (id: string, record: ShownRecord) => table.put({ ...siteKeys.shown(id), ...record }),

    async findSiteShown(): Promise<Record<string, string>> {
      const item = await table.find(siteKeys.siteShown)
      return item ? siteShownRecord.parse(item).digests : {}
    },

    saveSiteShown: (digests: Record<string, string>) => table.put({ ...siteKeys.siteShown, digests }),

    savePage: (id: string, locale: Locale, page: ShownArticle) => save(siteKeys.article(id, locale), page),
    removePage: (id: string, locale: Locale) => table.delete(siteKeys.article(id, locale)),
    saveNearby: (id: string, locale: Locale, nearby: Nearby) => save(siteKeys.nearby(id, locale), nearby),
    removeNearby: (id: string, locale: Locale) => table.delete(siteKeys.nearby(id, locale)),
    saveChrome: (chrome: SiteChrome) => save(siteKeys.chrome(chrome.locale), chrome),
    saveFront: (locale: Locale, front: FrontPage) => save(siteKeys.front(locale), front),
    saveArchives: (locale: Locale, all: Archives) => save(siteKeys.archive(locale), all),

    async findArchives(locale: Locale): Promise<Archives> {
      const item = await table.find(siteKeys.archive(locale))
      return item ? archives.parse(unpack(item.packed)) : {}
    },

    /** Moves a card from where it was listed to where it belongs. */
    async list(locale: Locale, before: Listing | undefined, after: Listing | undefined, card?: Card) {
      const put = after && card ? keysOf(locale, after).map((key): Item => ({ ...key, ...card })) : []
      const kept = new Set(put.map(({ pk, sk }) => `${pk}\n${sk}`))
      const remove = (before ? keysOf(locale, before) : []).filter(({ pk, sk }) => !kept.has(`${pk}\n${sk}`))
      await table.writeAll({ put, remove })
    },

    /** Notes, for each article that `id` names as related, that its page shows them; forgets those it no longer names. */
    async relate(id: string, before: readonly string[], after: readonly string[]): Promise<void> {
      await table.writeAll({
        put: after.map((other): Item => ({ ...siteKeys.shownBy(other, id) })),
        remove: before.filter((other) => !after.includes(other)).map((other) => siteKeys.shownBy(other, id)),
      })
    },

    /** Articles whose pages show this one as related. */
    async shownBy(id: string): Promise<string[]> {
      const { pk } = siteKeys.shown(id)
      const items = await table.query({ pk, prefix: siteKeys.shownByPrefix })
      return items.map(({ sk }) => sk.slice(siteKeys.shownByPrefix.length))
    },

    /** The pages of some articles in one language, as they are shown now. */
    async pages(ids: readonly string[], locale: Locale): Promise<ShownArticle[]> {
      const items = await table.findAll(ids.map((id) => siteKeys.article(id, locale)))
      return items.flatMap((item) => (item ? [shownArticle.parse(unpack(item.packed))] : []))
    },

    async cards(pk: string, range: { after?: string; before?: string; newestFirst: boolean; limit: number }) {
      return (await table.query({ pk, ...range })).map((item): Card => card.parse(item))
    },

    count: (pk: string, { from, to }: { from: string; to: string }) =>
      table.count({ pk, after: from, before: to }),

    /** Starts the counter of views of an article that has none yet. */
    async startViews(id: string, views: number): Promise<void> {
      try {
        await table.put({ ...siteKeys.views(id), views }, { ifAbsent: true })
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error
      }
    },

    saveRedirect: (address: string, id: string, locale: Locale) =>
      table.put({ ...siteKeys.redirect(address), id, locale }),
  }
}

export type SiteWriter = ReturnType<typeof createSiteWriter>
