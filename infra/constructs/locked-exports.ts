import { Duration, Stack, TimeZone } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Bucket, BucketEncryption, CfnBucket, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
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

/**
 * Each night the whole newsroom as files, in a bucket where nothing can be deleted or written over before 35 days: who can
 * do anything to the table cannot do it to these. They are read by `npm run restore -- --export`.
 */
export class LockedExports extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, props: LockedExportsProps) {
    super(scope, id)
    const { table, lock, key } = props
    this.bucket = new Bucket(this, 'Bucket', {
      ...guardedBucket,
      ...(key && { encryption: BucketEncryption.KMS, encryptionKey: key.key, bucketKeyEnabled: true }),
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      objectLockDefaultRetention:
        lock === 'compliance' ? ObjectLockRetention.compliance(kept) : ObjectLockRetention.governance(kept),
      serverAccessLogsBucket: props.logs,
      serverAccessLogsPrefix: 'exports/',
      lifecycleRules: [
        {
          expiration: kept.plus(Duration.days(1)),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
    new Schedule(this, 'Night', {
      description: 'Bantin: export the newsroom',
      schedule: ScheduleExpression.cron({ hour: '1', minute: '30', timeZone: TimeZone.of(props.timeZone) }),
      target: new Universal({
        service: 'dynamodb',
        action: 'exportTableToPointInTime',
        role: this.#createRole(key),
        policyStatements: [
          new PolicyStatement({
            actions: ['dynamodb:ExportTableToPointInTime'],
            resources: [table.tableArn],
          }),
        ],
        input: ScheduleTargetInput.fromObject({
          TableArn: table.tableArn,
          S3Bucket: this.bucket.bucketName,
          // One folder for each night.
          S3Prefix: ContextAttribute.scheduledTime,
        }),
        deadLetterQueue: props.deadLetters,
        maxEventAge: Duration.hours(6),
      }),
    })
  }

  #createRole(key: DataKey | undefined): Role {
    const role = new Role(this, 'Role', {
      description: 'Bantin: exports the newsroom',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    })
    allow(role, ['s3:AbortMultipartUpload', 's3:PutObject'], [this.bucket.arnForObjects('*')])
    key?.unlock(role, 'dynamodb')
    key?.unlock(role, 's3')
    key?.unlock(role, 'sqs')
    const { defaultChild } = this.bucket.node
    if (!(defaultChild instanceof CfnBucket)) throw new Error('there is no bucket')
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(defaultChild)}.Arn>/*]`]:
        'each export has a folder of its own',
    })
    return role
  }
}
