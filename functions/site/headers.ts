import type { MiddlewareHandler } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { videoHostFacts, videoHosts } from '../domain/video-host.ts'
import type { SiteAssets } from './assets.ts'

/** What every page for readers says to the browser: what may run in it, and by what it is known again. */
export function pageHeaders({ styleSource }: SiteAssets): [MiddlewareHandler, MiddlewareHandler] {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: [styleSource],
      imgSrc: ["'self'", 'data:'],
      mediaSrc: ["'self'", 'https:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      // Players of other sites, which the page asks for when a reader does.
      frameSrc: videoHosts.map((host) => videoHostFacts[host].origin),
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    xXssProtection: false,
    referrerPolicy: 'strict-origin-when-cross-origin',
  })
  const retainedHeaders = [...RETAINED_304_HEADERS, 'cache-tag', 'content-language', 'server-timing']
  return [secure, etag({ retainedHeaders })]
}
