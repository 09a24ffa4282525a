import { Aws, Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { BundledFunction } from './bundled-function.ts'

// biome-ignore lint/suspicious/noExplicitAny: a function of any environment
export type AnyFunction = BundledFunction<any>

/**
 * Counts lines of a function's log. Functions that count under one name share one metric, and so one alarm: alarms are
 * what a quiet system pays most for.
 */
export function countLines(
  scope: Construct,
  { logs }: AnyFunction,
  metricName: string,
  pattern: string,
): Metric {
  const filter = new MetricFilter(scope, metricName, {
    logGroup: logs,
    filterPattern: FilterPattern.literal(pattern),
    metricNamespace: `Bantin/${Aws.STACK_NAME}`,
    metricName,
  })
  return filter.metric({ statistic: 'Sum', period: Duration.minutes(5) })
}

/**
 * What somebody should look at: what a function logs as an error, whether it answers 503 or leaves an article to the next
 * minute; what the runtime logs of an error that nobody caught; what Lambda reports of a call that failed, took too long or
 * came near its timeout; and what the scheduler logs, minute by minute, of a planned act that it could not carry out in time.
 */
export function troubleLine({ lambda }: AnyFunction): string {
  const timeout = lambda.timeout?.toMilliseconds()
  if (!timeout) throw new Error(`${lambda.node.path} has no timeout`)
  const levels = ['error', 'ERROR', 'FATAL'].map((level) => `$.level = "${level}"`)
  const failed = ['error', 'failure', 'timeout'].map((status) => `$.record.status = "${status}"`)
  const slow = `($.type = "platform.report" && $.record.metrics.durationMs >= ${timeout * 0.8})`
  return `{ ${[...levels, ...failed, slow, '$.message = "schedule is late"'].join(' || ')} }`
}
