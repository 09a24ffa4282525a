/** What a distribution does with the addresses of one pattern. `Name`: those who can be asked. */
export interface Route<Name extends string = string> {
  /** `*` matches any characters; the first route that matches wins. */
  path: string
  origin: Name
  /** Who is asked when the origin fails. */
  fallback?: Name
  /** With these statuses. @default those of the distribution */
  failovers?: readonly number[]
  methods: readonly ('GET' | 'HEAD' | 'POST')[]
  /** `off` passes every request on; otherwise answers are kept as their Cache-Control says. */
  cache: 'on' | 'off'
  /** The only query parameters that reach the origin and the cache key. */
  query: readonly string[]
  /** The only request headers that reach the origin. */
  headers: readonly string[]
  /** Whether the viewer-request function runs first. */
  viewerRequest: boolean
  compress: boolean
  /** What is done to the headers of every answer. @default nothing */
  responseHeaders?: ResponseHeaders
}

/** A response headers policy, in lower-case names. */
export interface ResponseHeaders {
  /** Instead of what the origin says. */
  set: Readonly<Record<string, string>>
  /** Where the origin says nothing. */
  default: Readonly<Record<string, string>>
  remove: readonly string[]
}

/** What the behaviours of a distribution have in common. */
export interface Distribution {
  /** With these statuses, or without an answer in time, an origin has failed, and the fallback is asked. */
  failovers: readonly number[]
  /** By status: the page that viewers get instead of what an origin answered, and the status that it has then. */
  errorPages?: Readonly<Record<number, { path: string; status: number }>>
  /** The header in which an origin names what purges go by. It is not for viewers. */
  cacheTagHeader: string
}

/** The headers of an answer as a policy leaves them. */
export function applyHeaders(
  headers: Readonly<Record<string, string>>,
  policy: ResponseHeaders | undefined,
): Record<string, string> {
  if (!policy) return { ...headers }
  const all = { ...policy.default, ...headers, ...policy.set }
  return Object.fromEntries(Object.entries(all).filter(([name]) => !policy.remove.includes(name)))
}
