import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { charge, plans, prices } from '../../infra/prices.ts'
import day from '../../infra/tools/cost/day.json' with { type: 'json' }
import { edgeUseOf, linesOf, reading, requestsOfView, scenarios } from '../../infra/tools/cost/lines.ts'
import { readQuantities } from '../../infra/tools/cost/stack.ts'
import { begin, end, putCosts, renderCosts } from '../../infra/tools/cost/table.ts'
import { everyOption, type Json, type Stack, stackWith } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith()
})

/** A copy of the template with one thing more. */
const templateWith = (id: string, resource: Json): Json => ({
  Resources: { ...stack.template.Resources, [id]: resource },
})

const [idle, , , most] = scenarios
function priceOf(template: Json, scenario = idle!): number {
  const lines = linesOf(readQuantities(template), scenario)
  return lines.reduce((sum, { list, free }) => sum + list - free, 0)
}
const lineOf = (template: Json, name: string, scenario = idle!) =>
  linesOf(readQuantities(template), scenario).find((line) => line.name === name)!

describe('what the system costs', () => {
  it('stands in README as the stack and the prices make it; if not: npm run cost -- --write', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    expect(putCosts(readme, renderCosts(readQuantities(stack.template)))).toBe(readme)
  })

  it('is less than 1 USD a month where nobody reads or writes', () => {
    expect(priceOf(stack.template)).toBeLessThan(1)
    expect(priceOf(stack.template)).toBeGreaterThan(0)
  })

  it('takes what the replayed day found a view to ask of the edge: at most 2.5 requests (npm run bench day)', () => {
    const { pages, pictures, scripts, counted } = day.requests
    expect(requestsOfView).toBe(pages + pictures + scripts + counted)
    expect(reading).toMatchObject(day.requests)
    expect(requestsOfView).toBeLessThanOrEqual(2.5)
    expect(edgeUseOf(most!).requests).toBe(most!.views * requestsOfView)
  })

  it('rises with readers', () => {
    const all = scenarios.map((scenario) => priceOf(stack.template, scenario))
    expect(all.toSorted((a, b) => a - b)).toEqual(all)
  })

  it('rises with each alarm beyond the ten that are free, metric by metric', () => {
    const metric = { MetricStat: { Metric: {}, Period: 300, Stat: 'Sum' } }
    const Properties = { Metrics: [metric, metric, { Expression: 'm1 + m2' }] }
    const more = templateWith('More', { Type: 'AWS::CloudWatch::Alarm', Properties })
    const [before, after] = [stack.template, more].map((each) => lineOf(each, 'CloudWatch: alarms'))
    expect(after!.list - before!.list).toBeCloseTo(0.2)
    expect(after!.free).toBeLessThanOrEqual(1)
  })

  it('rises with each function that runs every minute, and with its memory', () => {
    const name = 'Lambda: every minute'
    const ticks = (id: string) => ({
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: { 'Fn::GetAtt': [id, 'Arn'] } }] },
    })
    const small = lineOf(templateWith('Another', ticks(stack.functionOf('Admin').id)), name).list
    const large = lineOf(templateWith('Another', ticks(stack.functionOf('Publisher').id)), name).list
    expect(small).toBeGreaterThan(lineOf(stack.template, name).list)
    expect(large).toBeGreaterThan(small)
  })

  it('rises where backups are made', () => {
    expect(priceOf(stackWith({ backup: 'true' }).template)).toBeGreaterThan(priceOf(stack.template) + 1)
  })

  it('knows everything that the stack is made of: what is not priced costs nothing by itself', () => {
    const priced = [
      ...['CloudFront::Distribution', 'CloudFront::Function', 'Lambda::Function', 'Events::Rule'],
      ...['ApiGatewayV2::Api', 'DynamoDB::Table', 'S3::Bucket', 'Logs::LogGroup', 'CloudWatch::Alarm'],
      ...['CloudWatch::Dashboard', 'Cognito::UserPool', 'Logs::MetricFilter'],
    ]
    const free = [
      ...['IAM::Role', 'IAM::Policy', 'Lambda::Permission', 'Lambda::Url', 'Lambda::EventSourceMapping'],
      ...['Lambda::EventInvokeConfig', 'S3::BucketPolicy', 'SQS::QueuePolicy', 'SNS::TopicPolicy'],
      ...['CloudFront::CachePolicy', 'CloudFront::OriginRequestPolicy', 'CloudFront::ResponseHeadersPolicy'],
      ...['CloudFront::OriginAccessControl', 'ApiGatewayV2::Integration', 'ApiGatewayV2::Route'],
      ...['ApiGatewayV2::Stage', 'SSM::Parameter', 'Budgets::Budget', 'SNS::Subscription', 'CDK::Metadata'],
      ...['Cognito::UserPoolDomain', 'Cognito::UserPoolClient', 'Cognito::UserPoolGroup'],
      ...['Cognito::ManagedLoginBranding', 'Cognito::IdentityPool', 'Cognito::IdentityPoolRoleAttachment'],
      // Paid by use, of which there is none worth a line: letters nobody can deliver, alarms that sound, lines that count.
      ...['SQS::Queue', 'SNS::Topic'],
      ...['Lambda::LayerVersion', 'Backup::BackupVault'],
    ]
    const known = new Set([...priced, ...free].map((type) => `AWS::${type}`))
    // A call to a function, at a deployment.
    known.add('Custom::CDKBucketDeployment')
    known.add('Custom::AWS')
    const types = new Set(stack.resources.map(([, { Type }]) => Type))
    expect([...types].filter((type) => !known.has(type))).toEqual([])
  })
})

