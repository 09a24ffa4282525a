import { createServer } from 'node:http'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest'
import { article } from '../../functions/domain/article/article.ts'
import { createNewsroom, type Newsroom } from '../../functions/store/newsroom.ts'
import { createSite } from '../../functions/store/site.ts'
import { createTable } from '../../functions/store/table.ts'
import type { Database } from '../../infra/cloud/database.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { createLambda, type Invoke } from '../../infra/cloud/lambda.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { createStream } from '../../infra/local/stream.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aFolder } from '../support/folder.ts'

let database: Database
let newsroom: Newsroom
let site: ReturnType<typeof createSite>
beforeEach(async () => {
  database = await startDatabase(join(await aFolder(), 'database'))
  onTestFinished(database.close)
  const client = clientOf(database)
  onTestFinished(() => client.destroy())
  newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  site = createSite(createTable(client, tableNames.site))
})

const actor = { id: 'AIDA', name: 'admin', role: 'admin' } as const

/** Writes a published article as the editors' door does. */
async function anArticleInTheChain(): Promise<string> {
  const id = newId()
  const act = {
    at: new Date().toISOString(),
    actor,
    action: 'publish',
    requestId: crypto.randomUUID(),
  } as const
  const live = { revision: 1, since: act.at }
  const vi = { ...aText(), slug: 'bai', status: 'published', publishedAt: act.at, live, editedBy: actor.id }
  const state = article.parse({ ...anArticle(), id, createdBy: actor.id, translations: { vi } })
  await newsroom.articles.revise(id, { absent: true }, () => ({ act, state }))
  return id
}

const isOnSite = async (id: string) => (await site.article(id, 'vi')).shown?.kind === 'page'

interface StreamEvent {
  Records: { dynamodb: { SequenceNumber: string; Keys: { pk: { S: string } } } }[]
}

/** A publisher that notes what it is handed; `answer` may refuse. */
function aPublisher(
  answer: (event: StreamEvent, call: number) => unknown = () => ({ batchItemFailures: [] }),
) {
  const batches: string[][] = []
  const invoke: Invoke = async (event) => {
    const { Records } = event as StreamEvent
    batches.push(Records.map(({ dynamodb }) => dynamodb.Keys.pk.S.replace('ARTICLE#', '')))
    return await answer({ Records }, batches.length)
  }
  return { batches, invoke }
}

function aStream(publisher: Invoke) {
  const troubles: unknown[] = []
  const stream = createStream({ database, publisher, onTrouble: (error) => troubles.push(error) })
  onTestFinished(stream.close)
  return { ...stream, troubles }
}

describe('the stream', () => {
  it('hands on each new revision once, in the order of time', async () => {
    const { batches, invoke } = aPublisher()
    const stream = aStream(invoke)
    const ids = [await anArticleInTheChain(), await anArticleInTheChain()]
    await stream.flush()
    await stream.flush()
    const later = await anArticleInTheChain()
    await stream.flush()
    expect(batches).toEqual([ids, [later]])
  })

  it('does so by itself when it is started', async () => {
    const { batches, invoke } = aPublisher()
    aStream(invoke).start()
    const id = await anArticleInTheChain()
    await expect.poll(() => batches, { timeout: 20_000 }).toEqual([[id]])
  })

  it('makes batches of at most a hundred', async () => {
    const { batches, invoke } = aPublisher()
    const stream = aStream(invoke)
    await Promise.all(Array.from({ length: 130 }, anArticleInTheChain))
    await stream.flush()
    expect(batches.map((batch) => batch.length)).toEqual([100, 30])
    expect(new Set(batches.flat()).size).toBe(130)
  })

  it('hands on what was written while it delivered for a long time', async () => {
    let clock = Date.now()
    const { batches, invoke } = aPublisher(async (_event, call) => {
      if (call === 1) {
        await anArticleInTheChain()
        clock += 60_000
      }
      return { batchItemFailures: [] }
    })
    const stream = createStream({ database, publisher: invoke, now: () => clock })
    onTestFinished(stream.close)
    await anArticleInTheChain()
    await stream.flush()
    await stream.flush()
    expect(batches.flat()).toHaveLength(2)
  })

  it('repeats a batch from the first record that failed', async () => {
    const { batches, invoke } = aPublisher(({ Records }, call) => ({
      batchItemFailures: call === 1 ? [{ itemIdentifier: Records[1]?.dynamodb.SequenceNumber }] : [],
    }))
    const stream = aStream(invoke)
    const [first, second, third] = [
      await anArticleInTheChain(),
      await anArticleInTheChain(),
      await anArticleInTheChain(),
    ]
    await stream.flush()
    expect(batches).toEqual([
      [first, second, third],
      [second, third],
    ])
    expect(stream.troubles).toEqual([])
  })

  it('gives a batch up after three attempts, says so, and goes on', async () => {
    const { batches, invoke } = aPublisher((_event, call) => {
      if (call <= 3) throw new Error('out of order')
      return { batchItemFailures: [] }
    })
    const stream = aStream(invoke)
    const poison = await anArticleInTheChain()
    await stream.flush()
    expect(stream.troubles).toEqual([new Error('out of order')])
    const good = await anArticleInTheChain()
    await stream.flush()
    expect(batches).toEqual([[poison], [poison], [poison], [good]])
  })
})

