import { type Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { siteKeys } from '../../functions/store/keys.ts'
import { tables } from '../tables.ts'
import { allow } from './allow.ts'
import { createProductTable } from './product-table.ts'

const { pk } = siteKeys.views('*')
const only = { keys: [pk], attributes: [tables.views.key.pk, tables.views.key.sk, 'views'] }

/** Counters of views, and nothing else: what a flood of them can use up is its own. */
export class ViewsTable extends Construct {
  readonly table: Table

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.table = createProductTable(this, 'Table', {
      definition: tables.views,
      // The key that AWS owns: nothing in here is secret.
      encryption: TableEncryption.DEFAULT,
      // A view is one write, and one read where it was counted before or is the first.
      mostReads: 500,
      mostWrites: 500,
    })
  }

  /** Lets the counter begin counters and add to them. */
  count(role: IRole): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn])
    allow(role, ['dynamodb:PutItem'], [tableArn], only)
    // All others answer with attributes that the request does not mention.
    allow(role, ['dynamodb:UpdateItem'], [tableArn], { ...only, returns: ['NONE', 'UPDATED_NEW'] })
    return tableName
  }

  /** Lets a role read the sums. */
  read(role: IRole): string {
    allow(role, ['dynamodb:BatchGetItem'], [this.table.tableArn])
    return this.table.tableName
  }
}
