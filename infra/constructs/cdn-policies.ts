import { Aws, Duration, Stack } from 'aws-cdk-lib'
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ICachePolicy,
  type IOriginRequestPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import type { ResponseHeaders } from '../cloud/edge/route.ts'
import { type Route, routes } from '../routes.ts'

/** `/assets/*` -> `Assets`, `*` -> `Pages`: names of what is made for a route. */
export function nameOf({ path }: Route): string {
  const word = path.replaceAll(/[^a-z]/gu, '')
  return word === '' ? 'Pages' : word[0]?.toUpperCase() + word.slice(1)
}

/** What CloudFront keeps under a name is an account's, in all regions: so stacks of one account need names of their own. */
export function nameInAccount(scope: Construct, id: string): string {
  return `${Stack.of(scope).stackName}-${id}-${Aws.REGION}`
}

/** CloudFront knows three sets of methods; the narrowest that has those of the route. */
export function allowedMethodsOf({ methods }: Route): AllowedMethods {
  return methods.includes('POST') ? AllowedMethods.ALLOW_ALL : AllowedMethods.ALLOW_GET_HEAD
}

const isKeptAs = (route: Route) => (other: Route) =>
  other.cache === route.cache && other.compress === route.compress && `${other.query}` === `${route.query}`

/**
 * What tells one answer from another: the path and the query that the route lists. How long it is kept, its origin says. Routes
 * that say the same share one policy, called after the first of them: an account is given twenty, for all stages and regions.
 */
export function cachePolicyOf(scope: Construct, route: Route): ICachePolicy {
  if (route.cache === 'off') return CachePolicy.CACHING_DISABLED
  const all = routes.filter(isKeptAs(route))
  const id = `${nameOf(all[0] ?? route)}Cache`
  const made = scope.node.tryFindChild(id)
  if (made instanceof CachePolicy) return made
  return new CachePolicy(scope, id, {
    cachePolicyName: nameInAccount(scope, id),
    comment: `Bantin ${all.map(({ path }) => path).join(' ')}`,
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
    originRequestPolicyName: nameInAccount(scope, `${nameOf(route)}Request`),
    comment: `Bantin ${route.path}`,
    headerBehavior: OriginRequestHeaderBehavior.allowList(...headers),
    cookieBehavior: OriginRequestCookieBehavior.none(),
    queryStringBehavior: OriginRequestQueryStringBehavior.none(),
  })
}

type Security = ResponseSecurityHeadersBehavior

/** The headers that CloudFront takes as what they mean; all others it takes as they are. */
const security: Record<string, (value: string, override: boolean) => Security> = {
  'content-security-policy': (contentSecurityPolicy, override) => ({
    contentSecurityPolicy: { contentSecurityPolicy, override },
  }),
  'strict-transport-security': (value, override) => {
    const [, seconds] = /^max-age=(\d+)$/u.exec(value) ?? []
    if (!seconds) throw new Error(`strict-transport-security must be "max-age=<seconds>", not "${value}"`)
    const accessControlMaxAge = Duration.seconds(Number(seconds))
    return { strictTransportSecurity: { accessControlMaxAge, includeSubdomains: false, override } }
  },
  'x-content-type-options': (_, override) => ({ contentTypeOptions: { override } }),
  'x-frame-options': (value, override) => {
    if (value !== 'DENY') throw new Error(`x-frame-options must be "DENY", not "${value}"`)
    return { frameOptions: { frameOption: HeadersFrameOption.DENY, override } }
  },
  'referrer-policy': (value, override) => {
    const referrerPolicy = Object.values(HeadersReferrerPolicy).find((each) => each === value)
    if (!referrerPolicy) throw new Error(`there is no referrer policy "${value}"`)
    return { referrerPolicy: { referrerPolicy, override } }
  },
}

/** A row of `response-headers.ts` as CloudFront's policy. */
export function createResponseHeaders(
  scope: Construct,
  id: string,
  comment: string,
  { set, default: otherwise, remove }: ResponseHeaders,
): ResponseHeadersPolicy {
  const all = [
    ...Object.entries(set).map(([header, value]) => ({ header, value, override: true })),
    ...Object.entries(otherwise).map(([header, value]) => ({ header, value, override: false })),
  ]
  const customHeaders = all.filter(({ header }) => !(header in security))
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: nameInAccount(scope, id),
    comment,
    securityHeadersBehavior: Object.assign(
      {},
      ...all.map(({ header, value, override }) => security[header]?.(value, override)),
    ),
    ...(customHeaders.length > 0 && { customHeadersBehavior: { customHeaders } }),
    ...(remove.length > 0 && { removeHeaders: [...remove] }),
  })
}
