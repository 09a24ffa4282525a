import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { buildFunctions, type FunctionName } from '../../infra/bundles.ts'
import { clientOf, type Database, startDatabase, tableNames } from '../../infra/local/database.ts'
import { createInvalidationApi } from '../../infra/local/edge/invalidation.ts'
import { toEvent } from '../../infra/local/gateway.ts'
import { close, listen } from '../../infra/local/listen.ts'
import { anArticle, newId } from '../support/articles.ts'

const run = promisify(execFile)
const purged: string[] = []
let folder: string
let database: Database
let cloudFront: Server
let aws: Record<string, string>

const siteUrl = 'https://site.example'
const [NEWSROOM_TABLE, SITE_TABLE] = [tableNames.newsroom, tableNames.site]
const environments: Record<FunctionName, Record<string, string>> = {
  site: { SITE_TABLE, SITE_URL: siteUrl },
  admin: { NEWSROOM_TABLE, SITE_URL: siteUrl },
  publisher: { NEWSROOM_TABLE, SITE_TABLE, DISTRIBUTION_ID: 'TEST' },
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-deployed-'))
  database = await startDatabase(join(folder, 'database'))
  cloudFront = createInvalidationApi({
    purge: (tags) => void purged.push(...tags),
    purgePaths: (paths) => void purged.push(...paths),
  })
  aws = {
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_CLOUDFRONT: `http://127.0.0.1:${await listen(cloudFront)}`,
  }
})
afterAll(async () => {
  await close(cloudFront)
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a bundle as Lambda does: a process with its own environment, and nothing beside the file that is deployed. */
async function invoke(name: FunctionName, ...events: unknown[]): Promise<unknown[]> {
  const place = await mkdtemp(join(folder, `${name}-`))
  await mkdir(place, { recursive: true })
  await copyFile(join(inject('bundles'), name, 'index.mjs'), join(place, 'index.mjs'))
  const runner = [
    `import { writeFileSync } from 'node:fs'`,
    `import { handler } from './index.mjs'`,
    'const results = []',
    `for (const event of ${JSON.stringify(events)}) results.push(await handler(event, {}))`,
    `writeFileSync('results.json', JSON.stringify(results))`,
    'process.exit()',
  ]
  await writeFile(join(place, 'run.mjs'), runner.join('\n'))
  await run(process.execPath, ['run.mjs'], { cwd: place, env: { ...aws, ...environments[name] } })
  return JSON.parse(await readFile(join(place, 'results.json'), 'utf8'))
}

const iam = { accessKey: 'AKIAADMIN', userId: 'AIDAADMIN', userArn: 'arn:aws:iam::000000000000:user/admin' }

function request(
  method: string,
  path: string,
  {
    body,
    headers = {},
    signed = false,
  }: { body?: unknown; headers?: Record<string, string>; signed?: boolean } = {},
) {
  return toEvent({
    method,
    path,
    query: '',
    headers: { host: 'x', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    body: Buffer.from(body ? JSON.stringify(body) : ''),
    sourceIp: '127.0.0.1',
    ...(signed && { iam }),
  })
}

function records(...revisions: [id: string, number: number][]) {
  const record = ([id, number]: [string, number]) => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: `${id}-${number}`,
      Keys: { pk: { S: `ARTICLE#${id}` }, sk: { S: `R#${String(number).padStart(8, '0')}` } },
    },
  })
  return { Records: revisions.map(record) }
}

const tick = { version: '0', 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }

describe('the bundles that are deployed', () => {
  it('carry an article from a signed request to a reader, each with nothing but its own file and environment', async () => {
    const client = clientOf(database.endpoint)
    const table = createTable(client, tableNames.newsroom)
    const newsroom = createNewsroom(table)
    await newsroom.saveStaff({ id: iam.userId, name: 'admin', role: 'admin' })
    const [id, poison] = [newId(), newId()]

    const create = (each: string) =>
      request('PUT', `/articles/${each}`, {
        body: anArticle(),
        headers: { 'if-none-match': '*' },
        signed: true,
      })
    const publish = (each: string) =>
      request('POST', `/articles/${each}/translations/vi/publish-now`, {
        body: { reason: 'Bão' },
        headers: { 'if-match': '*' },
        signed: true,
      })
    const unsigned = request('GET', '/me')
    expect(
      await invoke('admin', create(id), publish(id), create(poison), publish(poison), unsigned),
    ).toMatchObject([
      { statusCode: 201 },
      { statusCode: 200 },
      { statusCode: 201 },
      { statusCode: 200 },
      { statusCode: 403 },
    ])

    const key = { pk: `ARTICLE#${poison}`, sk: 'R#00000002' }
    const whole = await table.find(key)
    await table.put({ ...whole!, state: new Uint8Array([0]) })
    const batch = records([poison, 1], [id, 1], [poison, 2], [id, 2])
    const desk = {
      Records: [
        { dynamodb: { SequenceNumber: '9', Keys: { pk: { S: `ARTICLE#${id}` }, sk: { S: 'DESK' } } } },
      ],
    }
    expect(await invoke('publisher', batch, desk)).toEqual([
      { batchItemFailures: [{ itemIdentifier: `${poison}-1` }] },
      { batchItemFailures: [] },
    ])
    expect(purged).toContain(`a-${id}`)

    const address = `/vi/tin-tuc/hoi-nghi-tong-ket-cong-tac-doi-ngoai-${id}`
    const wrongAddress = `/vi/tin-tuc/x-${id}`
    const [page, moved, missing, front] = await invoke(
      'site',
      ...[address, wrongAddress, `/vi/tin-tuc/x-${poison}`, '/vi'].map((path) => request('GET', path)),
    )
    expect(page).toMatchObject({ statusCode: 200, body: expect.stringContaining('Nội dung.') })
    expect(moved).toMatchObject({ statusCode: 301, headers: { location: address } })
    expect(missing).toMatchObject({ statusCode: 404 })
    expect(front).toMatchObject({ statusCode: 200 })

    await table.put(whole!)
    expect(await invoke('publisher', tick, { rebuild: true }, tick)).toMatchObject([
      { repaired: expect.arrayContaining([poison]), failed: [] },
      { articles: 2, written: 0, removed: 0 },
      { repaired: [], failed: [] },
    ])
    client.destroy()
  })

  it('stop at their start where the environment is not theirs, and name what is missing', async () => {
    const { SITE_URL } = environments.site
    environments.site = { SITE_TABLE }
    await expect(invoke('site', request('GET', '/vi'))).rejects.toThrow('SITE_URL')
    environments.site = { SITE_TABLE, SITE_URL: SITE_URL ?? '' }
  })
})

describe('the reader’s bundle', () => {
  it('is made of nothing that can read or write the newsroom', async () => {
    const { site } = await buildFunctions(join(folder, 'built'))
    const foreign =
      /functions\/(?:admin|publisher|store\/(?:newsroom|chain|site-writer|memory-table)|domain\/(?:newsroom|permissions|revision|body))|sanitize-html|client-(?:cloudfront|s3)/u
    expect(site.filter((file) => foreign.test(file))).toEqual([])
    expect(site).toContain('functions/store/site.ts')
  })

  it('holds no name of the newsroom’s keys', async () => {
    const text = await readFile(join(inject('bundles'), 'site', 'index.mjs'), 'utf8')
    const names = ['R#', '"DESK"', '"STAFF"', 'REPAIRED', 'SETTINGS', '"PUBLISHER"', '"activity"']
    expect(names.filter((name) => text.includes(name))).toEqual([])
  })
})
