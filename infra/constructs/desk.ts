import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Bucket, CfnBucket, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import { contentSecurityPolicy } from '../../functions/desk/policy.ts'
import type { DeskConfig } from '../../functions/desk/session/config.ts'
import { readDesk } from '../bundles.ts'
import type { ResponseHeaders } from '../cloud/edge/route.ts'
import { responseHeaders } from '../response-headers.ts'
import { acknowledge } from './allow.ts'
import { guardedBucket } from './files.ts'

/** Where the page may ask: named exactly in the page, which is written last, by patterns in the header, which is not. */
const services = ['cognito-idp', 'cognito-identity', '*.execute-api', '*.auth'] as const

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
  readonly #logs: LogGroup

  constructor(scope: Construct, id: string, { logs, logRetention }: DeskProps) {
    super(scope, id)
    this.#logs = new LogGroup(this, 'Logs', {
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

  /** Puts the page there, with what it must know of the stack. `login`: the origin of the login pages. */
  deploy(bundles: string, config: DeskConfig, login: string): void {
    const { assets, licenses, pageFor } = readDesk(bundles)
    const hosts = [config.api, login, ...services.filter((each) => !each.startsWith('*')).map(patternOf)]
    const loaded = this.#put(
      'Assets',
      'desk/assets',
      [Source.asset(assets, { exclude: [basename(licenses)] })],
      [
        // Their names change with their content; those of before stay, for pages that are open.
        CacheControl.fromString('public, max-age=31536000, immutable'),
      ],
    )
    const page = this.#put(
      'Page',
      'desk',
      [
        Source.data('index.html', pageFor(hosts)),
        Source.jsonData('config.json', config),
        Source.data(basename(licenses), readFileSync(licenses, 'utf8')),
      ],
      [CacheControl.noCache()],
    )
    // A page never comes before what it loads.
    page.node.addDependency(loaded)
    this.#acknowledge(page)
  }

  #put(id: string, prefix: string, sources: ISource[], cacheControl: CacheControl[]): BucketDeployment {
    const deployment = new BucketDeployment(this, id, {
      sources,
      destinationBucket: this.bucket,
      destinationKeyPrefix: prefix,
      cacheControl,
      prune: false,
      memoryLimit: 256,
      logGroup: this.#logs,
    })
    // Its role comes with its rights: without them, what is put first would be refused.
    deployment.node.addDependency(deployment.handlerRole)
    return deployment
  }

  /** Of the function that CDK brings for this. */
  #acknowledge({ handlerRole }: BucketDeployment): void {
    const provider = handlerRole.node.scope
    const { defaultChild } = this.bucket.node
    if (!provider || !(defaultChild instanceof CfnBucket)) throw new Error('there is no deployment of files')
    const own = `<${Stack.of(this).getLogicalId(defaultChild)}.Arn>`
    const assets = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>'
    const made =
      'made by AWS CDK for deployments; it runs then only, reads assets and writes the files of the desk'
    const wildcards = [
      ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map((name) => `Action::s3:${name}`),
      `Resource::${own}/*`,
      `Resource::${assets}/*`,
    ]
    acknowledge(provider, {
      'AwsSolutions-L1': 'its runtime is that of AWS CDK, and goes along with it',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        made,
      ...Object.fromEntries(wildcards.map((each) => [`AwsSolutions-IAM5[${each}]`, made])),
    })
  }
}
