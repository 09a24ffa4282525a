import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  adminEnvironment,
  counterEnvironment,
  mailsEnvironment,
  mediaEnvironment,
  mirrorEnvironment,
  previewEnvironment,
  publisherEnvironment,
  schedulerEnvironment,
  searchEnvironment,
  siteEnvironment,
  tallyEnvironment,
} from '../../functions/config.ts'
import { functions } from '../../infra/bundles.ts'
import type { Variables } from '../../infra/constructs/bundled-function.ts'
import { type Json, listOf, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith({ adminEmail: 'newsroom@example.org', monthlyBudget: '20' })
})

const environments = {
  Site: siteEnvironment,
  Counter: counterEnvironment,
  Tally: tallyEnvironment,
  Search: searchEnvironment,
  Admin: adminEnvironment,
  Preview: previewEnvironment,
  Scheduler: schedulerEnvironment,
  Publisher: publisherEnvironment,
  Mirror: mirrorEnvironment,
  Media: mediaEnvironment,
  Mails: mailsEnvironment,
}
const names = Object.keys(environments) as (keyof typeof environments)[]

describe('the functions', () => {
  it('are those of bundles.ts', () => {
    expect(names.map((name) => name.toLowerCase()).sort()).toEqual(Object.keys(functions).sort())
    // Beside them CDK brings one that makes the calls of a deployment, and one that puts its files in place.
    const own = stack.all('AWS::Lambda::Function').filter(({ id }) => !/^(?:AWS|CustomCDK)/u.test(id))
    expect(own).toHaveLength(names.length)
  })

  it.each(names)('%s is given the environment that it reads, and nothing else', (name) => {
    const { Variables } = stack.functionOf(name).Properties.Environment
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(environments[name].shape).sort())
  })

  it('cannot be given less than they read, nor more', () => {
    const whole: Variables<typeof adminEnvironment> = {
      ...{ NEWSROOM_TABLE: 'a', SITE_TABLE: 'e', SITE_URL: 'b' },
      ...{ UPLOADS_BUCKET: 'c', MEDIA_FUNCTION: 'd' },
    }
    // @ts-expect-error a variable is missing
    const less: Variables<typeof adminEnvironment> = { NEWSROOM_TABLE: 'a' }
    // @ts-expect-error the editors' door does not read it
    const more: Variables<typeof adminEnvironment> = { ...whole, SEARCH_BUCKET: 'c' } satisfies typeof whole
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
      stackWith({ siteConcurrency: '7' }).functionOf('Site').Properties.ReservedConcurrentExecutions,
    ).toBe(7)
    // A flood of questions takes none of them.
    expect(stack.functionOf('Search').Properties.ReservedConcurrentExecutions).toBe(10)
  })
})

