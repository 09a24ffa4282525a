import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { chunks, inLanes, sendAll } from './batches.ts'
import { expressionOf, isEmpty, isInside, limitOf, type Range } from './range.ts'

export interface Key {
  pk: string
  sk: string
}

export type Item = Key & Record<string, unknown>

/** Counts what a request costs: the reader's door reports it as Server-Timing. */
export interface Meter {
  requests: number
  milliseconds: number
}

/** The two operations of DynamoDB by which pages are read, however it is asked. */
export interface Questions {
  batchGet(
    input: BatchGetItemCommandInput,
  ): Promise<Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys'>>
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>
}

const batchGetLimit = 100
const batchesAtOnce = 4

/** A key in one word. No key holds a line break. */
export function nameOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`
}

export const keyOf = ({ pk, sk }: Key) => marshall({ pk, sk })

export function itemOf(raw: Record<string, AttributeValue>): Item {
  const { pk, sk, ...attributes } = unmarshall(raw)
  return { pk: String(pk), sk: String(sk), ...attributes }
}

export async function metered<T>(meter: Meter | undefined, request: () => Promise<T>): Promise<T> {
  if (!meter) return await request()
  const start = performance.now()
  try {
    return await request()
  } finally {
    meter.requests += 1
    meter.milliseconds += performance.now() - start
  }
}

/** Reads one table. Every read of the table itself is strongly consistent. */
export function createReading(name: string, { batchGet, query }: Questions) {
  async function* pages(range: Range, input: Partial<QueryCommandInput> = {}) {
    if (isEmpty(range)) return
    let start: QueryCommandInput['ExclusiveStartKey']
    do {
      const { Items = [], LastEvaluatedKey } = await query({
        TableName: name,
        ConsistentRead: !range.index,
        ScanIndexForward: !range.newestFirst,
        ...expressionOf(range),
        ...input,
        ExclusiveStartKey: start,
      })
      yield Items.map((raw) => unmarshall(raw)).filter(isInside(range))
      start = LastEvaluatedKey
    } while (start)
  }

  return {
    pages,

    /** Those of the items that exist, in the order of `keys`; a key may be named twice. */
    async findAll(keys: readonly Key[]): Promise<(Item | undefined)[]> {
      const found = new Map<string, Item>()
      const unique = [...new Map(keys.map((key) => [nameOf(key), keyOf(key)])).values()]
      await inLanes(chunks(unique, batchGetLimit), batchesAtOnce, (some) =>
        sendAll(some, async (Keys) => {
          const { Responses, UnprocessedKeys } = await batchGet({
            RequestItems: { [name]: { Keys, ConsistentRead: true } },
          })
          for (const item of (Responses?.[name] ?? []).map(itemOf)) found.set(nameOf(item), item)
          return UnprocessedKeys?.[name]?.Keys
        }),
      )
      return keys.map((key) => found.get(nameOf(key)))
    },

    async query(range: Range): Promise<Item[]> {
      const items: Item[] = []
      for await (const page of pages(range, { Limit: limitOf(range) })) {
        items.push(...page.map(({ pk, sk, ...rest }) => ({ pk: String(pk), sk: String(sk), ...rest })))
        if (range.limit && items.length >= range.limit) return items.slice(0, range.limit)
      }
      return items
    },
  }
}

/** A table that can be read, and nothing else. */
export interface ReadingTable extends Omit<ReturnType<typeof createReading>, 'pages'> {
  /** The same table, its requests counted by `meter`. */
  meteredBy(meter: Meter): ReadingTable
}
