import { type Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { feedbackKeys } from '../../functions/store/keys.ts'
import { tables } from '../tables.ts'
import { allow } from './allow.ts'
import type { DataKey } from './data-key.ts'
import { createProductTable } from './product-table.ts'

const letters = feedbackKeys.letter('').pk
const votes = feedbackKeys.votes('').pk
const { pk, sk } = tables.feedback.key

/** What readers wrote, until it expires. In no backup, so that what is deleted is gone after the 35 days of the table's own. */
export class FeedbackTable extends Construct {
  readonly table: Table

  readonly #key: DataKey | undefined

  /** @param key @default that of AWS, as one of KMS would be asked for and paid every five minutes */
  constructor(scope: Construct, id: string, key?: DataKey) {
    super(scope, id)
    this.#key = key
    this.table = createProductTable(this, 'Table', {
      definition: tables.feedback,
      encryption: key ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT,
      key,
      mostReads: 200,
      // A message is a write or a few; more at once is a flood.
      mostWrites: 20,
    })
  }

  /** Lets a role add messages and votes, and read nothing. */
  take(role: IRole): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [letters],
      attributes: [pk, sk, 'letter', 'number', 'expires'],
    })
    allow(role, ['dynamodb:UpdateItem'], [tableArn], {
      keys: [votes],
      attributes: [pk, sk, 'article', 'yes', 'no', 'expires'],
      returns: ['NONE'],
    })
    return tableName
  }

  /** Lets a role read messages and votes, note what became of a message, and delete one. */
  answer(role: IRole): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:Query'], [tableArn], { keys: [letters, votes] })
    allow(role, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], [tableArn], {
      keys: [letters],
    })
    return tableName
  }
}
