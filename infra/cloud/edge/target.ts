import type { Route } from './route.ts'

/** Where a request goes: the path as it was sent, and the query by name, first value first. */
export interface Target {
  path: string
  query: ReadonlyMap<string, readonly string[]>
}

/** Reads a request target. An absolute one counts by its path alone; undefined when it is no address at all. */
export function parseTarget(text: string): Target | undefined {
  const relative = text.replace(/^https?:\/\/[^/?]*/i, '')
  const [, path, search = ''] = /^([^?#]*)(?:\?([^#]*))?$/.exec(relative) ?? []
  if (path === undefined || (path !== '' && !path.startsWith('/')) || (path === '' && relative === text))
    return undefined
  return { path: path || '/', query: parseQuery(search) }
}

function parseQuery(search: string): Map<string, string[]> {
  const query = new Map<string, string[]>()
  for (const pair of search.split('&')) {
    if (pair === '') continue
    const [name, value] = split(pair)
    query.set(name, [...(query.get(name) ?? []), value])
  }
  return query
}

function split(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}

/** The first route whose pattern fits. The origin gets the path as it was sent; only the choice is by its normal form. */
export function findRoute<Name extends string>(
  routes: readonly Route<Name>[],
  path: string,
): Route<Name> | undefined {
  const normal = normalForm(path)
  return routes.find((route) => patternOf(route.path).test(normal))
}

/** `*` is any characters and `?` is one, as in CloudFront. */
function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's')
}

/** RFC 3986, 6.2.2: unreserved characters as themselves, dot segments resolved. */
function normalForm(path: string): string {
  const decoded = path.replace(/%[0-9a-f]{2}/gi, (triple) => {
    const character = String.fromCharCode(Number.parseInt(triple.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : triple
  })
  const resolved: string[] = []
  const segments = decoded.split('/').slice(1)
  for (const segment of segments) {
    if (segment === '..') resolved.pop()
    else if (segment !== '.') resolved.push(segment)
  }
  if (/^\.\.?$/.test(segments.at(-1) ?? '')) resolved.push('')
  return `/${resolved.join('/')}`
}

/** The query that reaches the origin: allowed names only, in order, the first value of each. */
export function allowedQuery(route: Route, query: Target['query']): string {
  return route.query
    .flatMap(
      (name) =>
        query
          .get(name)
          ?.slice(0, 1)
          .map((value) => `${name}=${value}`) ?? [],
    )
    .sort()
    .join('&')
}

/** The headers that reach the origin: allowed names only. */
export function allowedHeaders(route: Route, headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    route.headers.flatMap((name) => {
      const value = headers[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Path and query, as invalidations name them. */
export function addressOf(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`
}

/** What tells one cache entry from another. GET and HEAD share one, and so do all ranges of a body. */
export function cacheKey(address: string, headers: Record<string, string>): string {
  const varying = Object.entries(headers).filter(([name]) => name !== 'range')
  return JSON.stringify([address, ...varying])
}