describe('the publisher behind it', () => {
  const tick = { 'detail-type': 'Scheduled Event' }

  /** The real one, before a CDN that can be told to fail, and a bucket that takes everything. */
  async function aRealPublisher() {
    const cdn = { failures: 0 }
    const server = createServer((request, response) => {
      request.resume()
      if (!request.url?.startsWith('/2020-05-31/')) {
        response.writeHead(200, { etag: '"0"' }).end()
        return
      }
      cdn.failures -= 1
      response.writeHead(cdn.failures >= 0 ? 500 : 201, { 'content-type': 'text/xml', location: '/' })
      response.end(cdn.failures >= 0 ? '' : '<Invalidation><Id>I1</Id></Invalidation>')
    })
    const port = await listen(server)
    onTestFinished(() => close(server))
    const lambda = createLambda({
      name: 'publisher',
      bundle: join(inject('bundles'), 'publisher', 'index.mjs'),
      environment: {
        AWS_REGION: 'ap-southeast-1',
        AWS_ACCESS_KEY_ID: database.key.accessKeyId,
        AWS_SECRET_ACCESS_KEY: database.key.secretAccessKey,
        AWS_MAX_ATTEMPTS: '1',
        AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
        AWS_ENDPOINT_URL_CLOUDFRONT: `http://127.0.0.1:${port}`,
        NEWSROOM_TABLE: tableNames.newsroom,
        SITE_TABLE: tableNames.site,
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
        // Nobody listens there: the publisher looks for its pages in vain.
        SITE_URL: 'http://127.0.0.1:9',
        MEDIA_BUCKET: 'bantin-media',
        SEARCH_BUCKET: 'bantin-index',
        DISTRIBUTION_ID: 'LOCAL',
      },
      concurrency: 1,
      timeoutSeconds: 30,
      log: new PassThrough().resume(),
    })
    onTestFinished(lambda.close)
    // The first tick ever looks at everything; what comes later is what the tests are about.
    await lambda.invoke(tick)
    return { cdn, invoke: lambda.invoke }
  }

  it('publishes what the stream tells of', async () => {
    const { invoke } = await aRealPublisher()
    const stream = aStream(invoke)
    const id = await anArticleInTheChain()
    await stream.flush()
    expect(await isOnSite(id)).toBe(true)
    expect(await invoke(tick)).toEqual({ repaired: [], failed: [] })
  })

  it('fails while the CDN takes no purge, and has published when it takes them again', async () => {
    const { cdn, invoke } = await aRealPublisher()
    const stream = aStream(invoke)
    const id = await anArticleInTheChain()
    cdn.failures = 1
    await stream.flush()
    expect(stream.troubles).toEqual([])
    expect(cdn.failures).toBeLessThan(0)
    expect(await isOnSite(id)).toBe(true)
    expect(await invoke(tick)).toEqual({ repaired: [], failed: [] })
  })

  it('loses nothing when it fails for longer: the minute’s tick repairs what was given up', async () => {
    const { cdn, invoke } = await aRealPublisher()
    const stream = aStream(invoke)
    const ids = [await anArticleInTheChain(), await anArticleInTheChain()].sort()
    cdn.failures = Number.POSITIVE_INFINITY
    await stream.flush()
    expect(stream.troubles).toHaveLength(1)
    expect(await invoke(tick)).toMatchObject({ repaired: [] })
    cdn.failures = 0
    await stream.flush()
    const { repaired } = (await invoke(tick)) as { repaired: string[] }
    expect(repaired.sort()).toEqual(ids)
    for (const id of ids) expect(await isOnSite(id)).toBe(true)
    expect(await invoke(tick)).toEqual({ repaired: [], failed: [] })
  })
})
