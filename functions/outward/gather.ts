import { type Locale, locales } from '../domain/locale.ts'
import type { LinkHolder } from '../domain/outward-link.ts'
import type { List } from '../domain/site/lists.ts'
import { outwardLinks } from '../domain/site/outward-links.ts'
import type { ShownArticle } from '../domain/site/shapes.ts'
import type { SiteWriter } from '../store/site-writer.ts'

/** Pages that are read at once. */
const pagesRead = 50
/** Some of the pages that hold a link are named, where they are many. */
const mostHolders = 10

/** All public pages of a language: articles stand in one list, pages in another. */
const walked: readonly List[] = [{ kind: 'latest' }, { kind: 'page' }]

/** Addresses, and the pages that hold each. */
export type Held = Map<string, LinkHolder[]>

export interface GatherParts {
  pages: Pick<SiteWriter, 'pages' | 'cards'>
  /** `https://host`: what leads there is not outward. */
  siteUrl: string
}

function note(held: Held, page: ShownArticle, siteUrl: string): void {
  if (page.kind !== 'page') return
  const { id, locale, title } = page
  for (const url of outwardLinks(page, siteUrl)) {
    const holders = held.get(url) ?? []
    const isKnown = holders.some((each) => each.id === id && each.locale === locale)
    if (!isKnown && holders.length < mostHolders) holders.push({ id, locale, title })
    held.set(url, holders)
  }
}

/** The pages as readers see them now, of those that held something once. */
export async function holdersNow(
  { pages, siteUrl }: GatherParts,
  before: readonly Pick<LinkHolder, 'id' | 'locale'>[],
): Promise<Held> {
  const held: Held = new Map()
  for (const locale of locales) {
    const ids = [...new Set(before.filter((each) => each.locale === locale).map(({ id }) => id))]
    for (let from = 0; from < ids.length; from += pagesRead)
      for (const page of await pages.pages(ids.slice(from, from + pagesRead), locale))
        note(held, page, siteUrl)
  }
  return held
}

interface Bounds {
  /** So many addresses are enough. */
  addresses: number
  pages: number
}

/**
 * Adds the links of some public pages, the newest first, from where the last walk ended; answers where the next one goes on. A list
 * that was walked to its end begins anew the next time.
 */
export async function walkOn(
  { pages, siteUrl }: GatherParts,
  held: Held,
  cursors: Readonly<Record<string, string>>,
  bounds: Bounds,
): Promise<Record<string, string>> {
  const next: Record<string, string> = {}
  let read = 0

  async function walk(locale: Locale, list: List, start: string | undefined): Promise<string | undefined> {
    let before = start
    while (held.size < bounds.addresses && read < bounds.pages) {
      const range = { newestFirst: true, limit: pagesRead, ...(before && { before }) }
      const cards = await pages.cards(locale, list, range)
      const ids = cards.map(({ id }) => id)
      for (const page of await pages.pages(ids, locale)) note(held, page, siteUrl)
      read += cards.length
      const last = cards.at(-1)
      if (!last || cards.length < pagesRead) return undefined
      before = `${last.publishedAt}_${last.id}`
    }
    return before ?? ''
  }

  for (const locale of locales)
    for (const list of walked) {
      const name = `${locale} ${list.kind}`
      const at = await walk(locale, list, cursors[name])
      if (at) next[name] = at
    }
  return next
}
