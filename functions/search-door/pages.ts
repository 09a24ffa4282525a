import { Hono } from 'hono'
import { type Locale, otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { searchPath } from '../domain/site/paths.ts'
import { isNarrowed, lastPage, readSearch, type Search, searchAddress } from '../domain/site/search.ts'
import type { SiteChrome } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { describeError, log } from '../http/log.ts'
import { analyze } from '../search/analyze.ts'
import type { Failure, Found } from '../search/query.ts'
import { mark, snippet } from '../search/snippet.ts'
import { frameOf, inLocale, inWords, localeOf, type SiteContext, type SiteEnv } from '../site/env.ts'
import { unavailable } from '../site/missing.ts'
import { renderSearch } from '../views/pages.tsx'
import type { FoundArticle, Outcome } from '../views/search-page.tsx'
import { queryOf } from './asked.ts'
import type { SearchParts } from './parts.ts'

/** Seconds after which it may be worth trying again. */
const patience = 30

/** Marks of tone, quality and stroke: with none of them nobody asked for any. */
const hasMarks = (q: string) => /[\p{M}đ]/iu.test(q.normalize('NFD'))

/** What is shown of the hits that are public at this moment: a text that was withdrawn since is none. */
async function readHits(c: SiteContext, locale: Locale, q: string, { hits }: Found): Promise<FoundArticle[]> {
  const texts = await c.var.site.texts(
    hits.map(({ id }) => id),
    locale,
  )
  return hits.flatMap(({ exact }, index) => {
    const text = texts[index]
    if (!text) return []
    const { title, summary, body, ...article } = text
    return [{ article, title: mark(title, q), snippet: snippet([summary, body].join('\n'), q), exact }]
  })
}

async function answerFound(
  c: SiteContext,
  chrome: SiteChrome,
  search: Search,
  found: Found,
): Promise<Outcome> {
  const articles = await readHits(c, chrome.locale, search.q, found)
  const gone = found.hits.length - articles.length
  const goneExact =
    found.hits.filter(({ exact }) => exact).length - articles.filter(({ exact }) => exact).length
  cacheFor(c, 'search', [
    cacheTags.site,
    cacheTags.locale(chrome.locale),
    ...found.hits.map(({ id }) => cacheTags.article(id)),
  ])
  return {
    state: 'found',
    results: {
      total: found.total - gone,
      ...(hasMarks(search.q) && { exactTotal: found.exactTotal - goneExact }),
      articles,
      sections: found.sections.map(({ section, count }) => ({ id: section, count })),
      pages: Math.min(found.pages, lastPage),
      instead: found.suggestionInstead,
      isStale: found.state === 'stale',
    },
  }
}

/** The index cannot be asked: says so, and where else to look. Nothing may keep this answer. */
async function answerFailure(c: SiteContext, locale: Locale, { reason, message }: Failure): Promise<Outcome> {
  log(reason === 'missing' ? 'warn' : 'error', 'the index cannot be asked', {
    locale,
    reason,
    detail: message,
  })
  const { front } = await c.var.site.front(locale)
  cacheFor(c, 'never')
  c.header('Retry-After', String(patience))
  return { state: 'failed', latest: front?.latest ?? [] }
}

/** The question as this site can answer it: of a section that it has. */
function knownHere({ section, ...search }: Search, { sections }: SiteChrome): Search {
  return sections.some(({ id }) => id === section) ? { ...search, section } : search
}

/** `/<locale>/tim-kiem?q=…`; with the word of another language it leads on. */
export function searchPages({ indexOf, misses }: Pick<SearchParts, 'indexOf' | 'misses'>) {
  /** What there is to show; a response where there is no such page of it. */
  async function answer(c: SiteContext, chrome: SiteChrome, search: Search): Promise<Outcome | Response> {
    const { locale } = chrome
    if (search.q === '' || analyze(search.q).length === 0) {
      cacheFor(c, 'page', [cacheTags.site])
      return { state: search.q === '' ? 'nothing' : 'wordless' }
    }
    const found = await indexOf(locale).search(queryOf(search))
    if (found.state === 'failed') return await answerFailure(c, locale, found)
    if (search.page > Math.max(1, found.pages)) {
      cacheFor(c, 'search', [cacheTags.site, cacheTags.locale(locale)])
      return c.redirect(searchAddress(locale, { ...search, page: 1 }), 302)
    }
    if (found.total === 0 && found.state === 'fresh' && !isNarrowed(search))
      await misses.note(locale, search.q).catch((error: unknown) => {
        log('warn', 'a search could not be counted', describeError(error))
      })
    return await answerFound(c, chrome, search, found)
  }

  return new Hono<SiteEnv>().get(`${inLocale}/${inWords('search')}`, async (c) => {
    const locale = localeOf(c)
    const asked = readSearch((name) => c.req.query(name))
    if (c.req.path !== searchPath(locale)) {
      cacheFor(c, 'redirect', [cacheTags.site])
      return c.redirect(searchAddress(locale, asked), 301)
    }
    const chrome = await c.var.site.chrome(locale)
    if (!chrome) return unavailable(c)
    const search = knownHere(asked, chrome)
    const outcome = await answer(c, chrome, search)
    if (outcome instanceof Response) return outcome
    c.header('Content-Language', locale)
    const { page: _, ...samePage } = search
    const alternates = Object.fromEntries(
      otherLocales(locale).map((other) => [other, searchAddress(other, samePage)]),
    )
    const html = renderSearch(frameOf(c, chrome, alternates), { search, outcome })
    return c.html(html, outcome.state === 'failed' ? 503 : 200)
  })
}
