import { join } from 'node:path'
import { App, CfnOutput, DefaultStackSynthesizer, Duration, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { publisherEnvironment, schedulerEnvironment } from '../../../functions/config.ts'
import { BundledFunction } from '../../constructs/bundled-function.ts'
import { Clock } from '../../constructs/clock.ts'
import { Files } from '../../constructs/files.ts'
import { NewsroomTable } from '../../constructs/newsroom-table.ts'
import { Publishing } from '../../constructs/publishing.ts'
import { SiteTable } from '../../constructs/site-table.ts'

export const stackName = 'BantinRehearsal'

/** The constructs of the stack that an AWS on this machine can make, as they are: all that keeps and moves content. */
class RehearsalStack extends Stack {
  constructor(scope: Construct, bundles: string) {
    super(scope, stackName, { synthesizer: new DefaultStackSynthesizer() })
    const newsroom = new NewsroomTable(this, 'Newsroom')
    const site = new SiteTable(this, 'Site')
    const files = new Files(this, 'Files', { logRetentionDays: 90 })
    const each = { memorySize: 512, timeout: Duration.minutes(1), logRetention: 90 }
    const publisher = new BundledFunction(this, 'PublisherFunction', {
      ...each,
      description: 'Bantin: makes the site show what the newsroom says',
      bundle: join(bundles, 'publisher'),
      schema: publisherEnvironment,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.follow(role),
        SITE_TABLE: site.publish(role),
        MEDIA_BUCKET: files.withdrawFiles(role),
        SEARCH_BUCKET: files.writeIndex(role),
        SITE_URL: 'https://rehearsal.example',
        DISTRIBUTION_ID: 'REHEARSAL',
      }),
    })
    const scheduler = new BundledFunction(this, 'SchedulerFunction', {
      ...each,
      description: 'Bantin: publishes and withdraws what is due',
      bundle: join(bundles, 'scheduler'),
      schema: schedulerEnvironment,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.keepSchedule(role),
        CHAINS_TABLE: 'none',
        PUBLISHER_SOURCE: 'none',
        ...{ EXPORTS_BUCKET: 'none', TIME_ZONE: 'Asia/Ho_Chi_Minh' },
        SITE_URL: 'https://rehearsal.example',
        MOVER_FUNCTION: 'none',
        ...{ MAIL_FROM: 'none', MAIL_REGION: 'none', USER_POOL: 'none' },
      }),
    })
    new Publishing(this, 'Publishing', {
      publisher: publisher.lambda,
      newsroom: newsroom.table,
    })
    new Clock(this, 'Clock', { wakes: scheduler.lambda, to: 'publish and withdraw what is due' })

    const outputs = {
      NewsroomTable: newsroom.table.tableName,
      SiteTable: site.table.tableName,
      MediaBucket: files.media.bucketName,
      LogsBucket: files.logs.bucketName,
      PublisherName: publisher.lambda.functionName,
      SchedulerName: scheduler.lambda.functionName,
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}

/** Synthesises it into a folder, from which `cdk deploy` takes it. */
export function synthesizeRehearsal(outdir: string, bundles: string): void {
  const app = new App({ outdir })
  new RehearsalStack(app, bundles)
  app.synth()
}
