import { join } from 'node:path'
import { Duration } from 'aws-cdk-lib'
import { type FunctionUrl, FunctionUrlAuthType, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { counterEnvironment, tallyEnvironment } from '../../functions/config.ts'
import { acknowledge } from './allow.ts'
import { BundledFunction } from './bundled-function.ts'
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
  readonly functions: {
    counter: BundledFunction<typeof counterEnvironment>
    tally: BundledFunction<typeof tallyEnvironment>
  }
  /** Where the CDN asks the counter. */
  readonly url: FunctionUrl

  constructor(scope: Construct, id: string, props: ViewCountingProps) {
    super(scope, id)
    const { bundles, views, site, reservedConcurrency, logRetention } = props
    const counter = new BundledFunction(scope, 'CounterFunction', {
      description: 'Bantin: counts views',
      bundle: join(bundles, 'counter'),
      schema: counterEnvironment,
      environment: (role) => ({ VIEWS_TABLE: views.count(role), SITE_TABLE: site.showViews(role) }),
      // A view is one short request to a table.
      memorySize: 512,
      timeout: Duration.seconds(10),
      logRetention,
      ...(reservedConcurrency && { reservedConcurrency }),
    })
    this.url = counter.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM })
    const tally = new BundledFunction(scope, 'TallyFunction', {
      description: 'Bantin: shows readers how many views were counted',
      bundle: join(bundles, 'tally'),
      schema: tallyEnvironment,
      environment: (role) => ({ VIEWS_TABLE: views.read(role), SITE_TABLE: site.carryViews(role) }),
      memorySize: 512,
      timeout: Duration.minutes(1),
      logRetention,
    })
    tally.lambda.addEventSource(
      new DynamoEventSource(views.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        // Pages lie in the CDN for an hour anyway.
        maxBatchingWindow: Duration.minutes(1),
        batchSize: 5000,
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
