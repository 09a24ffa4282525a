import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Bucket, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct, type IConstruct } from 'constructs'
import { contentSecurityPolicy } from '../../functions/desk/policy.ts'
import type { DeskConfig } from '../../functions/desk/session/config.ts'
import { readDesk } from '../bundles.ts'
import type { ResponseHeaders } from '../cloud/edge/route.ts'
import { responseHeaders } from '../response-headers.ts'
import { deployFiles, immutable } from './file-deployment.ts'
import { guardedBucket } from './files.ts'

/**
 * Where the page may ask: named exactly in the page, which is written last, by patterns in the header, which is not. The header
 * cannot name the bucket of uploads either: that lets in the site's address, which the CDN has only once it has its headers.
 */
const services = ['cognito-idp', 'cognito-identity', '*.execute-api', '*.auth', '*.s3'] as const

function patternOf(service: (typeof services)[number]): string {
  const domain = service === '*.auth' ? 'amazoncognito.com' : 'amazonaws.com'
  return `https://${service}.${Aws.REGION}.${domain}`
}

/** Headers of the desk's files, with a policy for the page too: as exact as it can be before the API has an address. */
export function deskHeaders(): ResponseHeaders {
  const { set, ...rest } = responseHeaders.desk
  const policy = `${contentSecurityPolicy(services.map(patternOf))}; ${set['content-security-policy']}`
  return { ...rest, set: { ...set, 'content-security-policy': policy } }
}

interface DeskProps {
  /** Of access to its files. */
  logs: IBucket
  logRetention: RetentionDays
}

/**
 * The editors' web app as files. They have a bucket of their own, to which only a deployment writes: what runs in editors'
 * browsers is not in reach of the publisher, which writes the mirror.
 */
export class Desk extends Construct {
  readonly bucket: Bucket
  /** Of the function that puts files in their buckets. */
  readonly deploymentLogs: LogGroup

  constructor(scope: Construct, id: string, { logs, logRetention }: DeskProps) {
    super(scope, id)
    this.deploymentLogs = new LogGroup(this, 'Logs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.bucket = new Bucket(this, 'Files', {
      ...guardedBucket,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'desk/',
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })
  }

  /**
   * Puts the page there, with what it must know of the stack. `login`: the origin of the login pages. `uploads`: the bucket to
   * which files are sent straight, by forms that the API lends.
   */
  deploy(
    bundles: string,
    config: DeskConfig,
    { login, uploads }: { login: string; uploads: IBucket },
    after: IConstruct,
  ): void {
    const { assets, licenses, pageFor, worker } = readDesk(bundles)
    const exact = services.filter((each) => !each.startsWith('*'))
    const store = `https://${uploads.bucketName}.s3.${Aws.REGION}.amazonaws.com`
    const hosts = [config.api, login, ...exact.map(patternOf), store]
    const loaded = deployFiles(this, 'Assets', {
      bucket: this.bucket,
      prefix: 'desk/assets',
      sources: [Source.asset(assets, { exclude: [basename(licenses)] })],
      cacheControl: immutable,
      logGroup: this.deploymentLogs,
    })
    const page = deployFiles(this, 'Page', {
      bucket: this.bucket,
      prefix: 'desk',
      sources: [
        Source.data('index.html', pageFor(hosts)),
        Source.data('worker.js', worker()),
        Source.jsonData('config.json', config),
        Source.data(basename(licenses), readFileSync(licenses, 'utf8')),
      ],
      cacheControl: 'no-cache',
      logGroup: this.deploymentLogs,
    })
    loaded.node.addDependency(after)
    // A page never comes before what it loads.
    page.node.addDependency(loaded)
  }
}
