import { Hono } from 'hono'
import { type Locale, locales, otherLocales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { contactPath, sentPath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { renderContact, renderSent } from '../views/pages.tsx'
import { frameOf, inLocale, inWords, localeOf, oneOf, type SiteContext, type SiteEnv } from './env.ts'
import { unavailable } from './missing.ts'

const sentWords = locales.map((each) => sentPath(each).slice(contactPath(each).length + 1))

async function answer(
  c: SiteContext,
  pathOf: (locale: Locale) => string,
  render: typeof renderContact,
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
  return c.html(render(frameOf(c, chrome, alternates)))
}

/** `/vi/lien-he`: where to write to, with a form; and the page that thanks for it. */
export function contactPages() {
  return new Hono<SiteEnv>()
    .get(`${inLocale}/${inWords('contact')}`, (c) => answer(c, contactPath, renderContact))
    .get(`${inLocale}/${inWords('contact')}/${oneOf('sent', sentWords)}`, (c) =>
      answer(c, sentPath, renderSent),
    )
}
