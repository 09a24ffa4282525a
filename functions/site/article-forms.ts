import { cacheTags } from '../domain/site/cache-tags.ts'
import { type ArticleForm, articlePath } from '../domain/site/paths.ts'
import type { ArticlePage, SiteChrome } from '../domain/site/shapes.ts'
import { drawSharePicture } from '../drawing/share-picture.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderPaper } from '../paper/article.ts'
import { renderCalendar } from './calendar.ts'
import type { SiteContext } from './env.ts'

interface Formed {
  c: SiteContext
  article: ArticlePage
  chrome: SiteChrome
}

/** What an article is beside its page, each at the page's address with an end of its own; undefined where there is no such form of it. */
const forms: Record<ArticleForm, (of: Formed) => { body: string | Uint8Array; type: string } | undefined> = {
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
  pdf: ({ c, article, chrome }) => {
    const { typefaces, siteUrl } = c.var.parts
    const address = siteUrl + articlePath(chrome, article)
    const paper = typefaces && renderPaper({ article, chrome, address }, typefaces())
    return paper && { body: new Uint8Array(paper), type: 'application/pdf' }
  },
}

/** An article in another form than its page. Kept and purged as that is; search engines keep the page (RFC 6596). */
export function answerForm(form: ArticleForm, of: Formed): Response | undefined {
  const { c, article, chrome } = of
  const made = forms[form](of)
  if (!made) return undefined
  cacheFor(c, 'page', [cacheTags.site, cacheTags.article(article.id)])
  c.header('Content-Language', article.locale)
  c.header('Link', `<${c.var.parts.siteUrl}${articlePath(chrome, article)}>; rel="canonical"`)
  return c.body(typeof made.body === 'string' ? made.body : new Uint8Array(made.body), 200, {
    'Content-Type': made.type,
  })
}
