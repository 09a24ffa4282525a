import { Aws, CfnCondition, Duration, Fn } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import {
  Alarm,
  type AlarmProps,
  CfnAlarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Settings } from '../context.ts'
import { drawDashboard } from './dashboard.ts'
import { faultsOf } from './edge-metric.ts'
import { type AnyFunction, countLines, errorLine, lateLine, slowLine } from './log-metrics.ts'
import { refusalsOf } from './origin-metric.ts'

interface OperationsProps extends Pick<Settings, 'alarmEmail' | 'monthlyBudget'> {
  /** All of them, by name. The scheduler's acts are watched where there is one. */
  functions: Record<string, AnyFunction> & {
    site: AnyFunction
    publisher: AnyFunction
    scheduler?: AnyFunction
  }
  deadLetters: Queue
  distribution: Distribution
  api: HttpApi
}

const sum = { statistic: 'Sum', period: Duration.minutes(5) }

/** What tells people that something is wrong, and shows them where. */
export class Operations extends Construct {
  readonly topic: Topic

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id)
    // Not encrypted: alarms cannot use the key that AWS manages, and a key of our own costs 1 USD a month.
    this.topic = new Topic(this, 'Alarms', { displayName: 'Bantin', enforceSSL: true })
    // A policy of the topic's own takes the place of the one by which alarms may write to it.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    if (props.alarmEmail) this.topic.addSubscription(new EmailSubscription(props.alarmEmail))

    this.#watchLogs(props.functions)
    this.#watchPublishing(props)
    this.#watchReading(props)
    this.#watchEdge(props)
    drawDashboard(this, props)
    if (props.alarmEmail && props.monthlyBudget) this.#bound(props.monthlyBudget, props.alarmEmail)
  }

  /**
   * Sounds when the metric reaches the threshold in one of its periods. No data means nothing happened. Its mail names the
   * section of the runbook that says what to do.
   */
  #alarm(
    id: string,
    what: string,
    metric: IMetric,
    threshold: number,
    other: Partial<AlarmProps> = {},
  ): Alarm {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${what}; see infra/README.md#alarm-${id.toLowerCase()}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...other,
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    return alarm
  }

  /** Which function it was, the dashboard shows. */
  #watchLogs(functions: OperationsProps['functions']): void {
    const all = Object.entries(functions)
    this.#hear('Errors', 'a function failed, or logged an error', all, () => errorLine)
    this.#hear('Slow', 'a call came near its timeout', all, slowLine)
    const { scheduler } = functions
    if (!scheduler) return
    const what = 'what was planned did not happen in its minute'
    this.#hear('LateSchedules', what, [['scheduler', scheduler]], () => lateLine)
  }

  #hear(
    id: string,
    what: string,
    functions: [name: string, each: AnyFunction][],
    patternOf: (each: AnyFunction) => string,
  ): void {
    const metrics = functions.map(([name, each]) =>
      countLines(new Construct(this, `${id}-${name}`), each, id, patternOf(each)),
    )
    const [metric] = metrics
    if (metric) this.#alarm(id, what, metric, 1)
  }

  #watchPublishing({ functions: { publisher, scheduler }, deadLetters }: OperationsProps): void {
    this.#alarm(
      'DeadLetters',
      'revisions could not be published and were set aside',
      deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: sum.period }),
      1,
    )
    this.#alarm(
      'Late',
      'a revision waited five minutes to be published',
      publisher.lambda.metric('IteratorAge', { statistic: 'Maximum', period: sum.period }),
      Duration.minutes(5).toMilliseconds(),
    )
    // All other alarms hear what happens. This one hears that nothing does.
    this.#alarm(
      'Silence',
      'the minute is not looked at any more',
      (scheduler ?? publisher).lambda.metricInvocations(sum),
      1,
      {
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
        evaluationPeriods: 3,
      },
    )
  }

  /** The editors' door answers 503 where its function is refused; the publisher's calls wait for each other by design. */
  #watchReading({ functions: { site }, api }: OperationsProps): void {
    const { functionName } = site.lambda
    const faults = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Url5xxCount',
      dimensionsMap: { FunctionName: functionName },
      ...sum,
    })
    this.#alarm('OriginFaults', 'the origin answered with 5xx', faults, 5)
    this.#alarm('OriginRefusals', 'the CDN was not let ask for pages', refusalsOf(site.lambda), 10)
    this.#alarm(
      'SiteThrottles',
      'the origin refused pages: siteConcurrency',
      site.lambda.metricThrottles(sum),
      1,
    )
    this.#alarm('EditorsFaults', "the editors' door answered with 5xx", api.metricServerError(sum), 1)
  }

  /** CloudFront's metrics are in us-east-1, and an alarm sees those of its own region only. */
  #watchEdge({ distribution }: OperationsProps): void {
    const alarm = this.#alarm(
      'EdgeFaults',
      'the edge answered more than 1 % with 5xx',
      faultsOf(distribution),
      1,
    )
    const { defaultChild } = alarm.node
    if (!(defaultChild instanceof CfnAlarm)) throw new Error('there is no alarm')
    defaultChild.cfnOptions.condition = new CfnCondition(this, 'WhereEdgeMetricsAre', {
      expression: Fn.conditionEquals(Aws.REGION, 'us-east-1'),
    })
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
