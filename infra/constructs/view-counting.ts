import { Duration } from 'aws-cdk-lib'
import {
  FilterCriteria,
  FilterRule,
  type FunctionUrl,
  FunctionUrlAuthType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { siteKeys } from '../../functions/store/keys.ts'
import { acknowledge } from './allow.ts'
import { addFunction, type ProductFunction } from './product-function.ts'
import type { SiteTable } from './site-table.ts'
import type { ViewsTable } from './views-table.ts'

interface ViewCountingProps {
  bundles: string
  views: ViewsTable
  site: SiteTable
  /** @default as many as the account allows */
  reservedConcurrency?: number
  logRetention: RetentionDays
}

/** How views are counted: at once in a table of their own, and many with one write in what readers see. */
export class ViewCounting extends Construct {
  readonly functions: { counter: ProductFunction<'counter'>; tally: ProductFunction<'tally'> }
  /** Where the CDN asks the counter. */
  readonly url: FunctionUrl

  constructor(scope: Construct, id: string, props: ViewCountingProps) {
    super(scope, id)
    const { views, site, reservedConcurrency, ...each } = props
    const counter = addFunction(scope, 'counter', {
      ...each,
      environment: (role) => ({ VIEWS_TABLE: views.count(role), SITE_TABLE: site.showViews(role) }),
      ...(reservedConcurrency && { reservedConcurrency }),
    })
    this.url = counter.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM })
    const tally = addFunction(scope, 'tally', {
      ...each,
      environment: (role) => ({ VIEWS_TABLE: views.tally(role), SITE_TABLE: site.carryViews(role) }),
    })
    tally.lambda.addEventSource(
      new DynamoEventSource(views.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        // Pages lie in the CDN for an hour anyway.
        maxBatchingWindow: Duration.minutes(1),
        batchSize: 5000,
        // What the tally itself writes is none of its business.
        filters: [
          FilterCriteria.filter({
            dynamodb: { Keys: { sk: { S: FilterRule.isEqual(siteKeys.views('').sk) } } },
          }),
        ],
        // What is given up nobody misses for long: the article's next view carries over the whole sum.
        retryAttempts: 10,
        maxRecordAge: Duration.hours(6),
      }),
    )
    acknowledge(tally, {
      'AwsSolutions-IAM5[Resource::*]':
        'dynamodb:ListStreams of the event source names no resource; it shows names only',
    })
    this.functions = { counter, tally }
  }
}
