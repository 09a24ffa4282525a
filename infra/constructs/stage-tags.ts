import { Tags } from 'aws-cdk-lib'
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'

/** By the first one the bill of a stage can be told from that of another. */
export function tagStage(stack: Construct, { stage, tags }: Pick<Settings, 'stage' | 'tags'>): void {
  // Not every region takes tags on it.
  const never = CfnDashboard.CFN_RESOURCE_TYPE_NAME
  Tags.of(stack).add('bantin:stage', stage, { excludeResourceTypes: [never] })
  const excludeResourceTypes = [never, CfnUserPool.CFN_RESOURCE_TYPE_NAME]
  for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value, { excludeResourceTypes })
}
