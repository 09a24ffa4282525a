import { type Locale, locales } from '../domain/locale.ts'
import type { List } from '../domain/site/lists.ts'
import { cursorOf } from '../domain/site/paths.ts'
import { cardOf } from '../domain/site/projection.ts'
import type { Card, Nearby } from '../domain/site/shapes.ts'
import type { SiteWriter, Trace } from '../store/site-writer.ts'
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

/** The cards of some articles that are public in a language. */
export async function findCards(
  site: SiteWriter,
  ids: readonly string[],
  locale: Locale,
): Promise<Map<string, Card>> {
  const pages = await site.pages([...new Set(ids)], locale)
  return new Map(pages.flatMap((page) => cardOf(page) ?? []).map((card) => [card.id, card]))
}

/** Ids of the articles whose pages show other cards now, because these changed; the changed ones among them. */
export async function findAffected(
  site: SiteWriter,
  changes: readonly Change[],
  shownBy: readonly string[],
): Promise<Map<Locale, Set<string>>> {
  const affected = new Map(locales.map((locale) => [locale, new Set(shownBy)] as const))
  for (const { id, locale, listings, answered } of changes) {
    for (const each of [id, ...answered]) affected.get(locale)?.add(each)
    for (const { section, cursor } of listings.filter(({ type }) => type !== 'page')) {
      const sides = await around(site, locale, section, cursor)
      for (const card of sides.flat()) affected.get(locale)?.add(card.id)
    }
  }
  return affected
}

/** Which articles a page names, and which answer it. */
export interface Naming extends Partial<Pick<Trace, 'related' | 'replyTo'>> {
  replies?: readonly string[] | undefined
}

export const namedBy = ({ related = [], replyTo, replies = [] }: Naming): string[] => [
  ...related,
  ...(replyTo ? [replyTo] : []),
  ...replies,
]

/** What a page shows of those that it names and that answer it; `shown` holds what is public. No page answers or is answered. */
export function namedCards(
  naming: Naming,
  shown: ReadonlyMap<string, Card>,
): Omit<Nearby, 'newer' | 'older'> {
  const cardsOf = (ids: readonly string[]) => ids.flatMap((id) => shown.get(id) ?? [])
  const news = (ids: readonly string[]) => cardsOf(ids).filter(({ type }) => type !== 'page')
  const [replyTo] = news(naming.replyTo ? [naming.replyTo] : [])
  const replies = news(naming.replies ?? []).sort((a, b) => (cursorOf(a) < cursorOf(b) ? 1 : -1))
  return {
    related: cardsOf(naming.related ?? []),
    ...(replyTo && { replyTo }),
    ...(replies.length > 0 && { replies }),
  }
}

/**
 * Writes what the page of one article shows of others: those that it names and that answer it as far as they are public, and
 * its neighbours. What is no news has none.
 */
export async function showNearby(site: SiteWriter, id: string, locale: Locale, named: Naming): Promise<void> {
  const [page] = await site.pages([id], locale)
  const card = page && cardOf(page)
  if (!card || card.type === 'page') return await site.removeNearby(id, locale)
  const [[newer, older], replies] = await Promise.all([
    around(site, locale, card.section, cursorOf(card)),
    site.repliesTo(id, locale),
  ])
  const naming = { ...named, replies }
  const shown = await findCards(site, namedBy(naming), locale)
  await site.saveNearby(id, locale, { ...namedCards(naming, shown), newer, older })
}
