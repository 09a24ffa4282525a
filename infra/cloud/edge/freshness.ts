/** Until when an answer may be served, in milliseconds since 1970. */
export interface Freshness {
  freshUntil: number
  /** Until then it is served at once, and asked for again behind the viewer's back (RFC 5861, 3). */
  revalidateUntil: number
  /** Until then it is served when the origin fails (RFC 5861, 4). */
  errorUntil: number
}

// CloudFront keeps 403 and 404 as they say themselves, and 410 never.
const keepable = new Set([200, 203, 300, 301, 302, 307, 308, 403, 404])
const year = 31_536_000

/**
 * How long a response whose question left at `asked` may be kept; undefined when it must not be. Only what says so
 * itself is kept: there is no default lifetime. RFC 9111, 5.2.2, for shared caches.
 */
export function freshnessOf(
  status: number,
  cacheControl: string | undefined,
  asked: number,
): Freshness | undefined {
  const directives = parse(cacheControl ?? '')
  const age = directives.get('s-maxage') ?? directives.get('max-age')
  const mustAsk = directives.has('no-cache')
  if (!keepable.has(status) || directives.has('no-store') || directives.has('private')) return undefined
  if (age === undefined && !mustAsk) return undefined

  const neverStale = mustAsk || directives.has('must-revalidate') || directives.has('proxy-revalidate')
  const grace = (name: string) => (neverStale ? 0 : milliseconds(directives.get(name) ?? '0'))
  const freshUntil = asked + (mustAsk ? 0 : milliseconds(age ?? '0'))
  return {
    freshUntil,
    revalidateUntil: freshUntil + grace('stale-while-revalidate'),
    errorUntil: freshUntil + grace('stale-if-error'),
  }
}

/** What cannot be read counts as stale (RFC 9111, 4.2.1). */
function milliseconds(seconds: string): number {
  return /^\d+$/.test(seconds) ? Math.min(Number(seconds), year) * 1000 : 0
}

/** The first of each directive, its value without quotes. */
function parse(cacheControl: string): Map<string, string> {
  const directives = new Map<string, string>()
  for (const [, name = '', quoted, plain] of cacheControl.matchAll(
    /([^\s,=]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,]*)))?/g,
  )) {
    const key = name.toLowerCase()
    if (!directives.has(key)) directives.set(key, quoted ?? plain ?? '')
  }
  return directives
}
