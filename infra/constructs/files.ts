import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { keptDays } from '../../functions/domain/moving/move.ts'
import { movesPrefix } from '../../functions/store/move-files.ts'
import { acknowledge, allow } from './allow.ts'
import type { DataKey } from './data-key.ts'

/** Where uploads lie until they are looked at, and what they were made of afterwards. */
export const incoming = 'incoming/'
const originals = 'originals/'
/** The index of each language lies below `search/<locale>/`. */
const searchPrefix = 'search/'
/** That of all texts in any state, which only the editors' door may search. */
const newsroomPrefix = 'newsroom/'

/** What every bucket of the product is. It stays whatever happens, unless its very first deployment fails. */
export const guardedBucket = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
}

interface FilesProps {
  logRetentionDays: number
  /** Of what is private. @default keys of S3's own */
  key?: DataKey | undefined
}

/**
 * The buckets of public files and of the mirror, which only the CDN reads; the private ones of what is uploaded and of
 * originals, and of the index; and the one for logs of access to them.
 */
export class Files extends Construct {
  readonly media: Bucket
  /** Nobody but the media function reads it, and nobody writes it without a form that the editors' door has signed. */
  readonly uploads: Bucket
  /** The mirror: the site as files, which the CDN reads when the site fails. */
  readonly site: Bucket
  /** The indexes that readers and editors search, each below a prefix. Nobody gets them as files, not even the CDN. */
  readonly index: Bucket
  readonly logs: Bucket

  readonly #key: DataKey | undefined

  constructor(scope: Construct, id: string, { logRetentionDays, key }: FilesProps) {
    super(scope, id)
    this.#key = key
    this.logs = new Bucket(this, 'Logs', {
      ...guardedBucket,
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
    this.uploads = this.#createBucket('Uploads', 90, {
      ...this.#private(),
      // What was uploaded and never taken over; so that nothing stays of what was refused, its old versions too.
      lifecycleRules: [
        { prefix: incoming, expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
        {
          prefix: movesPrefix,
          expiration: Duration.days(keptDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    })
    // It is made again from the tables at any time; old versions are for a bad deployment only.
    this.site = this.#createBucket('Site', 7)
    // Likewise.
    this.index = this.#createBucket('Index', 7, this.#private())
  }

  /** What nobody gets from the CDN. Logs are not of it: S3 writes none where a key of KMS is asked for. */
  #private(): BucketProps {
    if (!this.#key) return {}
    return { encryption: BucketEncryption.KMS, encryptionKey: this.#key.key, bucketKeyEnabled: true }
  }

  /** A bucket whose old versions are kept for some days, and whose readers are logged. */
  #createBucket(id: string, days: number, { lifecycleRules = [], ...more }: BucketProps = {}): Bucket {
    return new Bucket(this, id, {
      ...guardedBucket,
      ...more,
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
        ...lifecycleRules,
      ],
    })
  }

  /** Lets a role do something to what lies below a prefix of a bucket. */
  #allow(role: IRole, actions: string[], bucket: Bucket, prefix: string, reason: string): void {
    allow(role, actions, [bucket.arnForObjects(`${prefix}*`)])
    if (bucket.encryptionKey) this.#key?.unlock(role, 's3')
    const { defaultChild } = bucket.node
    if (!(defaultChild instanceof CfnBucket)) throw new Error('there is no bucket')
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(defaultChild)}.Arn>/${prefix}*]`]: reason,
    })
  }

  /** Those who may not list are told 403 of what is not there, instead of 404. */
  #list(role: IRole, bucket: Bucket, prefixes: string[]): void {
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': prefixes.map((each) => `${each}*`) } },
      }),
    )
  }

  /** Lets a role keep the mirror, which it never reads. */
  mirror(role: IRole): string {
    const reason = 'the mirror has a file for every address of the site'
    this.#allow(role, ['s3:PutObject', 's3:DeleteObject'], this.site, '', reason)
    return this.site.bucketName
  }

  /** Lets a role keep the indexes that readers and editors search. */
  writeIndex(role: IRole): string {
    const reason = 'each piece of an index has a name made of its content'
    for (const prefix of [searchPrefix, newsroomPrefix])
      this.#allow(role, ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], this.index, prefix, reason)
    this.#list(role, this.index, [searchPrefix, newsroomPrefix])
    return this.index.bucketName
  }

  /** Lets a role search what is public. */
  readIndex(role: IRole): string {
    return this.#search(role, searchPrefix)
  }

  /** Lets a role search every text in any state. */
  readNewsroomIndex(role: IRole): string {
    return this.#search(role, newsroomPrefix)
  }

  #search(role: IRole, prefix: string): string {
    const reason = 'each piece of an index has a name made of its content'
    this.#allow(role, ['s3:GetObject'], this.index, prefix, reason)
    this.#list(role, this.index, [prefix])
    return this.index.bucketName
  }

  /** Lets a role take public files from readers. */
  withdrawFiles(role: IRole): string {
    this.#allow(role, ['s3:DeleteObject'], this.media, 'media/', 'any file may be withdrawn')
    return this.media.bucketName
  }

  /** Lets a role sign forms that put one file each where uploads come in. */
  lendUploads(role: IRole): string {
    this.#allow(role, ['s3:PutObject'], this.uploads, incoming, 'each upload has a key of its own')
    return this.uploads.bucketName
  }

  /** The same, and lets it bring what is to be moved in, read it and what came of it, and forget it. */
  bring(role: IRole): string {
    this.lendUploads(role)
    const reason = 'each move has files of its own'
    const all = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']
    this.#allow(role, all, this.uploads, movesPrefix, reason)
    this.#list(role, this.uploads, [movesPrefix])
    return this.uploads.bucketName
  }

  /** Lets a role look at what was uploaded, put what it held beside it, keep what it was made of, and forget it. */
  takeUploads(role: IRole): string {
    const reason = 'each upload has a key of its own'
    const tags = ['s3:GetObjectTagging', 's3:GetObjectVersionTagging']
    const read = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', ...tags]
    this.#allow(role, read, this.uploads, incoming, reason)
    this.#list(role, this.uploads, [incoming, originals])
    this.#allow(role, ['s3:GetObject', 's3:PutObject'], this.uploads, originals, reason)
    return this.uploads.bucketName
  }

  /** Lets a role put files where readers find them, and nothing else. */
  publish(role: IRole): string {
    this.#allow(role, ['s3:PutObject'], this.media, 'media/', 'each file has an address made of its content')
    return this.media.bucketName
  }

  /** Lets scripts of a page upload by such forms. */
  acceptFrom(origin: string): void {
    this.uploads.addCorsRule({
      allowedOrigins: [origin],
      allowedMethods: [HttpMethods.POST],
      maxAge: 3600,
      allowedHeaders: ['*'],
    })
  }
}
