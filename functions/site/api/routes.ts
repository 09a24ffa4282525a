import { Hono } from 'hono'
import * as z from 'zod'
import { isId } from '../../domain/id.ts'
import { cacheTags } from '../../domain/site/cache-tags.ts'
import type { List } from '../../domain/site/lists.ts'
import { apiPath, cursorOf } from '../../domain/site/paths.ts'
import type { SiteChrome } from '../../domain/site/shapes.ts'
import { cacheFor } from '../../http/cache-policy.ts'
import { translator } from '../../views/i18n.tsx'
import type { SiteContext, SiteEnv } from '../env.ts'
import { aroundOf, askedLocale, openToAll, refuse, refuseQuery, unavailable } from './answer.ts'
import { createDocument } from './document.ts'
import { presentNamesOf, presentSummaries, presentText } from './present.ts'
import { type ListQuery, listQuery, localeQuery } from './queries.ts'

/** The list that is meant; undefined for a section or a tag that this language does not have. */
function listOf({ sections, tags }: SiteChrome, query: ListQuery): List | undefined {
  const { section, tag } = query
  // One list is one or the other.
  if (section !== undefined && tag !== undefined) return undefined
  if (section !== undefined)
    return sections.some(({ id }) => id === section) ? { kind: 'section', id: section } : undefined
  if (tag !== undefined) return tags.some(({ id }) => id === tag) ? { kind: 'tag', id: tag } : undefined
  return { kind: 'latest' }
}

async function answerList(c: SiteContext): Promise<Response> {
  const { data, error } = listQuery.safeParse(c.req.query())
  if (error) return refuseQuery(c, error)
  const chrome = await c.var.site.chrome(data.locale)
  if (!chrome) return unavailable(c)
  const list = listOf(chrome, data)
  if (!list) {
    const field = data.tag === undefined ? 'section' : 'tag'
    const path = [field]
    return refuseQuery(c, new z.ZodError([{ code: 'custom', path, message: '', input: data[field] }]))
  }
  const { cards, hasOlder } = await c.var.site.list(data.locale, list, {
    limit: data.limit,
    before: data.cursor,
  })
  const last = cards.at(-1)
  const next = hasOlder && last ? cursorOf(last) : undefined
  cacheFor(c, 'feed', [cacheTags.site, cacheTags.list(data.locale, list)])
  const around = aroundOf(c, chrome)
  if (next) {
    const query = new URLSearchParams({ ...c.req.query(), cursor: next })
    c.header('Link', `<${around.siteUrl}${c.req.path}?${query}>; rel="next"`)
  }
  return c.json(presentSummaries({ cards, next }, around))
}

async function answerArticle(c: SiteContext): Promise<Response> {
  const { data, error } = localeQuery.safeParse(c.req.query())
  if (error) return refuseQuery(c, error)
  const t = translator(data.locale)
  const id = c.req.param('id') ?? ''
  if (!isId(id)) return notFound(c)
  const { shown, nearby, chrome } = await c.var.site.article(id, data.locale)
  if (!chrome) return unavailable(c)
  const tags = [cacheTags.site, cacheTags.article(id)]
  cacheFor(c, shown?.kind === 'page' ? 'feed' : 'missing', tags)
  if (shown?.kind === 'gone')
    return refuse(c, 410, `${t('gone.title')}. ${t('gone.reason')}: ${shown.reason}`)
  if (shown?.kind !== 'page') return refuse(c, 404, t('openData.noArticle', { id }))
  c.header('Last-Modified', new Date(shown.updatedAt ?? shown.publishedAt).toUTCString())
  return c.json(presentText(shown, nearby, aroundOf(c, chrome)))
}

async function answerNames(c: SiteContext, kind: keyof typeof presentNamesOf): Promise<Response> {
  const { data, error } = localeQuery.safeParse(c.req.query())
  if (error) return refuseQuery(c, error)
  const chrome = await c.var.site.chrome(data.locale)
  if (!chrome) return unavailable(c)
  cacheFor(c, 'feed', [cacheTags.site])
  return c.json(presentNamesOf[kind](aroundOf(c, chrome)))
}

function notFound(c: SiteContext): Response {
  cacheFor(c, 'missing')
  return refuse(c, 404, translator(askedLocale(c))('openData.nothing', { document: apiPath('openapi.json') }))
}

/** What is public, for programs: reads alone, open to everybody, cached and purged as pages are. */
export function openData() {
  return new Hono<SiteEnv>()
    .use(apiPath('*'), openToAll)
    .get(apiPath('articles'), answerList)
    .get(apiPath('articles/:id'), answerArticle)
    .get(apiPath('sections'), (c) => answerNames(c, 'sections'))
    .get(apiPath('tags'), (c) => answerNames(c, 'tags'))
    .get(apiPath('openapi.json'), async (c) => {
      const { data, error } = localeQuery.safeParse(c.req.query())
      if (error) return refuseQuery(c, error)
      const chrome = await c.var.site.chrome(data.locale)
      if (!chrome) return unavailable(c)
      cacheFor(c, 'feed', [cacheTags.site])
      return c.json(createDocument(aroundOf(c, chrome)))
    })
    .get('/api/*', notFound)
}