describe('options', () => {
  it('cost what README says of them', () => {
    const metrics = (template: Json) => readQuantities(template).alarmMetrics
    const watched = stackWith({ closeWatch: 'true' }).template
    expect((metrics(watched) - metrics(stack.template)) * prices.alarmMetric.usd).toBeCloseTo(2)
    const locked = stackWith({
      customerKeyArn: everyOption.customerKeyArn,
      lockedExports: 'compliance',
    }).template
    expect(lineOf(locked, 'KMS: a key of your own').list).toBe(1)
    expect(lineOf(locked, 'Exports of each night').list).toBeCloseTo(1.96)
    expect(renderCosts(readQuantities(locked))).toContain('`lockedExports` about 1.96')
    const names = linesOf(readQuantities(stack.template), idle!).map(({ name }) => name)
    expect(names.filter((name) => /KMS|Exports/u.test(name))).toEqual([])
  })

  it('stand beside the plans of CloudFront: each scenario has the smallest that allows it', () => {
    for (const scenario of scenarios) {
      const { requests, gigabytes } = edgeUseOf(scenario)
      const fitting = plans.filter((plan) => plan.requests >= requests && plan.gigabytes >= gigabytes)
      const [smallest] = fitting.toSorted((a, b) => a.usd - b.usd)
      expect(renderCosts(readQuantities(stack.template))).toContain(`${smallest?.name}: `)
    }
  })
})

describe('prices', () => {
  it('fall by steps, and begin after what is free', () => {
    const terabyte = 1024
    expect(charge('edgeGigabyte', terabyte).list).toBeCloseTo(terabyte * 0.12)
    expect(charge('edgeGigabyte', terabyte)).toEqual(
      expect.objectContaining({ free: expect.closeTo(terabyte * 0.12) }),
    )
    const twelve = charge('edgeGigabyte', 12 * terabyte)
    expect(twelve.list).toBeCloseTo(10 * terabyte * 0.12 + 2 * terabyte * 0.1)
    expect(twelve.free).toBeCloseTo(terabyte * 0.12)
    expect(charge('apiRequest', 3_000_000)).toEqual({ list: 3, free: 0 })
  })

  it('give what is free once, however many lines use it', () => {
    const lines = linesOf(readQuantities(stack.template), most!)
    const lambda = lines.filter(({ name }) => name.startsWith('Lambda'))
    const given = lambda.reduce((sum, { free }) => sum + free, 0)
    const { lambdaCall, lambdaGigabyteSecond } = prices
    const allowed = [lambdaCall, lambdaGigabyteSecond].map(({ free, usd, per }) => (free / per) * usd)
    expect(given).toBeLessThanOrEqual(allowed.reduce((sum, each) => sum + each, 0) + 1e-9)
  })

  it('are put where README keeps a place for them, and nowhere else', () => {
    expect(putCosts(`a\n${begin}\nold\n${end}\nb`, `${begin}\nnew\n${end}`)).toBe(
      `a\n${begin}\nnew\n${end}\nb`,
    )
    expect(() => putCosts('a', 'b')).toThrow('there is no place for costs')
  })
})
