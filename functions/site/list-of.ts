import { type Locale, otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import {
  latestPath,
  type PublicSection,
  type PublicTag,
  type SiteChrome,
  sectionPath,
  tagPath,
} from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { Site, Window } from '../store/site.ts'
import type { SiteContext } from './env.ts'

/** How an address names a list: a section or a tag by its slug, or everything. */
export interface ListName {
  section?: string | undefined
  tag?: string | undefined
}

/** A list that readers can ask for. */
export interface List {
  section?: PublicSection
  tag?: PublicTag
  /** Of its first page. */
  path: string
  cacheTag: string
}

/** By today's slug, else by one that it had before. */
function bySlug<T extends { slug: string; former: string[] }>(
  all: readonly T[],
  slug: string,
): T | undefined {
  return all.find((each) => each.slug === slug) ?? all.find(({ former }) => former.includes(slug))
}

export function sectionList(chrome: SiteChrome, section: PublicSection): List {
  const { locale } = chrome
  const path = sectionPath(chrome, section.id, locale)
  return { section, path, cacheTag: cacheTags.section(locale, section.id) }
}

export function tagList({ locale }: SiteChrome, tag: PublicTag): List {
  return { tag, path: tagPath(locale, tag.slug), cacheTag: cacheTags.tag(locale, tag.id) }
}

/** Undefined where no section has the slug, or no tag that an article carries. */
export function findList(chrome: SiteChrome, name: ListName): List | undefined {
  if (name.section !== undefined) {
    const section = bySlug(chrome.sections, name.section)
    return section && sectionList(chrome, section)
  }
  if (name.tag !== undefined) {
    const tag = bySlug(chrome.tags, name.tag)
    return tag && tagList(chrome, tag)
  }
  return { path: latestPath(chrome.locale), cacheTag: cacheTags.locale(chrome.locale) }
}

export function readCards(site: Site, locale: Locale, { section, tag }: List, window: Window) {
  return tag ? site.tagged(locale, tag.id, window) : site.list(locale, section?.id, window)
}

/** Paths of the same list in the languages in which it holds something. */
export function listAlternates({ section, tag }: List, chrome: SiteChrome): Partial<Record<Locale, string>> {
  const paths = otherLocales(chrome.locale).map((other) => {
    if (section) return [other, section.alternates[other] && sectionPath(chrome, section.id, other)]
    if (tag) return [other, tag.alternates[other] && tagPath(other, tag.alternates[other])]
    return [other, latestPath(other)]
  })
  return Object.fromEntries(paths)
}

/** 301 where a list is asked for by a slug that it had before: what follows the slug, and the cursor, stay as they are. */
export function moved(
  c: SiteContext,
  { section, tag, path, cacheTag }: List,
  query = '',
): Response | undefined {
  if (!section && !tag) return undefined
  const rest = c.req.path.split('/').slice(path.split('/').length)
  const today = [path, ...rest].join('/')
  if (c.req.path === today) return undefined
  cacheFor(c, 'redirect', [cacheTags.site, cacheTag])
  return c.redirect(today + query, 301)
}
