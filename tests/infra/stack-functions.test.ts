import { beforeAll, describe, expect, it } from 'vitest'
import { adminEnvironment, publisherEnvironment, siteEnvironment } from '../../functions/config.ts'
import { functions } from '../../infra/bundles.ts'
import type { Variables } from '../../infra/constructs/bundled-function.ts'
import { type Json, listOf, type Stack, synthesize } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = synthesize({ adminEmail: 'newsroom@example.org', monthlyBudget: '20' })
})

const environments = { Site: siteEnvironment, Admin: adminEnvironment, Publisher: publisherEnvironment }
const names = Object.keys(environments) as (keyof typeof environments)[]

describe('the functions', () => {
  it('are those of bundles.ts', () => {
    expect(names.map((name) => name.toLowerCase()).sort()).toEqual(Object.keys(functions).sort())
    expect(stack.all('AWS::Lambda::Function')).toHaveLength(names.length)
  })

  it.each(names)('%s is given the environment that it reads, and nothing else', (name) => {
    const { Variables } = stack.functionOf(name).Properties.Environment
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(environments[name].shape).sort())
  })

  it('cannot be given less than they read, nor more', () => {
    const whole: Variables<typeof adminEnvironment> = { NEWSROOM_TABLE: 'a', SITE_URL: 'b' }
    // @ts-expect-error a variable is missing
    const less: Variables<typeof adminEnvironment> = { NEWSROOM_TABLE: 'a' }
    // @ts-expect-error the editors' door does not read it
    const more: Variables<typeof adminEnvironment> = { ...whole, SITE_TABLE: 'c' } satisfies typeof whole
    expect([less, more]).toHaveLength(2)
  })

  it.each(names)('%s runs on Node 24 on arm64, and logs JSON for a limited time', (name) => {
    const { Properties } = stack.functionOf(name)
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
    })
    const { RetentionInDays } = stack.template.Resources[Properties.LoggingConfig.LogGroup.Ref].Properties
    expect(RetentionInDays).toBe(90)
  })

  it('run one publisher at a time, and so many reader functions that neither cost nor the editors suffer', () => {
    expect(stack.functionOf('Publisher').Properties.ReservedConcurrentExecutions).toBe(1)
    expect(stack.functionOf('Site').Properties.ReservedConcurrentExecutions).toBe(50)
    expect(
      synthesize({ siteConcurrency: '7' }).functionOf('Site').Properties.ReservedConcurrentExecutions,
    ).toBe(7)
  })
})

describe('publishing', () => {
  it('follows new revisions from the first on, retries a bounded number of times and sets aside the rest', () => {
    const queue = stack.only('AWS::SQS::Queue')
    expect(stack.only('AWS::Lambda::EventSourceMapping').Properties).toMatchObject({
      FunctionName: { Ref: stack.functionOf('Publisher').id },
      EventSourceArn: { 'Fn::GetAtt': [stack.only('AWS::DynamoDB::Table', 'Newsroom').id, 'StreamArn'] },
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue.id, 'Arn'] } } },
    })
    expect(queue.Properties.SqsManagedSseEnabled).toBe(true)
  })

  it('is woken by revisions only, not by rows of the desk', () => {
    const { Filters } = stack.only('AWS::Lambda::EventSourceMapping').Properties.FilterCriteria
    expect(Filters.map(({ Pattern }: Json) => JSON.parse(Pattern))).toEqual([
      { dynamodb: { Keys: { sk: { S: [{ prefix: 'R#' }] } } } },
    ])
  })

  it('looks every minute for what was missed, and lets no minute pile up', () => {
    const { ScheduleExpression, Targets } = stack.only('AWS::Events::Rule').Properties
    expect(ScheduleExpression).toBe('rate(1 minute)')
    expect(Targets[0].Arn['Fn::GetAtt'][0]).toBe(stack.functionOf('Publisher').id)
    expect(stack.only('AWS::Lambda::EventInvokeConfig').Properties).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    })
  })
})

describe('operations', () => {
  const alarms = () => stack.all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties)

  it('sound every alarm where people listen', () => {
    const topic = stack.only('AWS::SNS::Topic').id
    for (const { AlarmActions } of alarms()) expect(AlarmActions).toEqual([{ Ref: topic }])
    expect(stack.only('AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'newsroom@example.org',
    })
  })

  it.each([
    ...['Errors', 'Throttles', 'Duration', 'IteratorAge', 'ApproximateNumberOfMessagesVisible'],
    ...[
      'Url5xxCount',
      '5xx',
      '5xxErrorRate',
      'SiteLoggedErrors',
      'AdminLoggedErrors',
      'PublisherLoggedErrors',
    ],
  ])('watch %s', (metric) => {
    const metricsOf = ({ MetricName, Metrics = [] }: Json) => [
      MetricName,
      ...Metrics.map(({ MetricStat }: Json) => MetricStat?.Metric.MetricName),
    ]
    expect(alarms().flatMap(metricsOf)).toContain(metric)
  })

  it('hear what the functions log as an error', () => {
    const patterns = stack.all('AWS::Logs::MetricFilter').map(({ Properties }) => Properties.FilterPattern)
    expect(patterns).toEqual(names.map(() => '{ $.level = "error" }'))
  })

  it('mail a budget that is forecast to be exceeded, if there is one', () => {
    expect(stack.only('AWS::Budgets::Budget').Properties.Budget.BudgetLimit).toEqual({
      Amount: 20,
      Unit: 'USD',
    })
    expect(synthesize().all('AWS::Budgets::Budget')).toEqual([])
  })

  it('pay for no hour in which nothing happens', () => {
    const hourly =
      /::(?:EC2|RDS|ElastiCache|OpenSearchService|Elasticsearch|ECS|EKS|ElasticLoadBalancing|Kinesis|MSK|KMS::Key|SecretsManager)/u
    expect(stack.resources.map(([, { Type }]) => Type).filter((type) => hourly.test(type))).toEqual([])
    for (const { Properties } of stack.all('AWS::Lambda::Function')) {
      expect(listOf(Properties.VpcConfig ?? [])).toEqual([])
    }
  })
})