describe('publishing', () => {
  it('follows new revisions from the first on, retries a bounded number of times and sets aside the rest', () => {
    const queue = stack.only('AWS::SQS::Queue')
    expect(stack.only('AWS::Lambda::EventSourceMapping', 'Publisher').Properties).toMatchObject({
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
    const { Filters } = stack.only('AWS::Lambda::EventSourceMapping', 'Publisher').Properties.FilterCriteria
    expect(Filters.map(({ Pattern }: Json) => JSON.parse(Pattern))).toEqual([
      { dynamodb: { Keys: { sk: { S: [{ prefix: 'R#' }] } } } },
    ])
  })

  it('looks every minute for what was missed, and lets no minute pile up', () => {
    const rules = stack.all('AWS::Events::Rule').map(({ Properties }) => Properties)
    const ticking = ['Mirror', 'Publisher', 'Scheduler'].map((name) => stack.functionOf(name).id)
    expect(rules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(
      ticking.map(() => 'rate(1 minute)'),
    )
    expect(rules.map(({ Targets }) => Targets[0].Arn['Fn::GetAtt'][0]).sort()).toEqual(ticking.sort())
    const configs = stack.all('AWS::Lambda::EventInvokeConfig').map(({ Properties }) => Properties)
    expect(configs.map(({ FunctionName }) => textOf(FunctionName)).sort()).toEqual(ticking)
    for (const config of configs)
      expect(config).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 })
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

  it('lead from every alarm to the section that says what to do, and keep no section without an alarm', () => {
    const runbook = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8')
    const sections = [...runbook.matchAll(/^### (Alarm: \w+)$/gmu)].map(([, heading = '']) =>
      heading.toLowerCase().replace(': ', '-'),
    )
    const named = alarms().map(({ AlarmDescription }) => AlarmDescription.split('; see infra/README.md#')[1])
    expect(named.toSorted()).toEqual(sections.toSorted())
  })

  const metricOf = ({ MetricName, Metrics = [] }: Json) => [
    MetricName,
    ...Metrics.map(({ MetricStat }: Json) => MetricStat?.Metric.MetricName),
  ]

  it.each([
    ...['Errors', 'Slow', 'Throttles', 'IteratorAge', 'ApproximateNumberOfMessagesVisible'],
    ...['Invocations', 'Url5xxCount', '5xx', '5xxErrorRate'],
  ])('watch %s', (metric) => {
    expect(alarms().flatMap(metricOf)).toContain(metric)
  })

  it('hear silence: one alarm sounds where nothing is counted, all others where something is', () => {
    const deaf = alarms().filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching')
    expect(
      deaf.map((alarm) => [...metricOf(alarm), alarm.TreatMissingData, alarm.ComparisonOperator]),
    ).toEqual([['Invocations', 'breaching', 'LessThanThreshold']])
  })

  /** Patterns by which lines of a function's log are counted, by metric. */
  function countedOf(name: string): Map<string, string> {
    const log = textOf(stack.functionOf(name).Properties.LoggingConfig.LogGroup)
    const filters = stack
      .all('AWS::Logs::MetricFilter')
      .filter(({ Properties }) => textOf(Properties.LogGroupName) === log)
    return new Map(
      filters.map(({ Properties }) => [
        Properties.MetricTransformations[0].MetricName,
        Properties.FilterPattern,
      ]),
    )
  }

  it.each(names)('hear what %s logs as an error, and that a call failed or took long', (name) => {
    const counted = countedOf(name)
    const errors = counted.get('Errors')
    for (const level of ['error', 'ERROR', 'FATAL']) expect(errors).toContain(`$.level = "${level}"`)
    for (const status of ['error', 'failure', 'timeout'])
      expect(errors).toContain(`$.record.status = "${status}"`)
    const milliseconds = stack.functionOf(name).Properties.Timeout * 800
    expect(counted.get('Slow')).toBe(
      `{ $.type = "platform.report" && $.record.metrics.durationMs >= ${milliseconds} }`,
    )
  })

  it('hear that a schedule was late, where there is a scheduler', () => {
    const hasScheduler = 'scheduler' in functions
    expect(alarms().flatMap(metricOf).includes('LateSchedules')).toBe(hasScheduler)
    if (hasScheduler)
      expect(countedOf('Scheduler').get('LateSchedules')).toBe('{ $.message = "schedule is late" }')
  })

  it('cost no more than 30 cents a month beyond what CloudWatch gives for nothing, which is ten metrics', () => {
    expect(alarms().flatMap(metricOf).filter(Boolean).length).toBeLessThanOrEqual(13)
    expect(stack.all('AWS::CloudWatch::CompositeAlarm')).toEqual([])
  })

  it('mail a budget that is forecast to be exceeded, if there is one', () => {
    expect(stack.only('AWS::Budgets::Budget').Properties.Budget.BudgetLimit).toEqual({
      Amount: 20,
      Unit: 'USD',
    })
    expect(stackWith().all('AWS::Budgets::Budget')).toEqual([])
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
