import { Hono } from 'hono'
import { idPattern } from '../domain/id.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { AbsentPage, SiteChrome } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderArticle } from '../views/pages.tsx'
import { articleAlternates, frameOf, inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { gone, notFound, unavailable } from './missing.ts'

/** The id at the end of an article's address; what stands before it is for people. */
const address = new RegExp(`(?:^|-)(${idPattern})$`, 'u')

/** 302, where its section leads readers on to a language that there is: for as long as theirs is missing. */
function inOtherLanguage(
  c: SiteContext,
  chrome: SiteChrome,
  { id, alternates }: AbsentPage,
): Response | undefined {
  const [place] = alternates
  const policy = chrome.sections.find((each) => each.id === place?.section)?.missingTranslation
  if (!place || policy !== 'redirect') return undefined
  cacheFor(c, 'redirect', [cacheTags.site, cacheTags.article(id)])
  return c.redirect(articlePath(chrome, { ...place, id }), 302)
}

/** `/<locale>/<section slug>/<title slug>-<id>`. Another slug or section than today's answers 301 to today's address. */
export function articlePages() {
  return new Hono<SiteEnv>().get(`${inLocale}/:section/:article`, async (c) => {
    const id = address.exec(c.req.param('article') ?? '')?.[1]
    const locale = localeOf(c)
    if (!id) return await notFound(c)
    const { shown, nearby, views, chrome } = await c.var.site.article(id, locale)
    if (!chrome) return unavailable(c)
    if (!shown) return await notFound(c, { id })
    if (shown.kind === 'absent')
      return inOtherLanguage(c, chrome, shown) ?? (await notFound(c, { absent: shown }))
    if (shown.kind === 'gone') return await gone(c, shown)
    const path = articlePath(chrome, shown)
    const tags = [cacheTags.site, cacheTags.article(id)]
    if (c.req.path !== path) {
      cacheFor(c, 'redirect', tags)
      return c.redirect(path, 301)
    }
    cacheFor(c, 'page', tags)
    c.header('Content-Language', locale)
    c.header('Last-Modified', new Date(shown.updatedAt ?? shown.publishedAt).toUTCString())
    const frame = frameOf(c, chrome, articleAlternates(chrome, id, shown.alternates))
    return c.html(renderArticle(frame, { article: shown, nearby, views }))
  })
}
