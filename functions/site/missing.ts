import { isLocale, localeOfPath, locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import type { AbsentPage, GonePage } from '../domain/site/shapes.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { Site } from '../store/site.ts'
import { renderEnded, renderGone, renderNotFound, renderUnavailable } from '../views/pages.tsx'
import { articleAlternates, frameOf, type SiteContext } from './env.ts'

/** The site has not been built yet, or its database does not answer. Nothing may keep this answer. */
export function unavailable(c: SiteContext): Response {
  const locale = localeOfPath(c.req.path)
  cacheFor(c, 'never')
  c.header('Retry-After', '5')
  c.header('Content-Language', locale)
  return c.html(renderUnavailable({ locale }), 503)
}

/** 410: nothing will stand here again, and no article says why. */
export async function ended(c: SiteContext, read: Awaited<ReturnType<Site['front']>>): Promise<Response> {
  const locale = localeOfPath(c.req.path)
  const { chrome, front } = read
  if (!chrome) return unavailable(c)
  cacheFor(c, 'missing', [cacheTags.site, cacheTags.locale(locale)])
  c.header('Content-Language', locale)
  return c.html(renderEnded(frameOf(c, chrome), { latest: front?.latest ?? [] }), 410)
}

interface Missing {
  /** The article that the address names, so that its publication replaces this answer. */
  id?: string
  /** It exists, but in another language only. */
  absent?: AbsentPage
  /** Nothing leads on from here: that it was asked for is noted. */
  lost?: boolean
  /** What this answer is made of, where it was read before it was known to be one. */
  read?: Awaited<ReturnType<Site['front']>>
}

/** 404 in the reader's language, with ways to go on. */
export async function notFound(
  c: SiteContext,
  { absent, id = absent?.id, lost = false, read }: Missing = {},
): Promise<Response> {
  const locale = localeOfPath(c.req.path)
  const { chrome, front } = read ?? (await c.var.site.front(locale))
  if (!chrome) return unavailable(c)
  // An address that names no language (a sitemap) may be there as soon as any of them holds something.
  const waitedFor = isLocale(c.req.path.split('/')[1] ?? '') ? [locale] : locales
  const tags = [cacheTags.site, ...waitedFor.map(cacheTags.locale), ...(id ? [cacheTags.article(id)] : [])]
  cacheFor(c, 'missing', tags)
  c.header('Content-Language', locale)
  const frame = frameOf(c, chrome, absent && articleAlternates(chrome, absent.id, absent.alternates))
  return c.html(renderNotFound(frame, { latest: front?.latest ?? [], lost, ...(absent && { absent }) }), 404)
}

/** 410: what stood here was withdrawn, and why. */
export async function gone(c: SiteContext, notice: GonePage): Promise<Response> {
  const locale = localeOfPath(c.req.path)
  const { chrome, front } = await c.var.site.front(locale)
  if (!chrome) return unavailable(c)
  cacheFor(c, 'page', [cacheTags.site, cacheTags.locale(locale), cacheTags.article(notice.id)])
  c.header('Content-Language', locale)
  const frame = frameOf(c, chrome, articleAlternates(chrome, notice.id, notice.alternates))
  return c.html(renderGone(frame, { gone: notice, latest: front?.latest ?? [] }), 410)
}
