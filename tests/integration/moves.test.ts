import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { createMoveFiles } from '../../functions/store/move-files.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { type Cloud, startCloud } from '../../infra/local/cloud.ts'
import { tableNames } from '../../infra/local/database.ts'
import { movesOf } from '../support/moving/move.ts'
import { folderWith, inputPath } from '../support/moving/read.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

/** As many articles as an export of REST. */
function manyItems(count: number): string {
  const item = (id: number) => ({
    ...{ Id: id, Title: `Tin chuyển ${id}`, OData__ModerationStatus: 0 },
    N_x1ed9_i_x0020_dung: `<p>Nội dung ${id}.</p>`,
    Ph_x00e2_n_x0020_lo_x1ea1_i: { Title: 'Tin tức' },
    Ng_x00e0_y_x0020_xu_x1ea5_t_x002: '2019-07-15T08:00:00Z',
  })
  return JSON.stringify({ value: Array.from({ length: count }, (_, index) => item(index + 1)) })
}

/** The files of moves, as the functions see them. */
function filesOf(cloud: Cloud) {
  const credentials = cloud.internal
  const s3 = new S3Client({ region, credentials, endpoint: cloud.addresses.objects, forcePathStyle: true })
  onTestFinished(() => s3.destroy())
  return createMoveFiles(s3, cloud.buckets.uploads)
}

describe('moving in through the desk', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.remove())

  it('tries what was brought, says what would come of it, and writes nothing', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(inputPath('01-rest-verbose'))
    expect((await moves.ask(id, 'run')).body).toMatchObject({ status: 409, rule: 'move_untried' })
    const tried = await moves.tried(id)
    expect(tried).toMatchObject({
      ...{ state: 'tried', tried: true, reported: 'try', total: 6 },
      sums: { planned: 6, skipped: 2 },
    })
    expect(tried.byCode.length).toBeGreaterThan(0)
    const { send } = as(cloud, 'admin')
    expect((await send('GET', '/articles?limit=1')).body.articles).toEqual([])
  })

  it('moves it in as whoever asked for it, and old addresses lead to it', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(inputPath('01-rest-verbose'))
    await moves.tried(id)
    const done = await moves.done(id)
    expect(done).toMatchObject({ state: 'done', reported: 'run', sums: { created: 6, skipped: 2 } })
    await cloud.settled()
    const moved = await read(cloud.addresses.edge, '/Lists/TinTuc/DispForm.aspx?ID=101')
    expect(moved.status).toBe(301)
    const page = new URL(moved.headers.get('location') ?? '', cloud.addresses.edge).pathname
    expect((await read(cloud.addresses.edge, page)).text).toContain(
      'Khai trương điểm nhận hồ sơ lãnh sự lưu động',
    )
    const { send } = as(cloud, 'admin')
    const { articles } = (await send('GET', '/articles?limit=1')).body
    const { revisions } = (await send('GET', `/articles/${articles[0].id}/revisions`)).body
    expect(revisions[0]).toMatchObject({ action: 'import' })
    expect((await moves.done(id)).sums).toEqual({ unchanged: 6, skipped: 2 })
  })

  it('brings pictures and attachments along, out of a zip too', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(inputPath('33-archive.zip'))
    await moves.tried(id)
    expect((await moves.done(id)).sums).toMatchObject({ created: 1 })
    const { body } = await as(cloud, 'admin').send('GET', '/media?limit=10')
    expect(body.media.length).toBeGreaterThan(0)
    expect(body.media.every(({ status }: { status: string }) => status === 'ready')).toBe(true)
  })

  it('tells each notice with what to do, page by page, in the language asked for', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(inputPath('01-rest-verbose'), inputPath('30-duplicates'))
    const { byCode } = await moves.tried(id)
    const { send } = as(cloud, 'admin')
    const all: { code: string; says: string; todo: string }[] = []
    let cursor = ''
    do {
      const { body } = await send('GET', `/moves/${id}/notices?locale=vi&limit=3${cursor}`)
      expect(body.notices.length).toBeLessThanOrEqual(3)
      all.push(...body.notices)
      cursor = body.next ? `&cursor=${body.next}` : ''
    } while (cursor)
    const counted = byCode.map(({ code, count }: { code: string; count: number }) => [code, count])
    const found = Map.groupBy(all, ({ code }) => code)
    expect([...found].map(([code, notices]) => [code, notices.length])).toEqual(counted)
    const [{ code }] = byCode
    const one = await send('GET', `/moves/${id}/notices?locale=en&code=${code}`)
    expect(one.body.notices).toHaveLength(found.get(code)?.length ?? 0)
    const csv = await send('GET', `/moves/${id}/report.csv?locale=vi`)
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; /u)
    expect(csv.body.trim().split('\n').length).toBeGreaterThan(all.length)
    const html = await send('GET', `/moves/${id}/report.html?locale=en`)
    expect(html.body).toContain('<html lang="en">')
    const { body: mapping } = await send('GET', `/moves/${id}/mapping`)
    expect(mapping.columns.length).toBeGreaterThan(0)
  })

  it('understands files as it is told, and asks for a new try after every change', async () => {
    const moves = movesOf(cloud)
    const row = 'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,ID\nMột,Chữ.,15/07/2019 3:00 CH,Chuyện lạ,1\n'
    const id = await moves.begin(folderWith({ 'xuat.csv': row }))
    expect((await moves.tried(id)).sums).toEqual({ skipped: 1 })
    const { send } = as(cloud, 'admin')
    const { mapping, unknown } = (await send('GET', `/moves/${id}/mapping`)).body
    expect(unknown.sections).toEqual(['Chuyện lạ'])
    const { etag } = await moves.read(id)
    const told = { ...mapping, sections: { 'Chuyện lạ': 'Tin tức' } }
    const chosen = await send('PUT', `/moves/${id}/options`, {
      body: { mapping: told },
      headers: { 'if-match': etag },
    })
    expect(chosen.body).toMatchObject({ state: 'open', tried: false })
    expect((await moves.ask(id, 'run')).body.rule).toBe('move_untried')
    expect((await moves.tried(id)).sums).toEqual({ planned: 1 })
  })

  it('refuses to try as long as a file has not come whole', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin()
    expect((await moves.ask(id, 'try')).body.rule).toBe('move_empty')
    const { send } = as(cloud, 'admin')
    const headers = { 'idempotency-key': 'a' }
    const add = () => send('POST', `/moves/${id}/files`, { body: { name: 'a.json', bytes: 5 }, headers })
    const [first, again] = [await add(), await add()]
    expect(again.body.id).toBe(first.body.id)
    expect((await moves.read(id)).body.files).toMatchObject([{ name: 'a.json', stored: false }])
    expect((await moves.ask(id, 'try')).body).toMatchObject({
      ...{ status: 409, rule: 'move_waits', params: { files: ['a.json'] } },
    })
  })

  it('is for administrators alone', async () => {
    const id = await movesOf(cloud).begin()
    for (const role of ['contributor', 'editor', 'approver'] as const)
      for (const path of ['/moves', `/moves/${id}`])
        expect((await as(cloud, role).send('GET', path)).status).toBe(403)
  })

  it('stops where it is told to, and goes on from there', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(folderWith({ 'dung.json': manyItems(600) }))
    const { send } = as(cloud, 'admin')
    const { etag } = await moves.read(id)
    await send('PUT', `/moves/${id}/options`, { body: { list: 'dung' }, headers: { 'if-match': etag } })
    await moves.tried(id)
    await moves.ask(id, 'run')
    await expect
      .poll(async () => (await moves.read(id)).body.progress?.phase, { timeout: 60_000 })
      .toBe('writing')
    expect((await moves.ask(id, 'stop')).body).toMatchObject({ stopping: true })
    const stopped = await moves.until(id, 'stopped')
    expect(stopped.sums.created).toBeLessThan(600)
    expect(stopped.sums.created % 50).toBe(0)
    expect((await moves.done(id)).sums).toEqual({ created: 600 })
  })

  it('forgets files and report when it is told to, and what was moved in stays', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(inputPath('01-rest-verbose'))
    await moves.tried(id)
    const files = filesOf(cloud)
    expect((await files.list(id)).length).toBeGreaterThan(0)
    const { etag } = await moves.read(id)
    const { send } = as(cloud, 'admin')
    expect((await send('DELETE', `/moves/${id}`, { headers: { 'if-match': etag } })).status).toBe(204)
    expect(await files.list(id)).toEqual([])
    expect((await moves.read(id)).status).toBe(404)
    expect((await read(cloud.addresses.edge, '/Lists/TinTuc/DispForm.aspx?ID=101')).status).toBe(301)
  })

  it('forgets by itself what has lain for a month', async () => {
    const moves = movesOf(cloud)
    const id = await moves.begin(inputPath('01-rest-verbose'))
    const files = filesOf(cloud)
    const client = clientOf(cloud.database)
    onTestFinished(() => client.destroy())
    const table = createTable(client, tableNames.newsroom)
    const item = await table.find({ pk: `MOVE#${id}`, sk: 'MOVE' })
    if (!item) throw new Error('there is no move')
    await table.put({ ...item, expires: Math.floor(Date.now() / 1000) - 1 })
    expect((await moves.read(id)).status).toBe(404)
    await cloud.tick()
    await expect.poll(() => files.list(id), { timeout: 30_000 }).toEqual([])
    expect(await createNewsroom(table).moves.expired(new Date())).toEqual([])
  })
})

