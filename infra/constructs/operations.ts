import { Aws, CfnCondition, Duration, Fn } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import {
  Alarm,
  CfnAlarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Settings } from '../context.ts'
import type { BundledFunction } from './bundled-function.ts'

// biome-ignore lint/suspicious/noExplicitAny: a function of any environment
type AnyFunction = BundledFunction<any>

interface OperationsProps extends Pick<Settings, 'alarmEmail' | 'monthlyBudget'> {
  functions: { site: AnyFunction; admin: AnyFunction; publisher: AnyFunction }
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
    if (props.alarmEmail) this.topic.addSubscription(new EmailSubscription(props.alarmEmail))

    this.#watchFunctions(props.functions)
    this.#watchPublishing(props)
    this.#watchEdge(props)
    this.#drawDashboard(props)
    if (props.alarmEmail && props.monthlyBudget) this.#bound(props.monthlyBudget, props.alarmEmail)
  }

  /** Sounds when the metric reaches the threshold in one of its periods. No data means nothing happened. */
  #alarm(id: string, alarmDescription: string, metric: IMetric, threshold: number): Alarm {
    const alarm = new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    return alarm
  }

  #watchFunctions(functions: OperationsProps['functions']): void {
    for (const [name, { lambda, logs }] of Object.entries(functions)) {
      const id = name[0]?.toUpperCase() + name.slice(1)
      this.#alarm(`${id}Errors`, `${name}: a call failed`, lambda.metricErrors(sum), 1)
      // Faults that a function catches (it answers 503, or leaves an article to the next minute) are in its log alone.
      const logged = new MetricFilter(this, `${id}Logged`, {
        logGroup: logs,
        filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
        metricNamespace: `Bantin/${Aws.STACK_NAME}`,
        metricName: `${id}LoggedErrors`,
      })
      this.#alarm(`${id}LoggedErrors`, `${name}: an error was logged`, logged.metric(sum), 1)
      const timeout = lambda.timeout?.toMilliseconds() ?? 0
      this.#alarm(
        `${id}Duration`,
        `${name}: a call came near its timeout`,
        lambda.metricDuration({ statistic: 'Maximum', period: sum.period }),
        timeout * 0.8,
      )
      // The publisher's calls wait for each other by design.
      if (name !== 'publisher')
        this.#alarm(`${id}Throttles`, `${name}: calls were refused`, lambda.metricThrottles(sum), 1)
    }
  }

  #watchPublishing({ functions, deadLetters }: OperationsProps): void {
    this.#alarm(
      'DeadLetters',
      'revisions could not be published and were set aside',
      deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: sum.period }),
      1,
    )
    this.#alarm(
      'Late',
      'a revision waited five minutes to be published',
      functions.publisher.lambda.metric('IteratorAge', { statistic: 'Maximum', period: sum.period }),
      Duration.minutes(5).toMilliseconds(),
    )
  }

  #watchEdge({ functions: { site }, api, distribution }: OperationsProps): void {
    const { functionName } = site.lambda
    const origin = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Url5xxCount',
      dimensionsMap: { FunctionName: functionName },
      ...sum,
    })
    this.#alarm('OriginFaults', 'the origin answered with 5xx', origin, 5)
    this.#alarm('EditorsFaults', "the editors' door answered with 5xx", api.metricServerError(sum), 1)
    // CloudFront's metrics are in us-east-1, and an alarm sees those of its own region only.
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

  #drawDashboard({ functions, deadLetters, distribution, api }: OperationsProps): void {
    const lambdas = Object.values(functions).map(({ lambda }) => lambda)
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 })
    const dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(1) })
    dashboard.addWidgets(
      graph('Requests at the edge', [edgeMetric(distribution, 'Requests', 'Sum')]),
      graph('5xx at the edge, %', [faultsOf(distribution)]),
      graph("Editors' requests", [
        api.metricCount(sum),
        api.metricClientError(sum),
        api.metricServerError(sum),
      ]),
    )
    dashboard.addWidgets(
      graph(
        'Calls',
        lambdas.map((each) => each.metricInvocations(sum)),
      ),
      graph(
        'Failed calls',
        lambdas.map((each) => each.metricErrors(sum)),
      ),
      graph(
        'Duration, p95',
        lambdas.map((each) => each.metricDuration({ statistic: 'p95', period: sum.period })),
      ),
    )
    dashboard.addWidgets(
      graph('Age of what is published', [
        functions.publisher.lambda.metric('IteratorAge', { statistic: 'Maximum', period: sum.period }),
      ]),
      graph('Dead letters', [deadLetters.metricApproximateNumberOfMessagesVisible()]),
      graph(
        'Refused calls',
        lambdas.map((each) => each.metricThrottles(sum)),
      ),
    )
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

function edgeMetric({ distributionId }: Distribution, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    statistic,
    period: sum.period,
    region: 'us-east-1',
  })
}

const faultsOf = (distribution: Distribution) => edgeMetric(distribution, '5xxErrorRate', 'Average')
