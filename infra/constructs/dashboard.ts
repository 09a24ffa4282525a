import { Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { edgeMetric, faultsOf } from './edge-metric.ts'
import type { AnyFunction } from './log-metrics.ts'

interface DashboardProps {
  functions: Record<string, AnyFunction> & { publisher: AnyFunction }
  deadLetters: Queue
  distribution: Distribution
  api: HttpApi
}

const sum = { statistic: 'Sum', period: Duration.minutes(5) }

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 })

/** A day of the system on one page, each function by itself. */
export function drawDashboard(
  scope: Construct,
  { functions, deadLetters, distribution, api }: DashboardProps,
) {
  const lambdas = Object.values(functions).map(({ lambda }) => lambda)
  const publisher = functions.publisher.lambda
  const dashboard = new Dashboard(scope, 'Dashboard', { defaultInterval: Duration.days(1) })
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
      publisher.metric('IteratorAge', { statistic: 'Maximum', period: sum.period }),
    ]),
    graph('Seconds until readers have it', [
      new Metric({
        namespace: 'Bantin',
        metricName: 'SecondsToLive',
        dimensionsMap: { FunctionName: publisher.functionName },
        statistic: 'Maximum',
        period: sum.period,
      }),
    ]),
    graph('Dead letters', [deadLetters.metricApproximateNumberOfMessagesVisible()]),
    graph(
      'Refused calls',
      lambdas.map((each) => each.metricThrottles(sum)),
    ),
  )
}
