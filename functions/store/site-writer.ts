import * as z from 'zod'
import { type Locale, locales } from '../domain/locale.ts'
import { byLocale, locale } from '../domain/locale-schemas.ts'
import { type List, listsHolding } from '../domain/site/lists.ts'
import { searchTextOf } from '../domain/site/projection.ts'
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
} from '../domain/site/shapes.ts'
import { unlessRefused } from './condition.ts'
import { siteKeys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import { claim, createRedirects } from './redirects.ts'
import { type Item, type Key, nameOf, type Table } from './table.ts'

/** Where an article stands in the lists of one language. */
const listing = z.object({
  section: z.string(),
  cursor: z.string(),
  featured: z.boolean(),
  pinned: z.boolean().optional(),
  tags: z.array(z.string()).default([]),
  type: z.literal('page').optional(),
})
export type Listing = z.infer<typeof listing>

/** What an article leaves in one language. */
const trace = z.object({
  digest: z.string(),
  listing: listing.optional(),
  related: z.array(z.string()),
  replyTo: z.string().optional(),
})

/** All that an article leaves on the site: what it takes to undo it. */
const footprint = z.object({
  locales: byLocale(trace),
  /** The address of the old portal that leads to it, and in which language; and others, where it had several. */
  redirect: claim.optional(),
  redirects: z.array(claim).optional(),
})
export type Footprint = z.infer<typeof footprint>
export type Trace = z.infer<typeof trace>

/** Every address of the old portal that leads to an article. */
export function redirectsOf({ redirect, redirects = [] }: Pick<Footprint, 'redirect' | 'redirects'>) {
  return [...(redirect ? [redirect] : []), ...redirects]
}

/**
 * What the publisher has shown of an article, and purged. `begun` is what it has begun to show since: noted before any of
 * it is written and gone when all of it is done, so that what a crash leaves behind is known, and undone.
 */
const shownRecord = footprint.extend({ number: z.int().min(0), begun: z.array(footprint).default([]) })
export type ShownRecord = z.infer<typeof shownRecord>

/** A page that readers are to see changed: which revision of its article, public since when, and where. */
const watchedPage = z.object({
  id: z.string(),
  locale,
  revision: z.int().min(1),
  since: z.string(),
  path: z.string(),
  noted: z.string(),
})
export type WatchedPage = z.infer<typeof watchedPage>

/** How many of them are looked for at once. */
const mostWatched = 50

/** Items that are read at once in a walk through the table. */
const itemsRead = 500

const siteShownRecord = z.object({ digests: z.record(z.string(), z.string()) })

const taggedRecord = z.object({ tags: z.array(z.string()) })

/** Where its cards stand. */
export function keysOf(locale: Locale, listing: Listing): Key[] {
  return listsHolding(listing).map((list) => ({ pk: siteKeys.list(locale, list), sk: listing.cursor }))
}

function without(keys: readonly Key[], kept: readonly Key[]): Key[] {
  const names = new Set(kept.map(nameOf))
  return [...new Map(keys.map((key) => [nameOf(key), key])).values()].filter((key) => !names.has(nameOf(key)))
}

/** Where it is noted which articles `id` names; each once. */
export function namingKeys(id: string, { locales: traces }: Pick<Footprint, 'locales'>): Key[] {
  const keys = locales.flatMap((each) => {
    const { related = [], replyTo } = traces[each] ?? {}
    const shown = [...related, ...(replyTo ? [replyTo] : [])].map((other) => siteKeys.shownBy(other, id))
    return replyTo ? [...shown, siteKeys.reply(each, replyTo, id)] : shown
  })
  return [...new Map(keys.map((key) => [nameOf(key), key])).values()]
}

/** How many answers to one article its page shows; nobody has met more. */
const mostReplies = 20

/** How a cursor begins that has come past all news. */
const amongPages = 'page:'

/** The public read model, as the publisher writes it. */
export function createSiteWriter(table: Table) {
  const save = (key: Key, value: object) => table.put({ ...key, packed: pack(value) })

  /** Makes `after` what there is of what may have been there before. */
  const replace = (before: readonly Key[], after: readonly Item[]) =>
    table.writeAll({ put: after, remove: without(before, after) })

  return {
    /** What was shown of some articles. A note that cannot be read is as good as none: all of the article is shown again. */
    async findAllShown(ids: readonly string[]): Promise<Map<string, ShownRecord>> {
      const items = await table.findAll(ids.map(siteKeys.shown))
      return new Map(
        ids.flatMap((id, index) => {
          const { data } = shownRecord.safeParse(items[index])
          return data ? [[id, data] as const] : []
        }),
      )
    },

    /** Notes pages that readers are to see changed. */
    watch: (pages: readonly WatchedPage[]) =>
      table.writeAll({
        put: pages.map((each) => ({ ...siteKeys.unseen(each.id, each.locale), ...each })),
      }),

    /** Pages that nobody has seen changed yet, some of them. */
    async watched(): Promise<WatchedPage[]> {
      const items = await table.query({ pk: siteKeys.unseen('', 'vi').pk, limit: mostWatched })
      return items.map((item) => watchedPage.parse(item))
    },

    unwatch: ({ id, locale }: Pick<WatchedPage, 'id' | 'locale'>) =>
      table.delete(siteKeys.unseen(id, locale)),

    /** Articles of which anything was ever shown, among some items of the table, and where to go on. */
    async someShownIds(start: Key | undefined): Promise<{ ids: string[]; next: Key | undefined }> {
      const { pk: prefix, sk } = siteKeys.shown('')
      const { items, next } = await table.page(itemsRead, start, sk)
      const ids = items.flatMap(({ pk }) => (pk.startsWith(prefix) ? [pk.slice(prefix.length)] : []))
      return { ids, next }
    },

    /** By which revision a file was last taken from readers. */
    async findWithdrawnFile(id: string): Promise<number | undefined> {
      const item = await table.find(siteKeys.withdrawnFile(id))
      return item && Number(item.number)
    },

    async saveWithdrawnFile(id: string, number: number): Promise<void> {
      await table.put({ ...siteKeys.withdrawnFile(id), number })
    },

    saveShown: (id: string, { begun, ...record }: ShownRecord) =>
      table.put({ ...siteKeys.shown(id), ...record, ...(begun.length > 0 && { begun }) }),

    /** Whether the front pages and the chrome were ever shown. */
    async isShown(): Promise<boolean> {
      return (await table.find(siteKeys.siteShown)) !== undefined
    },

    /** Digests of the front pages and the chrome that are shown and purged; none while they are being changed. */
    async findSiteShown(): Promise<Record<string, string>> {
      const item = await table.find(siteKeys.siteShown)
      return item ? siteShownRecord.parse(item).digests : {}
    },

    saveSiteShown: (digests: Record<string, string>) => table.put({ ...siteKeys.siteShown, digests }),

    /** Writes a page, and its words where it has any; what was there before of either is gone. */
    async savePage(id: string, locale: Locale, page: ShownArticle): Promise<void> {
      const text = searchTextOf(page)
      await table.writeAll({
        put: [
          { ...siteKeys.article(id, locale), packed: pack(page) },
          ...(text ? [{ ...siteKeys.text(id, locale), packed: pack(text) }] : []),
        ],
        remove: text ? [] : [siteKeys.text(id, locale)],
      })
    },

    removePage: (id: string, locale: Locale) =>
      table.writeAll({ remove: [siteKeys.article(id, locale), siteKeys.text(id, locale)] }),
    saveNearby: (id: string, locale: Locale, nearby: Nearby) => save(siteKeys.nearby(id, locale), nearby),
    removeNearby: (id: string, locale: Locale) => table.delete(siteKeys.nearby(id, locale)),
    saveChrome: (chrome: SiteChrome) => save(siteKeys.chrome(chrome.locale), chrome),
    saveGone: (locale: Locale, gone: readonly string[]) => save(siteKeys.gone(locale), gone),
    saveFront: (locale: Locale, front: FrontPage) => save(siteKeys.front(locale), front),
    saveArchives: (locale: Locale, all: Archives) => save(siteKeys.archive(locale), all),

    async findArchives(locale: Locale): Promise<Archives> {
      const item = await table.find(siteKeys.archive(locale))
      return item ? archives.parse(unpack(item.packed)) : {}
    },

    /** The tags that any article carries in a language. */
    async findTagged(locale: Locale): Promise<string[]> {
      const item = await table.find(siteKeys.tagged(locale))
      return item ? taggedRecord.parse(item).tags : []
    },

    saveTagged: (locale: Locale, tags: readonly string[]) => table.put({ ...siteKeys.tagged(locale), tags }),

    /** Lists a card where it belongs, and no longer where it was listed before. */
    list: (locale: Locale, before: readonly Listing[], after: Listing | undefined, card: Card | undefined) =>
      replace(
        before.flatMap((each) => keysOf(locale, each)),
        after && card ? keysOf(locale, after).map((key) => ({ ...key, ...card })) : [],
      ),

    /** Notes, for each article that `id` names, that its page shows them, and which of them it answers. */
    relate: (id: string, before: readonly Footprint[], after: Footprint) =>
      replace(
        before.flatMap((each) => namingKeys(id, each)),
        namingKeys(id, after).map((key) => ({ ...key })),
      ),

    ...createRedirects(table),

    /** Articles that answer one in a language, some of them where they are many. */
    async repliesTo(id: string, locale: Locale): Promise<string[]> {
      const prefix = siteKeys.reply(locale, id, '').sk
      const items = await table.query({ pk: siteKeys.replies(locale), prefix, limit: mostReplies })
      return items.map(({ sk }) => sk.slice(prefix.length))
    },

    /** All answers of a language, by the article that they answer. */
    async allReplies(locale: Locale): Promise<Map<string, string[]>> {
      const items = await table.query({ pk: siteKeys.replies(locale) })
      const pairs = items.map(({ sk }) => sk.split('#'))
      const grouped = Map.groupBy(pairs, ([answered = '']) => answered)
      const some = (found: string[][]) => found.slice(0, mostReplies).map(([, reply = '']) => reply)
      return new Map([...grouped].map(([id, found]) => [id, some(found)]))
    },

    /** Articles whose pages show this one as related, or as what they answer. */
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

    async cards(
      locale: Locale,
      list: List,
      range: { after?: string; before?: string; newestFirst: boolean; limit: number },
    ) {
      const items = await table.query({ pk: siteKeys.list(locale, list), ...range })
      return items.map((item): Card => card.parse(item))
    },

    /** Ids of all that can be read in a language, after a cursor: news, the oldest first, then what is no news. */
    async listedIds(locale: Locale, cursor: string | undefined, limit: number) {
      const isPages = cursor?.startsWith(amongPages) ?? false
      const after = isPages ? cursor?.slice(amongPages.length) : cursor
      const pk = siteKeys.list(locale, { kind: isPages ? 'page' : 'latest' })
      const items = await table.query({ pk, limit, only: [], ...(after && { after }) })
      const ids = items.map(({ sk }) => sk.slice(sk.indexOf('_') + 1))
      const last = items.length === limit ? items.at(-1)?.sk : undefined
      if (!isPages) return { ids, next: last ?? amongPages }
      return { ids, next: last && amongPages + last }
    },

    count: (locale: Locale, list: List, { from, to }: { from: string; to: string }) =>
      table.count({ pk: siteKeys.list(locale, list), after: from, before: to }),

    /** Starts the number of views that readers see of an article that has none yet; from then on `tally` raises it. */
    async startViews(id: string, views: number): Promise<void> {
      await unlessRefused(table.put({ ...siteKeys.views(id), views }, { ifAbsent: true }))
    },
  }
}

export type SiteWriter = ReturnType<typeof createSiteWriter>
