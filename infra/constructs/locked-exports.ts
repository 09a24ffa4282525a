import { Duration, Stack, TimeZone } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler'
import { Universal } from 'aws-cdk-lib/aws-scheduler-targets'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Lock } from '../options.ts'
import { acknowledge, allow } from './allow.ts'
import type { DataKey } from './data-key.ts'
import { guardedBucket } from './files.ts'

interface LockedExportsProps {
  table: ITable
  lock: Lock
  timeZone: string
  logs: Bucket
  /** Where it is told that one could not be begun. */
  deadLetters: IQueue
  key?: DataKey | undefined
}

/** As long as the table recovers by itself. */
const kept = Duration.days(35)
/** What has arrived is locked within minutes, if S3 can. */
const passing = Duration.days(3)

/**
 * Each night the whole newsroom as files, in a bucket where nothing can be deleted or written over before 35 days: who can
 * do anything to the table cannot do it to these. They are read by `npm run restore -- --export`.
 *
 * DynamoDB writes into a bucket beside it, from which S3 copies: a bucket that locks what comes takes nothing without a
 * checksum, and that DynamoDB sends one is written nowhere; that S3 locks what it copies is.
 */
export class LockedExports extends Construct {
  readonly bucket: Bucket
  /** Where they arrive. */
  readonly arrivals: Bucket
  readonly #props: LockedExportsProps

  constructor(scope: Construct, id: string, props: LockedExportsProps) {
    super(scope, id)
    this.#props = props
    const { lock, key } = props
    this.bucket = this.#createBucket('Bucket', kept.plus(Duration.days(1)), {
      objectLockDefaultRetention:
        lock === 'compliance' ? ObjectLockRetention.compliance(kept) : ObjectLockRetention.governance(kept),
    })
    const copies = new Role(this, 'CopyRole', {
      description: 'Bantin: locks exports of the newsroom',
      assumedBy: new ServicePrincipal('s3.amazonaws.com'),
    })
    this.arrivals = this.#createBucket('Arrivals', passing, {
      replicationRole: copies,
      replicationRules: [
        {
          destination: this.bucket,
          // Nothing that is deleted here is deleted there.
          deleteMarkerReplication: false,
          ...(key && { sseKmsEncryptedObjects: true, kmsKey: key.key }),
        },
      ],
    })
    this.#letCopy(copies)
    this.#exportEachNight()
  }

  #createBucket(id: string, expiration: Duration, more: BucketProps): Bucket {
    const { key, logs } = this.#props
    return new Bucket(this, id, {
      ...guardedBucket,
      ...(key && { encryption: BucketEncryption.KMS, encryptionKey: key.key, bucketKeyEnabled: true }),
      ...more,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: id === 'Bucket' ? 'exports/' : 'arrivals/',
      lifecycleRules: [
        {
          expiration,
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
  }

  /** Lets a role do something to what lies in a bucket. */
  #allowIn(bucket: Bucket, role: Role, names: readonly string[]): void {
    allow(
      role,
      names.map((name) => `s3:${name}`),
      [bucket.arnForObjects('*')],
    )
    const { defaultChild } = bucket.node
    if (!(defaultChild instanceof CfnBucket)) throw new Error('there is no bucket')
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(defaultChild)}.Arn>/*]`]:
        'each export has a folder of its own',
    })
  }

  /** Lets S3 read what has arrived, and add it to what is locked. */
  #letCopy(role: Role): void {
    allow(role, ['s3:GetReplicationConfiguration', 's3:ListBucket'], [this.arrivals.bucketArn])
    this.#allowIn(this.arrivals, role, [
      'GetObjectVersionAcl',
      'GetObjectVersionForReplication',
      'GetObjectVersionTagging',
    ])
    this.#allowIn(this.bucket, role, ['ReplicateObject', 'ReplicateTags'])
    this.#props.key?.unlock(role, 's3', ['Encrypt'])
  }

  #exportEachNight(): void {
    const { table, key, timeZone, deadLetters } = this.#props
    const role = new Role(this, 'Role', {
      description: 'Bantin: exports the newsroom',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    })
    // All three are asked of whoever exports ("Requesting a table export", DynamoDB developer guide).
    this.#allowIn(this.arrivals, role, ['AbortMultipartUpload', 'PutObject', 'PutObjectAcl'])
    key?.unlock(role, 'dynamodb')
    key?.unlock(role, 's3')
    key?.unlock(role, 'sqs')
    new Schedule(this, 'Night', {
      description: 'Bantin: export the newsroom',
      schedule: ScheduleExpression.cron({ hour: '1', minute: '30', timeZone: TimeZone.of(timeZone) }),
      target: new Universal({
        service: 'dynamodb',
        action: 'exportTableToPointInTime',
        role,
        policyStatements: [
          new PolicyStatement({
            actions: ['dynamodb:ExportTableToPointInTime'],
            resources: [table.tableArn],
          }),
        ],
        input: ScheduleTargetInput.fromObject({
          TableArn: table.tableArn,
          S3Bucket: this.arrivals.bucketName,
          // One folder for each night.
          S3Prefix: ContextAttribute.scheduledTime,
          // What a bucket does by itself, DynamoDB does not ask for.
          ...(key && { S3SseAlgorithm: 'KMS', S3SseKmsKeyId: key.key.keyArn }),
        }),
        deadLetterQueue: deadLetters,
        maxEventAge: Duration.hours(6),
      }),
    })
  }

  /** Lets a role look whether last night's is there. */
  watch(role: IGrantable): string {
    allow(role, ['s3:ListBucket'], [this.bucket.bucketArn])
    return this.bucket.bucketName
  }
}
