import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { functions } from '../../infra/bundles.ts'
import { youngMegabytes } from '../../infra/cloud/lambda-instance.ts'
import type { Variables } from '../../infra/constructs/bundled-function.ts'
import { type Environments, environments } from '../../infra/environments.ts'
import { everyOption, type Json, listOf, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith({ adminEmail: 'newsroom@example.org', monthlyBudget: '20' })
})

const idOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const schemas = new Map(Object.entries(environments).map(([name, schema]) => [idOf(name), schema]))
const names = [...schemas.keys()]

describe('the functions', () => {
  it('are those of bundles.ts', () => {
    expect(names.map((name) => name.toLowerCase()).sort()).toEqual(Object.keys(functions).sort())
    // Beside them CDK brings one that makes the calls of a deployment, and one that puts its files in place.
    const own = stack.all('AWS::Lambda::Function').filter(({ id }) => !/^(?:AWS|CustomCDK)/u.test(id))
    expect(own).toHaveLength(names.length)
  })

  it.each(names)('%s is given the environment that it reads, and nothing else', (name) => {
    const { NODE_OPTIONS: _, ...Variables } = stack.functionOf(name).Properties.Environment.Variables
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(schemas.get(name)!.shape).sort())
  })

  it('that searches makes new objects in as little memory as on one machine', () => {
    const options = names.map((name) => [
      name,
      stack.functionOf(name).Properties.Environment.Variables.NODE_OPTIONS,
    ])
    expect(options.filter(([, option]) => option)).toEqual([
      ['Search', `--max-semi-space-size=${youngMegabytes}`],
    ])
  })

  it('cannot be given less than they read, nor more', () => {
    const whole: Variables<Environments['admin']> = {
      ...{ NEWSROOM_TABLE: 'a', SITE_TABLE: 'e', SITE_URL: 'b' },
      ...{
        UPLOADS_BUCKET: 'c',
        SEARCH_BUCKET: 'f',
        MEDIA_FUNCTION: 'd',
        MOVER_FUNCTION: 'i',
        FEEDBACK_TABLE: 'g',
        VIEWS_TABLE: 'h',
        SENDS_MAIL: 'no',
        USER_POOL: 'i',
      },
    }
    // @ts-expect-error a variable is missing
    const less: Variables<Environments['admin']> = { NEWSROOM_TABLE: 'a' }
    // @ts-expect-error the editors' door does not read it
    const more: Variables<Environments['admin']> = { ...whole, SITE_BUCKET: 'c' } satisfies typeof whole
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
    const idsOf = (...functions: string[]) => functions.map((name) => stack.functionOf(name).id)
    const wokenEach = (rate: string) =>
      rules
        .filter(({ ScheduleExpression }) => ScheduleExpression === rate)
        .map(({ Targets }) => Targets[0].Arn['Fn::GetAtt'][0])
    expect(wokenEach('rate(1 minute)').sort()).toEqual(idsOf('Mirror', 'Publisher', 'Scheduler').sort())
    // Nobody waits for links.
    expect(wokenEach('rate(10 minutes)')).toEqual(idsOf('Outward'))
    expect(rules).toHaveLength(4)
    const ticking = idsOf('Mirror', 'Outward', 'Publisher', 'Scheduler')
    const configs = stack.all('AWS::Lambda::EventInvokeConfig').map(({ Properties }) => Properties)
    expect(configs.map(({ FunctionName }) => textOf(FunctionName)).sort()).toEqual(
      [...ticking, stack.functionOf('Mover').id].sort(),
    )
    for (const config of configs)
      expect(config).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 })
  })
})

