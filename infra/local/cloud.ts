import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { AwsClient } from 'aws4fetch'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { readViewerRequest } from '../bundles.ts'
import { routes } from '../routes.ts'
import { clientOf, startDatabase, tableNames } from './database.ts'
import { bucketOrigin, createAdminDoor, createOriginDoor, functionOrigin } from './doors.ts'
import { createEdge } from './edge/edge.ts'
import { createInvalidationApi } from './edge/invalidation.ts'
import { StartFailure } from './failure.ts'
import { createFunctionsApi } from './functions-api.ts'
import { openKeys, region, type SigningKey, staffOf } from './keys.ts'
import { createLambda, type Lambda } from './lambda.ts'
import { close, listen } from './listen.ts'
import { createObjectStore } from './object-store/object-store.ts'
import { createVerifier } from './signature.ts'
import { createStream } from './stream.ts'

export interface CloudOptions {
  /** Where everything is kept between runs. */
  data: string
  /** Where `buildFunctions` has put the bundles. */
  bundles: string
  /** 0 takes any free port. */
  ports: { edge: number; admin: number; origin: number }
}

const buckets = { media: 'bantin-media' } as const
const distributionId = 'LOCAL'

async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartFailure(`${folder} cannot be written (${reason}); choose another folder with BANTIN_DATA`)
  }
}

/** A key of the cloud's own, for its functions and its edge; new at every start. */
function internalKey() {
  return {
    accessKeyId: `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  }
}

async function saveStaff(endpoint: string, keys: readonly SigningKey[]): Promise<void> {
  const client = clientOf(endpoint)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  for (const key of keys) await newsroom.saveStaff(staffOf(key))
  client.destroy()
}

/** The whole system on this machine: what is stopped is stopped in the reverse order of its start. */
export async function startCloud({ data, bundles, ports }: CloudOptions) {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    await openFolder(data)
    const log = createWriteStream(join(data, 'bantin.log'), { flags: 'a' })
    stops.push(async () => {
      log.end()
      await finished(log)
    })
    const note = (line: object) =>
      void log.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
    const failed = (error: unknown) => note({ level: 'error', message: 'gateway', detail: String(error) })

    const keys = await openKeys(data)
    const internal = internalKey()

    const database = await startDatabase(join(data, 'database'))
    stops.push(database.close)
    await saveStaff(database.endpoint, keys)

    const store = createObjectStore({
      folder: join(data, 'objects'),
      region,
      buckets: Object.values(buckets),
      secretOf: (id) => (id === internal.accessKeyId ? internal.secretAccessKey : undefined),
      onTrouble: (trouble) => note({ level: 'warn', message: 'object store', ...trouble }),
    })
    const storeEndpoint = `http://127.0.0.1:${await store.listen()}`
    stops.push(() => store.close())

    // The functions know the edge's address and the edge asks the functions, so one of them is bound late.
    const lambdas: { site?: Lambda; admin?: Lambda; publisher?: Lambda } = {}
    const invoke = (name: keyof typeof lambdas) => async (event: unknown) => {
      const lambda = lambdas[name]
      if (!lambda) throw new Error(`${name} is not ready`)
      return await lambda.invoke(event)
    }

    const signer = new AwsClient({ ...internal, region, service: 's3', retries: 0 })
    const edge = createEdge({
      routes,
      origins: {
        site: functionOrigin(invoke('site')),
        media: bucketOrigin(storeEndpoint, buckets.media, signer.fetch.bind(signer)),
      },
      viewerRequest: readViewerRequest(),
      log: (line) => note({ level: 'info', message: 'edge', ...line }),
    })
    const edgePort = await listen(edge.server, ports.edge, 'PORT')
    stops.push(edge.close)

    const invalidations = createInvalidationApi(edge)
    const invalidationPort = await listen(invalidations)
    stops.push(() => close(invalidations))

    const siteUrl = `http://localhost:${edgePort}`
    const aws = {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: internal.accessKeyId,
      AWS_SECRET_ACCESS_KEY: internal.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_S3: storeEndpoint,
      AWS_ENDPOINT_URL_CLOUDFRONT: `http://127.0.0.1:${invalidationPort}`,
    }
    const start = (
      name: keyof typeof lambdas,
      concurrency: number,
      environment: Record<string, string>,
      timeoutSeconds = 15,
    ) => {
      const bundle = join(bundles, name, 'index.mjs')
      const lambda = createLambda({
        name,
        bundle,
        environment: { ...aws, ...environment },
        concurrency,
        timeoutSeconds,
        log,
      })
      lambdas[name] = lambda
      lambda.warm()
      stops.push(lambda.close)
      return lambda
    }
    const { newsroom: NEWSROOM_TABLE, site: SITE_TABLE } = tableNames
    start('site', 3, { SITE_TABLE, SITE_URL: siteUrl })
    start('admin', 3, { NEWSROOM_TABLE, SITE_URL: siteUrl })
    // One at a time: the publisher is the only writer of the read model.
    const publisher = start(
      'publisher',
      1,
      { NEWSROOM_TABLE, SITE_TABLE, DISTRIBUTION_ID: distributionId },
      600,
    )

    const originDoor = createOriginDoor(invoke('site'), failed)
    const originPort = await listen(originDoor, ports.origin, 'ORIGIN_PORT')
    stops.push(() => close(originDoor))

    const secretOf = (id: string) => keys.find(({ accessKeyId }) => accessKeyId === id)?.secretAccessKey
    const adminDoor = createAdminDoor({
      invoke: invoke('admin'),
      keys,
      verifier: createVerifier({ service: 'execute-api', region, secretOf }),
      onRefusal: (refusal) => note({ level: 'warn', message: 'refused', ...refusal }),
      onFailure: failed,
    })
    const adminPort = await listen(adminDoor, ports.admin, 'ADMIN_PORT')
    stops.push(() => close(adminDoor))

    const administrators = keys.filter(({ role }) => role === 'admin')
    const functionsApi = createFunctionsApi(
      new Map([['publisher', publisher.invoke]]),
      createVerifier({
        service: 'lambda',
        region,
        secretOf: (id) => administrators.find(({ accessKeyId }) => accessKeyId === id)?.secretAccessKey,
      }),
    )
    const functionsPort = await listen(functionsApi)
    stops.push(() => close(functionsApi))

    const tick = () => publisher.invoke({ 'detail-type': 'Scheduled Event', source: 'aws.events' })
    // What was written when the last run ended, however it ended, is published now.
    await tick()
    const clock = setInterval(() => tick().catch(failed), 60_000)
    stops.push(async () => clearInterval(clock))

    const stream = createStream({ endpoint: database.endpoint, publisher: publisher.invoke, now: Date.now })
    stream.start()
    stops.push(stream.close)

    return {
      keys,
      addresses: {
        edge: siteUrl,
        admin: `http://localhost:${adminPort}`,
        origin: `http://localhost:${originPort}`,
        functions: `http://127.0.0.1:${functionsPort}`,
        database: database.endpoint,
        objects: storeEndpoint,
      },
      /** Of the object store and the functions: for putting files where the functions would. */
      internal,
      buckets,
      edge,
      tick,
      rebuild: () => publisher.invoke({ rebuild: true }),
      /** Resolves when the site shows everything that was written before the call. */
      settled: stream.flush,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

export type Cloud = Awaited<ReturnType<typeof startCloud>>
