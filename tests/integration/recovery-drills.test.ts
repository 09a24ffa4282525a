import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { pathsOf } from '../../functions/domain/library/file.ts'
import type { Media } from '../../functions/domain/library/library.ts'
import { newsroomKeys, siteKeys } from '../../functions/store/keys.ts'
import { createMedia } from '../../functions/store/media.ts'
import { pack } from '../../functions/store/packed.ts'
import { createTable, type Item, type Table } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../../infra/cloud/database-client.ts'
import { newKeyPair, region, secretIn } from '../../infra/cloud/key-pair.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'
import { buckets } from '../../infra/local/buckets.ts'
import { startCloud } from '../../infra/local/cloud.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { dump } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'
import { webVtt } from '../support/media/films.ts'
import { upload } from '../support/media/media.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { writeExport } from '../support/product/export.ts'
import { run } from '../support/product/process.ts'

/** The runbooks of infra/README.md, as far as this machine can carry them out. */
let cloud: TestCloud
let history: string
let path: string
let before: { newsroom: Record<string, string>; site: Record<string, string>; page: string; items: Item[] }
const [kept, gone] = [newId(), newId()]
let document: Media

const tool = (file: string, ...args: string[]) =>
  run(`infra/tools/${file}`, args, { BANTIN_DATA: cloud.data }).ended

async function onTables<T>(
  database: DatabaseAddress,
  work: (tables: { newsroom: Table; site: Table }, drop: (name: string) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = clientOf(database)
  try {
    const [newsroom, site] = [tableNames.newsroom, tableNames.site].map((name) => createTable(client, name))
    return await work({ newsroom: newsroom!, site: site! }, (TableName) =>
      client.send(new DeleteTableCommand({ TableName })),
    )
  } finally {
    client.destroy()
  }
}

/** With the database alone, as nothing runs. */
async function onStopped<T>(work: Parameters<typeof onTables<T>>[1]): Promise<T> {
  const database = await startDatabase(join(cloud.data, 'database'))
  try {
    return await onTables(database, work)
  } finally {
    await database.close()
  }
}

/** What follows the read model by itself, how far somebody has looked, and what people were told is another one's after a restore. */
const isCompared = (name: string) =>
  !/^(?:MIRROR|UNSEEN|PUBLISHER|SCHEDULER|REBUILD|SEARCH|TURN|PERSON#\S+|MOVER) /u.test(name)
const compared = (all: Record<string, string>) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => isCompared(name) && !name.includes(' SEEN#')))

async function contents({ newsroom, site }: { newsroom: Table; site: Table }) {
  return { newsroom: compared(await dump(newsroom)), site: compared(await dump(site)) }
}

/** What an article's page says; its address is another after each start. */
const articleIn = (page: string) => /<h1>.*<dl class="facts">/su.exec(page)?.[0]

/** The site is started again, and gives its readers what it gave before; of the same bytes in these tables. */
async function expectSameSite(
  tables: readonly ('newsroom' | 'site')[] = ['newsroom', 'site'],
): Promise<void> {
  const ports = { edge: 0, admin: 0, origin: 0 }
  const started = await startCloud({ data: cloud.data, bundles: inject('bundles'), ports })
  try {
    const again = await read(started.addresses.edge, path)
    expect([again.status, articleIn(again.text)]).toEqual([200, before.page])
    const found = await onTables(started.database, contents)
    for (const table of tables) expect(found[table]).toEqual(before[table])
  } finally {
    await started.stop()
  }
}

