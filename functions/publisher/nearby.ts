import { type Locale, locales } from '../domain/locale.ts'
import type { List } from '../domain/site/lists.ts'
import { cursorOf } from '../domain/site/paths.ts'
import { cardOf } from '../domain/site/projection.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import type { Change } from './article.ts'

/** How many newer and older articles of its section a page shows, each. */
export const neighbours = 3

function around(site: SiteWriter, locale: Locale, section: string, cursor: string) {
  const list: List = { kind: 'section', id: section }
  return Promise.all([
    site.cards(locale, list, { after: cursor, newestFirst: false, limit: neighbours }),
    site.cards(locale, list, { before: cursor, newestFirst: true, limit: neighbours }),
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
    for (const { section, cursor } of listings.filter(({ type }) => type !== 'page')) {
      const sides = await around(site, locale, section, cursor)
      for (const card of sides.flat()) affected.get(locale)?.add(card.id)
    }
  }
  return affected
}

/**
 * Writes what the page of one article shows of others: related ones as far as they are public, and its neighbours. What is
 * no news has none.
 */
export async function showNearby(
  site: SiteWriter,
  id: string,
  locale: Locale,
  related: readonly string[],
): Promise<void> {
  const [page] = await site.pages([id], locale)
  const card = page && cardOf(page)
  if (!card || card.type === 'page') return await site.removeNearby(id, locale)
  const [newer, older] = await around(site, locale, card.section, cursorOf(card))
  const pages = await site.pages(related, locale)
  const cards = pages.flatMap((each) => cardOf(each) ?? [])
  await site.saveNearby(id, locale, { related: cards, newer, older })
}
