import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'
import type { Actor } from '../../functions/domain/role-schemas.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createDeploymentCall } from './deployment-call.ts'

interface FirstAdminProps {
  newsroom: ITable
  /** As the API sees the caller. */
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
    createDeploymentCall(this, 'Record', {
      call: {
        service: 'DynamoDB',
        action: 'PutItem',
        parameters: {
          TableName: newsroom.tableName,
          Item: Object.fromEntries(Object.entries(item).map(([attribute, S]) => [attribute, { S }])),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
        ignoreErrorCodesMatching: 'ConditionalCheckFailedException',
        physicalResourceId: PhysicalResourceId.of(principal),
      },
      permission: new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [newsroom.tableArn],
        conditions: {
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [newsroomKeys.staff('').pk] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
      logRetention,
    })
  }
}