describe('a moving-in that is killed', () => {
  it('goes on when the clock wakes it, and ends as if nothing had been', async () => {
    const data = await mkdtemp(join(tmpdir(), 'bantin-moves-'))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    const start = () =>
      startCloud({ data, bundles: inject('bundles'), ports: { edge: 0, admin: 0, origin: 0 } })
    const before = await start()
    const first = movesOf(before)
    const id = await first.begin(folderWith({ 'ngat.json': manyItems(1000) }))
    const { etag } = await first.read(id)
    await as(before, 'admin').send('PUT', `/moves/${id}/options`, {
      ...{ body: { list: 'ngat' }, headers: { 'if-match': etag } },
    })
    await first.tried(id)
    await first.ask(id, 'run')
    await expect
      .poll(async () => (await first.read(id)).body.progress?.done ?? 0, { timeout: 60_000, interval: 50 })
      .toBeGreaterThan(100)
    // Events under way have a second, then their processes are killed.
    await before.stop()
    const after = await start()
    onTestFinished(() => after.stop())
    const second = movesOf(after)
    expect((await second.read(id)).body.state).toBe('running')
    const done = await second.until(id, 'done', 'failed')
    const { created = 0, unchanged = 0, ...others } = done.sums
    // The group that was written and not noted any more is found as it is.
    expect({ state: done.state, all: created + unchanged, others }).toEqual({
      ...{ state: 'done', all: 1000, others: {} },
    })
    expect(unchanged).toBeLessThanOrEqual(50)
    const { send } = as(after, 'admin')
    const { articles } = (await send('GET', '/articles?limit=100')).body
    for (const article of articles.slice(0, 20)) {
      const { revisions } = (await send('GET', `/articles/${article.id}/revisions`)).body
      expect(revisions.map(({ action }: { action: string }) => action)).toEqual(['import'])
    }
  }, 300_000)
})
