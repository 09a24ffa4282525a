import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { addFile, askToRun, askToTry, beginMove, endMove } from '../../functions/domain/moving/move.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { call } from '../../infra/cloud/gateway.ts'
import { createLambda, type Lambda } from '../../infra/cloud/lambda.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { anArticle } from '../support/articles/articles.ts'
import { photograph } from '../support/media/pictures.ts'
import { type Asked, isAllowed, recordRequests } from './stack-requests.ts'
import { functionsWithData, type Stack, stackWith } from './stack-setup.ts'

const id = '4k7m2p9x1a'
const distribution = 'EDFDVBD6EXAMPLE'
// Nobody listens there: the publisher looks for its pages in vain.
const siteUrl = 'http://127.0.0.1:9'
const SITE_BUCKET = 'bantin-site-files'
const SEARCH_BUCKET = 'bantin-index'
const [UPLOADS_BUCKET, MEDIA_BUCKET, MEDIA_FUNCTION] = ['bantin-uploads', 'bantin-media', 'bantin-take']
const {
  newsroom: NEWSROOM_TABLE,
  site: SITE_TABLE,
  views: VIEWS_TABLE,
  feedback: FEEDBACK_TABLE,
} = tableNames

describe('the roles of the functions', () => {
  let stack: Stack
  let asked: Asked[]
  const stops: (() => Promise<unknown>)[] = []

  /** Runs what is deployed through a day of the newsroom, and takes down what it asks of AWS. */
  beforeAll(async () => {
    stack = stackWith()
    const folder = await mkdtemp(join(tmpdir(), 'bantin-permissions-'))
    stops.push(() => rm(folder, { recursive: true, force: true }))
    const database = await startDatabase(folder)
    stops.push(database.close)
    const picture = await photograph(60, 40).jpeg().toBuffer()
    const exported = Buffer.from(
      'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,ID\nMột,Chữ.,15/07/2019 3:00 CH,Tin tức,1\n',
    )
    const recorder = await recordRequests(database, {
      object: (key) => (key.startsWith('moves/') ? exported : picture),
      invoke: async (name, event) => (name === 'mover' ? null : await media.invoke(event)),
    })
    stops.push(recorder.close)
    asked = recorder.asked

    const staff = clientOf(database)
    const administrator = { id: 'AIDAEXAMPLEEXAMPLE01', name: 'Administrator', role: 'admin' } as const
    // By four eyes, somebody else than who wrote it.
    const approver = { id: 'AIDAEXAMPLEEXAMPLE02', name: 'Approver', role: 'approver' } as const
    for (const each of [administrator, approver])
      await createNewsroom(createTable(staff, NEWSROOM_TABLE)).saveStaff(each)

    const start = (name: string, environment: Record<string, string>): Lambda => {
      const lambda = createLambda({
        name,
        bundle: join(inject('bundles'), name.toLowerCase(), 'index.mjs'),
        environment: {
          ...environment,
          AWS_REGION: 'ap-southeast-1',
          AWS_ACCESS_KEY_ID: name,
          AWS_SECRET_ACCESS_KEY: 'secret',
          AWS_ENDPOINT_URL_DYNAMODB: recorder.endpoint,
          AWS_ENDPOINT_URL_CLOUDFRONT: recorder.endpoint,
          AWS_ENDPOINT_URL_S3: recorder.endpoint,
          AWS_ENDPOINT_URL_LAMBDA: recorder.endpoint,
        },
        concurrency: 1,
        timeoutSeconds: 60,
        log: new PassThrough().resume(),
      })
      stops.push(lambda.close)
      return lambda
    }
    const site = start('Site', { SITE_TABLE, SITE_URL: siteUrl })
    const counter = start('Counter', { VIEWS_TABLE, SITE_TABLE })
    const tally = start('Tally', { VIEWS_TABLE, SITE_TABLE })
    const search = start('Search', { SITE_TABLE, SEARCH_BUCKET, SITE_URL: siteUrl })
    const admin = start('Admin', {
      ...{ NEWSROOM_TABLE, SITE_TABLE, SITE_URL: siteUrl },
      ...{ UPLOADS_BUCKET, SEARCH_BUCKET, MEDIA_FUNCTION, FEEDBACK_TABLE, VIEWS_TABLE },
      MOVER_FUNCTION: 'mover',
      SENDS_MAIL: 'yes',
      USER_POOL: 'local_Local',
    })
    const mover = start('Mover', { NEWSROOM_TABLE, SITE_URL: siteUrl, UPLOADS_BUCKET, MEDIA_FUNCTION })
    const feedback = start('Feedback', { FEEDBACK_TABLE, SITE_TABLE })
    const media = start('Media', { UPLOADS_BUCKET, MEDIA_BUCKET, MALWARE_SCAN: 'guardduty' })
    const preview = start('Preview', { NEWSROOM_TABLE, SITE_URL: siteUrl })
    const scheduler = start('Scheduler', {
      ...{ NEWSROOM_TABLE, CHAINS_TABLE: 'none', PUBLISHER_SOURCE: 'none', SITE_URL: siteUrl },
      ...{ EXPORTS_BUCKET: 'none', TIME_ZONE: 'Asia/Ho_Chi_Minh' },
      MOVER_FUNCTION: 'none',
      ...{ MAIL_FROM: 'press@example.org', MAIL_REGION: 'ap-southeast-1', USER_POOL: 'ap-southeast-1_Pool' },
    })
    const publisher = start('Publisher', {
      ...{ NEWSROOM_TABLE, SITE_TABLE, MEDIA_BUCKET, SEARCH_BUCKET },
      SITE_URL: siteUrl,
      DISTRIBUTION_ID: distribution,
    })
    const mirror = start('Mirror', {
      ...{ SITE_TABLE, SITE_BUCKET, SITE_URL: siteUrl },
      DISTRIBUTION_ID: distribution,
    })

    const iam = {
      accessKey: 'AKIAEXAMPLE',
      userId: administrator.id,
      userArn: 'arn:aws:iam::111122223333:user/admin',
    }
    const common = { query: '', body: new Uint8Array(), sourceIp: '192.0.2.1' }
    const edit = (method: string, path: string, content?: unknown, headers: Record<string, string> = {}) =>
      call(admin.invoke, {
        ...common,
        method,
        path,
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(content === undefined ? '' : JSON.stringify(content)),
        iam,
      })
    const read = (path: string) =>
      call(site.invoke, { ...common, method: 'GET', path, headers: { 'user-agent': 'Mozilla/5.0' } })
    /** Somebody without an account approves the text by a link. */
    const decideByLink = async (path: string) => {
      const shown = await call(preview.invoke, { ...common, method: 'GET', path, headers: {} })
      const page = Buffer.from(shown.body).toString('utf8')
      const revision = /name="revision" value="([^"]+)"/u.exec(page)?.[1] ?? ''
      const body = Buffer.from(new URLSearchParams({ revision, decision: 'approve' }).toString())
      return await call(preview.invoke, { ...common, method: 'POST', path, headers: {}, body })
    }
    const tick = () => publisher.invoke({ 'detail-type': 'Scheduled Event' })
    const revised = (number: number, pk = `ARTICLE#${id}`) =>
      publisher.invoke({
        Records: [
          {
            dynamodb: {
              SequenceNumber: String(number),
              Keys: { pk: { S: pk }, sk: { S: `R#${String(number).padStart(8, '0')}` } },
            },
          },
        ],
      })

    await tick()
    const absent = { 'if-none-match': '*' }
    const file = await edit('PUT', `/media/${id}`, { name: 'a.jpg', bytes: picture.length }, absent)
    expect(file.status).toBe(201)
    const ready = await edit('POST', `/media/${id}/complete`)
    expect(ready.status, Buffer.from(ready.body).toString('utf8')).toBe(200)
    const matching = { 'if-match': String(ready.headers.etag) }
    const cut = await edit('PUT', `/media/${id}/focus`, { x: 0.2, y: 0.3 }, matching)
    expect(cut.status).toBe(200)
    const leadImage = { media: id, decorative: true }
    const created = await edit('PUT', `/articles/${id}`, anArticle({ leadImage }), absent)
    expect(created.status).toBe(201)
    await revised(1)
    const published = await edit(
      'POST',
      `/articles/${id}/translations/vi/publish-now`,
      { reason: 'Bão' },
      {
        'if-match': String(created.headers.etag),
      },
    )
    expect(published.status).toBe(200)
    await revised(2)
    for (const path of [
      '/articles',
      `/articles/${id}`,
      `/articles/${id}/revisions`,
      '/activity',
      '/searches/missed?locale=vi',
      '/statistics/month',
      '/statistics/now',
      '/statistics/readers',
      `/statistics/readers/${id}`,
      '/settings',
    ])
      await edit('GET', path)
    const typed = { base: null, device: 'a', content: { title: 'Đang viết' } }
    const copy = `/working-copies/${id}/vi`
    expect((await edit('PUT', copy, typed)).status).toBe(204)
    for (const path of ['/desk', '/people', '/notices', '/working-copies', `/working-copies/${id}`])
      await edit('GET', path)
    expect((await edit('DELETE', copy)).status).toBe(204)
    expect((await edit('POST', '/notices/seen', { until: '2026-11-27T03:00:00.000Z' })).status).toBe(204)
    const chosen = await edit('GET', '/preferences')
    const mine = { 'if-match': String(chosen.headers.etag) }
    expect((await edit('PUT', '/preferences', { locale: 'en' }, mine)).status).toBe(200)
    const settings = JSON.parse(Buffer.from((await edit('GET', '/settings')).body).toString('utf8'))
    const saved = await edit('PUT', '/settings', settings, { 'if-none-match': '*' })
    expect(saved.status).toBeLessThan(300)
    for (const path of [
      '/vi',
      '/vi/feed.xml',
      '/sitemap.xml',
      '/sitemaps/pages.xml',
      `/vi/x/x-${id}`,
      '/x.aspx',
      '/robots.txt',
    ])
      await read(path)
    const beacon = {
      ...common,
      method: 'POST',
      path: `/views/${id}/vi`,
      headers: { 'user-agent': 'Mozilla/5.0' },
    }
    expect((await call(counter.invoke, beacon)).status).toBe(200)
    const vain = { ...beacon, path: `/views/lost/${Buffer.from('/tin.aspx?id=79').toString('base64url')}` }
    expect((await call(counter.invoke, vain)).status).toBe(204)
    await edit('GET', '/addresses/lost')
    const forgotten = await edit('POST', '/addresses/lost/forget', { address: '/tin.aspx?id=79' })
    expect(forgotten.status).toBe(204)
    const counted = { pk: { S: `ARTICLE#${id}` }, sk: { S: 'VIEWS' } }
    await tally.invoke({ Records: [{ dynamodb: { Keys: counted } }] })
    // A day that is past is taken from the counter.
    const counters = createTable(staff, VIEWS_TABLE)
    await counters.add({ pk: `ARTICLE#${id}`, sk: 'VIEWS' }, 'views', 1, ['2026-01-02.vi'])
    await tally.invoke({ Records: [{ dynamodb: { Keys: counted } }] })
    expect(await counters.find({ pk: `ARTICLE#${id}`, sk: 'VIEWS' })).not.toHaveProperty('2026-01-02.vi')
    staff.destroy()
    // There is no index at the recorder, which answers every object with a picture.
    const searched = await call(search.invoke, {
      ...common,
      method: 'GET',
      path: '/vi/tim-kiem',
      query: 'q=h',
      headers: {},
    })
    expect(searched.status).toBe(503)
    const withdrawn = await edit(
      'POST',
      `/articles/${id}/translations/vi/withdraw`,
      { reason: 'Nội dung không còn phù hợp' },
      {
        'if-match': String(published.headers.etag),
      },
    )
    await revised(3)
    const handed = await edit(
      'POST',
      `/articles/${id}/translations/vi/submit`,
      {},
      {
        'if-match': String(withdrawn.headers.etag),
      },
    )
    expect(handed.status).toBe(200)
    const link = await call(admin.invoke, {
      ...common,
      method: 'POST',
      path: `/articles/${id}/translations/vi/links`,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'link' },
      body: Buffer.from(JSON.stringify({ purpose: 'decide', label: 'Lãnh đạo Sở' })),
      iam: { ...iam, userId: approver.id },
    })
    expect(link.status).toBe(201)
    const { url } = JSON.parse(Buffer.from(link.body).toString('utf8'))
    expect((await decideByLink(new URL(url).pathname)).status).toBe(303)
    await edit('GET', `/articles/${id}/links`)
    expect((await edit('GET', `/articles/${id}/views`)).status).toBe(200)
    const publishAt = new Date(Date.now() + 2000).toISOString()
    const approved = await edit('GET', `/articles/${id}`)
    const planned = await edit(
      'POST',
      `/articles/${id}/translations/vi/schedule`,
      { publishAt },
      { 'if-match': String(approved.headers.etag) },
    )
    expect(planned.status).toBe(200)
    await edit('GET', `/media/${id}`)
    await edit('POST', `/media/${id}/withdraw`, { reason: 'a' }, { 'if-match': String(cut.headers.etag) })
    await revised(4, `MEDIA#${id}`)
    const letter = new URLSearchParams({ about: id, useful: 'no', text: 'Thiếu giờ làm việc' }).toString()
    const sent = await call(feedback.invoke, {
      ...common,
      method: 'POST',
      path: '/feedback/vi',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(letter),
    })
    expect(sent.status).toBe(303)
    await edit('GET', '/feedback/votes')
    const letters = await edit('GET', '/feedback')
    const [received] = JSON.parse(Buffer.from(letters.body).toString('utf8')).feedback
    const noted = await edit('POST', `/feedback/${received.id}/answer`, { number: 1, state: 'done' })
    expect(noted.status).toBe(200)
    expect((await edit('DELETE', `/feedback/${received.id}`)).status).toBe(204)
    const keyed = { 'idempotency-key': 'move' }
    const begun = await edit('POST', '/moves', { name: 'a' }, keyed)
    const { id: move } = JSON.parse(Buffer.from(begun.body).toString('utf8'))
    expect((await edit('POST', `/moves/${move}/files`, { name: 'a.csv', bytes: 5 }, keyed)).status).toBe(201)
    const waiting = await edit('GET', `/moves/${move}`)
    const known = { 'if-match': String(waiting.headers.etag) }
    expect((await edit('DELETE', `/moves/${move}`, undefined, known)).status).toBe(204)
    const { moves } = createNewsroom(createTable(staff, NEWSROOM_TABLE))
    const by = { id: administrator.id, name: 'A' }
    const [late, wanted] = ['4k7m2p9x1b', '4k7m2p9x1c'].map((each) =>
      beginMove({ id: each, name: 'a', by, at: new Date().toISOString() }),
    )
    await moves.begin(late!, new Date('2020-01-01T00:00:00Z'))
    const exportFile = { id: '4k7m2p9x1d', name: 'a.csv', bytes: 5 }
    await moves.begin(askToRun(endMove(askToTry(addFile(wanted!, exportFile)), 'whole')), new Date())
    expect(await mover.invoke({ move: wanted!.id })).toEqual({ moved: [wanted!.id] })
    expect(await moves.find(wanted!.id, new Date())).toMatchObject({
      move: { state: 'done', sums: { created: 1 } },
    })
    const isKept = async () =>
      expect(await scheduler.invoke({ 'detail-type': 'Scheduled Event' })).toMatchObject({ done: [id] })
    await vi.waitFor(isKept, { timeout: 30_000, interval: 200 })
    await tick()
    await publisher.invoke({ rebuild: true })
    await mirror.invoke({ 'detail-type': 'Scheduled Event' })
  })
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop()
  })

  const logicalId = (name: string): string =>
    ({
      [NEWSROOM_TABLE]: stack.only('AWS::DynamoDB::Table', 'Newsroom').id,
      [SITE_TABLE]: stack.only('AWS::DynamoDB::Table', 'Site').id,
      [VIEWS_TABLE]: stack.only('AWS::DynamoDB::Table', 'Views').id,
      [FEEDBACK_TABLE]: stack.only('AWS::DynamoDB::Table', 'Feedback').id,
      [SITE_BUCKET]: stack.only('AWS::S3::Bucket', 'FilesSite').id,
      [SEARCH_BUCKET]: stack.only('AWS::S3::Bucket', 'FilesIndex').id,
      [UPLOADS_BUCKET]: stack.only('AWS::S3::Bucket', 'FilesUploads').id,
      [MEDIA_BUCKET]: stack.only('AWS::S3::Bucket', 'FilesMedia').id,
      [MEDIA_FUNCTION]: stack.functionOf('Media').id,
      mover: stack.functionOf('Mover').id,
      [distribution]: stack.only('AWS::CloudFront::Distribution').id,
    })[name] ?? name

  it('permit all that the functions ask for', () => {
    expect(asked.filter((each) => !isAllowed(stack, each, logicalId))).toEqual([])
    expect(new Set(asked.map(({ by }) => by))).toEqual(new Set(functionsWithData))
  })

  it('permit no act on a table that no function ever asks for', () => {
    // Royalties are found through entries that are written in batches; a newsroom's day has none.
    // Whoever uploads does so by a form that the door has signed.
    const unused = ['Admin s3:PutObject']
    // So that what is not there is told from what is forbidden; tags of a version, where the bucket has any; refusals.
    unused.push('Media s3:ListBucket', 'Media s3:GetObjectVersionTagging', 'Media s3:DeleteObject')
    // What of the indexes is not there is told likewise; no editor searches for anything here.
    unused.push(
      'Publisher s3:ListBucket',
      'Search s3:ListBucket',
      'Admin s3:ListBucket',
      'Admin s3:GetObject',
    )
    // No search of this day was in vain.
    unused.push('Search dynamodb:UpdateItem')
    const used = new Set(asked.map(({ by, action }) => `${by} ${action}`))
    const permitted = functionsWithData.flatMap((by) =>
      stack
        .statementsOf(by)
        .flatMap(({ Action }) => [Action].flat())
        .filter((action) => /^(?:dynamodb:\w*(?:Item|Query|Scan)|s3:\w+)$/u.test(action))
        .map((action) => `${by} ${action}`),
    )
    expect(permitted.filter((each) => !used.has(each) && !unused.includes(each))).toEqual([])
  })

  it('refuse what a function was made to ask by whoever took it over', () => {
    const ask = (by: string, action: string, resource: string, item: Partial<Asked> = {}): Asked => ({
      by,
      action: `dynamodb:${action}`,
      resource,
      leadingKeys: [],
      attributes: [],
      returns: undefined,
      ...item,
    })
    const key = { leadingKeys: [`ARTICLE#${id}`], attributes: ['pk', 'sk'] }
    const evil = [
      ask('Site', 'GetItem', NEWSROOM_TABLE),
      ask('Site', 'Query', `${NEWSROOM_TABLE}/index/desk`),
      ask('Site', 'PutItem', SITE_TABLE, key),
      ask('Site', 'UpdateItem', SITE_TABLE, { ...key, attributes: ['pk', 'sk', 'packed'] }),
      ask('Site', 'UpdateItem', SITE_TABLE, { ...key, attributes: ['pk', 'sk', 'views'] }),
      ask('Counter', 'UpdateItem', SITE_TABLE, { ...key, attributes: ['pk', 'sk', 'views'] }),
      ask('Counter', 'PutItem', VIEWS_TABLE, { ...key, attributes: ['pk', 'sk', 'address'] }),
      ask('Counter', 'BatchGetItem', NEWSROOM_TABLE, key),
      ask('Counter', 'PutItem', VIEWS_TABLE, { ...key, leadingKeys: ['READERS'] }),
      ask('Tally', 'UpdateItem', VIEWS_TABLE, { ...key, attributes: ['pk', 'sk', 'views'] }),
      ask('Tally', 'PutItem', VIEWS_TABLE, key),
      ask('Admin', 'BatchWriteItem', VIEWS_TABLE, key),
      ask('Admin', 'Query', VIEWS_TABLE, { leadingKeys: ['MONTH#2026-11'] }),
      ask('Site', 'Query', VIEWS_TABLE, { leadingKeys: ['LOST'] }),
      ask('Feedback', 'Query', FEEDBACK_TABLE, { leadingKeys: ['FEEDBACK'] }),
      ask('Feedback', 'PutItem', FEEDBACK_TABLE, { leadingKeys: ['USEFUL'], attributes: ['pk', 'sk'] }),
      ask('Feedback', 'PutItem', SITE_TABLE, key),
      ask('Feedback', 'BatchGetItem', NEWSROOM_TABLE, key),
      ask('Admin', 'UpdateItem', VIEWS_TABLE, { ...key, attributes: ['pk', 'sk', 'views'] }),
      ask('Admin', 'PutItem', FEEDBACK_TABLE, { leadingKeys: ['USEFUL'], attributes: ['pk', 'sk'] }),
      ask('Tally', 'UpdateItem', SITE_TABLE, { ...key, attributes: ['pk', 'sk', 'packed'] }),
      ask('Tally', 'UpdateItem', SITE_TABLE, {
        ...key,
        attributes: ['pk', 'sk', 'views'],
        leadingKeys: ['SITE'],
      }),
      ask('Mirror', 'GetItem', NEWSROOM_TABLE),
      ask('Mirror', 'PutItem', SITE_TABLE, key),
      ask('Admin', 'PutItem', NEWSROOM_TABLE, { leadingKeys: ['STAFF'], attributes: ['pk', 'sk', 'role'] }),
      ask('Admin', 'DeleteItem', NEWSROOM_TABLE, key),
      ask('Admin', 'DeleteItem', NEWSROOM_TABLE, { ...key, leadingKeys: ['STAFF-IDS'] }),
      ask('Admin', 'UpdateItem', NEWSROOM_TABLE, key),
      ask('Admin', 'BatchWriteItem', NEWSROOM_TABLE, key),
      ask('Admin', 'GetItem', SITE_TABLE),
      ask('Admin', 'Query', SITE_TABLE, { leadingKeys: ['ARTICLE#x'] }),
      ask('Search', 'UpdateItem', SITE_TABLE, key),
      ask('Search', 'GetItem', NEWSROOM_TABLE),
      ask('Preview', 'PutItem', NEWSROOM_TABLE, {
        leadingKeys: ['STAFF#x'],
        attributes: ['pk', 'sk', 'state'],
      }),
      ask('Preview', 'PutItem', NEWSROOM_TABLE, { leadingKeys: ['SETTINGS#site'], attributes: ['pk', 'sk'] }),
      ask('Preview', 'DeleteItem', NEWSROOM_TABLE, key),
      ask('Preview', 'Scan', NEWSROOM_TABLE),
      ask('Preview', 'Query', `${NEWSROOM_TABLE}/index/desk`),
      ask('Preview', 'Query', SITE_TABLE),
      ask('Publisher', 'PutItem', NEWSROOM_TABLE, { ...key, attributes: ['pk', 'sk', 'hash', 'state'] }),
      ask('Publisher', 'PutItem', NEWSROOM_TABLE, { leadingKeys: ['STAFF'], attributes: ['pk', 'sk', 'id'] }),
      ask('Publisher', 'DeleteItem', NEWSROOM_TABLE, key),
    ]
    expect(evil.filter((each) => isAllowed(stack, each, logicalId))).toEqual([])
  })
})
