import type { Json } from './stack-setup.ts'

/**
 * CloudFormation's rules for the second deployment, as far as they are known: what it makes anew and not as it is there, and
 * what AWS then refuses. By the types that the stack has, and the schemas that CloudFormation publishes of them
 * (`createOnlyProperties`, those that a template may name).
 */
const madeAnewBy: Record<string, readonly string[]> = {
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::ApiGatewayV2::Integration': ['ApiId'],
  'AWS::ApiGatewayV2::Route': ['ApiId'],
  'AWS::ApiGatewayV2::Stage': ['StageName', 'ApiId'],
  'AWS::Backup::BackupPlan': [],
  'AWS::Backup::BackupSelection': ['BackupSelection', 'BackupPlanId'],
  'AWS::Backup::BackupVault': ['BackupVaultName', 'EncryptionKeyArn'],
  'AWS::Budgets::Budget': ['NotificationsWithSubscribers'],
  'AWS::CDK::Metadata': [],
  'AWS::CloudFront::CachePolicy': [],
  'AWS::CloudFront::Distribution': [],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::OriginAccessControl': [],
  'AWS::CloudFront::OriginRequestPolicy': [],
  'AWS::CloudFront::ResponseHeadersPolicy': [],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::Cognito::IdentityPool': [],
  'AWS::Cognito::IdentityPoolRoleAttachment': ['IdentityPoolId'],
  'AWS::Cognito::ManagedLoginBranding': ['UserPoolId', 'ClientId'],
  'AWS::Cognito::UserPool': [],
  'AWS::Cognito::UserPoolClient': ['GenerateSecret', 'UserPoolId'],
  'AWS::Cognito::UserPoolDomain': ['UserPoolId', 'Domain'],
  'AWS::Cognito::UserPoolGroup': ['UserPoolId', 'GroupName'],
  'AWS::Cognito::UserPoolIdentityProvider': ['UserPoolId', 'ProviderName', 'ProviderType'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema'],
  'AWS::Events::Rule': ['Name'],
  'AWS::GuardDuty::MalwareProtectionPlan': [],
  'AWS::IAM::Policy': [],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn', 'StartingPosition'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType'],
  'AWS::Lambda::LayerVersion': ['Content', 'Description', 'LayerName', 'CompatibleRuntimes'],
  'AWS::Lambda::Permission': ['FunctionName', 'Principal', 'Action', 'SourceArn', 'InvokedViaFunctionUrl'],
  'AWS::Lambda::Url': ['TargetFunctionArn', 'Qualifier'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Logs::MetricFilter': ['FilterName', 'LogGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::SNS::Subscription': ['Endpoint', 'Protocol', 'TopicArn'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SNS::TopicPolicy': [],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
  'AWS::SQS::QueuePolicy': [],
  'AWS::SSM::Parameter': ['Name'],
  'AWS::Scheduler::Schedule': ['Name'],
}

/** By which AWS tells one from another, where the template chooses it: two of them cannot be there at once. */
const namedBy: Record<string, readonly string[]> = {
  'AWS::Backup::BackupVault': ['BackupVaultName'],
  'AWS::CloudFront::CachePolicy': ['CachePolicyConfig.Name'],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig.Name'],
  'AWS::CloudFront::OriginRequestPolicy': ['OriginRequestPolicyConfig.Name'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig.Name'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::Cognito::UserPoolDomain': ['Domain'],
  'AWS::Cognito::UserPoolGroup': ['UserPoolId', 'GroupName'],
  'AWS::Cognito::UserPoolIdentityProvider': ['UserPoolId', 'ProviderName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier'],
  'AWS::Lambda::Url': ['TargetFunctionArn', 'Qualifier'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SSM::Parameter': ['Name'],
}

/** With content that nothing else has. */
const keepsContent = /^AWS::(?:DynamoDB::Table|S3::Bucket|Cognito::UserPool|Backup::BackupVault)$/u

const at = (value: Json, path: string): Json => path.split('.').reduce((each, key) => each?.[key], value)
const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b)

function nameOf({ Type, Properties = {} }: Json): string | undefined {
  const [first, ...more] = (namedBy[Type] ?? []).map((path) => at(Properties, path))
  return first === undefined ? undefined : JSON.stringify([Type, first, ...more])
}

/** What an update of one template to another would lose, or AWS refuse. */
export function faultsOfUpdate(before: Json, after: Json): string[] {
  const [were, are]: Record<string, Json>[] = [before.Resources, after.Resources]
  const faults: string[] = []
  const namesBefore = new Map(Object.entries(were!).map(([id, each]) => [nameOf(each), id]))
  for (const [id, now] of Object.entries(are!)) {
    const was = were![id]
    const { Type } = now
    const isCustom = Type.startsWith('Custom::')
    const rules = isCustom ? ['ServiceToken'] : madeAnewBy[Type]
    if (!rules) {
      faults.push(`${id}: nothing is known of ${Type}`)
      continue
    }
    const holder = namesBefore.get(nameOf(now))
    if (nameOf(now) && holder !== undefined && holder !== id)
      faults.push(`${id}: what it is called is taken by ${holder}, which is deleted later`)
    if (!was) continue
    if (was.Type !== Type) faults.push(`${id}: it is of another type`)
    const changed = rules.filter((path) => !same(at(was.Properties, path), at(now.Properties, path)))
    if (changed.length === 0) continue
    if (keepsContent.test(Type)) faults.push(`${id}: made anew, without its content, by ${changed}`)
    if (isCustom) faults.push(`${id}: its provider cannot change`)
    if (nameOf(now) && nameOf(was) === nameOf(now))
      faults.push(`${id}: made anew by ${changed} while the old one has its name`)
  }
  for (const [id, was] of Object.entries(were!)) {
    if (are![id]) continue
    if (!/^Retain/u.test(was.DeletionPolicy) && keepsContent.test(was.Type))
      faults.push(`${id}: deleted with its content`)
    // It would be in the way of itself, when it comes back.
    if (/^Retain/u.test(was.DeletionPolicy) && nameOf(was)) faults.push(`${id}: left behind with its name`)
  }
  return [...faults, ...indexFaults(were!, are!)]
}

/** DynamoDB makes or removes one index of a table in an update. */
function indexFaults(were: Record<string, Json>, are: Record<string, Json>): string[] {
  const indexesOf = ({ Properties }: Json): string[] =>
    (Properties.GlobalSecondaryIndexes ?? []).map((each: Json) => JSON.stringify(each.IndexName))
  return Object.entries(are)
    .filter(([id, { Type }]) => Type === 'AWS::DynamoDB::Table' && were[id])
    .flatMap(([id, now]) => {
      const [old, next] = [indexesOf(were[id]), indexesOf(now)]
      const changes =
        old.filter((name) => !next.includes(name)).length + next.filter((name) => !old.includes(name)).length
      return changes > 1 ? [`${id}: ${changes} indexes change in one deployment`] : []
    })
}
