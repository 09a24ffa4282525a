import { beforeAll, describe, expect, it } from 'vitest'
import { readViewerRequest } from '../../infra/bundles.ts'
import { fileHeaders, type Route, routes } from '../../infra/routes.ts'
import { type Json, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
let config: Json
beforeAll(() => {
  stack = stackWith()
  config = stack.only('AWS::CloudFront::Distribution').Properties.DistributionConfig
})

const behaviorOf = ({ path }: Route): Json =>
  path === '*'
    ? config.DefaultCacheBehavior
    : config.CacheBehaviors.find(({ PathPattern }: Json) => PathPattern === path)

const byId = (reference: Json): Json => stack.template.Resources[reference.Ref].Properties

/** The policy that CloudFront itself keeps for what is never cached. */
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'

describe('the distribution', () => {
  it('has one behaviour for each route, in its order, and ends with the one for all others', () => {
    const patterns = [...config.CacheBehaviors.map(({ PathPattern }: Json) => PathPattern), '*']
    expect(patterns).toEqual(routes.map(({ path }) => path))
  })

  it.each(routes)('asks the right origin for $path', (route) => {
    const { TargetOriginId } = behaviorOf(route)
    const group = config.OriginGroups.Items.find(({ Id }: Json) => Id === TargetOriginId)
    expect(group !== undefined).toBe(route.fallback !== undefined)
    const first = group?.Members.Items[0].OriginId ?? TargetOriginId
    const { OriginAccessControlId, CustomOriginConfig, DomainName } = config.Origins.find(
      ({ Id }: Json) => Id === first,
    )
    if (route.origin === 'preview' || route.origin === 'feedback') {
      // Nothing can sign for a browser's form; the secret in the address is what opens a preview.
      expect(OriginAccessControlId).toBeUndefined()
      expect(CustomOriginConfig.OriginProtocolPolicy).toBe('https-only')
      const door = { preview: 'PreviewDoorApi', feedback: 'FeedbackDoorApi' }[route.origin]
      return expect(JSON.stringify(DomainName)).toContain(door)
    }
    const { OriginAccessControlConfig } =
      stack.template.Resources[OriginAccessControlId['Fn::GetAtt'][0]].Properties
    const isFiles = ['mirror', 'media', 'desk'].includes(route.origin)
    expect(OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: isFiles ? 's3' : 'lambda',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    })
    const origin = {
      site: 'SiteFunctionFunctionUrl',
      counter: 'CounterFunctionFunctionUrl',
      search: 'SearchFunctionFunctionUrl',
      mirror: 'FilesSite',
      media: 'FilesMedia',
      desk: 'DeskFiles',
    }[route.origin]
    expect(JSON.stringify(DomainName)).toContain(origin)
  })

  it('fails over to the mirror where the site answers with a fault, has too much to do, refuses the CDN, or not at all', () => {
    const statuses = config.OriginGroups.Items.map(
      ({ FailoverCriteria }: Json) => FailoverCriteria.StatusCodes.Items,
    )
    // Where the index cannot be asked (503), the function that searches says more than the mirror could.
    expect(statuses).toEqual(
      expect.arrayContaining([
        [403, 429, 500, 502, 503, 504],
        [403, 429, 500, 502, 504],
      ]),
    )
    const { TargetOriginId: assets } = behaviorOf(routes.find(({ path }) => path === '/assets/*')!)
    for (const { Members } of config.OriginGroups.Items.filter(({ Id }: Json) => Id !== assets)) {
      const [, second] = Members.Items
      const { DomainName, OriginAccessControlId } = config.Origins.find(
        ({ Id }: Json) => Id === second.OriginId,
      )
      expect(JSON.stringify(DomainName)).toContain('FilesSite')
      expect(OriginAccessControlId).toBeDefined()
    }
  })

  it.each(routes)('takes the methods of $path, and redirects to https', (route) => {
    const { AllowedMethods, ViewerProtocolPolicy } = behaviorOf(route)
    // CloudFront has no set of GET, HEAD and POST alone.
    if (route.methods.includes('POST'))
      expect(AllowedMethods).toEqual(expect.arrayContaining([...route.methods]))
    else expect(AllowedMethods).toEqual([...route.methods])
    expect(ViewerProtocolPolicy).toBe('redirect-to-https')
  })

  it.each(routes.filter(({ cache }) => cache === 'on'))(
    'tells answers of $path apart by the query that the route lists, and by nothing else',
    (route) => {
      const { CachePolicyConfig } = byId(behaviorOf(route).CachePolicyId)
      expect(CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 31536000 })
      expect(CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin).toEqual({
        QueryStringsConfig:
          route.query.length > 0
            ? { QueryStringBehavior: 'whitelist', QueryStrings: [...route.query] }
            : { QueryStringBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
        EnableAcceptEncodingGzip: route.compress,
        EnableAcceptEncodingBrotli: route.compress,
      })
      expect(behaviorOf(route).Compress).toBe(route.compress)
    },
  )

  it.each(routes.filter(({ cache }) => cache === 'off'))('keeps no answer of $path', (route) => {
    expect(behaviorOf(route).CachePolicyId).toBe(cachingDisabled)
  })

  it.each(routes)('passes on to the origin of $path the headers that the route lists', (route) => {
    // Ranges are CloudFront's own work.
    const headers = route.headers.filter((name) => name !== 'range')
    const { OriginRequestPolicyId } = behaviorOf(route)
    if (headers.length === 0) return expect(OriginRequestPolicyId).toBeUndefined()
    expect(byId(OriginRequestPolicyId).OriginRequestPolicyConfig).toMatchObject({
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: headers },
      CookiesConfig: { CookieBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'none' },
    })
  })

  it.each(routes)('runs the viewer-request function before $path if the route says so', (route) => {
    const { FunctionAssociations = [] } = behaviorOf(route)
    expect(FunctionAssociations.map(({ EventType }: Json) => EventType)).toEqual(
      route.viewerRequest ? ['viewer-request'] : [],
    )
  })

  it('runs the very function that the embedded edge runs', () => {
    const { FunctionCode, FunctionConfig } = stack.only('AWS::CloudFront::Function').Properties
    expect(FunctionCode).toBe(readViewerRequest())
    expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0')
  })

  it('reads cache tags from the header in which the origin names them, and shows them to nobody', () => {
    expect(config.CacheTagConfig).toEqual({ HeaderName: 'cache-tag' })
    // The desk is files, which bring no headers; what it is given says the test of the desk.
    const policies = stack.all('AWS::CloudFront::ResponseHeadersPolicy')
    for (const { Properties } of policies.filter(({ id }) => !id.includes('Desk'))) {
      const { Items } = Properties.ResponseHeadersPolicyConfig.RemoveHeadersConfig
      expect(Items).toEqual([{ Header: 'server-timing' }, { Header: 'cache-tag' }])
    }
  })

  it('asks browsers for https and exact types on every route, and leaves the content security policy to the pages', () => {
    const policies = stack.all('AWS::CloudFront::ResponseHeadersPolicy')
    for (const route of routes.filter(({ origin }) => origin !== 'desk')) {
      const { Ref } = behaviorOf(route).ResponseHeadersPolicyId
      const policy = policies.find(({ id }) => id === Ref)
      const { SecurityHeadersConfig } = policy?.Properties.ResponseHeadersPolicyConfig ?? {}
      expect(SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(
        31536000,
      )
      expect(SecurityHeadersConfig.ContentTypeOptions.Override).toBe(true)
      // Of files it is this one, whatever is in them; of pages one only where they say nothing, as in the mirror.
      const { ContentSecurityPolicy, Override } = SecurityHeadersConfig.ContentSecurityPolicy
      const isFile = route.origin === 'media'
      expect([ContentSecurityPolicy, Override]).toEqual(
        isFile ? [fileHeaders['content-security-policy'], true] : ["frame-ancestors 'none'", false],
      )
    }
  })

  it('shows faults as the origin tells them, and does not keep them', () => {
    expect(config.CustomErrorResponses).toEqual([
      ...[500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
      expect.objectContaining({ ErrorCode: 403 }),
    ])
  })

  it('has a page, and a status that is not for ever, for what neither the site nor the mirror can answer', () => {
    const page = config.CustomErrorResponses.find(({ ErrorCode }: Json) => ErrorCode === 403)
    expect(page).toEqual({
      ErrorCode: 403,
      ResponseCode: 503,
      ResponsePagePath: '/errors/outage.html',
      ErrorCachingMinTTL: 0,
    })
    const { Statement } = stack.only('AWS::S3::BucketPolicy', 'FilesSite').Properties.PolicyDocument
    const actions = Statement.filter(({ Effect }: Json) => Effect === 'Allow').flatMap(
      ({ Action }: Json) => Action,
    )
    // Who may list is told 404 of what is not there, which is what the site says of what was never there.
    expect(actions).toContain('s3:GetObject')
    expect(actions).not.toContain('s3:ListBucket')
  })

  it('keeps what pages of earlier releases load, and finds what is not there yet at the site', () => {
    const { TargetOriginId } = config.CacheBehaviors.find(
      ({ PathPattern }: Json) => PathPattern === '/assets/*',
    )
    const { Members } = config.OriginGroups.Items.find(({ Id }: Json) => Id === TargetOriginId)
    const asked = Members.Items.map(({ OriginId }: Json) =>
      JSON.stringify(config.Origins.find(({ Id }: Json) => Id === OriginId).DomainName),
    )
    expect(asked[0]).toContain('FilesSite')
    expect(asked[1]).toContain('SiteFunction')
  })

  it('gives up on the site within seconds', () => {
    const { TargetOriginId } = config.DefaultCacheBehavior
    const { Members } = config.OriginGroups.Items.find(({ Id }: Json) => Id === TargetOriginId)
    const site = config.Origins.find(({ Id }: Json) => Id === Members.Items[0].OriginId)
    expect(site.CustomOriginConfig.OriginReadTimeout).toBeLessThanOrEqual(10)
    const { Timeout } = stack.functionOf('Site').Properties
    expect(Timeout).toBeLessThan(site.CustomOriginConfig.OriginReadTimeout)
  })

  it('asks each function once where the mirror stands in for it, and not three times before it fails over', () => {
    const primaries = config.OriginGroups.Items.map(({ Members }: Json) => Members.Items[0].OriginId)
    const functions = config.Origins.filter(
      ({ Id, CustomOriginConfig }: Json) => CustomOriginConfig && primaries.includes(Id),
    )
    expect(functions).toHaveLength(2)
    for (const { ConnectionAttempts, ConnectionTimeout } of functions)
      expect({ ConnectionAttempts, ConnectionTimeout }).toEqual({
        ConnectionAttempts: 1,
        ConnectionTimeout: 3,
      })
  })

  it('speaks HTTP/3 and IPv6, and notes requests without their cookies', () => {
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true })
    expect(config.Logging).toMatchObject({ IncludeCookies: false })
  })
})

