import { beforeAll, describe, expect, it } from 'vitest'
import { type Json, type Stack, stackWith, textOf } from './stack-setup.ts'

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

describe('a release', () => {
  it('puts what pages load where old files stay, before the function whose pages name it', () => {
    const assets = stack
      .all('Custom::CDKBucketDeployment')
      .find(({ Properties }) => Properties.DestinationBucketKeyPrefix === 'assets')
    expect(textOf(assets?.Properties.DestinationBucketName)).toMatch(/^FilesSite/u)
    expect(assets?.Properties).toMatchObject({ Prune: false })
    expect(assets?.Properties.SystemMetadata['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(stack.functionOf('Site').DependsOn).toContain(assets?.id)
  })

  it('ends by telling the mirror, after the function of readers, and says what was released and for which address', () => {
    const call = stack.all('Custom::AWS').find(({ id }) => id.startsWith('Release'))
    const mirror = stack.functionOf('Mirror')
    for (const when of ['Create', 'Update']) {
      const text = textOf(call?.Properties[when])
      expect(text).toContain('"action":"invoke"')
      expect(text).toContain(mirror.id)
      expect(text).toMatch(/released[\\":]+[0-9a-f]{16}/u)
      expect(text).toContain(`${stack.only('AWS::CloudFront::Distribution').id}.DomainName`)
    }
    expect(call?.DependsOn).toContain(mirror.id)
    expect(mirror.DependsOn).toContain(stack.functionOf('Site').id)
  })
})
