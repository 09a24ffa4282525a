import { type Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { siteKeys } from '../../functions/store/keys.ts'
import { tables } from '../tables.ts'
import { allow } from './allow.ts'
import { createProductTable } from './product-table.ts'

const misses = siteKeys.miss('vi', '', '').pk
const { pk: outward } = siteKeys.outwardProgress
const { pk: archive } = siteKeys.archive('vi')

/** What readers can see. The only table that the reader's function may touch. */
export class SiteTable extends Construct {
  readonly table: Table

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.table = createProductTable(this, 'Table', {
      definition: tables.site,
      // The key that AWS owns: nothing in here is secret.
      encryption: TableEncryption.DEFAULT,
      // A page takes about ten units and lies in the CDN for an hour.
      mostReads: 2000,
      mostWrites: 500,
    })
  }

  /** Lets `reader` read pages, and nothing else. */
  serve(reader: IGrantable): string {
    const { tableArn, tableName } = this.table
    allow(reader, ['dynamodb:BatchGetItem', 'dynamodb:Query'], [tableArn])
    return tableName
  }

  /** Lets a role read how many views an article is shown with, if it ever was. */
  showViews(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn], { keys: [siteKeys.views('*').pk] })
    return tableName
  }

  /** Lets a role read where an article is shown, and write with how many views. */
  carryViews(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn], { keys: [siteKeys.shown('*').pk] })
    allow(role, ['dynamodb:UpdateItem'], [tableArn], {
      keys: [siteKeys.views('*').pk],
      attributes: [tables.site.key.pk, tables.site.key.sk, 'views'],
      returns: ['NONE'],
    })
    return tableName
  }

  /** Lets a role read pages, and note what was searched for in vain, and nothing else. */
  search(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:BatchGetItem'], [tableArn])
    const { pk, sk } = tables.site.key
    allow(role, ['dynamodb:UpdateItem'], [tableArn], {
      keys: [misses],
      attributes: [pk, sk, 'query', 'times', 'expires'],
      returns: ['NONE'],
    })
    return tableName
  }

  /**
   * Lets a role read what was searched for in vain, which links failed and how many articles there are, say what is to become of
   * those links, and nothing else.
   */
  readMisses(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:Query'], [tableArn], { keys: [misses, outward] })
    allow(role, ['dynamodb:BatchGetItem'], [tableArn], { keys: [outward, archive] })
    const { pk, sk } = tables.site.key
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [outward],
      attributes: [pk, sk, 'act', 'number', 'at', 'by', 'expires'],
    })
    return tableName
  }

  /** Lets a role read what readers can see, and note which links of it failed. */
  noteLinks(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    allow(role, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [tableArn])
    allow(role, ['dynamodb:PutItem', 'dynamodb:DeleteItem'], [tableArn], { keys: [outward] })
    return tableName
  }

  /** Lets the publisher make it what the chain says. */
  publish(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    const read = ['GetItem', 'BatchGetItem', 'Query', 'Scan']
    const write = ['PutItem', 'DeleteItem', 'BatchWriteItem']
    allow(
      role,
      [...read, ...write].map((action) => `dynamodb:${action}`),
      [tableArn],
    )
    return tableName
  }

  /** Lets the mirror read what readers can see, and write what it has to do. */
  mirror(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    const read = ['GetItem', 'BatchGetItem', 'Query', 'Scan']
    const write = ['PutItem', 'DeleteItem', 'BatchWriteItem']
    const named = (actions: string[]) => actions.map((action) => `dynamodb:${action}`)
    allow(role, named(read), [tableArn])
    allow(role, named(write), [tableArn], { keys: [siteKeys.mirrorVersion.pk] })
    return tableName
  }
}
