import type { Server } from 'node:http'
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { Level } from 'level'
import { type TableDefinition, tables } from '../tables.ts'
import { StartFailure } from './failure.ts'
import { close, listen } from './listen.ts'

/** Physical names of the tables, as the stack would give them. */
export const tableNames = { newsroom: 'bantin-newsroom', site: 'bantin-site' } as const

export interface Database {
  endpoint: string
  close(): Promise<void>
}

/** Opens the files once by themselves, because dynalite would answer requests with an error instead of failing here. */
async function probe(folder: string): Promise<void> {
  const level = new Level(folder)
  try {
    await level.open()
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'LEVEL_LOCKED')
      throw new StartFailure(`${folder} is in use; is another one running on the same data?`)
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new StartFailure(
      `the database in ${folder} cannot be opened (${detail}); restore it from a copy or remove it`,
    )
  } finally {
    await level.close().catch(() => undefined)
  }
}

export function clientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
}

async function createTable(
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
          Projection: { ProjectionType: 'ALL' },
        })),
      }),
    }),
  )
}

/** DynamoDB's stand-in, kept in `folder`, with the tables of `infra/tables.ts`. */
export async function startDatabase(folder: string): Promise<Database> {
  await probe(folder)
  const server: Server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const endpoint = `http://127.0.0.1:${await listen(server)}`
  const client = clientOf(endpoint)
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  for (const which of ['newsroom', 'site'] as const) {
    const name = tableNames[which]
    if (!TableNames.includes(name)) await createTable(client, name, tables[which])
  }
  client.destroy()
  return { endpoint, close: () => close(server) }
}
