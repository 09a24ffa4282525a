import type * as z from 'zod'
import { type Locale, locales } from '../domain/locale.ts'
import { type List, mostPinned } from '../domain/site/lists.ts'
import {
  type Archives,
  type ArticlePage,
  archives,
  type Card,
  card,
  type FrontPage,
  frontPage,
  goneAddresses,
  type Nearby,
  nearby,
  redirect,
  type SearchText,
  type ShownArticle,
  type SiteChrome,
  searchText,
  shownArticle,
  siteChrome,
} from '../domain/site/shapes.ts'
import { siteKeys } from './keys.ts'
import { unpack } from './packed.ts'
import type { Item, ReadingTable } from './reading.ts'

/** A stretch of a list: `cards` newest first, and whether there is more on either side of it. */
export interface Stretch {
  cards: Card[]
  hasNewer: boolean
  hasOlder: boolean
}

export interface Window {
  limit: number
  /** Cursors: only what was published before, or after. */
  before?: string | undefined
  after?: string | undefined
  /** The whole list is this part of it (a month); both ends excluded. */
  bounds?: { from: string; to: string }
}

const noNearby: Nearby = { related: [], newer: [], older: [] }

function parsed<T>(schema: z.ZodType<T>, item: Item | undefined): T | undefined {
  return item && schema.parse(unpack(item.packed))
}

/** What readers may see: all that the reader's door can reach. */
export function createSite(table: Omit<ReadingTable, 'meteredBy'>) {
  async function stretch(pk: string, { limit, before, after, bounds }: Window): Promise<Stretch> {
    const newestFirst = !after
    const from = [after, bounds?.from]
      .filter((each) => each !== undefined)
      .sort()
      .at(-1)
    const to = [before, bounds?.to]
      .filter((each) => each !== undefined)
      .sort()
      .at(0)
    const items = await table.query({
      pk,
      newestFirst,
      limit: limit + 1,
      ...(from && { after: from }),
      ...(to && { before: to }),
    })
    const shown = items.slice(0, limit).map((item) => card.parse(item))
    const more = items.length > limit
    return newestFirst
      ? { cards: shown, hasOlder: more, hasNewer: before !== undefined }
      : { cards: shown.reverse(), hasNewer: more, hasOlder: true }
  }

  return {
    /** Everything an article page is made of, in one request. `chrome` is undefined on a site that was never built. */
    async article(id: string, locale: Locale) {
      const [page, near, views, chrome] = await table.findAll([
        siteKeys.article(id, locale),
        siteKeys.nearby(id, locale),
        siteKeys.views(id),
        siteKeys.chrome(locale),
      ])
      return {
        shown: parsed<ShownArticle>(shownArticle, page),
        nearby: parsed<Nearby>(nearby, near) ?? noNearby,
        views: Number(views?.views ?? 0),
        chrome: parsed<SiteChrome>(siteChrome, chrome),
      }
    },

    /** The chrome alone, in one request. */
    async chrome(locale: Locale): Promise<SiteChrome | undefined> {
      const [chrome] = await table.findAll([siteKeys.chrome(locale)])
      return parsed<SiteChrome>(siteChrome, chrome)
    },

    /** The front page, in one request. */
    async front(locale: Locale) {
      const [chrome, front] = await table.findAll([siteKeys.chrome(locale), siteKeys.front(locale)])
      return { chrome: parsed<SiteChrome>(siteChrome, chrome), front: parsed<FrontPage>(frontPage, front) }
    },

    /** Where the first of some addresses of the old portal leads that leads anywhere, and what to show if none does, in one request. */
    async elsewhere(addresses: readonly string[], locale: Locale) {
      const leading = addresses.flatMap((address) => siteKeys.redirect(address) ?? [])
      const [chrome, front, gone, ...found] = await table.findAll([
        siteKeys.chrome(locale),
        siteKeys.front(locale),
        siteKeys.gone(locale),
        ...leading,
      ])
      const led = found.find(Boolean)
      const ended = parsed<string[]>(goneAddresses, gone) ?? []
      return {
        old: led && redirect.parse(led),
        /** Nothing will stand there again. */
        isGone: addresses.some((address) => ended.includes(address)),
        chrome: parsed<SiteChrome>(siteChrome, chrome),
        front: parsed<FrontPage>(frontPage, front),
      }
    },

    /** The chrome, and the months of each list (`all`, or a section's id), in one request. */
    async archives(locale: Locale) {
      const [chrome, months] = await table.findAll([siteKeys.chrome(locale), siteKeys.archive(locale)])
      return {
        chrome: parsed<SiteChrome>(siteChrome, chrome),
        archives: parsed<Archives>(archives, months) ?? {},
      }
    },

    /** The months of each list in every locale, in one request. */
    async allArchives(): Promise<Map<Locale, Archives>> {
      const items = await table.findAll(locales.map(siteKeys.archive))
      return new Map(locales.map((locale, index) => [locale, parsed<Archives>(archives, items[index]) ?? {}]))
    },

    /** Part of a list, in one request at any depth. */
    list: (locale: Locale, list: List, window: Window) => stretch(siteKeys.list(locale, list), window),

    /** What stands at the head of a section, the newest first. */
    async pinned(locale: Locale, section: string): Promise<Card[]> {
      const { cards } = await stretch(siteKeys.list(locale, { kind: 'pinned', id: section }), {
        limit: mostPinned,
      })
      return cards
    },

    /** Some articles in one language, as far as they are public now, in the order of `ids`; in one request. */
    async pages(ids: readonly string[], locale: Locale): Promise<ArticlePage[]> {
      const items = await table.findAll(ids.map((id) => siteKeys.article(id, locale)))
      return items.flatMap((item) => {
        const page = parsed<ShownArticle>(shownArticle, item)
        return page?.kind === 'page' ? [page] : []
      })
    },

    /** The words of some pages in one language, as far as they are public now, in the order of `ids`; in one request. */
    async texts(ids: readonly string[], locale: Locale): Promise<(SearchText | undefined)[]> {
      const items = await table.findAll(ids.map((id) => siteKeys.text(id, locale)))
      return items.map((item) => parsed<SearchText>(searchText, item))
    },
  }
}

export type Site = ReturnType<typeof createSite>
