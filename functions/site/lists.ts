import { Hono } from 'hono'
import { monthBounds } from '../domain/dates.ts'
import { type Locale, otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { findList, headedBy, monthsOf } from '../domain/site/lists.ts'
import { cursor, cursorOf, feedFormats, feedPath, monthPath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { Stretch, Window } from '../store/site.ts'
import { renderFrontPage, renderList } from '../views/pages.tsx'
import { frameOf, inLocale, inWords, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { notFound, unavailable } from './missing.ts'
import { moved } from './moved.ts'
import { elsewhere } from './old-addresses.ts'
import { sendPage } from './send.ts'

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

interface ListRequest {
  locale: Locale
  /** Address of its first page, as it was asked for. */
  address: string
  month?: string
}

/** For programs that read no page: where the list can be followed (RFC 8288). */
function nameFeeds(c: SiteContext, page: string): void {
  const [rss, json] = feedFormats.map((format) => c.var.parts.siteUrl + feedPath(page, format))
  c.header(
    'Link',
    `<${rss}>; rel="alternate"; type="application/rss+xml", <${json}>; rel="alternate"; type="application/feed+json"`,
  )
}

/** Reads one page of a list: the chrome first, which tells the list by its address, then the cards. */
async function readList(c: SiteContext, { locale, address, month }: ListRequest) {
  const window = windowOf(c)
  const { chrome, archives } = await c.var.site.archives(locale)
  if (!chrome) return unavailable(c)
  const open = findList(chrome, address)
  const name = open && monthsOf(open.list)
  if (!open) return await elsewhere(c)
  if (!window || (month && name === undefined)) return await notFound(c)
  const { list } = open
  const path = month ? monthPath(open.path, month) : open.path
  const redirect = moved(c, { locale, list, path, query: cursorQuery(c) })
  if (redirect) return redirect
  const bounds = month && { bounds: monthBounds(month) }
  const atStart = !window.before && !window.after
  const [stretch, pinned] = await Promise.all([
    c.var.site.list(locale, list, { ...window, ...bounds }),
    atStart && !month && list.kind === 'section' ? c.var.site.pinned(locale, list.id) : [],
  ])
  const tags = [cacheTags.site, cacheTags.list(locale, list)]
  // What has nothing newer is the beginning of the list, and that has an address of its own.
  if (window.after && !stretch.hasNewer) {
    cacheFor(c, 'missing', tags)
    return c.redirect(c.req.path, 302)
  }
  if (stretch.cards.length === 0 && (month || window.before || list.kind === 'tag')) return await notFound(c)
  cacheFor(c, 'page', tags)
  c.header('Content-Language', locale)
  nameFeeds(c, open.feedOf)
  const alternates = month ? {} : open.alternates
  return {
    frame: { ...frameOf(c, chrome, alternates), path: c.req.path + cursorQuery(c) },
    open,
    month,
    archive: (name !== undefined && archives[name]) || { months: [] },
    cards: headedBy(pinned, stretch.cards),
    pinned: pinned.length,
    atStart,
    ...neighbours(c, stretch),
  }
}

async function answerList(c: SiteContext, request: ListRequest): Promise<Response> {
  const page = await readList(c, request)
  return page instanceof Response ? page : sendPage(c, renderList(page.frame, page))
}

/** The front page, and every list: by its address, and by month. Each at most two requests one after the other, at any depth: what is pinned is read with the first page of its section. */
export function listPages() {
  return new Hono<SiteEnv>()
    .get(inLocale, async (c) => {
      const locale = localeOf(c)
      const { chrome, front } = await c.var.site.front(locale)
      if (!chrome || !front) return unavailable(c)
      cacheFor(c, 'page', [cacheTags.site, cacheTags.locale(locale)])
      c.header('Content-Language', locale)
      nameFeeds(c, `/${locale}`)
      const alternates = Object.fromEntries(otherLocales(locale).map((other) => [other, `/${other}`]))
      return sendPage(c, renderFrontPage(frameOf(c, chrome, alternates), { front }))
    })
    .get(`${inLocale}/:list/:year{[0-9]{4}}/:month{0[1-9]|1[0-2]}`, async (c) => {
      const month = `${c.req.param('year')}-${c.req.param('month')}`
      const address = c.req.path.split('/').slice(0, 3).join('/')
      return await answerList(c, { locale: localeOf(c), address, month })
    })
    .get(`${inLocale}/:list`, (c) => answerList(c, { locale: localeOf(c), address: c.req.path }))
    .get(`${inLocale}/${inWords('topics')}/:tag`, (c) =>
      answerList(c, { locale: localeOf(c), address: c.req.path }),
    )
}
