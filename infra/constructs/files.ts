import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

const guarded = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
}

/** The bucket of public files, which only the CDN reads, and the one for logs of access to both. */
export class Files extends Construct {
  readonly media: Bucket
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
    this.media = new Bucket(this, 'Media', {
      ...guarded,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: 'media/',
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(90),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
  }
}
