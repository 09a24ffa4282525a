import { Hono } from 'hono'
import { idPattern } from '../domain/id.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { articleForms, articlePath, formPath } from '../domain/site/paths.ts'
import type { AbsentPage, SiteChrome } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderArticle } from '../views/pages.tsx'
import { answerForm } from './article-forms.ts'
import { articleAlternates, frameOf, inLocale, localeOf, type SiteContext, type SiteEnv } from './env.ts'
import { gone, notFound, unavailable } from './missing.ts'
import { elsewhere } from './old-addresses.ts'
import { sendPage } from './send.ts'

/** The id at the end of an article's address; what stands before it is for people. */
const address = new RegExp(`(?:^|-)(${idPattern})(?:\\.(${articleForms.join('|')}))?$`, 'u')

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
    const [, id, end] = address.exec(c.req.param('article') ?? '') ?? []
    const form = articleForms.find((each) => each === end)
    const locale = localeOf(c)
    if (!id) return await elsewhere(c)
    const { shown, nearby, views, chrome } = await c.var.site.article(id, locale)
    if (!chrome) return unavailable(c)
    if (!shown) return await elsewhere(c, id)
    if (shown.kind === 'absent')
      return inOtherLanguage(c, chrome, shown) ?? (await notFound(c, { absent: shown }))
    if (shown.kind === 'gone') return await gone(c, shown)
    const page = articlePath(chrome, shown)
    const path = form ? formPath(page, form) : page
    const tags = [cacheTags.site, cacheTags.article(id)]
    if (c.req.path !== path) {
      cacheFor(c, 'redirect', tags)
      return c.redirect(path, 301)
    }
    if (form)
      return (await answerForm(form, { c, article: shown, nearby, chrome })) ?? (await notFound(c, { id }))
    cacheFor(c, 'page', tags)
    c.header('Content-Language', locale)
    c.header('Last-Modified', new Date(shown.updatedAt ?? shown.publishedAt).toUTCString())
    const frame = frameOf(c, chrome, articleAlternates(chrome, id, shown.alternates))
    return sendPage(c, renderArticle(frame, { article: shown, nearby, views }))
  })
}