describe('operations', () => {
  const alarms = () => stack.all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties)

  const nameOf = ({ AlarmDescription }: Json) => AlarmDescription.split('#alarm-')[1]
  const topicOf = (display: string) =>
    stack.all('AWS::SNS::Topic').find(({ Properties }) => Properties.DisplayName === display)?.id

  it('wake somebody for what keeps readers or editors from their work, and leave all else for tomorrow', () => {
    const sounding = (display: string) =>
      alarms()
        .filter(({ AlarmActions }) => AlarmActions[0].Ref === topicOf(display))
        .map(nameOf)
    expect(sounding('Bantin: now').toSorted()).toEqual([
      ...['edgefaults', 'editorsfaults', 'errorslast', 'late', 'originfaults', 'originrefusals', 'silence'],
    ])
    expect(sounding('Bantin: tomorrow').toSorted()).toEqual(['deadletters', 'errors', 'sitethrottles'])
    const subscriptions = stack.all('AWS::SNS::Subscription').map(({ Properties }) => Properties)
    expect(subscriptions.map(({ Endpoint, Protocol }) => [Protocol, Endpoint])).toEqual([
      ['email', 'newsroom@example.org'],
      ['email', 'newsroom@example.org'],
    ])
  })

  it('say when it is over, to those who were told that it began', () => {
    for (const { AlarmActions, OKActions } of alarms()) {
      expect(AlarmActions).toHaveLength(1)
      expect(OKActions).toEqual(AlarmActions)
    }
  })

  it('wake nobody for one bad moment: two of three periods must be bad, and more than a line or a few readers', () => {
    const waking = alarms().filter(({ AlarmActions }) => AlarmActions[0].Ref === topicOf('Bantin: now'))
    expect(waking.length).toBeGreaterThan(5)
    for (const alarm of waking) {
      expect(alarm.EvaluationPeriods, nameOf(alarm)).toBe(3)
      expect(alarm.DatapointsToAlarm, nameOf(alarm)).toBeGreaterThanOrEqual(2)
    }
    const thresholds = Object.fromEntries(waking.map((alarm) => [nameOf(alarm), alarm.Threshold]))
    expect(thresholds).toMatchObject({
      ...{ edgefaults: 5, editorsfaults: 5, errorslast: 5, originfaults: 5, originrefusals: 10 },
    })
  })

  it('hear of every further dead letter, also while others lie there', () => {
    const letters = alarms().find((alarm) => nameOf(alarm) === 'deadletters')
    expect([letters?.MetricName, letters?.Threshold]).toEqual(['NumberOfMessagesSent', 1])
  })

  it('tell of a copy that failed, where copies are made', () => {
    const failures = (of: Stack) =>
      of
        .all('AWS::Events::Rule')
        .filter(({ Properties }) => Properties.EventPattern?.source?.[0] === 'aws.backup')
    expect(failures(stack)).toEqual([])
    const backed = stackWith({ backup: 'true' })
    const [rule] = failures(backed)
    expect(rule?.Properties.EventPattern.detail.state).toEqual(['FAILED', 'ABORTED', 'EXPIRED'])
    const target = textOf(rule?.Properties.Targets[0].Arn)
    expect(backed.only('AWS::SNS::Topic', 'OperationsNotes').id).toBe(target)
  })

  it('let the minute look whether chains are kept and revisions brought, and do nothing about it', () => {
    const { CHAINS_TABLE, PUBLISHER_SOURCE } = stack.functionOf('Scheduler').Properties.Environment.Variables
    const newsroom = stack.only('AWS::DynamoDB::Table', 'Newsroom').id
    const source = stack.only('AWS::Lambda::EventSourceMapping', 'Publisher').id
    expect([textOf(CHAINS_TABLE), textOf(PUBLISHER_SOURCE)]).toEqual([newsroom, source])
    const looks = stack
      .statementsOf('Scheduler')
      .filter(({ Action }) => /ResourcePolicy|EventSource/u.test(listOf(Action).join(' ')))
    expect(looks.map(({ Action, Resource }) => [Action, textOf(Resource)])).toEqual([
      // Beside what it reads of the newsroom.
      [['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:GetResourcePolicy'], newsroom],
      ['lambda:GetEventSourceMapping', expect.stringContaining(`:event-source-mapping:${source}`)],
    ])
    const { Policy, Sid } = {
      Policy: stack.only('AWS::DynamoDB::Table', 'Newsroom'),
      Sid: 'ChainsAreAppendOnly',
    }
    // By this name the look knows the statement.
    expect(Policy.Properties.ResourcePolicy.PolicyDocument.Statement[0].Sid).toBe(Sid)
  })

  it('write who asked the editors\u2019 API, told apart where all sign with one role', () => {
    const { AccessLogSettings } = stack.only('AWS::ApiGatewayV2::Stage', 'EditorsDoor').Properties
    expect(JSON.parse(AccessLogSettings.Format)).toMatchObject({
      principal: '$context.identity.user',
      signedIn: '$context.identity.cognitoAuthenticationProvider',
      identity: '$context.identity.cognitoIdentityId',
    })
    expect(AccessLogSettings.Format).not.toMatch(/query|header|body/iu)
  })

  it('lead from every alarm to the section that says what to do, and keep no section without an alarm', () => {
    const runbook = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8')
    const sections = [...runbook.matchAll(/^### (Alarm: \w+)$/gmu)].map(([, heading = '']) =>
      heading.toLowerCase().replace(': ', '-'),
    )
    const { mailFrom, mailIdentityArn } = everyOption
    const named = stackWith({ closeWatch: 'true', mailFrom, mailIdentityArn })
      .all('AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties.AlarmDescription.split('; see infra/README.md#')[1])
    expect(named.toSorted()).toEqual(sections.toSorted())
  })

  const metricOf = ({ MetricName, Metrics = [] }: Json) => [
    MetricName,
    ...Metrics.map(({ MetricStat }: Json) => MetricStat?.Metric.MetricName),
  ]

  it.each([
    ...['Errors', 'Throttles', 'IteratorAge', 'NumberOfMessagesSent'],
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
    expect(errors).toContain(`($.type = "platform.report" && $.record.metrics.durationMs >= ${milliseconds})`)
  })

  it('hear that a schedule was late, line by line', () => {
    expect(countedOf('Scheduler').get('Errors')).toContain('$.message = "schedule is late"')
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

describe('a new account', () => {
  it('which lets nobody reserve anything is asked for nothing reserved', () => {
    const reserved = stackWith({ siteConcurrency: '0' })
      .all('AWS::Lambda::Function')
      .filter(({ Properties }) => 'ReservedConcurrentExecutions' in Properties)
    expect(reserved).toEqual([])
  })
})