beforeAll(async () => {
  cloud = await startTestCloud()
  const admin = as(cloud, 'admin')
  const made = await admin.create(kept, anArticle({ translations: { vi: aText({ title: 'Còn lại' }) } }))
  await admin.publish(kept, 'vi', made.etag)
  const other = await admin.create(gone, anArticle({ related: [kept] }))
  const published = await admin.publish(gone, 'vi', other.etag)
  await admin.withdraw(gone, 'vi', published.etag)
  const { id } = await upload(cloud, 'Phụ đề.vtt', Buffer.from(webVtt))
  await cloud.settled()
  path = new URL((await admin.get(`/articles/${kept}`)).body.addresses.vi).pathname
  history = join(cloud.data, 'history.json')
  await writeFile(history, JSON.stringify((await admin.get(`/articles/${kept}/export`)).body))
  document = await onTables(
    cloud.database,
    async ({ newsroom }) => (await createMedia(newsroom).latest(id))!.state,
  )
  const page = articleIn((await read(cloud.addresses.edge, path)).text)!
  expect(page).toContain('Còn lại')
  const items = await onTables(cloud.database, ({ newsroom }) => Array.fromAsync(newsroom.scan()))
  before = { ...(await onTables(cloud.database, contents)), page, items }
  await cloud.stop()
})
afterAll(async () => await cloud.remove())

describe('a drill', () => {
  it('the public table is gone: the site makes it again by itself', async () => {
    await onStopped(async (_, drop) => await drop(tableNames.site))
    await expectSameSite()
  })

  it('both tables are gone: an export is restored, verified, and the site rebuilt', async () => {
    const folder = await aFolder()
    const large = { pk: 'WORKING-OF#drill', sk: 'large', text: 'ă'.repeat(199_000) }
    await writeExport(folder, [...before.items, large])
    await onStopped(async (_, drop) => {
      await drop(tableNames.newsroom)
      await drop(tableNames.site)
    })
    const restored = await tool('restore/restore.ts', '--export', folder, '--units', '100000')
    expect(restored).toMatchObject({ code: 0, stderr: '' })
    expect(restored.stdout).toMatch(/restored: \d+ items written, \d+ there already, 0 conflicts/u)
    expect(restored.stdout).toMatch(/\d+ histories, \d+ revisions: every hash agrees/u)
    expect(await tool('rebuild.ts')).toMatchObject({ code: 0, stdout: expect.stringContaining('2 articles') })
    await onStopped(async ({ newsroom }) => {
      expect(await newsroom.find(large)).toEqual(large)
      await newsroom.delete(large)
    })
    await expectSameSite()
  })

  it('one article is gone: its exported history brings it back', async () => {
    await onStopped(async ({ newsroom }) => {
      const items = await newsroom.query({ pk: `ARTICLE#${kept}` })
      await newsroom.writeAll({ remove: items })
    })
    const restored = await tool('restore/restore.ts', history)
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('every hash agrees') })
    expect((await tool('rebuild.ts')).code).toBe(0)
    // It holds no rows of lists, and a state may be packed otherwise; its hashes are the same.
    await expectSameSite(['site'])
  })

  it('a restore says what is wrong before it writes anything', async () => {
    await writeFile(`${history}.bad`, '{}')
    const wrong = [[], [`${history}.bad`], ['--table', 'nowhere'], ['--export', `${cloud.data}/objects`]]
    const told: string[] = []
    for (const args of wrong) {
      const { code, stderr } = await tool('restore/restore.ts', ...args)
      expect(code).toBe(1)
      told.push(stderr)
    }
    const [none, bad, unknown, notExported] = told
    expect(none).toContain('usage: npm run restore')
    expect(bad).toContain('nothing was restored')
    expect(unknown).toContain('there is no table nowhere in this region')
    expect(notExported).toContain('there is no export in')
  })
})

/** With the buckets alone, as nothing runs. */
async function onBuckets(work: (storage: S3Client) => Promise<void>): Promise<void> {
  const key = newKeyPair()
  const store = createObjectStore({
    folder: join(cloud.data, 'objects'),
    region,
    buckets: Object.values(buckets),
    secretOf: secretIn([key]),
  })
  const endpoint = `http://127.0.0.1:${await store.listen()}`
  const storage = new S3Client({ endpoint, region, forcePathStyle: true, credentials: key })
  try {
    await work(storage)
  } finally {
    storage.destroy()
    await store.close()
  }
}

/** The site runs until everything that is made of the chains is made. */
async function runUntilMade(): Promise<void> {
  const ports = { edge: 0, admin: 0, origin: 0 }
  const started = await startCloud({ data: cloud.data, bundles: inject('bundles'), ports })
  try {
    await started.mirrored()
    await started.tick()
  } finally {
    await started.stop()
  }
}

