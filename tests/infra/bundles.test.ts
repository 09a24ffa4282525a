import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { toEvent } from '../../infra/cloud/gateway.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { type Aws, startAws } from './bundle-process.ts'

let folder: string
let aws: Aws
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-deployed-'))
  aws = await startAws(folder)
})
afterAll(async () => {
  await aws.close()
  await rm(folder, { recursive: true, force: true })
})
const invoke: Aws['invoke'] = (name, ...events) => aws.invoke(name, ...events)

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
    const client = clientOf(aws.database)
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
    const publish = (each: string, etag: string) =>
      request('POST', `/articles/${each}/translations/vi/publish-now`, {
        body: { reason: 'Bão' },
        headers: { 'if-match': etag },
        signed: true,
      })
    const unsigned = request('GET', '/me')
    const created = await invoke('admin', create(id), create(poison), unsigned)
    expect(created).toMatchObject([{ statusCode: 201 }, { statusCode: 201 }, { statusCode: 403 }])
    const tags = created.map((answer) => (answer as { headers: { etag: string } }).headers.etag)
    expect(await invoke('admin', publish(id, tags[0]!), publish(poison, tags[1]!))).toMatchObject([
      { statusCode: 200 },
      { statusCode: 200 },
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
    expect(aws.purged).toContain(`a-${id}`)

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
    const { SITE_URL: _, ...rest } = aws.environments.site
    const whole = aws.environments.site
    aws.environments.site = rest
    await expect(invoke('site', request('GET', '/vi'))).rejects.toThrow('SITE_URL')
    aws.environments.site = whole
  })
})

describe('the reader’s bundle', () => {
  it('is made of nothing that can read or write the newsroom', () => {
    const { site } = inject('bundled')
    // Of bodies it knows only whose films may be shown.
    const foreign =
      /functions\/(?:admin|publisher|store\/(?:newsroom|chain|site-writer|memory-table)|domain\/(?:newsroom|permissions|revision|body\/(?!embed\.)))|sanitize-html|client-(?:cloudfront|s3)/u
    expect(site.filter((file) => foreign.test(file))).toEqual([])
    expect(site).toContain('functions/store/site.ts')
  })

  it('holds no name of the newsroom’s keys', async () => {
    const text = await readFile(join(inject('bundles'), 'site', 'index.mjs'), 'utf8')
    const names = ['R#', '"DESK"', '"STAFF"', 'REPAIRED', 'SETTINGS', '"PUBLISHER"', '"activity"']
    expect(names.filter((name) => text.includes(name))).toEqual([])
  })
})
