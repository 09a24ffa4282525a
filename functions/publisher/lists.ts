import { monthBounds, monthOf } from '../domain/dates.ts'
import type { Locale } from '../domain/locale.ts'
import type { Section } from '../domain/settings/settings.ts'
import { headedBy, type List, listsHolding, monthsOf, mostPinned } from '../domain/site/lists.ts'
import { publishedAtOf } from '../domain/site/paths.ts'
import type { Archives, Card, FrontPage } from '../domain/site/shapes.ts'
import type { Listing, SiteWriter } from '../store/site-writer.ts'

/** One large featured card and two pairs below it, about as tall as the latest beside them. */
const frontSize = { featured: 5, latest: 7, section: 4 }

/** Counts again the months in which these listings are, in each list that shows its months. */
export async function recount(
  site: SiteWriter,
  locale: Locale,
  before: Archives,
  listings: readonly Listing[],
): Promise<Archives> {
  const touched = new Map<string, { list: List; months: Set<string> }>()
  for (const listing of listings) {
    for (const list of listsHolding(listing)) {
      const name = monthsOf(list)
      if (name === undefined) continue
      const { months } = touched.get(name) ?? { months: new Set<string>() }
      touched.set(name, { list, months: months.add(monthOf(publishedAtOf(listing.cursor))) })
    }
  }
  const archives: Archives = { ...before }
  for (const [name, { list, months }] of touched) {
    const kept = (archives[name]?.months ?? []).filter(({ month }) => !months.has(month))
    const counted = await Promise.all(
      [...months].map(async (month) => ({
        month,
        count: await site.count(locale, list, monthBounds(month)),
      })),
    )
    const all = [...kept, ...counted.filter(({ count }) => count > 0)]
    archives[name] = { months: all.sort((a, b) => (a.month < b.month ? 1 : -1)) }
  }
  // Empty lists leave no trace, so that a site that is built again has the same bytes.
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
  before: readonly string[],
  listings: readonly Listing[],
): Promise<string[]> {
  const touched = new Set(listings.flatMap(({ tags }) => tags))
  const kept = before.filter((tag) => !touched.has(tag))
  const newest = await Promise.all(
    [...touched].map(async (tag) => {
      const cards = await site.cards(locale, { kind: 'tag', id: tag }, { newestFirst: true, limit: 1 })
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
  const newest = (list: List, limit: number) => site.cards(locale, list, { newestFirst: true, limit })
  const [featured, latest, ...blocks] = await Promise.all([
    newest({ kind: 'featured' }, frontSize.featured),
    newest({ kind: 'latest' }, frontSize.latest),
    ...sections.map(async ({ id }) => {
      const [pinned, cards] = await Promise.all([
        newest({ kind: 'pinned', id }, mostPinned),
        newest({ kind: 'section', id }, frontSize.section),
      ])
      return { id, cards: headedBy(pinned, cards).slice(0, frontSize.section) }
    }),
  ])
  return { featured, latest, sections: blocks.filter(({ cards }: { cards: Card[] }) => cards.length > 0) }
}
