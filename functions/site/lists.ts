import { Hono } from 'hono'
import { monthBounds } from '../domain/dates.ts'
import { type Locale, otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { cursor, cursorOf } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { Stretch, Window } from '../store/site.ts'
import { renderFrontPage, renderLatest, renderMonth, renderSection, renderTag } from '../views/pages.tsx'
import { frameOf, inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { findList, type ListName, listAlternates, moved, readCards } from './list-of.ts'
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

function cursorQuery(c: SiteContext): string {
  const { before, after } = c.req.query()
  if (before !== undefined) return `?before=${before}`
  return after === undefined ? '' : `?after=${after}`
}

interface ListRequest extends ListName {
  locale: Locale
  month?: string
}

/** Reads one page of a list: the chrome first, which tells the list by its slug, then the cards. */
async function readList(c: SiteContext, { locale, month, ...name }: ListRequest) {
  const window = windowOf(c)
  const { chrome, archives } = await c.var.site.archives(locale)
  if (!chrome) return unavailable(c)
  const list = findList(chrome, name)
  if (!window || !list) return await notFound(c)
  const redirect = moved(c, list, cursorQuery(c))
  if (redirect) return redirect
  const bounds = month && { bounds: monthBounds(month) }
  const stretch = await readCards(c.var.site, locale, list, { ...window, ...bounds })
  const tags = [cacheTags.site, list.cacheTag]
  // What has nothing newer is the beginning of the list, and that has an address of its own.
  if (window.after && !stretch.hasNewer) {
    cacheFor(c, 'missing', tags)
    return c.redirect(c.req.path, 302)
  }
  if (stretch.cards.length === 0 && (month || window.before || list.tag)) return await notFound(c)
  cacheFor(c, 'page', tags)
  c.header('Content-Language', locale)
  const alternates = month ? {} : listAlternates(list, chrome)
  return {
    frame: { ...frameOf(c, chrome, alternates), path: c.req.path + cursorQuery(c) },
    list,
    archive: archives[list.section?.id ?? 'all'] ?? { months: [] },
    cards: stretch.cards,
    atStart: !window.before && !window.after,
    ...neighbours(c, stretch),
  }
}

/** The front page, everything by date, sections, their months, and tags. Each at most two requests, at any depth. */
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
      const page = await readList(c, { locale: localeOf(c) })
      return page instanceof Response ? page : c.html(renderLatest(page.frame, page))
    })
    .get(`${inLocale}/topics/:tag`, async (c) => {
      const page = await readList(c, { locale: localeOf(c), tag: c.req.param('tag') })
      if (page instanceof Response) return page
      const { tag } = page.list
      return tag ? c.html(renderTag(page.frame, { ...page, tag })) : await notFound(c)
    })
    .get(`${inLocale}/:section`, async (c) => {
      const page = await readList(c, { locale: localeOf(c), section: c.req.param('section') })
      if (page instanceof Response) return page
      const { section } = page.list
      return section ? c.html(renderSection(page.frame, { ...page, section })) : await notFound(c)
    })
    .get(`${inLocale}/:list/:year{[0-9]{4}}/:month{0[1-9]|1[0-2]}`, async (c) => {
      const month = `${c.req.param('year')}-${c.req.param('month')}`
      const name = c.req.param('list')
      const section = name === 'latest' ? undefined : name
      const page = await readList(c, { locale: localeOf(c), month, section })
      if (page instanceof Response) return page
      return c.html(renderMonth(page.frame, { ...page, ...page.list, month }))
    })
}
