import { framing } from '../functions/desk/policy.ts'
import type { ResponseHeaders } from './cloud/edge/route.ts'
import { cacheTagHeader, fileHeaders, type Route } from './routes.ts'

/**
 * What the CDN does to the headers of every answer, files, errors and the mirror too: the stack makes policies of it, the
 * embedded edge obeys it.
 */

const always = {
  // Two years. Of the domain's other hosts this system knows nothing.
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
}

/** Of use between the origin and the CDN only. */
const remove = ['server-timing', cacheTagHeader]

/** The content security policy is each page's own. A page of the mirror says it too, but for who may frame it. */
const pages = {
  set: always,
  default: {
    'content-security-policy': "frame-ancestors 'none'",
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-frame-options': 'DENY',
  },
  remove,
} satisfies ResponseHeaders

const files = {
  set: { ...always, ...fileHeaders },
  default: { 'referrer-policy': 'strict-origin-when-cross-origin' },
  remove,
} satisfies ResponseHeaders

/** A browser obeys this policy and that of the page itself. */
const desk = {
  set: {
    ...always,
    'content-security-policy': framing,
    // For browsers that do not know the policy's own word for it.
    'x-frame-options': 'DENY',
    // The address holds a code while somebody signs in.
    'referrer-policy': 'no-referrer',
    // A page that opened it has no hold on it; it keeps its own on the window in which somebody signs in.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
  },
  default: {},
  remove: [],
} satisfies ResponseHeaders

export const responseHeaders = {
  site: pages,
  mirror: pages,
  counter: pages,
  search: pages,
  preview: pages,
  feedback: pages,
  media: files,
  desk,
} as const satisfies Record<Route['origin'], ResponseHeaders>
