import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { acknowledge, allow } from './allow.ts'

const guarded = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
}

/** The buckets of public files and of the mirror, which only the CDN reads, and the one for logs of access to them. */
export class Files extends Construct {
  readonly media: Bucket
  /** The mirror: the site as files, which the CDN reads when the site fails. */
  readonly site: Bucket
  readonly logs: Bucket

  constructor(scope: Construct, id: string, { logRetentionDays }: { logRetentionDays: number }) {
    super(scope, id)
    this.logs = new Bucket(this, 'Logs', {
      ...guarded,
      // CloudFront delivers its logs with an access control list.
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      // They hold addresses of readers.
      lifecycleRules: [
        {
          expiration: Duration.days(logRetentionDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
    this.media = this.#createBucket('Media', 90)
    // It is made anew from the tables at any time; old versions are for a bad deployment only.
    this.site = this.#createBucket('Site', 7)
  }

  /** A bucket whose old versions are kept for some days, and whose readers are logged. */
  #createBucket(id: string, days: number): Bucket {
    return new Bucket(this, id, {
      ...guarded,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(days),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        // What was uploaded and never taken over.
        { prefix: 'incoming/', expiration: Duration.days(1) },
      ],
    })
  }

  /** Lets a role keep the mirror, which it never reads. */
  mirror(role: IRole): string {
    allow(role, ['s3:PutObject', 's3:DeleteObject'], [this.site.arnForObjects('*')])
    const { defaultChild } = this.site.node
    if (!(defaultChild instanceof CfnBucket)) throw new Error('there is no bucket')
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(defaultChild)}.Arn>/*]`]:
        'the mirror has a file for every address of the site',
    })
    return this.site.bucketName
  }
}
