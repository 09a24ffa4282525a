import { localeOfPath } from '../domain/locale.ts'
import { listParameters, oldAddress } from '../domain/old-address.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { articlePath } from '../domain/site/paths.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { SiteContext } from './env.ts'
import { ended, gone, notFound } from './missing.ts'

/**
 * What nothing else answers: an address of former days leads to its article (301) or is said to be gone (410), everything else is
 * not found. `id`: of the article that the address names, whose publication replaces this answer.
 */
export async function elsewhere(c: SiteContext, id?: string): Promise<Response> {
  // Still percent-encoded, as it was written into the table.
  const { pathname, searchParams } = new URL(c.req.url)
  const asked = [...searchParams]
  // A link may say more of the list than the address that was kept.
  const withoutList = asked.filter(([name]) => !listParameters.has(name.toLowerCase()))
  const addresses = [asked, withoutList].map((each) => oldAddress(pathname, each))
  const { old, isGone, ...read } = await c.var.site.elsewhere(
    [...new Set(addresses)],
    localeOfPath(c.req.path),
  )
  if (!old && isGone) return await ended(c, read)
  const missing = { read, lost: true, ...(id && { id }) }
  if (!old) return await notFound(c, missing)
  const { shown, chrome } = await c.var.site.article(old.id, old.locale)
  if (shown?.kind === 'gone') return await gone(c, shown)
  if (!chrome || shown?.kind !== 'page') return await notFound(c, missing)
  cacheFor(c, 'redirect', [cacheTags.site, cacheTags.article(old.id)])
  return c.redirect(articlePath(chrome, shown), 301)
}
