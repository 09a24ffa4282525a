import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { notRebuilt } from '../../functions/store/keys.ts'
import { createTable, type Item, type Table } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../../infra/cloud/database-client.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { saveRunning } from '../../infra/local/run-file.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, read, sendView, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { run } from '../support/product/process.ts'

let cloud: TestCloud
let written: Record<string, Item>

/** Every item of the read model, by its key. */
/** The read model, without what follows it. */
async function scan(table: Table): Promise<Record<string, Item>> {
  const items: Record<string, Item> = {}
  for await (const item of table.scan())
    if (!notRebuilt.includes(item.pk)) items[`${item.pk} ${item.sk}`] = item
  return items
}

function siteTable(database: DatabaseAddress): Table {
  const client = clientOf(database)
  onTestFinished(() => client.destroy())
  return createTable(client, tableNames.site)
}

/** Deletes every third item, alters every other and adds some that belong to nobody. Counters cannot be rebuilt. */
async function damage(table: Table): Promise<void> {
  const items = Object.values(await scan(table)).filter(({ sk }) => sk !== 'VIEWS')
  const removed = items.filter((_, index) => index % 3 === 0)
  const altered = items.filter((_, index) => index % 3 === 1)
  await table.writeAll({
    remove: removed.map(({ pk, sk }) => ({ pk, sk })),
    put: [
      ...altered.map(({ pk, sk }) => ({ pk, sk, packed: new Uint8Array([1]), title: 'altered' })),
      { pk: 'ARTICLE#0000000000', sk: 'vi', title: 'stray' },
      { pk: 'LIST#vi', sk: '2020-01-01T00:00:00.000Z_0000000000', title: 'stray' },
    ],
  })
}

const rebuild = () => run('infra/tools/rebuild.ts', [], { BANTIN_DATA: cloud.data }).ended
const summary = /^built anew from the chain: 5 articles, \d+ items written, \d+ stray items removed\n$/u

beforeAll(async () => {
  cloud = await startTestCloud()
  const admin = as(cloud, 'admin')
  const both = { vi: aText(), en: aText({ title: 'A conference' }) }
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = Array.from({ length: 5 }, newId)

  async function create(id: string, changes: Record<string, unknown> = {}): Promise<string> {
    return (await admin.create(id, anArticle(changes))).etag
  }
  // Both languages, featured, with a counter that has moved.
  const inVi = await admin.publish(first, 'vi', await create(first, { translations: both, featured: true }))
  await admin.publish(first, 'en', inVi.etag, { publishedAt: '2020-02-03T00:00:00Z' })
  const draft3 = await create(third)
  // Changed after its publication: section, title, related.
  const live = await admin.publish(second, 'vi', await create(second, { related: [first] }))
  const moved = await admin.replace(
    second,
    live.etag,
    anArticle({ section: 'border', translations: { vi: aText({ title: 'Tựa mới' }) }, related: [third] }),
  )
  await admin.publish(second, 'vi', moved.etag)
  // Withdrawn, after it was read; from the old portal; never published.
  const public3 = await admin.publish(third, 'vi', draft3)
  const origin = {
    system: 'sharepoint',
    digest: 'a'.repeat(64),
    views: 79,
    url: 'https://old.example/a.aspx?ID=7',
  }
  await admin.publish(fourth, 'vi', await create(fourth, { origin }))
  await create(fifth)
  await cloud.settled()
  for (const [index, id] of [first, first, third].entries()) {
    // Another browser each time, because one that comes again at once is not counted again.
    await sendView(cloud.addresses.edge, id, { 'user-agent': `Browser/${index}` })
  }
  await admin.withdraw(third, 'vi', public3.etag)
  await cloud.settled()
  const client = clientOf(cloud.database)
  written = await scan(createTable(client, tableNames.site))
  client.destroy()
  expect(written[`ARTICLE#${first} VIEWS`]).toMatchObject({ views: 2 })
  expect(written[`ARTICLE#${third} VIEWS`]).toMatchObject({ views: 1 })
  expect(written[`ARTICLE#${fourth} VIEWS`]).toMatchObject({ views: 79 })
})
afterAll(async () => {
  await cloud.stop()
  await rm(cloud.data, { recursive: true, force: true })
})

describe('npm run rebuild', () => {
  it('ends with the same bytes while the site runs', async () => {
    const table = siteTable(cloud.database)
    const { run, addresses, database } = cloud
    const { admin, functions } = addresses
    await saveRunning(cloud.data, { run, admin, functions, database })
    await damage(table)
    expect(await rebuild()).toEqual({ code: 0, stdout: expect.stringMatching(summary), stderr: '' })
    expect(await scan(table)).toEqual(written)
    expect(await rebuild()).toMatchObject({ code: 0, stdout: expect.stringContaining(', 0 stray items') })
    expect(await scan(table)).toEqual(written)
  })

  it('shows readers what it has made, not what the edge remembers', async () => {
    const table = siteTable(cloud.database)
    await table.delete({ pk: 'FRONT', sk: 'vi' })
    await read(cloud.addresses.edge, '/vi')
    await rebuild()
    // A page of the mirror, which had stood in for it, is kept for ten seconds.
    const front = async () => (await read(cloud.addresses.edge, '/vi')).text
    await expect.poll(front, { timeout: 30_000, interval: 500 }).toContain('Tựa mới')
  })

  it('ends with the same bytes while nothing runs', async () => {
    await cloud.stop()
    const folder = join(cloud.data, 'database')
    const before = await startDatabase(folder)
    await damage(siteTable(before))
    await before.close()
    expect(await rebuild()).toEqual({ code: 0, stdout: expect.stringMatching(summary), stderr: '' })
    const after = await startDatabase(folder)
    onTestFinished(after.close)
    expect(await scan(siteTable(after))).toEqual(written)
  })

  it('says so where there is no site', async () => {
    const { code, stdout, stderr } = await run('infra/tools/rebuild.ts', [], {
      BANTIN_DATA: join(cloud.data, 'nowhere'),
    }).ended
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(`there is no site in ${cloud.data}/nowhere yet; make one with "npm start"\n`)
  })
})
