import { Stack } from 'aws-cdk-lib'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, type ISource } from 'aws-cdk-lib/aws-s3-deployment'
import type { Construct } from 'constructs'
import { acknowledge } from './allow.ts'

interface FileDeploymentProps {
  bucket: Bucket
  /** Below which the files lie. */
  prefix: string
  sources: ISource[]
  /** @example 'no-cache' */
  cacheControl: string
  /** Of the one function that puts all of them. */
  logGroup: ILogGroup
}

/** Their names change with their content; those of before stay, for pages that are open or kept. */
export const immutable = 'public, max-age=31536000, immutable'

/** Puts files into a bucket when the stack is deployed, and takes none away. */
export function deployFiles(
  scope: Construct,
  id: string,
  { bucket, prefix, sources, cacheControl, logGroup }: FileDeploymentProps,
): BucketDeployment {
  const deployment = new BucketDeployment(scope, id, {
    sources,
    destinationBucket: bucket,
    destinationKeyPrefix: prefix,
    cacheControl: [CacheControl.fromString(cacheControl)],
    prune: false,
    memoryLimit: 256,
    logGroup,
  })
  // Its role comes with its rights: without them, what is put first would be refused.
  deployment.node.addDependency(deployment.handlerRole)
  acknowledgeOf(deployment, bucket)
  return deployment
}

/** Of the function that CDK brings for this. */
function acknowledgeOf({ handlerRole }: BucketDeployment, bucket: Bucket): void {
  const provider = handlerRole.node.scope
  const { defaultChild } = bucket.node
  if (!provider || !(defaultChild instanceof CfnBucket)) throw new Error('there is no deployment of files')
  const own = `<${Stack.of(bucket).getLogicalId(defaultChild)}.Arn>`
  const assets = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>'
  const made =
    'made by AWS CDK for deployments; it runs then only, reads assets and writes the files of the desk and of pages'
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
