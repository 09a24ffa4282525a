import { Duration } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'

/** A number of CloudFront's. It counts in us-east-1 only. */
export function edgeMetric({ distributionId }: Distribution, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    statistic,
    period: Duration.minutes(5),
    region: 'us-east-1',
  })
}

export const faultsOf = (distribution: Distribution) => edgeMetric(distribution, '5xxErrorRate', 'Average')
