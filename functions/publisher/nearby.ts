import { monthBounds, monthOf } from '../domain/dates.ts'
import { type Locale, locales } from '../domain/locale.ts'
import type { Section } from '../domain/settings/settings.ts'
import { cardOf } from '../domain/site/projection.ts'
import { type Archives, type Card, cursorOf, type FrontPage, publishedAtOf } from '../domain/site/shapes.ts'
import { siteKeys } from '../store/keys.ts'
import type { Listing, SiteWriter } from '../store/site-writer.ts'
import type { Change } from './article.ts'

/** How many newer and older articles of its section a page shows, each. */
const neighbours = 3

/** One large featured card and two pairs below it, about as tall as the latest beside them. */
const frontSize = { featured: 5, latest: 7, section: 4 }

function around(site: SiteWriter, locale: Locale, section: string, cursor: string) {
  const list = siteKeys.list(locale, section)
  return Promise.all([
    site.cards(list, { after: cursor, newestFirst: false, limit: neighbours }),
    site.cards(list, { before: cursor, newestFirst: true, limit: neighbours }),
  ])
}

/** Ids of the articles whose pages show other cards now, because these changed; the changed ones among them. */
export async function findAffected(
  site: SiteWriter,
  changes: readonly Change[],
  shownBy: readonly string[],
): Promise<Map<Locale, Set<string>>> {
  const affected = new Map(locales.map((locale) => [locale, new Set(shownBy)] as const))
  for (const { id, locale, listings } of changes) {
    affected.get(locale)?.add(id)
    for (const { section, cursor } of listings) {
      const sides = await around(site, locale, section, cursor)
      for (const card of sides.flat()) affected.get(locale)?.add(card.id)
    }
  }
  return affected
}

/** Writes what the page of one article shows of others: related ones as far as they are public, and its neighbours. */
export async function surround(
  site: SiteWriter,
  id: string,
  locale: Locale,
  related: readonly string[],
): Promise<void> {
  const [page] = await site.pages([id], locale)
  const card = page && cardOf(page)
  if (!card) return await site.removeNearby(id, locale)
  const [newer, older] = await around(site, locale, card.section, cursorOf(card))
  const pages = await site.pages(related, locale)
  const cards = pages.flatMap((each) => cardOf(each) ?? [])
  await site.saveNearby(id, locale, { related: cards, newer, older })
}

/** Counts anew the months in which these listings are, in the list of the locale and in those of sections. */
export async function recount(
  site: SiteWriter,
  locale: Locale,
  before: Archives,
  listings: readonly Listing[],
): Promise<Archives> {
  const touched = new Map<string, Set<string>>()
  for (const { section, cursor } of listings) {
    const month = monthOf(publishedAtOf(cursor))
    for (const list of ['all', section]) touched.set(list, (touched.get(list) ?? new Set()).add(month))
  }
  const archives: Archives = { ...before }
  for (const [list, months] of touched) {
    const kept = (archives[list]?.months ?? []).filter(({ month }) => !months.has(month))
    const pk = siteKeys.list(locale, list === 'all' ? undefined : list)
    const counted = await Promise.all(
      [...months].map(async (month) => ({ month, count: await site.count(pk, monthBounds(month)) })),
    )
    const all = [...kept, ...counted.filter(({ count }) => count > 0)]
    archives[list] = { months: all.sort((a, b) => (a.month < b.month ? 1 : -1)) }
  }
  // Empty lists leave no trace, so that a site built anew has the same bytes.
  return Object.fromEntries(
    Object.entries(archives)
      .filter(([, { months }]) => months.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** The tags that articles carry in a locale, after these listings changed. */
export async function findTagged(
  site: SiteWriter,
  locale: Locale,
  listings: readonly Listing[],
): Promise<string[]> {
  const touched = new Set(listings.flatMap(({ tags }) => tags))
  const kept = (await site.findTagged(locale)).filter((tag) => !touched.has(tag))
  const newest = await Promise.all(
    [...touched].map(async (tag) => {
      const cards = await site.cards(siteKeys.tag(locale, tag), { newestFirst: true, limit: 1 })
      return cards.map(() => tag)
    }),
  )
  return [...kept, ...newest.flat()].sort()
}

/** What the front page of a locale shows. */
export async function composeFront(
  site: SiteWriter,
  locale: Locale,
  sections: readonly Section[],
): Promise<FrontPage> {
  const newest = (pk: string, limit: number) => site.cards(pk, { newestFirst: true, limit })
  const [featured, latest, ...blocks] = await Promise.all([
    newest(siteKeys.featured(locale), frontSize.featured),
    newest(siteKeys.list(locale), frontSize.latest),
    ...sections.map(async ({ id }) => ({
      id,
      cards: await newest(siteKeys.list(locale, id), frontSize.section),
    })),
  ])
  return { featured, latest, sections: blocks.filter(({ cards }: { cards: Card[] }) => cards.length > 0) }
}
