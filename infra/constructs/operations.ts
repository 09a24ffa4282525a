import { Aws, CfnDeletionPolicy, Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { IBackupVault } from 'aws-cdk-lib/aws-backup'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { regionOf } from '../options.ts'
import type { Settings } from '../settings.ts'
import { refusedFormsOf, refusedShareOf, throttledCallsOf, throttledRequestsOf } from './close-watch.ts'
import { drawDashboard } from './dashboard.ts'
import { faultsOf } from './edge-metric.ts'
import { type AnyFunction, countLines, troubleLine } from './log-metrics.ts'
import { returnedMails } from './mail-metric.ts'
import { onlyIn } from './only-in.ts'
import { refusalsOf } from './origin-metric.ts'

interface OperationsProps extends Pick<Settings, 'alarmEmail' | 'monthlyBudget' | 'mailIdentityArn'> {
  /** What is watched too, for what it costs. @default what is always watched */
  close?: { tables: Record<string, { table: ITable }>; doors: Record<string, HttpApi> }
  /** All of them, by name. The scheduler's acts are watched where there is one. */
  functions: Record<string, AnyFunction> & {
    site: AnyFunction
    publisher: AnyFunction
    scheduler?: AnyFunction
  }
  deadLetters: Queue
  /** Where copies are put, if any are made. */
  vault?: IBackupVault | undefined
  distribution: Distribution
  api: HttpApi
}

const sum = { statistic: 'Sum', period: Duration.minutes(5) }

/** Whom an alarm is for: `wake`, whoever keeps the system, at any hour; `tomorrow`, whoever looks at it next. */
type Level = 'wake' | 'tomorrow'

interface Sound extends Partial<AlarmProps> {
  level: Level
  /** What is said first in the mail. */
  what: string
  metric: IMetric
  threshold: number
}

/** One bad moment wakes nobody: two of three periods must be bad. */
const lasting = { evaluationPeriods: 3, datapointsToAlarm: 2 }

/** What tells people that something is wrong, and shows them where. */
export class Operations extends Construct {
  readonly topics: Record<Level, Topic>

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id)
    this.topics = {
      wake: this.#createTopic('Alarms', 'Bantin: now', props.alarmEmail),
      tomorrow: this.#createTopic('Notes', 'Bantin: tomorrow', props.alarmEmail),
    }
    this.#watchLogs(props.functions)
    this.#watchPublishing(props)
    this.#watchReading(props)
    this.#watchEdge(props)
    if (props.close) this.#watchClosely(props, props.close)
    if (props.vault) this.#watchBackups(props.vault)
    if (props.mailIdentityArn) this.#watchMails(props.mailIdentityArn)
    drawDashboard(this, props)
    if (props.alarmEmail && props.monthlyBudget) this.#bound(props.monthlyBudget, props.alarmEmail)
  }

  /** Not encrypted: alarms cannot use the key that AWS manages, and a key of our own costs 1 USD a month. */
  #createTopic(id: string, displayName: string, email: string | undefined): Topic {
    const topic = new Topic(this, id, { displayName, enforceSSL: true })
    // A policy of the topic's own takes the place of the one by which alarms may write to it.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    if (email) this.#mailTo(topic, email)
    return topic
  }

  /** Whoever is named instead takes the place of this one; where nobody is named any more, alarms still have a reader. */
  #mailTo(topic: Topic, endpoint: string): void {
    const subscription = new CfnSubscription(topic, 'Mail', {
      topicArn: topic.topicArn,
      protocol: 'email',
      endpoint,
    })
    subscription.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE
    subscription.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE
  }

  /**
   * Sounds when the metric reaches the threshold, and says when that is over. No data means nothing happened. Its mail names
   * the section of the runbook that says what to do.
   */
  #alarm(id: string, { level, what, ...sound }: Sound): Alarm {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${what}; see infra/README.md#alarm-${id.toLowerCase()}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...(level === 'wake' ? lasting : { evaluationPeriods: 1 }),
      ...sound,
    })
    const action = new SnsAction(this.topics[level])
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
    return alarm
  }

  /** Lines of all functions as one metric, which costs as much as that of one. Which it was, the dashboard shows. */
  #watchLogs(functions: OperationsProps['functions']): void {
    const [metric] = Object.entries(functions).map(([name, each]) =>
      countLines(new Construct(this, `Errors-${name}`), each, 'Errors', troubleLine(each)),
    )
    if (!metric) throw new Error('there is no function to listen to')
    const what = 'a function failed, logged an error, or came near its timeout'
    this.#alarm('Errors', { level: 'tomorrow', what, metric, threshold: 1 })
    // One a minute, in two of three periods: it does not pass by itself.
    this.#alarm('ErrorsLast', { level: 'wake', what: 'errors do not end', metric, threshold: 5 })
  }

  #watchPublishing({ functions: { publisher, scheduler }, deadLetters }: OperationsProps): void {
    // Not how many lie there: further letters would sound no more while the first one waits.
    this.#alarm('DeadLetters', {
      level: 'tomorrow',
      what: 'revisions could not be published and were set aside',
      metric: deadLetters.metricNumberOfMessagesSent(sum),
      threshold: 1,
    })
    this.#alarm('Late', {
      level: 'wake',
      what: 'revisions wait five minutes to be published',
      metric: publisher.lambda.metric('IteratorAge', { statistic: 'Maximum', period: sum.period }),
      threshold: Duration.minutes(5).toMilliseconds(),
    })
    // All other alarms hear what happens. This one hears that nothing does. Whether the publisher runs, the scheduler looks.
    this.#alarm('Silence', {
      level: 'wake',
      what: 'the minute is not looked at any more',
      metric: (scheduler ?? publisher).lambda.metricInvocations(sum),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    })
  }

  /** The editors' door answers 503 where its function is refused; the publisher's calls wait for each other by design. */
  #watchReading({ functions: { site }, api }: OperationsProps): void {
    const faults = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Url5xxCount',
      dimensionsMap: { FunctionName: site.lambda.functionName },
      ...sum,
    })
    this.#alarm('OriginFaults', {
      level: 'wake',
      what: 'the origin answers with 5xx',
      metric: faults,
      threshold: 5,
    })
    this.#alarm('OriginRefusals', {
      level: 'wake',
      what: 'the CDN is not let ask for pages',
      metric: refusalsOf(site.lambda),
      threshold: 10,
    })
    this.#alarm('SiteThrottles', {
      level: 'tomorrow',
      what: 'the origin refused pages: siteConcurrency',
      metric: site.lambda.metricThrottles(sum),
      threshold: 10,
    })
    this.#alarm('EditorsFaults', {
      level: 'wake',
      what: "the editors' door answers with 5xx",
      metric: api.metricServerError(sum),
      threshold: 5,
    })
  }

  /** CloudFront's metrics are in us-east-1, and an alarm sees those of its own region only. */
  #watchEdge({ distribution }: OperationsProps): void {
    // A share that one of the few who read at night does not make up twice in a quarter of an hour.
    const alarm = this.#alarm('EdgeFaults', {
      level: 'wake',
      what: 'the edge answers more than 5 % with 5xx',
      metric: faultsOf(distribution),
      threshold: 5,
    })
    this.#onlyWhereEdgeCounts(alarm)
  }

  #onlyWhereEdgeCounts(alarm: Alarm): void {
    onlyIn('us-east-1', alarm, this, 'WhereEdgeMetricsAre')
  }

  /** What is refused, and so neither fails nor is logged: by limits of our own, and to who asks for what they may not. */
  #watchClosely(
    { functions, distribution, api }: OperationsProps,
    { tables, doors }: NonNullable<OperationsProps['close']>,
  ): void {
    const level = 'tomorrow'
    this.#alarm('Throttles', {
      level,
      what: 'calls were refused: as many ran as are allowed',
      metric: throttledCallsOf(functions),
      threshold: 10,
    })
    this.#alarm('TableThrottles', {
      level,
      what: 'a table was asked for more than its limit',
      metric: throttledRequestsOf(tables),
      threshold: 10,
    })
    this.#alarm('EditorsRefusals', {
      level,
      what: "the editors' door refuses many requests",
      metric: api.metricClientError(sum),
      threshold: 50,
    })
    this.#alarm('FormRefusals', {
      level,
      what: 'many previews or messages of readers were refused',
      metric: refusedFormsOf(doors),
      threshold: 50,
    })
    const atEdge = this.#alarm('EdgeRefusals', {
      level,
      what: 'half of what is asked at the edge is refused or not there',
      metric: refusedShareOf(distribution),
      threshold: 50,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    })
    this.#onlyWhereEdgeCounts(atEdge)
  }

  #watchMails(identity: string): void {
    const alarm = this.#alarm('Bounces', {
      level: 'tomorrow',
      what: 'mails come back: more than 3 % of those that the account sends',
      metric: returnedMails(),
      threshold: 0.03,
    })
    onlyIn(regionOf(identity), alarm, this, 'WhereMailsAreSent')
  }

  /** A copy that fails is told by an event, which costs nothing where none fails. */
  #watchBackups(vault: IBackupVault): void {
    const rule = new Rule(this, 'FailedBackups', {
      description: 'Bantin: a copy of tables or files failed; see infra/README.md#a-copy-failed',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change'],
        detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'], backupVaultName: [vault.backupVaultName] },
      },
    })
    rule.addTarget(new SnsTopic(this.topics.tomorrow))
  }

  #bound(amount: number, address: string): void {
    new CfnBudget(this, 'Budget', {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount, unit: 'USD' } },
      notificationsWithSubscribers: (['ACTUAL', 'FORECASTED'] as const).map((notificationType) => ({
        notification: {
          notificationType,
          comparisonOperator: 'GREATER_THAN',
          threshold: 100,
          thresholdType: 'PERCENTAGE',
        },
        subscribers: [{ subscriptionType: 'EMAIL', address }],
      })),
    })
  }
}
