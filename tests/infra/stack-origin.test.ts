import { beforeAll, describe, expect, it } from 'vitest'
import { type Json, type Stack, stackWith } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith()
})

describe("the reader's function behind the CDN", () => {
  it('sounds an alarm when its address refuses the CDN: readers have the mirror then, and nothing looks broken', () => {
    const alarm = stack.all('AWS::CloudWatch::Alarm').find(({ id }) => id.includes('OriginRefusals'))
    const { Metrics, ComparisonOperator, AlarmActions } = alarm?.Properties ?? {}
    const expression = Metrics.find(({ Expression }: Json) => Expression)
    expect(expression.Expression).toBe('FILL(requests, 0) - FILL(invocations, 0) - FILL(throttles, 0)')
    const names = Metrics.flatMap(({ MetricStat }: Json) => MetricStat?.Metric.MetricName ?? [])
    expect(names.sort()).toEqual(['Invocations', 'Throttles', 'UrlRequestCount'])
    expect(ComparisonOperator).toBe('GreaterThanOrEqualToThreshold')
    expect(AlarmActions).toHaveLength(1)
  })
})
