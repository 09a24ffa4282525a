import { monthOf } from '../domain/dates.ts'
import { locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { monthsOf, openLists } from '../domain/site/lists.ts'
import {
  contactPath,
  eventsPath,
  feedFormats,
  feedPath,
  iconPaths,
  manifestPath,
  monthPath,
  newsSitemapPath,
  publishedAtOf,
  searchPath,
  sentPath,
  sitemapPath,
} from '../domain/site/paths.ts'
import type { SiteChrome } from '../domain/site/shapes.ts'
import { bothOf } from './batches.ts'
import type { MirrorNotes } from './mirror.ts'
import type { Site } from './site.ts'
import type { Listing } from './site-writer.ts'

const wholeSite = ['/robots.txt', '/sitemap.xml', '/sitemaps/pages.xml', newsSitemapPath]

/** Pages that are made from what carries these cache tags, and the months in which it stands. */
export function pagesOf(
  chrome: SiteChrome,
  purged: ReadonlySet<string>,
  months: ReadonlySet<string>,
): string[] {
  const { locale } = chrome
  const isTouched = (tag: string) => purged.has(tag) || purged.has(cacheTags.site)
  const all = openLists(chrome)
  const lists = all.filter(({ list }) => isTouched(cacheTags.list(locale, list)))
  return [
    ...(isTouched(cacheTags.locale(locale))
      ? [
          `/${locale}`,
          searchPath(locale),
          eventsPath(locale),
          sitemapPath(locale),
          contactPath(locale),
          sentPath(locale),
          ...wholeSite,
        ]
      : []),
    ...(purged.has(cacheTags.site) ? [manifestPath(locale), ...Object.values(iconPaths)] : []),
    ...lists.flatMap(({ list, path, feedOf }) => [
      path,
      ...feedFormats.map((format) => feedPath(feedOf, format)),
      ...(monthsOf(list) === undefined ? [] : [...months].map((month) => monthPath(path, month))),
    ]),
    ...[...months].map((month) => `/sitemaps/${month}.xml`),
    // Where a list stood before, readers are led on.
    ...(purged.has(cacheTags.site)
      ? all.flatMap(({ former }) =>
          former.flatMap((path) => [path, ...feedFormats.map((format) => feedPath(path, format))]),
        )
      : []),
  ]
}

/** Articles whose pages carry one of these tags. */
function idsIn(purged: ReadonlySet<string>): string[] {
  const prefix = cacheTags.article('')
  return [...purged].filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length))
}

/** Notes which pages of the mirror a change touches; it is rendered by the mirror's own function. */
export function createTouched({ notes, site }: { notes: MirrorNotes; site: Pick<Site, 'front'> }) {
  async function chromes(): Promise<SiteChrome[]> {
    const fronts = await Promise.all(locales.map((locale) => site.front(locale)))
    return fronts.flatMap(({ chrome }) => chrome ?? [])
  }

  /** Notes articles, in every language. */
  const noteArticles = (ids: readonly string[]) =>
    notes.note(ids.flatMap((id) => locales.map((locale) => ({ id, locale }))))

  /** Notes what stands at an address of its own: pages of what carries these cache tags, and files. */
  async function noteLists(
    purged: ReadonlySet<string>,
    months: ReadonlySet<string>,
    files: readonly string[] = [],
  ): Promise<void> {
    const paths = new Set((await chromes()).flatMap((chrome) => pagesOf(chrome, purged, months)))
    await notes.note([...paths, ...files].map((path) => ({ path })))
  }

  return {
    noteArticles,
    noteLists,

    /** Notes what is to be rendered again, because what carries these cache tags was purged. */
    async note(
      purged: ReadonlySet<string>,
      changes: readonly { listings: readonly Listing[] }[] = [],
    ): Promise<void> {
      if (purged.size === 0) return
      // All pages are too many to be named while somebody waits for a publication.
      if (purged.has(cacheTags.site)) return await notes.noteWhole()
      const months = new Set(
        changes.flatMap(({ listings }) => listings.map(({ cursor }) => monthOf(publishedAtOf(cursor)))),
      )
      await bothOf(
        () => noteArticles(idsIn(purged)),
        () => noteLists(purged, months),
      )
    },
  }
}

export type Touched = ReturnType<typeof createTouched>
