import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { type Answering, createAsk } from './database-ask.ts'
import { clientOf, type DatabaseAddress } from './database-client.ts'
import { checkFiles } from './database-files.ts'
import { createTransactions, type Transactions } from './database-transactions.ts'
import { type GuardOptions, guardedBySignature } from './guard.ts'
import { type KeyPair, newKeyPair, region, secretIn } from './key-pair.ts'
import { close, listen } from './listen.ts'
import { createVerifier } from './signature.ts'

/** A table and its indexes. All keys are strings. */
export interface TableDefinition {
  key: { pk: string; sk: string }
  /** `include`: what else of an item the index holds beside its keys; all of it, when it is not given. */
  indexes: readonly { name: string; pk: string; sk: string; include?: string[] }[]
}

/** More than any single request takes. */
const abandonedMilliseconds = 100

export interface Database extends DatabaseAddress {
  close(): Promise<void>
}

/** Makes a table as its definition says, and waits until it can be used. */
export async function createTable(
  client: DynamoDBClient,
  name: string,
  { key, indexes }: TableDefinition,
): Promise<void> {
  const schema = ({ pk, sk }: { pk: string; sk: string }) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ]
  const attributes = new Set([key, ...indexes].flatMap(({ pk, sk }) => [pk, sk]))
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: schema(key),
      AttributeDefinitions: [...attributes].map((each) => ({ AttributeName: each, AttributeType: 'S' })),
      ...(indexes.length > 0 && {
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: schema(index),
          Projection: index.include
            ? { ProjectionType: 'INCLUDE', NonKeyAttributes: index.include }
            : { ProjectionType: 'ALL' },
        })),
      }),
    }),
  )
  for (let active = false; !active; await setTimeout(5)) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    active = Table?.TableStatus === 'ACTIVE'
  }
}

/** dynalite believes every signature, and shows its answers to every page: it is asked only what the key has signed. */
function signedOnly(server: Server, answer: Answering, transactions: Transactions, options: GuardedOptions) {
  const { key, onRefusal } = options
  const verifier = createVerifier({ service: 'dynamodb', region, secretOf: secretIn([key]) })
  function pass({ method, url, headers }: IncomingMessage, response: ServerResponse, body: Buffer) {
    return transactions.pass(headers, response, body, () =>
      // A body comes off the wire only once.
      answer(Object.assign(Readable.from([body]), { method, url, headers }), response),
    )
  }
  return server.removeAllListeners('request').on('request', guardedBySignature(pass, { verifier, onRefusal }))
}

export interface DatabaseOptions extends Pick<GuardOptions, 'onRefusal'> {
  /** The only one that it answers. @default a new one */
  key?: KeyPair
}

type GuardedOptions = DatabaseOptions & { key: KeyPair }

/** DynamoDB's stand-in, kept in `folder`, with these tables by their names. */
export async function startDatabase(
  folder: string,
  tables: Readonly<Record<string, TableDefinition>>,
  { key = newKeyPair(), onRefusal }: DatabaseOptions = {},
): Promise<Database> {
  await checkFiles(folder)
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const [listener] = server.listeners('request')
  const answer: Answering = (request, response) => listener?.(request, response)
  const transactions = createTransactions(createAsk(answer), folder)
  await transactions.mend()
  const guarded = signedOnly(server, answer, transactions, { key, onRefusal })
  const endpoint = `http://127.0.0.1:${await listen(guarded)}`
  const client = clientOf({ endpoint, key })
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  for (const [name, definition] of Object.entries(tables))
    if (!TableNames.includes(name)) await createTable(client, name, definition)
  client.destroy()
  return {
    endpoint,
    key,
    async close(): Promise<void> {
      // dynalite goes on with requests whose client is gone, and throws when it finds its files closed.
      await setTimeout(abandonedMilliseconds)
      await close(server)
    },
  }
}
