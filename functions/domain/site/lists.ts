import { type Locale, otherLocales } from '../locale.ts'
import { inOwnWords } from '../path-words.ts'
import { latestPath, sectionPath, tagPath } from './paths.ts'
import type { PublicTag, SiteChrome } from './shapes.ts'

/** A list of articles, newest first. Sections and tags are told apart by their ids. */
export type List =
  | { kind: 'latest' | 'featured' | 'page' }
  | { kind: 'section' | 'tag' | 'pinned'; id: string }

/** What decides in which lists an article stands. */
export interface Standing {
  section: string
  featured: boolean
  /** Left out where it is not. */
  pinned?: boolean | undefined
  tags: readonly string[]
  type?: 'page' | undefined
}

/** A list that readers can open, in one language. */
export interface OpenList {
  list: List
  /** Undefined where the words of the pages say what it is. */
  name?: string
  /** Address of its first page. */
  path: string
  /** Address of the page that its feeds follow. */
  feedOf: string
  /** Addresses at which its first page stood before. */
  former: string[]
  /** Addresses of the same list in the languages in which it holds something. */
  alternates: Partial<Record<Locale, string>>
  /** Known, but without an article in this language. */
  isEmpty: boolean
}

interface ListKind {
  /** Where its cards are in the public table, sorted by time. */
  partition: (locale: Locale, id: string) => string
  /** What an answer made from it is purged by: `s-vi-news`. */
  cacheTag: (locale: Locale, id: string) => string
  /** The lists of this kind in which an article stands. */
  holding: (article: Standing) => List[]
  /** Whether it holds pages, and nothing else; all others hold none. */
  ofPages?: true
  /** Under which name its articles are counted by month; undefined where no page shows its months. */
  monthsOf?: (id: string) => string
  /** Whether it holds articles of several sections, so that each says which. */
  isMixed: boolean
  /** Those that readers can open; undefined where other pages show it. */
  open?: (chrome: SiteChrome) => OpenList[]
}

type Named = Pick<PublicTag, 'id' | 'name' | 'slug' | 'former'>

function named(list: List, { name, slug, former }: Named, pathOf: (slug: string) => string) {
  const path = pathOf(slug)
  return { list, name, path, feedOf: path, former: former.map(pathOf) }
}

/**
 * All that there is to say of each kind of list. What stores, publishes, mirrors, lists in sitemaps or shows lists goes
 * through this table, so a new kind is one more entry here, and its words.
 */
const kinds: Record<List['kind'], ListKind> = {
  latest: {
    partition: (locale) => `LIST#${locale}`,
    cacheTag: (locale) => `l-${locale}`,
    holding: () => [{ kind: 'latest' }],
    monthsOf: () => 'all',
    isMixed: true,
    open: ({ locale }) => [
      {
        list: { kind: 'latest' },
        path: latestPath(locale),
        feedOf: `/${locale}`,
        former: [],
        alternates: Object.fromEntries(otherLocales(locale).map((other) => [other, latestPath(other)])),
        isEmpty: false,
      },
    ],
  },
  section: {
    partition: (locale, id) => `LIST#${locale}#${id}`,
    cacheTag: (locale, id) => `s-${locale}-${id}`,
    holding: ({ section }) => [{ kind: 'section', id: section }],
    monthsOf: (id) => id,
    isMixed: false,
    open: (chrome) =>
      chrome.sections.map((section) => ({
        ...named({ kind: 'section', id: section.id }, section, (slug) => `/${chrome.locale}/${slug}`),
        alternates: Object.fromEntries(
          otherLocales(chrome.locale)
            .filter((other) => section.alternates[other])
            .map((other) => [other, sectionPath(chrome, section.id, other)]),
        ),
        isEmpty: !section.hasArticles,
      })),
  },
  tag: {
    partition: (locale, id) => `TAG#${locale}#${id}`,
    cacheTag: (locale, id) => `t-${locale}-${id}`,
    holding: ({ tags }) => tags.map((id) => ({ kind: 'tag', id })),
    isMixed: true,
    open: ({ locale, tags }) =>
      tags.map((tag) => ({
        ...named({ kind: 'tag', id: tag.id }, tag, (slug) => tagPath(locale, slug)),
        alternates: Object.fromEntries(
          otherLocales(locale).flatMap((other) => {
            const slug = tag.alternates[other]
            return slug ? [[other, tagPath(other, slug)]] : []
          }),
        ),
        isEmpty: false,
      })),
  },
  // The front page shows it, which is purged by the tag of everything.
  featured: {
    partition: (locale) => `FEATURED#${locale}`,
    cacheTag: (locale) => `l-${locale}`,
    holding: ({ featured }) => (featured ? [{ kind: 'featured' }] : []),
    isMixed: true,
  },
  // At the head of its section, there and on the front page.
  pinned: {
    partition: (locale, id) => `PINNED#${locale}#${id}`,
    cacheTag: (locale, id) => `s-${locale}-${id}`,
    holding: ({ section, pinned }) => (pinned ? [{ kind: 'pinned', id: section }] : []),
    isMixed: false,
  },
  // Shown by the sitemap, whatever section looks after them.
  page: {
    partition: (locale) => `PAGES#${locale}`,
    cacheTag: (locale) => `p-${locale}`,
    holding: () => [{ kind: 'page' }],
    ofPages: true,
    isMixed: true,
  },
}

const all = Object.values(kinds)
const idOf = (list: List) => ('id' in list ? list.id : '')

/** Partition of a list in the public table. */
export function partitionOf(locale: Locale, list: List): string {
  return kinds[list.kind].partition(locale, idOf(list))
}

/** What an answer made from a list is purged by. */
export function listTag(locale: Locale, list: List): string {
  return kinds[list.kind].cacheTag(locale, idOf(list))
}

/** Under which name the months of a list are counted (`all`, or a section's id). */
export function monthsOf(list: List): string | undefined {
  return kinds[list.kind].monthsOf?.(idOf(list))
}

export function isMixed(list: List): boolean {
  return kinds[list.kind].isMixed
}

/** Every list in which an article stands. */
export function listsHolding(article: Standing): List[] {
  return all.flatMap(({ holding, ofPages = false }) =>
    (article.type === 'page') === ofPages ? holding(article) : [],
  )
}

/** Every list that readers of a locale can open. */
export function openLists(chrome: SiteChrome): OpenList[] {
  return all.flatMap(({ open }) => open?.(chrome) ?? [])
}

/**
 * The list at an address of today, at a former one, or at one with the word of another language; `address` is without
 * cursor, month or feed (`/vi/chu-de/asean`).
 */
export function findList(chrome: SiteChrome, address: string): OpenList | undefined {
  const lists = openLists(chrome)
  const here = inOwnWords(address, chrome.locale)
  return lists.find(({ path }) => path === here) ?? lists.find(({ former }) => former.includes(here))
}

/** The most that stand at the head of a section: the newest of those that are pinned. */
export const mostPinned = 3

/** A stretch of a section below what is pinned in it; nothing stands there twice. */
export function headedBy<Of extends { id: string }>(pinned: readonly Of[], cards: readonly Of[]): Of[] {
  const ids = new Set(pinned.map(({ id }) => id))
  return [...pinned, ...cards.filter(({ id }) => !ids.has(id))]
}
