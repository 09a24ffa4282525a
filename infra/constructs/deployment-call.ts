import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { AwsCustomResource, AwsCustomResourcePolicy, type AwsSdkCall } from 'aws-cdk-lib/custom-resources'
import type { Construct } from 'constructs'
import { acknowledge } from './allow.ts'

interface DeploymentCallProps {
  call: AwsSdkCall
  /** All that the call needs. */
  permission: PolicyStatement
  logRetention: RetentionDays
}

/** One log for all of them: a single function makes the calls, which CDK brings. */
function logsOf(stack: Stack, retention: RetentionDays): LogGroup {
  const found = stack.node.tryFindChild('DeploymentLogs')
  if (found instanceof LogGroup) return found
  return new LogGroup(stack, 'DeploymentLogs', { retention, removalPolicy: RemovalPolicy.DESTROY })
}

/** Asks AWS for something once, when the stack is deployed and whenever the call changes. Nothing is undone later. */
export function createDeploymentCall(
  scope: Construct,
  id: string,
  { call, permission, logRetention }: DeploymentCallProps,
): AwsCustomResource {
  const stack = Stack.of(scope)
  const made = new AwsCustomResource(scope, id, {
    onCreate: call,
    onUpdate: call,
    installLatestAwsSdk: false,
    logGroup: logsOf(stack, logRetention),
    policy: AwsCustomResourcePolicy.fromStatements([permission]),
  })
  const provider = stack.node.findChild(`AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`)
  acknowledge(provider, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      'made by AWS CDK for deployments; it runs then only, and may do what its calls need and no more',
  })
  return made
}
