import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'
import { createDeploymentCall } from './deployment-call.ts'

interface ReleaseProps {
  /** Where the functions are built. */
  bundles: string
  site: Lambda
  mirror: Lambda
  siteUrl: string
  logRetention: RetentionDays
}

/**
 * The end of a deployment that changed what pages are made of: the mirror is told, which purges the pages of before and
 * begins to render all again. It comes after the reader's function, or pages of the old code would be kept once more.
 */
export class Release extends Construct {
  constructor(scope: Construct, id: string, { bundles, site, mirror, siteUrl, logRetention }: ReleaseProps) {
    super(scope, id)
    const hash = createHash('sha256')
    for (const name of ['site', 'mirror']) hash.update(readFileSync(join(bundles, name, 'index.mjs')))
    const call = createDeploymentCall(this, 'Tell', {
      call: {
        service: 'Lambda',
        action: 'invoke',
        parameters: {
          FunctionName: mirror.functionName,
          Payload: Stack.of(this).toJsonString({ released: hash.digest('hex').slice(0, 16), siteUrl }),
        },
        physicalResourceId: PhysicalResourceId.of('release'),
        // How far it came is no matter of the deployment: the minute goes on with it.
        outputPaths: [],
      },
      permissions: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [mirror.functionArn] }),
      ],
      logRetention,
    })
    mirror.node.addDependency(site)
    call.node.addDependency(mirror)
  }
}
