import type { Server } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { type TableDefinition, tables } from '../tables.ts'
import { checkFiles } from './database-files.ts'
import { close, listen } from './listen.ts'

/** Physical names of the tables, as the stack would give them. */
export const tableNames = { newsroom: 'bantin-newsroom', site: 'bantin-site' } as const

/** More than any single request takes. */
const abandonedMilliseconds = 100

export interface Database {
  endpoint: string
  close(): Promise<void>
}

export function clientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
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

/** DynamoDB's stand-in, kept in `folder`, with the tables of `infra/tables.ts`. */
export async function startDatabase(folder: string): Promise<Database> {
  await checkFiles(folder)
  const server: Server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const endpoint = `http://127.0.0.1:${await listen(server)}`
  const client = clientOf(endpoint)
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  for (const which of ['newsroom', 'site'] as const) {
    const name = tableNames[which]
    if (!TableNames.includes(name)) await createTable(client, name, tables[which])
  }
  client.destroy()
  return {
    endpoint,
    async close(): Promise<void> {
      // dynalite goes on with requests whose client is gone, and throws when it finds its files closed.
      await setTimeout(abandonedMilliseconds)
      await close(server)
    },
  }
}
