import { Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { edgeMetric } from './edge-metric.ts'
import type { AnyFunction } from './log-metrics.ts'

const period = Duration.minutes(5)
const sum = { statistic: 'Sum', period }

/** The site has an alarm of its own; calls of these wait for each other by design. */
const patient = ['site', 'publisher', 'mirror', 'tally', 'scheduler', 'mover', 'outward']

const total = (label: string, metrics: Record<string, IMetric>) =>
  new MathExpression({
    label,
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics: metrics,
    period,
  })

/** Calls that were refused because as many ran as we, or the account, allow. */
export function throttledCallsOf(functions: Record<string, AnyFunction>): MathExpression {
  const others = Object.entries(functions).filter(([name]) => !patient.includes(name))
  return total(
    'Refused calls',
    Object.fromEntries(others.map(([name, { lambda }]) => [name, lambda.metricThrottles(sum)])),
  )
}

/** Requests beyond the units a second that each table is given. */
export function throttledRequestsOf(tables: Record<string, { table: ITable }>): MathExpression {
  const metrics = Object.entries(tables).flatMap(([name, { table }]) =>
    (['Read', 'Write'] as const).map((kind) => [
      `${name}${kind}s`,
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: `${kind}ThrottleEvents`,
        dimensionsMap: { TableName: table.tableName },
        ...sum,
      }),
    ]),
  )
  return total('Requests that tables refused', Object.fromEntries(metrics))
}

/** Share of 4xx, where enough is asked for that it says something: at night one robot is half of all. */
export function refusedShareOf(distribution: Distribution): MathExpression {
  return new MathExpression({
    label: '4xx at the edge, %',
    expression: 'IF(requests > 500, refused, 0)',
    usingMetrics: {
      requests: edgeMetric(distribution, 'Requests', 'Sum'),
      refused: edgeMetric(distribution, '4xxErrorRate', 'Average'),
    },
    period,
  })
}

/** What doors that take forms answered with 4xx: too much at once, and links that are no links. */
export const refusedFormsOf = (doors: Record<string, HttpApi>): MathExpression =>
  total(
    'Refused at the doors for readers',
    Object.fromEntries(Object.entries(doors).map(([name, api]) => [name, api.metricClientError(sum)])),
  )