describe('a site that is damaged in ten ways', () => {
  const verify = () => tool('verify/verify.ts')

  it('is whole before, is told each of them with what mends it, and is whole again', async () => {
    await runUntilMade()
    expect(await verify()).toMatchObject({ code: 0, stderr: '' })
    // What the drills before have brought back is packed again, of the same content.
    before = { ...before, ...(await onStopped(contents)) }
    const copy = await aFolder()
    expect(await tool('export/export.ts', copy)).toMatchObject({ code: 0 })

    const pageKey = siteKeys.article(kept, 'vi')
    const [publicFile = ''] = pathsOf(document.file!)
    const mirrored = path.slice(1)
    await onStopped(async ({ newsroom, site }) => {
      const first = newsroomKeys.revision(`ARTICLE#${kept}`, 1)
      await newsroom.put({ ...(await newsroom.find(first))!, note: 'thêm sau' })
      await newsroom.delete(newsroomKeys.revision(`ARTICLE#${gone}`, 2))
      await site.put({
        ...(await site.find(pageKey))!,
        packed: pack({ kind: 'absent', id: kept, title: 'Khác', alternates: [] }),
      })
      await site.put({ ...(await site.find(pageKey))!, pk: siteKeys.article('zzzzzzzzzz', 'vi').pk })
      const [card] = await site.query({ pk: siteKeys.list('vi', { kind: 'latest' }) })
      await site.delete(card!)
      await site.delete(siteKeys.front('vi'))
    })
    await onBuckets(async (storage) => {
      const put = (Bucket: string, Key: string) =>
        storage.send(new PutObjectCommand({ Bucket, Key, Body: 'hỏng' }))
      await put(buckets.media, publicFile.slice(1))
      await storage.send(new DeleteObjectCommand({ Bucket: buckets.uploads, Key: document.original!.key }))
      await put(buckets.site, mirrored)
      await put(buckets.site, 'vi/tin-tuc/bai-la-zzzzzzzzzz')
      await put(buckets.index, 'search/vi/manifest.json')
    })

    const { code, stdout } = await verify()
    expect(code).toBe(1)
    const told = (where: string, what: string) =>
      expect(
        stdout.split('\n').filter((line) => line.includes(where) && line.includes(what)),
        stdout,
      ).not.toEqual([])
    told(`ARTICLE#${kept}: revision 1`, 'was changed: what it holds has another hash')
    told(`ARTICLE#${gone}: revision 2`, 'is missing')
    told(`ARTICLE#${kept}, its page in vi`, 'is not what the histories say (npm run rebuild)')
    told('ARTICLE#zzzzzzzzzz, its page in vi', 'no history says that it should be (npm run rebuild)')
    told('LIST#vi', 'is missing')
    told('FRONT vi', 'is missing')
    told(
      `${publicFile.slice(1)}, of file ${document.id}`,
      'has another content than its address says (npm run restore',
    )
    told(`the original of file ${document.id}`, 'is missing')
    told(`mirror ${path}`, 'is not what the site shows')
    told('mirror /vi/tin-tuc/bai-la-zzzzzzzzzz', 'the site does not show it (delete')
    told('index public-vi', 'the manifest is no JSON')

    // A revision that says something else is never written over: the table is made again of the copy.
    await onStopped(async (_, drop) => await drop(tableNames.newsroom))
    const restored = await tool('restore/restore.ts', '--from', copy, '--units', '100000')
    expect(restored, restored.stdout).toMatchObject({ code: 0 })
    expect(await tool('rebuild.ts')).toMatchObject({ code: 0 })
    await onBuckets(async (storage) => {
      const Key = 'vi/tin-tuc/bai-la-zzzzzzzzzz'
      await storage.send(new DeleteObjectCommand({ Bucket: buckets.site, Key }))
    })
    await runUntilMade()
    const again = await verify()
    expect(again, again.stdout).toMatchObject({ code: 0 })
    await expectSameSite()
  })
})
