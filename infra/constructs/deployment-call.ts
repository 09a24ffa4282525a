import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  PhysicalResourceId,
} from 'aws-cdk-lib/custom-resources'
import type { Construct } from 'constructs'
import { acknowledge } from './allow.ts'

interface DeploymentCallProps {
  call: AwsSdkCall
  /** All that the call needs. */
  permissions: PolicyStatement[]
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
  { call, permissions, logRetention }: DeploymentCallProps,
): AwsCustomResource {
  const stack = Stack.of(scope)
  const made = new AwsCustomResource(scope, id, {
    onCreate: call,
    onUpdate: call,
    installLatestAwsSdk: false,
    logGroup: logsOf(stack, logRetention),
    policy: AwsCustomResourcePolicy.fromStatements(permissions),
  })
  const provider = stack.node.findChild(`AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`)
  acknowledge(provider, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      'made by AWS CDK for deployments; it runs then only, and may do what its calls need and no more',
  })
  return made
}

/**
 * Takes back what a call was permitted, once it was made. The function that makes calls can lose rights of its own by this,
 * and gain none. `because`: what else, when it changes, gives the right back.
 */
export function endRightOf(
  made: AwsCustomResource,
  { because, logRetention }: { because: string; logRetention: RetentionDays },
): void {
  const policy = made.node.findChild('CustomResourcePolicy')
  const role = made.grantPrincipal
  if (!(policy instanceof Policy) || !(role instanceof Role))
    throw new Error('the call has no right of its own')
  const ended = createDeploymentCall(Stack.of(made), `Ended-${made.node.addr.slice(-8)}`, {
    call: {
      service: 'IAM',
      action: 'DeleteRolePolicy',
      parameters: { RoleName: role.roleName, PolicyName: policy.policyName },
      ignoreErrorCodesMatching: 'NoSuchEntity',
      physicalResourceId: PhysicalResourceId.of(`${policy.policyName} ${because}`),
      outputPaths: [],
    },
    permissions: [new PolicyStatement({ actions: ['iam:DeleteRolePolicy'], resources: [role.roleArn] })],
    logRetention,
  })
  ended.node.addDependency(made)
}
