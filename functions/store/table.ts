import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'

export interface Key {
  pk: string
  sk: string
}

export type Item = Key & Record<string, unknown>

/** Part of one partition in the order of its sort keys. `from` and `to` are excluded, `prefix` is not. */
export interface Range {
  pk: string
  index?: { name: string; pk: string; sk: string }
  prefix?: string
  after?: string
  before?: string
  newestFirst?: boolean
  limit?: number
}

/** Counts what a request costs: the reader's door reports it as Server-Timing. */
export interface Meter {
  requests: number
  milliseconds: number
}

export class ConditionFailed extends Error {}

const options = { removeUndefinedValues: true }
const batchGetLimit = 100
const batchWriteLimit = 25
const attempts = 6

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/** Waits longer each time, and not at the same moments as others who wait. */
async function backOff(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt))
}

function expressionOf({
  pk,
  index,
  prefix,
  after = '\u0000',
  before = '\uffff',
}: Range): Partial<QueryCommandInput> {
  const names = index ? { '#pk': index.pk, '#sk': index.sk } : { '#pk': 'pk', '#sk': 'sk' }
  const values = prefix ? { ':pk': pk, ':prefix': prefix } : { ':pk': pk, ':after': after, ':before': before }
  return {
    ...(index && { IndexName: index.name }),
    KeyConditionExpression: `#pk = :pk AND ${prefix ? 'begins_with(#sk, :prefix)' : '#sk BETWEEN :after AND :before'}`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshall(values),
  }
}

