import { Hono } from 'hono'
import { cacheTags } from '../domain/cache-tags.ts'
import { monthBounds } from '../domain/dates.ts'
import { type Locale, otherLocales } from '../domain/locale.ts'
import { cursor, cursorOf, type PublicSection, type SiteChrome, sectionPath } from '../domain/site.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { Stretch, Window } from '../store/site.ts'
import { renderFrontPage, renderLatest, renderMonth, renderSection } from '../views/pages.tsx'
import { frameOf, inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { notFound, unavailable } from './missing.ts'

const pageSize = 20

/** Where in a list the reader is, from its query. Undefined for a cursor that no page of ours links to. */
function windowOf(c: SiteContext): Window | undefined {
  const { before, after } = c.req.query()
  if (before !== undefined && after !== undefined) return undefined
  const bad = [before, after].some((value) => value !== undefined && !cursor.safeParse(value).success)
  return bad ? undefined : { limit: pageSize, before, after }
}

/** Paths of the pages on either side of this one. */
function neighbours(
  c: SiteContext,
  { cards, hasNewer, hasOlder }: Stretch,
): { newer?: string; older?: string } {
  const first = cards[0]
  const last = cards.at(-1)
  return {
    ...(hasNewer && first && { newer: `${c.req.path}?after=${cursorOf(first)}` }),
    ...(hasOlder && last && { older: `${c.req.path}?before=${cursorOf(last)}` }),
  }
}

function pathWithCursor(c: SiteContext): string {
  const { before, after } = c.req.query()
  if (before !== undefined) return `${c.req.path}?before=${before}`
  return after === undefined ? c.req.path : `${c.req.path}?after=${after}`
}

function alternatesOf(section: PublicSection, chrome: SiteChrome): Partial<Record<Locale, string>> {
  const there = otherLocales(chrome.locale).filter((other) => section.alternates[other])
  return Object.fromEntries(there.map((other) => [other, sectionPath(chrome, section.id, other)]))
}

interface ListRequest {
  locale: Locale
  /** Slug of a section; undefined for the list of everything. */
  slug?: string
  month?: string
}

/** Reads one page of a list: the chrome first, which tells the section by its slug, then the cards. */
async function readList(c: SiteContext, { locale, slug, month }: ListRequest) {
  const window = windowOf(c)
  const { chrome, archives } = await c.var.site.archives(locale)
  if (!chrome) return unavailable(c)
  const section = slug === undefined ? undefined : chrome.sections.find((each) => each.slug === slug)
  if (!window || (slug !== undefined && !section)) return await notFound(c)
  const stretch = await c.var.site.list(locale, section?.id, {
    ...window,
    ...(month && { bounds: monthBounds(month) }),
  })
  const tags = [cacheTags.site, section ? cacheTags.section(locale, section.id) : cacheTags.locale(locale)]
  // What has nothing newer is the beginning of the list, and that has an address of its own.
  if (window.after && !stretch.hasNewer) {
    cacheFor(c, 'missing', tags)
    return c.redirect(c.req.path, 302)
  }
  if (stretch.cards.length === 0 && (month || window.before)) return await notFound(c)
  cacheFor(c, 'page', tags)
  c.header('Content-Language', locale)
  return {
    chrome,
    section,
    archive: archives[section?.id ?? 'all'] ?? { months: [] },
    cards: stretch.cards,
    atStart: !window.before && !window.after,
    ...neighbours(c, stretch),
  }
}

/** The front page, everything by date, sections and their months. Each at most two requests, at any depth. */
export function listPages() {
  return new Hono<SiteEnv>()
    .get(inLocale, async (c) => {
      const locale = localeOf(c)
      const { chrome, front } = await c.var.site.front(locale)
      if (!chrome || !front) return unavailable(c)
      cacheFor(c, 'page', [cacheTags.site, cacheTags.locale(locale)])
      c.header('Content-Language', locale)
      const alternates = Object.fromEntries(otherLocales(locale).map((other) => [other, `/${other}`]))
      return c.html(renderFrontPage(frameOf(c, chrome, alternates), { front }))
    })
    .get(`${inLocale}/latest`, async (c) => {
      const locale = localeOf(c)
      const list = await readList(c, { locale })
      if (list instanceof Response) return list
      const alternates = Object.fromEntries(otherLocales(locale).map((other) => [other, `/${other}/latest`]))
      const frame = { ...frameOf(c, list.chrome, alternates), path: pathWithCursor(c) }
      return c.html(renderLatest(frame, list))
    })
    .get(`${inLocale}/:section`, async (c) => {
      const locale = localeOf(c)
      const list = await readList(c, { locale, slug: c.req.param('section') })
      if (list instanceof Response) return list
      const { section, chrome } = list
      if (!section) return await notFound(c)
      const frame = { ...frameOf(c, chrome, alternatesOf(section, chrome)), path: pathWithCursor(c) }
      return c.html(renderSection(frame, { ...list, section }))
    })
    .get(`${inLocale}/:list/:year{[0-9]{4}}/:month{0[1-9]|1[0-2]}`, async (c) => {
      const month = `${c.req.param('year')}-${c.req.param('month')}`
      const name = c.req.param('list')
      const list = await readList(c, { locale: localeOf(c), month, ...(name !== 'latest' && { slug: name }) })
      if (list instanceof Response) return list
      return c.html(renderMonth({ ...frameOf(c, list.chrome), path: pathWithCursor(c) }, { ...list, month }))
    })
}
