import type { Context } from 'hono'

/**
 * How long an answer may be kept, by name. Browsers keep pages shortly, because they cannot be purged; the CDN keeps them
 * an hour, so that even a lost purge heals by itself, and a week longer when the origin is down.
 */
const policies = {
  page: 'public, max-age=60, s-maxage=3600, stale-while-revalidate=60, stale-if-error=604800',
  feed: 'public, max-age=300, s-maxage=3600, stale-while-revalidate=60, stale-if-error=604800',
  icon: 'public, max-age=86400, s-maxage=86400, stale-if-error=604800',
  missing: 'public, max-age=0, s-maxage=60',
  /** What a query found: no browser shows a text that was withdrawn, and the index follows a publication by seconds. */
  search: 'public, max-age=0, s-maxage=30, stale-if-error=3600',
  /** For as long as a text that was withdrawn may still be one; what publishes purges it. */
  suggest: 'public, max-age=0, s-maxage=300',
  redirect: 'public, max-age=60, s-maxage=3600',
  immutable: 'public, max-age=31536000, immutable',
  never: 'no-store',
}

/** Says how long this answer may be kept, and from what it was made. */
export function cacheFor(c: Context, policy: keyof typeof policies, tags: readonly string[] = []): void {
  c.header('Cache-Control', policies[policy])
  if (tags.length > 0) c.header('Cache-Tag', tags.join(','))
}
