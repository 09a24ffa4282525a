import { cacheTags } from '../domain/site/cache-tags.ts'
import { type ArticleForm, articlePath } from '../domain/site/paths.ts'
import type { ArticlePage, Nearby, SiteChrome } from '../domain/site/shapes.ts'
import { drawSharePicture } from '../drawing/share-picture.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderPaper } from '../paper/article.ts'
import { codeDrawing } from '../paper/code.ts'
import { translator } from '../views/i18n.tsx'
import { picturesOf, renderSaved } from '../views/saved-page.tsx'
import { renderCalendar } from './calendar.ts'
import { carriedPictures, type FetchPublic } from './carried-pictures.ts'
import { frameOf, type SiteContext } from './env.ts'

interface Form {
  body: string | Uint8Array
  type: string
  /** Told where it is to be kept, and not shown. */
  disposition?: string
}

interface Formed {
  c: SiteContext
  article: ArticlePage
  nearby: Nearby
  chrome: SiteChrome
}

/** What an article is beside its page, each at the page's address with an end of its own; undefined where there is no such form of it. */
const forms: Record<ArticleForm, (of: Formed) => Form | undefined | Promise<Form>> = {
  png: ({ c, article, chrome }) => {
    const { bold } = c.var.parts.typefaces?.() ?? {}
    const drawn = bold && drawSharePicture(bold, { site: chrome.name, title: article.title })
    return drawn && { body: new Uint8Array(drawn), type: 'image/png' }
  },
  ics: ({ c, article, chrome }) => {
    const { siteUrl } = c.var.parts
    const calendar = article.eventDate
      ? renderCalendar({ chrome, siteUrl, name: article.title, cards: [article] })
      : undefined
    return calendar ? { body: calendar, type: 'text/calendar; charset=utf-8' } : undefined
  },
  pdf: ({ c, article, nearby, chrome }) => {
    const { typefaces, siteUrl } = c.var.parts
    const address = siteUrl + articlePath(chrome, article)
    const paper = typefaces && renderPaper({ article, nearby, chrome, siteUrl, address }, typefaces())
    return paper && { body: new Uint8Array(paper), type: 'application/pdf' }
  },
  html: async ({ c, article, nearby, chrome }) => {
    const { siteUrl, fetchPublic = fetchAsReader } = c.var.parts
    const frame = { ...frameOf(c, chrome), path: articlePath(chrome, article) }
    const body = renderSaved(frame, article, {
      nearby,
      pictures: await carriedPictures(fetchPublic, picturesOf(article, siteUrl)),
      code: codeDrawing(siteUrl + frame.path, translator(chrome.locale)('article.code')),
    })
    const disposition = `attachment; filename="${article.slug}.html"`
    return { body, type: 'text/html; charset=utf-8', disposition }
  },
}

const fetchAsReader: FetchPublic = (address, signal) => fetch(address, { redirect: 'error', signal })

/** An article in another form than its page. Kept and purged as that is; search engines keep the page (RFC 6596). */
export async function answerForm(form: ArticleForm, of: Formed): Promise<Response | undefined> {
  const { c, article, chrome } = of
  const made = await forms[form](of)
  if (!made) return undefined
  cacheFor(c, 'page', [cacheTags.site, cacheTags.article(article.id)])
  c.header('Content-Language', article.locale)
  c.header('Link', `<${c.var.parts.siteUrl}${articlePath(chrome, article)}>; rel="canonical"`)
  return c.body(typeof made.body === 'string' ? made.body : new Uint8Array(made.body), 200, {
    'Content-Type': made.type,
    ...(made.disposition && { 'Content-Disposition': made.disposition }),
  })
}
