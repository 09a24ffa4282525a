import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { FilterCriteria, FilterRule, type Function as Lambda, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { acknowledge, allow } from './allow.ts'
import type { DataKey } from './data-key.ts'

interface PublishingProps {
  publisher: Lambda
  newsroom: ITable
  key?: DataKey | undefined
}

/** What makes the publisher run: every new revision at once, and every minute whatever was missed. */
export class Publishing extends Construct {
  /** What the stream gave up on. The minute's repair tries it again all the same. */
  readonly deadLetters: Queue
  readonly #sourceId: string

  constructor(scope: Construct, id: string, { publisher, newsroom, key }: PublishingProps) {
    super(scope, id)
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...(key
        ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key.key }
        : { encryption: QueueEncryption.SQS_MANAGED }),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    })
    acknowledge(this.deadLetters, { 'AwsSolutions-SQS3': 'it is itself the queue of dead letters' })

    const source = new DynamoEventSource(newsroom, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // The publisher is one call at a time; a batch that is being split waits for no second shard.
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(this.deadLetters),
      filters: [
        FilterCriteria.filter({
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(newsroomKeys.revisionPrefix) } } },
        }),
      ],
    })
    publisher.addEventSource(source)
    this.#sourceId = source.eventSourceMappingId
    // A tick that could not run is not worth repeating: the next one is a minute away.
    publisher.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.seconds(60) })
    new Rule(this, 'Minute', {
      description: 'Bantin: publish what was missed',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(publisher, { retryAttempts: 0, maxEventAge: Duration.seconds(60) })],
    })
  }

  /** Lets a role look whether new revisions are brought to the publisher. */
  watchSource(role: IGrantable): string {
    const resource = 'event-source-mapping'
    const source = {
      service: 'lambda',
      resource,
      resourceName: this.#sourceId,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }
    allow(role, ['lambda:GetEventSourceMapping'], [Stack.of(this).formatArn(source)])
    return this.#sourceId
  }
}
