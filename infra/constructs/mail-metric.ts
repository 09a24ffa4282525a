import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'

/**
 * The share of mails that come back, from 0 to 1, of all that the account sends in a region. From 0.05 on SES looks at the account,
 * at 0.1 it may end its sending.
 */
export const returnedMails = () =>
  new Metric({
    namespace: 'AWS/SES',
    metricName: 'Reputation.BounceRate',
    statistic: 'Maximum',
    period: Duration.hours(1),
  })
