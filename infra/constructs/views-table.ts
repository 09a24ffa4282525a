import { type Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { siteKeys } from '../../functions/store/keys.ts'
import { tables } from '../tables.ts'
import { allow } from './allow.ts'
import { createProductTable } from './product-table.ts'

const { pk: counter } = siteKeys.views('*')
const own = [tables.views.key.pk, tables.views.key.sk]
/** A counter begins with the sum of all; each day by language is added to it: `2026-11-27.vi`. */
const begun = { keys: [counter], attributes: [...own, 'views'] }
const added = { keys: [counter], attributes: [...begun.attributes, '20*'] }
/** Addresses that were asked for in vain. */
const lost = siteKeys.lost('', '').pk
const months = [siteKeys.articleMonth('*', '').pk, siteKeys.readers('').pk]

/** Counters of views, and when they were counted: what a flood of them can use up is its own. */
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

  /** Lets the counter begin counters and add to them, and note what was asked for in vain. */
  count(role: IRole): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn])
    allow(role, ['dynamodb:PutItem'], [tableArn], begun)
    // All others answer with attributes that the request does not mention.
    allow(role, ['dynamodb:UpdateItem'], [tableArn], { ...added, returns: ['NONE', 'UPDATED_NEW'] })
    allow(role, ['dynamodb:UpdateItem'], [tableArn], {
      keys: [lost],
      attributes: [...own, 'address', 'times', 'expires'],
      returns: ['NONE'],
    })
    return tableName
  }

  /** Lets the tally note days and months, and take from counters the days that are past; no sum of all. */
  tally(role: IRole): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn])
    allow(role, ['dynamodb:Query', 'dynamodb:PutItem'], [tableArn], { keys: months })
    const past = { keys: [counter], attributes: [...own, '20*'] }
    allow(role, ['dynamodb:UpdateItem'], [tableArn], { ...past, returns: ['NONE'] })
    return tableName
  }

  /** Lets a role read the sums, and read and forget what was asked for in vain. */
  read(role: IRole): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn])
    allow(role, ['dynamodb:Query', 'dynamodb:BatchWriteItem'], [tableArn], { keys: [lost] })
    return tableName
  }
}
