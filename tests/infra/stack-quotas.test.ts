import { beforeAll, describe, expect, it } from 'vitest'
import { readViewerRequest } from '../../infra/bundles.ts'
import { everyOption, type Json, type Stack, stackWith, textOf } from './stack-setup.ts'

/** What a new account is given (Service Quotas, and each service's guide), where the whole stack with every option comes near it. */
let stack: Stack
beforeAll(() => {
  stack = stackWith(everyOption)
})

const bytesOf = (value: Json) => Buffer.byteLength(JSON.stringify(value))
const sizes = (of: (resource: Json) => number, type: string) =>
  stack.all(type).map((resource) => [resource.id, of(resource)] as const)
const beyond = (most: number, found: readonly (readonly [string, number])[]) =>
  found.filter(([, number]) => number > most)

describe('what an account is given', () => {
  it('holds four stages, as production, a test of it, and both in another region when one is gone', () => {
    // None of these can be raised, and all are of the account, not of a region.
    for (const type of ['CachePolicy', 'OriginRequestPolicy', 'ResponseHeadersPolicy'])
      expect(4 * stack.all(`AWS::CloudFront::${type}`).length, type).toBeLessThanOrEqual(20)
    expect(4 * stack.all('AWS::CloudFront::OriginAccessControl').length).toBeLessThanOrEqual(100)
  })
})

describe('CloudFormation', () => {
  it('takes the template', () => {
    const { Outputs, Mappings = {} } = stack.template
    expect(bytesOf(stack.template)).toBeLessThan(1_000_000)
    expect(stack.resources.length).toBeLessThan(500)
    expect(Object.keys(Outputs).length).toBeLessThan(200)
    expect(Object.keys(Mappings).length).toBeLessThan(200)
    const descriptions = Object.values<Json>(Outputs).map(({ Description }) => Description.length)
    expect(Math.max(...descriptions)).toBeLessThan(1024)
  })
})

describe('IAM', () => {
  /** Characters but for blanks; a reference stands for an ARN of some length. */
  const charactersOf = (policy: Json) =>
    JSON.stringify(policy, (_, value) =>
      value && typeof value === 'object' && ('Ref' in value || 'Fn::GetAtt' in value || 'Fn::Join' in value)
        ? 'x'.repeat(120)
        : value,
    ).length

  it('takes what each role is permitted, all its own policies together', () => {
    const sums = new Map<string, number>()
    for (const { Properties } of stack.all('AWS::IAM::Policy'))
      for (const role of Properties.Roles.map(textOf))
        sums.set(role, (sums.get(role) ?? 0) + charactersOf(Properties.PolicyDocument))
    expect(sums.size).toBeGreaterThan(15)
    expect(beyond(10_240, [...sums])).toEqual([])
    expect(
      beyond(
        2048,
        sizes((role) => charactersOf(role.Properties.AssumeRolePolicyDocument), 'AWS::IAM::Role'),
      ),
    ).toEqual([])
    expect(
      beyond(
        10,
        sizes((role) => role.Properties.ManagedPolicyArns?.length ?? 0, 'AWS::IAM::Role'),
      ),
    ).toEqual([])
  })

  it('takes policies of tables, buckets and topics', () => {
    for (const type of ['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'])
      expect(
        beyond(
          20_480,
          sizes(({ Properties }) => charactersOf(Properties.PolicyDocument), type),
        ),
      ).toEqual([])
    const ofTable = ({ Properties }: Json) => charactersOf(Properties.ResourcePolicy ?? {})
    expect(beyond(20_480, sizes(ofTable, 'AWS::DynamoDB::Table'))).toEqual([])
  })
})

describe('CloudFront', () => {
  it('takes the distribution and its function', () => {
    const { DistributionConfig } = stack.only('AWS::CloudFront::Distribution').Properties
    expect(DistributionConfig.CacheBehaviors.length + 1).toBeLessThanOrEqual(25)
    expect(DistributionConfig.Origins.length).toBeLessThanOrEqual(25)
    expect(DistributionConfig.OriginGroups.Quantity).toBeLessThanOrEqual(10)
    expect(Buffer.byteLength(readViewerRequest())).toBeLessThan(10_240)
  })

  it('takes its policies', () => {
    const most = 10
    const ofCache = ({ Properties: { CachePolicyConfig } }: Json) =>
      CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.QueryStringsConfig.QueryStrings?.length ?? 0
    expect(beyond(most, sizes(ofCache, 'AWS::CloudFront::CachePolicy'))).toEqual([])
    const comments = ({ Properties: { CachePolicyConfig } }: Json) => CachePolicyConfig.Comment.length
    expect(beyond(128, sizes(comments, 'AWS::CloudFront::CachePolicy'))).toEqual([])
    const forwarded = ({ Properties: { OriginRequestPolicyConfig } }: Json) =>
      OriginRequestPolicyConfig.HeadersConfig.Headers.length
    expect(beyond(most, sizes(forwarded, 'AWS::CloudFront::OriginRequestPolicy'))).toEqual([])
    const type = 'AWS::CloudFront::ResponseHeadersPolicy'
    const config = ({ Properties }: Json) => Properties.ResponseHeadersPolicyConfig
    const csp = (each: Json) =>
      textOf(config(each).SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).length
    expect(beyond(1783, sizes(csp, type))).toEqual([])
    expect(
      beyond(
        most,
        sizes((each) => config(each).CustomHeadersConfig?.Items.length ?? 0, type),
      ),
    ).toEqual([])
    expect(
      beyond(
        most,
        sizes((each) => config(each).RemoveHeadersConfig?.Items.length ?? 0, type),
      ),
    ).toEqual([])
  })
})

describe('other services', () => {
  it('take what functions are told', () => {
    const told = ({ Properties }: Json) => bytesOf(Properties.Environment?.Variables ?? {})
    expect(beyond(4096, sizes(told, 'AWS::Lambda::Function'))).toEqual([])
    const described = ({ Properties }: Json) => Properties.Description?.length ?? 0
    expect(beyond(256, sizes(described, 'AWS::Lambda::Function'))).toEqual([])
    // What a new account is given until it asks for more.
    expect(
      beyond(
        3008,
        sizes(({ Properties }) => Properties.MemorySize ?? 0, 'AWS::Lambda::Function'),
      ),
    ).toEqual([])
  })

  it('take alarms, and what logs are counted by', () => {
    const metrics = ({ Properties }: Json) =>
      Properties.Metrics?.filter(({ MetricStat }: Json) => MetricStat).length ?? 1
    expect(beyond(10, sizes(metrics, 'AWS::CloudWatch::Alarm'))).toEqual([])
    const pattern = ({ Properties }: Json) => Properties.FilterPattern.length
    expect(beyond(1024, sizes(pattern, 'AWS::Logs::MetricFilter'))).toEqual([])
  })

  it('take names: of the vault, of the plan, of the login pages', () => {
    // The longest name that a stage may have.
    const stage = 'a'.repeat(20)
    expect(`Bantin-${stage}-01234567`.length).toBeLessThanOrEqual(50)
    expect(`bantin-${stage}-111122223333`.length).toBeLessThanOrEqual(63)
  })
})
