import { type Locale, wordsIn } from '../locale.ts'
import type { MenuEntry, MenuItem, MenuTarget } from '../settings/menu.ts'
import { isWebAddress } from '../url.ts'
import {
  articlePath,
  contactPath,
  latestPath,
  searchPath,
  sectionPath,
  sitemapPath,
  tagPath,
} from './paths.ts'
import type { Card, PublicMenuEntry, PublicMenuItem, SiteChrome } from './shapes.ts'

/** What an entry may lead to in one language. */
export interface Reachable {
  chrome: Pick<SiteChrome, 'locale' | 'slugs' | 'sections' | 'tags'>
  pages: readonly Pick<Card, 'id' | 'locale' | 'section' | 'slug' | 'type' | 'title' | 'externalUrl'>[]
}

const pathOf = { latest: latestPath, search: searchPath, sitemap: sitemapPath, contact: contactPath }

/** Undefined for what is not public in this language. */
function findTarget(to: MenuTarget, { chrome, pages }: Reachable): PublicMenuEntry | undefined {
  const { locale } = chrome
  switch (to.kind) {
    case 'address':
      return isWebAddress(to.url) ? { href: to.url } : undefined
    case 'section': {
      const section = chrome.sections.find(({ id, hasArticles }) => hasArticles && id === to.id)
      return section && { name: section.name, href: sectionPath(chrome, section.id, locale) }
    }
    case 'tag': {
      const tag = chrome.tags.find(({ id }) => id === to.id)
      return tag && { name: tag.name, href: tagPath(locale, tag.slug) }
    }
    case 'page': {
      const page = pages.find(({ id }) => id === to.id)
      return page && { name: page.title, href: page.externalUrl ?? articlePath(chrome, page) }
    }
    default:
      return { own: to.kind, href: pathOf[to.kind](locale) }
  }
}

function labelIn(label: MenuEntry['label'], locale: Locale): string | undefined {
  return label && wordsIn(label, locale)
}

/** The entries that lead somewhere in this language, as they are called in it. */
export function composeEntries(entries: readonly MenuEntry[], reachable: Reachable): PublicMenuEntry[] {
  return entries.flatMap(({ label, target }) => {
    const found = findTarget(target, reachable)
    const name = labelIn(label, reachable.chrome.locale)
    return found ? [{ ...found, ...(name !== undefined && { name }) }] : []
  })
}

/** The menu of a language. A list in which nothing is public does not open. */
export function composeMenu(items: readonly MenuItem[], reachable: Reachable): PublicMenuItem[] {
  return items.flatMap(({ label, target, entries }): PublicMenuItem[] => {
    if (target)
      return composeEntries([{ label, target }], reachable).map((each) => ({ ...each, entries: [] }))
    const name = labelIn(label, reachable.chrome.locale)
    const open = composeEntries(entries, reachable)
    return name !== undefined && open.length > 0 ? [{ name, entries: open }] : []
  })
}
