import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { responseHeaders } from '../../infra/response-headers.ts'
import { type Route, routes } from '../../infra/routes.ts'
import { read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { type Json, type Stack, synthesize, textOf } from './stack-setup.ts'

let cloud: TestCloud
let stack: Stack
beforeAll(async () => {
  stack = synthesize()
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

function configOf({ path }: Route): Json {
  const { DistributionConfig } = stack.only('AWS::CloudFront::Distribution').Properties
  const behavior =
    path === '*'
      ? DistributionConfig.DefaultCacheBehavior
      : DistributionConfig.CacheBehaviors.find(({ PathPattern }: Json) => PathPattern === path)
  const policies = stack.all('AWS::CloudFront::ResponseHeadersPolicy')
  return policies.find(({ id }) => id === behavior.ResponseHeadersPolicyId.Ref)?.Properties
    .ResponseHeadersPolicyConfig
}

/** What a policy of the stack sets, in the words of HTTP. */
function headersOf({ SecurityHeadersConfig: security, CustomHeadersConfig: custom }: Json) {
  const { StrictTransportSecurity: hsts } = security
  const all: [name: string, value: unknown, override: boolean | undefined][] = [
    [
      'strict-transport-security',
      hsts && `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? '; includeSubDomains' : ''}`,
      hsts?.Override,
    ],
    [
      'x-content-type-options',
      security.ContentTypeOptions && 'nosniff',
      security.ContentTypeOptions?.Override,
    ],
    ['x-frame-options', security.FrameOptions?.FrameOption, security.FrameOptions?.Override],
    ['referrer-policy', security.ReferrerPolicy?.ReferrerPolicy, security.ReferrerPolicy?.Override],
    [
      'content-security-policy',
      security.ContentSecurityPolicy && textOf(security.ContentSecurityPolicy.ContentSecurityPolicy),
      security.ContentSecurityPolicy?.Override,
    ],
    ...(custom?.Items ?? []).map(({ Header, Value, Override }: Json) => [Header, Value, Override]),
  ]
  const those = (override: boolean) =>
    Object.fromEntries(
      all.filter((each) => each[1] && each[2] === override).map(([name, value]) => [name, value]),
    )
  return { set: those(true), default: those(false) }
}

/** An address of each route. */
const addresses: Record<string, string> = {
  '/views/*': '/views/0123456789',
  '/assets/*': '/assets/none.js',
  '/errors/*': '/errors/outage.html',
  '/media/*': '/media/none.jpg',
  '/preview/*': '/preview/none',
  '/feedback/*': '/feedback/vi',
  '/desk/*': '/desk/',
  '/vi/tim-kiem': '/vi/tim-kiem',
  '/en/search': '/en/search',
  '/api/v1/search': '/api/v1/search?q=a',
  '/suggest/*': '/suggest/vi',
  '*': '/vi',
}

describe('the headers of what readers and editors get', () => {
  it.each(routes)('are those of one table in the stack: $path', (route) => {
    const config = configOf(route)
    const { set, default: otherwise, remove } = responseHeaders[route.origin]
    const policy = 'content-security-policy' in set ? set['content-security-policy'] : undefined
    expect(headersOf(config)).toEqual({
      // Of the desk's page the stack says more.
      set: { ...set, ...(policy && { 'content-security-policy': expect.stringContaining(policy) }) },
      default: otherwise,
    })
    const removed = config.RemoveHeadersConfig?.Items.map(({ Header }: Json) => Header) ?? []
    expect(removed).toEqual(remove)
  })

  it.each(routes)('are the same on this machine: $path', async ({ path, origin }) => {
    const { headers } = await read(cloud.addresses.edge, addresses[path]!)
    const { set, default: otherwise, remove } = responseHeaders[origin]
    for (const [name, value] of Object.entries(set))
      expect(`${name}: ${headers.get(name)}`).toBe(`${name}: ${value}`)
    for (const name of Object.keys(otherwise)) expect(`${name}: ${headers.has(name)}`).toBe(`${name}: true`)
    for (const name of remove) expect(`${name}: ${headers.has(name)}`).toBe(`${name}: false`)
  })

  it('forbid to frame a page that the mirror answers, as any other', async () => {
    const start = cloud.stopSite()
    try {
      const { headers } = await read(cloud.addresses.edge, '/en')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
      expect(headers.get('strict-transport-security')).toBe('max-age=63072000')
    } finally {
      start()
    }
  })
})
