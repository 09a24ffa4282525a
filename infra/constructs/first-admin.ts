import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'
import type { Actor } from '../../functions/domain/revision.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { acknowledge } from './allow.ts'

interface FirstAdminProps {
  newsroom: ITable
  principal: string
  name: string
  logRetention: RetentionDays
}

/**
 * Puts the first administrator on the staff, so that somebody can sign requests. A record that is there already is left as
 * it is, and taking the name out of the context does not take the person off the staff.
 */
export class FirstAdmin extends Construct {
  constructor(scope: Construct, id: string, { newsroom, principal, name, logRetention }: FirstAdminProps) {
    super(scope, id)
    const member = { id: principal, name, role: 'admin' } satisfies Actor
    const item = { ...newsroomKeys.staff(principal), ...member }
    const put = {
      service: 'DynamoDB',
      action: 'PutItem',
      parameters: {
        TableName: newsroom.tableName,
        Item: Object.fromEntries(Object.entries(item).map(([attribute, S]) => [attribute, { S }])),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
      ignoreErrorCodesMatching: 'ConditionalCheckFailedException',
      physicalResourceId: PhysicalResourceId.of(principal),
    }
    new AwsCustomResource(this, 'Record', {
      onCreate: put,
      onUpdate: put,
      installLatestAwsSdk: false,
      logGroup: new LogGroup(this, 'Logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY }),
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({
          actions: ['dynamodb:PutItem'],
          resources: [newsroom.tableArn],
          conditions: {
            'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [newsroomKeys.staff('').pk] },
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        }),
      ]),
    })
    const provider = Stack.of(this).node.findChild(
      `AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`,
    )
    const reason = 'made by AWS CDK for deployments; it runs then only, and with one permission: to add staff'
    acknowledge(provider, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        reason,
    })
  }
}