describe('the address of the site', () => {
  const domain = {
    domainName: 'news.example.org',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/4f0e5b2a',
    webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/readers/4f0e5b2a',
  }

  it("is CloudFront's own where no domain is given: the reader's function finds it in a parameter", () => {
    const { SITE_URL } = stack.functionOf('Site').Properties.Environment.Variables
    const { Name, Value } = stack.only('AWS::SSM::Parameter').Properties
    expect(SITE_URL).toBe(`ssm:${Name}`)
    const url = `https://${stack.only('AWS::CloudFront::Distribution').id}.DomainName`
    expect(textOf(Value)).toBe(url)
    expect(textOf(stack.functionOf('Admin').Properties.Environment.Variables.SITE_URL)).toBe(url)
  })

  it('is the domain that is given, with TLS 1.2 at least, and behind the web ACL', () => {
    const own = stackWith(domain)
    for (const name of ['Site', 'Admin']) {
      expect(own.functionOf(name).Properties.Environment.Variables.SITE_URL).toBe('https://news.example.org')
    }
    expect(own.all('AWS::SSM::Parameter')).toEqual([])
    const { DistributionConfig } = own.only('AWS::CloudFront::Distribution').Properties
    expect(DistributionConfig).toMatchObject({
      Aliases: ['news.example.org'],
      ViewerCertificate: {
        AcmCertificateArn: domain.certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
      WebACLId: domain.webAclArn,
    })
    expect(own.findings()).toEqual([])
  })

  it.each([
    [{ domainName: 'news.example.org' }, /domainName and certificateArn belong together/u],
    [{ ...domain, domainName: 'https://news.example.org' }, /must be a lower-case host name/u],
    [{ ...domain, certificateArn: domain.certificateArn.replace('us-east-1', 'eu-west-1') }, /in us-east-1/u],
    [{ adminPrincipal: 'arn:aws:iam::111122223333:user/first' }, /must be the UserId of/u],
    [{ monthlyBudget: '20' }, /needs someone to write to/u],
    [{ logRetentionDays: '45' }, /logRetentionDays/u],
    [{ siteConcurrency: '-1' }, /siteConcurrency/u],
    [{ adminEmail: 'nobody' }, /adminEmail/u],
    [{ backup: 'perhaps' }, /must be true or false/u],
    [{ timeZone: 'Moon/Tranquillity' }, /must be the IANA name of a time zone/u],
    [{ timeZone: '+07:00' }, /must be the IANA name of a time zone/u],
    [{ locales: 'vi,fr' }, /expected one of "vi"\|"en"/u],
    [{ locales: 'vi,vi' }, /names a language twice/u],
  ])('refuses the context %j with what is wrong', (context, reason) => {
    expect(() => stackWith(context as Record<string, string>)).toThrow(reason)
  })
})
