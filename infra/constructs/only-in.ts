import { Aws, CfnCondition, Fn } from 'aws-cdk-lib'
import { type Alarm, CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'

/** Leaves an alarm out of other regions: it sees the metrics of its own only. `id` is the condition's, one for all that share it. */
export function onlyIn(region: string, alarm: Alarm, scope: Construct, id: string): void {
  const { defaultChild } = alarm.node
  if (!(defaultChild instanceof CfnAlarm)) throw new Error('there is no alarm')
  const found = scope.node.tryFindChild(id)
  defaultChild.cfnOptions.condition =
    found instanceof CfnCondition
      ? found
      : new CfnCondition(scope, id, { expression: Fn.conditionEquals(Aws.REGION, region) })
}
