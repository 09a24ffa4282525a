import { Duration } from 'aws-cdk-lib'
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  HeadersReferrerPolicy,
  type ICachePolicy,
  type IOriginRequestPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { cacheTagHeader, type Route } from '../routes.ts'

/** `/assets/*` -> `Assets`, `*` -> `Pages`: names of what is made for a route. */
export function nameOf({ path }: Route): string {
  const word = path.replaceAll(/[^a-z]/gu, '')
  return word === '' ? 'Pages' : word[0]?.toUpperCase() + word.slice(1)
}

/** CloudFront knows three sets of methods; the narrowest that has those of the route. */
export function allowedMethodsOf({ methods }: Route): AllowedMethods {
  return methods.includes('POST') ? AllowedMethods.ALLOW_ALL : AllowedMethods.ALLOW_GET_HEAD
}

/** What tells one answer from another: the path and the query that the route lists. How long it is kept, its origin says. */
export function cachePolicyOf(scope: Construct, route: Route): ICachePolicy {
  if (route.cache === 'off') return CachePolicy.CACHING_DISABLED
  return new CachePolicy(scope, `${nameOf(route)}Cache`, {
    comment: `Bantin ${route.path}`,
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.days(365),
    queryStringBehavior:
      route.query.length > 0
        ? CacheQueryStringBehavior.allowList(...route.query)
        : CacheQueryStringBehavior.none(),
    headerBehavior: CacheHeaderBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    enableAcceptEncodingGzip: route.compress,
    enableAcceptEncodingBrotli: route.compress,
  })
}

/** CloudFront answers ranges by itself, and asks the origin for them as it sees fit. */
const passedAnyway = ['range']

/** Only where an origin needs headers of the viewer, without which nothing but the cache key reaches it. */
export function originRequestPolicyOf(scope: Construct, route: Route): IOriginRequestPolicy | undefined {
  const headers = route.headers.filter((name) => !passedAnyway.includes(name))
  if (headers.length === 0) return undefined
  return new OriginRequestPolicy(scope, `${nameOf(route)}Request`, {
    comment: `Bantin ${route.path}`,
    headerBehavior: OriginRequestHeaderBehavior.allowList(...headers),
    cookieBehavior: OriginRequestCookieBehavior.none(),
    queryStringBehavior: OriginRequestQueryStringBehavior.none(),
  })
}

/** Headers for every answer, files and errors too. The content security policy is each page's own. */
export function createResponseHeaders(
  scope: Construct,
  id = 'ResponseHeaders',
  contentSecurityPolicy?: string,
): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: contentSecurityPolicy ? 'Bantin, files' : 'Bantin',
    securityHeadersBehavior: {
      ...(contentSecurityPolicy && {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
      }),
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        // Of the domain's other hosts this system knows nothing.
        includeSubdomains: false,
        override: true,
      },
      contentTypeOptions: { override: true },
      referrerPolicy: {
        referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
        override: false,
      },
    },
    // Of use between the origin and the CDN only.
    removeHeaders: ['server-timing', cacheTagHeader],
  })
}
