import { beforeAll, describe, expect, it } from 'vitest'
import { editorsCors } from '../../infra/routes.ts'
import { type Json, listOf, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith()
})

const deployments = () =>
  stack
    .all('Custom::CDKBucketDeployment')
    .filter(({ Properties }) => textOf(Properties.DestinationBucketName).startsWith('DeskFiles'))

describe('the files of the desk', () => {
  it('are put in a bucket that nothing else writes to, what the page loads before the page', () => {
    const bucket = stack.only('AWS::S3::Bucket', 'DeskFiles').id
    expect(deployments().map(({ Properties }) => textOf(Properties.DestinationBucketName))).toEqual([
      bucket,
      bucket,
    ])
    const [assets, page] = ['desk/assets', 'desk'].map((prefix) =>
      deployments().find(({ Properties }) => Properties.DestinationBucketKeyPrefix === prefix),
    )
    expect(page?.DependsOn).toContain(assets?.id)
    // Pages that are open still load what they were made of.
    for (const each of [assets, page]) expect(each?.Properties.Prune).toBe(false)
    expect(assets?.Properties.SystemMetadata['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(page?.Properties.SystemMetadata['cache-control']).toBe('no-cache')

    const writers = stack
      .all('AWS::IAM::Policy')
      .filter(({ Properties }) =>
        Properties.PolicyDocument.Statement.some(
          ({ Action, Resource }: Json) =>
            listOf(Action).some((action) => /^s3:(?:Put|Delete)/u.test(action)) &&
            listOf(Resource).some((each) => textOf(each).startsWith(bucket)),
        ),
      )
    expect(writers.map(({ id }) => id)).toEqual([expect.stringMatching(/^CustomCDKBucketDeployment/u)])
    // Before it has these rights it cannot begin.
    expect(assets?.DependsOn).toContain(writers[0]?.id)
  })

  it('may be framed by nobody, run no script of others, and ask AWS only', () => {
    const policy = stack.only('AWS::CloudFront::ResponseHeadersPolicy', 'CdnDeskHeaders')
    const { DistributionConfig } = stack.only('AWS::CloudFront::Distribution').Properties
    const behavior = DistributionConfig.CacheBehaviors.find(
      ({ PathPattern }: Json) => PathPattern === '/desk/*',
    )
    expect(behavior.ResponseHeadersPolicyId).toEqual({ Ref: policy.id })
    const { ContentSecurityPolicy, FrameOptions, ReferrerPolicy } =
      policy.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig
    const directives = textOf(ContentSecurityPolicy.ContentSecurityPolicy).split('; ')
    expect(directives).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    )
    const [, ...hosts] = directives.find((each) => each.startsWith('connect-src'))!.split(' ')
    for (const host of hosts.filter((each) => each !== "'self'"))
      expect(host).toMatch(/^https:\/\/[\w.*-]+\.AWS::Region\.amazon(?:aws|cognito)\.com$/u)
    expect([FrameOptions.FrameOption, ReferrerPolicy.ReferrerPolicy]).toEqual(['DENY', 'no-referrer'])
  })

  it('sends files to the bucket of uploads only, which the page names', () => {
    const page = deployments().find(
      ({ Properties }) => Properties.DestinationBucketKeyPrefix === 'desk',
    )?.Properties
    const named = page.SourceMarkers.flatMap((each: Json) => Object.values(each)).map(textOf)
    const buckets = stack.all('AWS::S3::Bucket').map(({ id }) => id)
    expect(named.filter((each: string) => buckets.includes(each))).toEqual([
      stack.only('AWS::S3::Bucket', 'FilesUploads').id,
    ])
  })
})

describe("the editors' door", () => {
  it('lets scripts of the desk send and read what the embedded cloud lets them', () => {
    const { CorsConfiguration } = stack.only('AWS::ApiGatewayV2::Api', 'EditorsDoor').Properties
    expect(CorsConfiguration.AllowOrigins.map(textOf)).toEqual([
      `https://${stack.only('AWS::CloudFront::Distribution').id}.DomainName`,
    ])
    expect(CorsConfiguration).toMatchObject({
      AllowMethods: editorsCors.methods,
      AllowHeaders: editorsCors.headers,
      ExposeHeaders: editorsCors.exposed,
      MaxAge: editorsCors.maxAgeSeconds,
    })
  })
})
