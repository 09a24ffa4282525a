import type { Locale } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import type { List } from '../domain/site/lists.ts'
import { cacheFor } from '../http/cache-policy.ts'
import type { SiteContext } from './env.ts'

interface Move {
  locale: Locale
  list: List
  /** The address of today. */
  path: string
  /** The cursor, as `?before=…`. */
  query?: string
}

/** 301 where a list is asked for at another address than today's: by a former slug, or in the words of another language. */
export function moved(c: SiteContext, { locale, list, path, query = '' }: Move): Response | undefined {
  if (c.req.path === path) return undefined
  cacheFor(c, 'redirect', [cacheTags.site, cacheTags.list(locale, list)])
  return c.redirect(path + query, 301)
}
