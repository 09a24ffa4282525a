import { Hono } from 'hono'
import { idPattern } from '../domain/id.ts'
import { type Locale, locales, otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { articlePath, contactPath, sentPath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { type Frame, renderContact, renderSent } from '../views/pages.tsx'
import { frameOf, inLocale, inWords, localeOf, oneOf, type SiteContext, type SiteEnv } from './env.ts'
import { unavailable } from './missing.ts'
import { sendPage } from './send.ts'

const sentWords = locales.map((each) => sentPath(each).slice(contactPath(each).length + 1))

async function answer(
  c: SiteContext,
  pathOf: (locale: Locale) => string,
  render: (frame: Frame) => string,
): Promise<Response> {
  const locale = localeOf(c)
  const path = pathOf(locale)
  if (c.req.path !== path) {
    cacheFor(c, 'redirect', [cacheTags.site])
    return c.redirect(path, 301)
  }
  const chrome = await c.var.site.chrome(locale)
  if (!chrome) return unavailable(c)
  cacheFor(c, 'page', [cacheTags.site])
  c.header('Content-Language', locale)
  const alternates = Object.fromEntries(otherLocales(locale).map((each) => [each, pathOf(each)]))
  return sendPage(c, render(frameOf(c, chrome, alternates)))
}

/** Thanks for what was said of an article, with the way back to it. Of one that is not there it is thanked for as well. */
async function answerSaid(c: SiteContext): Promise<Response> {
  const [locale, id] = [localeOf(c), c.req.param('id') ?? '']
  const path = sentPath(locale, id)
  const tags = [cacheTags.site, cacheTags.article(id)]
  if (c.req.path !== path) {
    cacheFor(c, 'redirect', tags)
    return c.redirect(path, 301)
  }
  const { shown, chrome } = await c.var.site.article(id, locale)
  if (!chrome) return unavailable(c)
  cacheFor(c, 'page', tags)
  c.header('Content-Language', locale)
  const about = shown?.kind === 'page' ? { title: shown.title, path: articlePath(chrome, shown) } : undefined
  return sendPage(c, renderSent(frameOf(c, chrome), { about }))
}

/** `/vi/lien-he`: where to write to, with a form; and the page that thanks for it. */
export function contactPages() {
  return new Hono<SiteEnv>()
    .get(`${inLocale}/${inWords('contact')}`, (c) => answer(c, contactPath, renderContact))
    .get(`${inLocale}/${inWords('contact')}/${oneOf('sent', sentWords)}`, (c) =>
      answer(
        c,
        (locale) => sentPath(locale),
        (frame) => renderSent(frame, 'message'),
      ),
    )
    .get(
      `${inLocale}/${inWords('contact')}/${oneOf('sent', sentWords)}/${oneOf('id', [idPattern])}`,
      answerSaid,
    )
}
