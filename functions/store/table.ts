import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type ScanCommandInput,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { chunks, sendAll } from './batches.ts'
import { type Condition, ConditionFailed, conditionOf, unlessRefused } from './condition.ts'
import { untilFree } from './crossing.ts'
import type { Range } from './range.ts'
import { createReading, type Item, itemOf, type Key, keyOf, type Meter, metered, nameOf } from './reading.ts'

export { type Item, type Key, type Meter, nameOf }

const options = { removeUndefinedValues: true }
const batchWriteLimit = 25

/** For a scan of items with this sort key alone. */
const filterOf = (sk: string | undefined) =>
  sk !== undefined && { FilterExpression: 'sk = :sk', ExpressionAttributeValues: marshall({ ':sk': sk }) }

/** The item as it will be read again. */
export function asStored(item: Item): Item {
  return itemOf(marshall(item, options))
}

/** One DynamoDB table in the few ways that the stores use it. Every read of the table itself is strongly consistent. */
export function createTable(client: DynamoDBClient, name: string, meter?: Meter) {
  const measured = <T>(request: () => Promise<T>) => metered(meter, request)
  const { pages, findAll, query } = createReading(name, {
    batchGet: (input) => measured(() => client.send(new BatchGetItemCommand(input))),
    query: (input) => measured(() => client.send(new QueryCommand(input))),
  })

  return {
    name,

    /** The same table, its requests counted by `meter`. */
    meteredBy: (other: Meter) => createTable(client, name, other),

    async find(key: Key): Promise<Item | undefined> {
      const get = new GetItemCommand({ TableName: name, Key: keyOf(key), ConsistentRead: true })
      const { Item: found } = await measured(() => client.send(get))
      return found && itemOf(found)
    },

    findAll,
    query,

    async count(range: Omit<Range, 'index' | 'limit'>): Promise<number> {
      let count = 0
      // Not `Select: COUNT`, which would count the bounds.
      for await (const page of pages(range, { ProjectionExpression: 'sk' })) count += page.length
      return count
    },

    /** Every item of the table whose sort key is `sk` (all, when it is not given). For maintenance only. */
    async *scan(sk?: string): AsyncGenerator<Item> {
      let start: ScanCommandInput['ExclusiveStartKey']
      do {
        const scan = new ScanCommand({
          TableName: name,
          ConsistentRead: true,
          ExclusiveStartKey: start,
          ...filterOf(sk),
        })
        const { Items = [], LastEvaluatedKey } = await measured(() => client.send(scan))
        yield* Items.map(itemOf)
        start = LastEvaluatedKey
      } while (start)
    },

    /**
     * Some items in the order of the table itself, and where to go on: for walking through all of it in many calls. Of `limit`
     * items those whose sort key is `sk` (all, when it is not given).
     */
    async page(limit: number, start?: Key, sk?: string): Promise<{ items: Item[]; next: Key | undefined }> {
      const scan = new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        Limit: limit,
        ExclusiveStartKey: start && keyOf(start),
        ...filterOf(sk),
      })
      const { Items = [], LastEvaluatedKey } = await measured(() => client.send(scan))
      const next = LastEvaluatedKey && itemOf(LastEvaluatedKey)
      return { items: Items.map(itemOf), next: next && { pk: next.pk, sk: next.sk } }
    },

    /** Writes an item, if the condition holds; throws `ConditionFailed` otherwise. */
    async put(item: Item, condition?: Condition): Promise<void> {
      const put = new PutItemCommand({
        TableName: name,
        Item: marshall(item, options),
        ...conditionOf(condition),
      })
      try {
        await untilFree(
          () => measured(() => client.send(put)),
          (error) => error instanceof TransactionConflictException,
        )
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) throw new ConditionFailed(error.message)
        throw error
      }
    },

    /**
     * Writes several items, 100 and 4 MB at most, where there is none of any of them: all in one commit, or nothing. Throws
     * `ConditionFailed` where one is there.
     */
    async putTogether(items: readonly Item[]): Promise<void> {
      const put = new TransactWriteItemsCommand({
        TransactItems: items.map((item) => ({
          Put: { TableName: name, Item: marshall(item, options), ...conditionOf({ ifAbsent: true }) },
        })),
      })
      const codesOf = (error: unknown) =>
        error instanceof TransactionCanceledException
          ? (error.CancellationReasons ?? []).map(({ Code }) => Code)
          : []
      try {
        await untilFree(
          () => measured(() => client.send(put)),
          (error) => {
            const codes = codesOf(error)
            return codes.includes('TransactionConflict') && !codes.includes('ConditionalCheckFailed')
          },
        )
      } catch (error) {
        if (!codesOf(error).includes('ConditionalCheckFailed')) throw error
        throw new ConditionFailed('one of several items is there already', { cause: error })
      }
    },

    /** Deletes an item; with a stamp, the one that carries it and no other. */
    async delete(key: Key, stamp?: string): Promise<void> {
      const remove = new DeleteItemCommand({
        TableName: name,
        Key: keyOf(key),
        ...(stamp !== undefined && {
          ConditionExpression: '#stamp = :stamp',
          ExpressionAttributeNames: { '#stamp': 'stamp' },
          ExpressionAttributeValues: marshall({ ':stamp': stamp }),
        }),
      })
      await unlessRefused(measured(() => client.send(remove)))
    },

    /** Writes and deletes many items, each once; not as one act. */
    async writeAll({
      put = [],
      remove = [],
    }: {
      put?: readonly Item[]
      remove?: readonly Key[]
    }): Promise<void> {
      const requests: WriteRequest[] = [
        ...remove.map((key) => ({ DeleteRequest: { Key: keyOf(key) } })),
        ...put.map((item) => ({ PutRequest: { Item: marshall(item, options) } })),
      ]
      for (const some of chunks(requests, batchWriteLimit)) {
        await sendAll(some, async (part) => {
          const write = new BatchWriteItemCommand({ RequestItems: { [name]: part } })
          const { UnprocessedItems } = await measured(() => client.send(write))
          return UnprocessedItems?.[name]
        })
      }
    },

    /**
     * Adds to a number of an item that exists, and in the same write to others of it, and gives the sum; undefined, and nothing
     * is made, where there is none.
     */
    async add(
      key: Key,
      attribute: string,
      amount: number,
      others: readonly string[] = [],
    ): Promise<number | undefined> {
      const all = [attribute, ...others]
      const update = new UpdateItemCommand({
        TableName: name,
        Key: keyOf(key),
        UpdateExpression: `ADD ${all.map((_, index) => `#n${index} :amount`).join(', ')}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: Object.fromEntries(all.map((each, index) => [`#n${index}`, each])),
        ExpressionAttributeValues: marshall({ ':amount': amount }),
        ReturnValues: 'UPDATED_NEW',
      })
      const { Attributes } = (await unlessRefused(measured(() => client.send(update)))) ?? {}
      return Attributes && Number(unmarshall(Attributes)[attribute])
    },

    /** Makes a number of an item that exists what it is now, if that is more: what comes late changes nothing. */
    async raise({ pk, sk }: Key, attribute: string, value: number): Promise<void> {
      const update = new UpdateItemCommand({
        TableName: name,
        Key: keyOf({ pk, sk }),
        UpdateExpression: 'SET #attribute = :value',
        ConditionExpression: '#attribute < :value',
        ExpressionAttributeNames: { '#attribute': attribute },
        ExpressionAttributeValues: marshall({ ':value': value }),
      })
      await unlessRefused(measured(() => client.send(update)))
    },

    /** Takes some attributes from an item that exists. */
    async forget({ pk, sk }: Key, attributes: readonly string[]): Promise<void> {
      const update = new UpdateItemCommand({
        TableName: name,
        Key: keyOf({ pk, sk }),
        UpdateExpression: `REMOVE ${attributes.map((_, index) => `#n${index}`).join(', ')}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: Object.fromEntries(attributes.map((each, index) => [`#n${index}`, each])),
      })
      await unlessRefused(measured(() => client.send(update)))
    },

    /**
     * Adds to a number of an item, which is made where there is none, and writes `also` beside it. Nothing is done where the item
     * there has other values of `own`.
     */
    async addOwn(
      key: Key,
      attribute: string,
      { own, also }: { own: Record<string, string>; also: Record<string, number> },
    ): Promise<void> {
      const names = (values: object) => Object.keys(values).map((name) => `#${name}`)
      const fields = { ...own, ...also }
      const all = { ...fields, [attribute]: 1 }
      const set = names(fields).map((name) => `${name} = ${name.replace('#', ':')}`)
      const same = names(own).map((name) => `${name} = ${name.replace('#', ':')}`)
      const update = new UpdateItemCommand({
        TableName: name,
        Key: keyOf(key),
        UpdateExpression: `ADD #${attribute} :${attribute} SET ${set.join(', ')}`,
        ConditionExpression: `attribute_not_exists(pk) OR (${same.join(' AND ')})`,
        ExpressionAttributeNames: Object.fromEntries(Object.keys(all).map((each) => [`#${each}`, each])),
        ExpressionAttributeValues: marshall(
          Object.fromEntries(Object.entries(all).map(([each, value]) => [`:${each}`, value])),
        ),
      })
      await unlessRefused(measured(() => client.send(update)))
    },
  }
}

export type Table = ReturnType<typeof createTable>
