import { Duration } from 'aws-cdk-lib'
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda'

/** A number of a function's own address. */
function addressMetric({ functionName }: Lambda, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName },
    statistic: 'Sum',
    period: Duration.minutes(5),
  })
}

/**
 * Requests that were refused before the function saw them (403: no permission, a signature that is not understood). What it
 * answers itself with 4xx, as 404, was an invocation; what was too much at once was a throttle.
 */
export function refusalsOf(lambda: Lambda): MathExpression {
  const sum = { statistic: 'Sum', period: Duration.minutes(5) }
  return new MathExpression({
    label: "Refused by the address of the reader's function",
    expression: 'FILL(requests, 0) - FILL(invocations, 0) - FILL(throttles, 0)',
    usingMetrics: {
      requests: addressMetric(lambda, 'UrlRequestCount'),
      invocations: lambda.metricInvocations(sum),
      throttles: lambda.metricThrottles(sum),
    },
    period: Duration.minutes(5),
  })
}
