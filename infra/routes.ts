import { locales } from '../functions/domain/locale.ts'
import { apiPath, feedbackPath, outagePath, searchPath, suggestPath } from '../functions/domain/site/paths.ts'
import { searchParameters } from '../functions/domain/site/search.ts'
import type { Route as EdgeRoute } from './cloud/edge/route.ts'

/**
 * What the CDN serves, as one table: the stack makes CloudFront behaviours of it, the embedded edge obeys it, the tests
 * read it.
 */
export interface Route extends EdgeRoute {
  /**
   * `site`: the reader's function. `mirror`: the bucket that holds the site as files. `counter`: the function that counts
   * views. `search`: the function that searches. `media`: the bucket of public files, asked with the address as the key.
   * `preview`: the function for people who come by a link. `feedback`: the function that takes what readers write. `desk`: the bucket of the editors' desk.
   */
  origin: 'site' | 'mirror' | 'counter' | 'search' | 'media' | 'preview' | 'feedback' | 'desk'
  /** Who is asked instead when the origin fails, or says that it has no such file. */
  fallback?: 'mirror' | 'site'
}

const read = ['GET', 'HEAD'] as const

/** With these, or without an answer in time, an origin has failed. */
export const failures: readonly number[] = [500, 502, 503, 504]

/**
 * Then, or when more is asked of a function than it may do at once (429), or it does not let itself be asked (403: its
 * permission is gone, or a signature is not understood), the fallback is asked.
 */
export const failovers: readonly number[] = [403, 429, ...failures]

/**
 * The function that searches. Its page has one fallback for all questions; 503 is its own answer where the index cannot be asked,
 * which tells a reader more than the mirror could.
 */
const searches: readonly Route[] = [
  ...locales.map(
    (locale): Route => ({
      path: searchPath(locale),
      origin: 'search',
      fallback: 'mirror',
      failovers: failovers.filter((status) => status !== 503),
      methods: read,
      cache: 'on',
      query: searchParameters,
      headers: [],
      viewerRequest: true,
      compress: true,
    }),
  ),
  {
    path: apiPath('search'),
    origin: 'search',
    methods: read,
    cache: 'on',
    query: [...searchParameters, 'locale'],
    headers: [],
    viewerRequest: true,
    compress: true,
  },
  {
    path: suggestPath('*'),
    origin: 'search',
    methods: read,
    cache: 'on',
    query: ['q'],
    headers: [],
    viewerRequest: true,
    compress: true,
  },
]

export const routes: readonly Route[] = [
  {
    path: '/views/*',
    // With instances and a table of its own: a flood of views takes nothing of what pages need.
    origin: 'counter',
    methods: ['GET', 'HEAD', 'POST'],
    cache: 'off',
    query: [],
    // By address and browser a view is told from the same one sent again; CloudFront makes the first itself.
    headers: ['cloudfront-viewer-address', 'user-agent', 'x-amz-content-sha256'],
    viewerRequest: false,
    compress: false,
  },
  {
    path: '/assets/*',
    // Pages of earlier releases, in caches and open browsers, name files that the function of today does not know.
    origin: 'mirror',
    fallback: 'site',
    methods: read,
    cache: 'on',
    query: [],
    headers: [],
    viewerRequest: false,
    compress: true,
  },
  {
    path: '/errors/*',
    origin: 'mirror',
    methods: read,
    cache: 'on',
    query: [],
    headers: [],
    viewerRequest: false,
    compress: true,
  },
  {
    path: '/media/*',
    origin: 'media',
    methods: read,
    cache: 'on',
    query: [],
    headers: ['range'],
    viewerRequest: false,
    compress: false,
  },
  {
    path: '/preview/*',
    origin: 'preview',
    methods: ['GET', 'HEAD', 'POST'],
    cache: 'off',
    query: [],
    headers: ['origin', 'sec-fetch-site'],
    viewerRequest: false,
    compress: false,
  },
  {
    path: feedbackPath('*'),
    origin: 'feedback',
    methods: ['GET', 'HEAD', 'POST'],
    cache: 'off',
    query: [],
    // By address a flood is told from a few messages; CloudFront makes the header itself.
    headers: ['cloudfront-viewer-address'],
    viewerRequest: false,
    compress: false,
  },
  {
    path: '/desk/*',
    origin: 'desk',
    methods: read,
    cache: 'on',
    // What the user pool adds to the address is for the page's script alone.
    query: [],
    headers: [],
    viewerRequest: true,
    compress: true,
  },
  ...searches,
  {
    path: '*',
    origin: 'site',
    fallback: 'mirror',
    methods: read,
    cache: 'on',
    // What an address may carry is decided by functions/edge/viewer-request.js, which hands it over within the path.
    query: [],
    headers: [],
    viewerRequest: true,
    compress: true,
  },
]

/** Everybody whom the CDN asks. */
export type OriginName = Route['origin'] | NonNullable<Route['fallback']>

/**
 * Who may not list a bucket is told 403 of what it does not hold. So that is what readers would get of an address that
 * neither the site nor the mirror can answer: they get this page instead, and search engines hear that it is not for ever.
 */
export const errorPages = { 403: { path: outagePath, status: 503 } } as const

/** The response header in which the origin names what a page was made of; purges go by it. */
export const cacheTagHeader = 'cache-tag'

/** What the CDN adds to files that editors uploaded: whatever is in them, no browser runs it in the name of the site. */
export const fileHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
} as const

/** What scripts of the desk, and of no other origin, may send to the editors' API and read of its answers. */
export const editorsCors = {
  methods: ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'],
  headers: [
    ...['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'],
    ...['content-type', 'if-match', 'if-none-match', 'idempotency-key'],
  ],
  exposed: ['etag', 'location', 'retry-after'],
  maxAgeSeconds: 3600,
} as const
