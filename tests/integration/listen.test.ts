import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newKeyPair, region, secretIn } from '../../infra/cloud/key-pair.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'
import { startDatabase } from '../../infra/local/database.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-listen-'))
})
afterAll(() => rm(folder, { recursive: true }))

const key = newKeyPair()
const openStore = () =>
  createObjectStore({
    folder: join(folder, 'objects'),
    region,
    secretOf: secretIn([key]),
    buckets: ['media'],
  })

/** How many seconds a server says that it keeps an unused connection. */
async function keptSeconds(port: number, service: string): Promise<number> {
  const { headers } = await new AwsClient({ ...key, region, service }).fetch(
    `http://127.0.0.1:${port}/media/a`,
  )
  return Number(/timeout=(\d+)/u.exec(headers.get('keep-alive') ?? '')?.[1])
}

/** A function may be silent for 15 seconds before it ends, and a browser keeps a connection for five minutes. */
const longestIdle = 300

describe('an unused connection is kept longer than any client keeps one', () => {
  it('of the object store', async () => {
    const store = openStore()
    expect(await keptSeconds(await store.listen(), 's3')).toBeGreaterThan(longestIdle)
    await store.close()
  })

  it('of the database', async () => {
    const database = await startDatabase(join(folder, 'database'), { key })
    expect(await keptSeconds(Number(new URL(database.endpoint).port), 'dynamodb')).toBeGreaterThan(
      longestIdle,
    )
    await database.close()
  })

  it('of every other port', async () => {
    const server = createServer((_, response) => response.end())
    expect(await keptSeconds(await listen(server), 'lambda')).toBeGreaterThan(longestIdle)
    await close(server)
  })
})

it('a server that is closed does not wait for connections that nobody uses', async () => {
  const store = openStore()
  const agent = new Agent({ keepAlive: true })
  const asked = get({ port: await store.listen(), path: '/media/a', agent })
  const [response] = await once(asked, 'response')
  response.resume()
  const [idle] = await once(agent, 'free')
  await Promise.all([once(idle, 'close'), store.close()])
  expect(idle.destroyed).toBe(true)
  agent.destroy()
})
