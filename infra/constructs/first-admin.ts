import { createHash } from 'node:crypto'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'
import type { Actor } from '../../functions/domain/role-schemas.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createDeploymentCall, endRightOf } from './deployment-call.ts'
import type { NewsroomTable } from './newsroom-table.ts'

interface FirstAdminProps {
  newsroom: NewsroomTable
  /** As the API sees the caller. */
  principal: string
  /** The same, as the settings say it: what only the deployment knows makes no name. @default `principal` */
  who?: string
  name: string
  logRetention: RetentionDays
}

/**
 * Puts the first administrator on the staff, so that somebody can sign requests. A record that is there already is left as
 * it is, and taking the name out of the context does not take the person off the staff. The right to write it ends with its
 * use: another person or name is another call, with a right of its own, which ends too.
 */
export class FirstAdmin extends Construct {
  constructor(scope: Construct, id: string, props: FirstAdminProps) {
    super(scope, id)
    const { newsroom, principal, who = principal, name, logRetention } = props
    const { tableArn, tableName } = newsroom.table
    const member = { id: principal, name, role: 'admin' } satisfies Actor
    const item = { ...newsroomKeys.staff(principal), ...member }
    const written = createHash('sha256').update(`${who} ${name}`).digest('hex').slice(0, 8)
    const permits = newsroom.permits()
    const record = createDeploymentCall(this, `Record${written}`, {
      call: {
        service: 'DynamoDB',
        action: 'PutItem',
        parameters: {
          TableName: tableName,
          Item: Object.fromEntries(Object.entries(item).map(([attribute, S]) => [attribute, { S }])),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
        ignoreErrorCodesMatching: 'ConditionalCheckFailedException',
        physicalResourceId: PhysicalResourceId.of(principal),
      },
      permissions: [
        new PolicyStatement({
          actions: ['dynamodb:PutItem'],
          resources: [tableArn],
          conditions: {
            'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [newsroomKeys.staff('').pk] },
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        }),
        ...permits,
      ],
      logRetention,
    })
    // Another table or key has the right written again, and so ended again.
    const because = [tableName, ...permits.flatMap(({ resources }) => resources)].join(' ')
    endRightOf(record, { because, logRetention })
  }
}