/** One DynamoDB table in the few ways that the stores use it. Every read of the table itself is strongly consistent. */
export function createTable(client: DynamoDBClient, name: string, meter?: Meter) {
  async function measured<T>(request: () => Promise<T>): Promise<T> {
    if (!meter) return await request()
    const start = performance.now()
    try {
      return await request()
    } finally {
      meter.requests += 1
      meter.milliseconds += performance.now() - start
    }
  }

  /** Sort keys that only bound a range are not part of it. */
  function inside({ after, before, index }: Range) {
    const sk = index?.sk ?? 'sk'
    return (item: Item) => item[sk] !== after && item[sk] !== before
  }

  async function* pages(range: Range, input: Partial<QueryCommandInput> = {}) {
    let start: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await measured(() =>
        client.send(
          new QueryCommand({
            TableName: name,
            ConsistentRead: !range.index,
            ScanIndexForward: !range.newestFirst,
            ...expressionOf(range),
            ...input,
            ExclusiveStartKey: start,
          }),
        ),
      )
      yield page
      start = page.LastEvaluatedKey
    } while (start)
  }

  return {
    name,

    /** The same table, its requests counted by `meter`. */
    meteredBy: (other: Meter) => createTable(client, name, other),

    async find({ pk, sk }: Key): Promise<Item | undefined> {
      const { Item: found } = await measured(() =>
        client.send(new GetItemCommand({ TableName: name, Key: marshall({ pk, sk }), ConsistentRead: true })),
      )
      return found && itemOf(found)
    },

    /** Those of the items that exist, in the order of `keys`. */
    async findAll(keys: readonly Key[]): Promise<(Item | undefined)[]> {
      const found = new Map<string, Item>()
      for (const some of chunks(keys, batchGetLimit)) {
        let pending: KeysAndAttributes | undefined = {
          Keys: some.map(({ pk, sk }) => marshall({ pk, sk })),
          ConsistentRead: true,
        }
        for (let attempt = 0; pending; attempt++) {
          if (attempt === attempts) throw new Error(`the database left keys of ${name} unprocessed`)
          if (attempt > 0) await backOff(attempt)
          const request: Record<string, KeysAndAttributes> = { [name]: pending }
          const answer = await measured(() => client.send(new BatchGetItemCommand({ RequestItems: request })))
          for (const raw of answer.Responses?.[name] ?? []) {
            const item = itemOf(raw)
            found.set(`${item.pk}\n${item.sk}`, item)
          }
          pending = answer.UnprocessedKeys?.[name]
        }
      }
      return keys.map(({ pk, sk }) => found.get(`${pk}\n${sk}`))
    },

    async query(range: Range): Promise<Item[]> {
      const items: Item[] = []
      // One more than asked for each bound, which the answer may hold and which is then left out.
      const limit = range.limit && range.limit + (range.after ? 1 : 0) + (range.before ? 1 : 0)
      for await (const page of pages(range, { ...(limit && { Limit: limit }) })) {
        items.push(...(page.Items ?? []).map(itemOf).filter(inside(range)))
        if (range.limit && items.length >= range.limit) return items.slice(0, range.limit)
      }
      return items
    },

    async count(range: Range): Promise<number> {
      let count = 0
      for await (const page of pages(range, { Select: 'COUNT' })) count += page.Count ?? 0
      return count
    },

    /** Every item of the table whose sort key is `sk` (all, when it is not given). For maintenance only. */
    async *scan(sk?: string): AsyncGenerator<Item> {
      let start: QueryCommandInput['ExclusiveStartKey']
      do {
        const page = await client.send(
          new ScanCommand({
            TableName: name,
            ConsistentRead: true,
            ExclusiveStartKey: start,
            ...(sk && {
              FilterExpression: 'sk = :sk',
              ExpressionAttributeValues: marshall({ ':sk': sk }),
            }),
          }),
        )
        yield* (page.Items ?? []).map(itemOf)
        start = page.LastEvaluatedKey
      } while (start)
    },

    /** Writes an item; with `ifAbsent` or `ifNumberBelow` only when that holds. Throws `ConditionFailed` otherwise. */
    async put(item: Item, condition: { ifAbsent?: true; ifNumberBelow?: number; ifNumberIs?: number } = {}) {
      const { ifAbsent, ifNumberBelow, ifNumberIs } = condition
      const limit = ifNumberBelow ?? ifNumberIs
      const expression = [
        ...(ifAbsent || ifNumberBelow !== undefined ? ['attribute_not_exists(pk)'] : []),
        ...(ifNumberBelow !== undefined ? ['#number < :limit'] : []),
        ...(ifNumberIs !== undefined ? ['#number = :limit'] : []),
      ].join(' OR ')
      try {
        await measured(() =>
          client.send(
            new PutItemCommand({
              TableName: name,
              Item: marshall(item, options),
              ...(expression && { ConditionExpression: expression }),
              ...(limit !== undefined && {
                ExpressionAttributeNames: { '#number': 'number' },
                ExpressionAttributeValues: marshall({ ':limit': limit }),
              }),
            }),
          ),
        )
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) throw new ConditionFailed(error.message)
        throw error
      }
    },

    async delete({ pk, sk }: Key): Promise<void> {
      await measured(() => client.send(new DeleteItemCommand({ TableName: name, Key: marshall({ pk, sk }) })))
    },

    /** Writes and deletes many items; not as one act. */
    async writeAll({
      put = [],
      remove = [],
    }: {
      put?: readonly Item[]
      remove?: readonly Key[]
    }): Promise<void> {
      const requests: WriteRequest[] = [
        ...remove.map(({ pk, sk }) => ({ DeleteRequest: { Key: marshall({ pk, sk }) } })),
        ...put.map((item) => ({ PutRequest: { Item: marshall(item, options) } })),
      ]
      for (const some of chunks(requests, batchWriteLimit)) {
        let pending: WriteRequest[] | undefined = some
        for (let attempt = 0; pending && pending.length > 0; attempt++) {
          if (attempt === attempts) throw new Error(`the database left writes to ${name} unprocessed`)
          if (attempt > 0) await backOff(attempt)
          const request: Record<string, WriteRequest[]> = { [name]: pending }
          const answer = await measured(() =>
            client.send(new BatchWriteItemCommand({ RequestItems: request })),
          )
          pending = answer.UnprocessedItems?.[name]
        }
      }
    },

    /** Adds to a number of an item that exists and gives the sum; undefined, and nothing is made, where there is none. */
    async add({ pk, sk }: Key, attribute: string, amount: number): Promise<number | undefined> {
      try {
        const { Attributes } = await measured(() =>
          client.send(
            new UpdateItemCommand({
              TableName: name,
              Key: marshall({ pk, sk }),
              UpdateExpression: 'ADD #attribute :amount',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeNames: { '#attribute': attribute },
              ExpressionAttributeValues: marshall({ ':amount': amount }),
              ReturnValues: 'UPDATED_NEW',
            }),
          ),
        )
        return Attributes && Number(unmarshall(Attributes)[attribute])
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined
        throw error
      }
    },
  }
}

export type Table = ReturnType<typeof createTable>

function itemOf(raw: Parameters<typeof unmarshall>[0]): Item {
  const { pk, sk, ...attributes } = unmarshall(raw)
  return { pk: String(pk), sk: String(sk), ...attributes }
}
