import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTable, type Item, type Table } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../../infra/cloud/database-client.ts'
import { startCloud } from '../../infra/local/cloud.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { dump } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { writeExport } from '../support/product/export.ts'
import { run } from '../support/product/process.ts'

/** The runbooks of infra/README.md, as far as this machine can carry them out. */
let cloud: TestCloud
let history: string
let path: string
let before: { newsroom: Record<string, string>; site: Record<string, string>; page: string; items: Item[] }
const [kept, gone] = [newId(), newId()]

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

/** What follows the read model by itself, and how far somebody has looked, is another one's after a restore. */
const isCompared = (name: string) =>
  !/^(?:MIRROR|UNSEEN|PUBLISHER|SCHEDULER|REBUILD|SEARCH|TURN) /u.test(name)
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
  await cloud.settled()
  path = new URL((await admin.get(`/articles/${kept}`)).body.addresses.vi).pathname
  history = join(cloud.data, 'history.json')
  await writeFile(history, JSON.stringify((await admin.get(`/articles/${kept}/export`)).body))
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
