import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { siteKeys } from '../../functions/store/keys.ts'
import { createTable, type Table } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { databaseFolder } from '../../infra/local/data-folder.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { findRunning } from '../../infra/local/run-file.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aFolder } from '../support/folder.ts'
import { read } from '../support/product/cloud.ts'
import { type StartedProcess, startFilling, startProcess } from '../support/product/process.ts'

interface Written {
  id: string
  title: string
  /** Entity tags of the revisions that were acknowledged. */
  tags: string[]
  /** Its public address, once its publication was acknowledged. */
  address?: string
  /** A title that was refused. */
  refused?: string
}

async function send(site: StartedProcess, method: string, path: string, etag: string, body: unknown) {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (etag) headers.set('if-match', etag)
  else headers.set('if-none-match', '*')
  const answer = await site.fetch('admin', path, { method, headers, body: JSON.stringify(body) })
  const json = await answer.json()
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: json }
}

/** Creates, publishes and has a stale change refused, again and again until the site is gone. */
async function writeUntilKilled(site: StartedProcess, written: Written[]): Promise<void> {
  for (;;) {
    const id = newId()
    const one: Written = { id, title: `Bài ${id}`, tags: [] }
    const path = `/articles/${id}`
    // As from another system, so that one act makes it public.
    const digest = createHash('sha256').update(id).digest('hex')
    const origin = { system: 'sample', digest, views: 0 }
    const text = (title: string) => anArticle({ origin, translations: { vi: aText({ title }) } })
    written.push(one)
    try {
      const created = await send(site, 'PUT', path, '', text(one.title))
      one.tags.push(created.etag)
      const published = await send(site, 'POST', `${path}/translations/vi/publish`, created.etag, {})
      one.tags.push(published.etag)
      one.address = new URL(published.body.addresses.vi).pathname
      const stale = await send(site, 'PUT', path, created.etag, text(`Cũ ${id}`))
      if (stale.status === 412) one.refused = `Cũ ${id}`
    } catch {
      return
    }
  }
}

async function historyOf(site: StartedProcess, id: string) {
  const answer = await site.fetch('admin', `/articles/${id}/revisions`)
  if (answer.status === 404) return []
  const { revisions } = await answer.json()
  return revisions.toReversed() as {
    number: number
    hash: string
    previous?: string
    action: string
    locale?: string
  }[]
}

async function listAll(site: StartedProcess) {
  const rows: { id: string; translations: { vi?: { live: boolean } } }[] = []
  for (let cursor = ''; ; ) {
    const answer = await site.fetch(
      'admin',
      `/articles?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    const { articles, next } = await answer.json()
    rows.push(...articles)
    if (!next) return rows
    cursor = next
  }
}

describe('kill -9 in the middle of writing', () => {
  it('loses nothing that was acknowledged, and keeps nothing that was refused', async () => {
    const data = await aFolder()
    const written: Written[] = []
    const published = () => written.filter(({ address }) => address).length
    for (const enough of [10, 18]) {
      const site = await startProcess(data)
      const writers = Array.from({ length: 6 }, () => writeUntilKilled(site, written))
      await expect.poll(published, { timeout: 60_000 }).toBeGreaterThan(enough)
      expect(await findRunning(data)).toMatchObject({ admin: site.addresses.admin })
      await site.end('SIGKILL')
      await Promise.all(writers)
      // What it left behind says that it runs; nobody believes it.
      expect(await readFile(join(data, 'running.json'), 'utf8')).toContain(site.addresses.admin)
      expect(await findRunning(data)).toBeUndefined()
    }

    const site = await startProcess(data)
    onTestFinished(async () => void (await site.end('SIGTERM')))
    const listed = (await listAll(site)).map(({ id }) => id)
    expect(new Set(listed).size).toBe(listed.length)

    for (const { id, title, tags, address, refused } of written) {
      const history = await historyOf(site, id)
      const inChain = history.map(({ number, hash }) => `"${number}-${hash.slice(0, 8)}"`)
      // Each once, in one unbroken chain; what was not acknowledged may be there as well, but whole.
      expect(inChain.slice(0, tags.length)).toEqual(tags)
      expect(history.map(({ number }) => number)).toEqual(history.map((_, index) => index + 1))
      for (const [index, { previous }] of history.entries())
        if (index > 0) expect(previous).toBe(history[index - 1]?.hash)
      expect(listed.includes(id)).toBe(history.length > 0)

      const isPublished = history.some(({ action }) => action === 'publish')
      if (address) expect(isPublished).toBe(true)
      const path = address ?? `/vi/tin-tuc/bai-${id}-${id}`
      const status = async () => (await read(site.addresses.edge, path)).status
      await expect.poll(status, { timeout: 30_000, interval: 500 }).toBe(isPublished ? 200 : 404)
      const page = await read(site.addresses.edge, path)
      if (isPublished) expect(page.text).toContain(title)
      if (refused) expect(page.text).not.toContain(refused)
    }
  })
})

/** Does something to the public table of a site that is stopped. */
async function inDatabase(data: string, act: (table: Table) => Promise<void>): Promise<void> {
  const database = await startDatabase(databaseFolder(data))
  const client = clientOf(database)
  await act(createTable(client, tableNames.site))
  client.destroy()
  await database.close()
}

describe('what a killed run had been lent', () => {
  it('holds up neither the first publication of the next run nor its mirror', async () => {
    const data = await aFolder()
    await (await startProcess(data)).end('SIGTERM')
    const until = Date.now() + 3_600_000
    const turn = { ...siteKeys.turn, owner: 'a call that was killed', until }
    const run = { ...siteKeys.mirrorRun, number: until }
    await inDatabase(data, (table) => table.writeAll({ put: [turn, run] }))

    const site = await startProcess(data)
    onTestFinished(async () => void (await site.end('SIGTERM')))
    const id = newId()
    const origin = { system: 'sample', digest: createHash('sha256').update(id).digest('hex'), views: 0 }
    const article = anArticle({ origin, translations: { vi: aText({ title: 'Tin đầu tiên' }) } })
    const created = await send(site, 'PUT', `/articles/${id}`, '', article)
    const published = await send(site, 'POST', `/articles/${id}/translations/vi/publish`, created.etag, {})
    const path = new URL(published.body.addresses.vi).pathname
    const status = async () => (await read(site.addresses.edge, path)).status
    await expect.poll(status, { timeout: 20_000, interval: 200 }).toBe(200)
    await site.end('SIGTERM')
    await inDatabase(data, async (table) => expect(await table.find(siteKeys.mirrorRun)).toBeUndefined())
  })
})

describe('kill -9 in the middle of the first filling', () => {
  const contentOf = <Text>(file: string): Text[] =>
    JSON.parse(readFileSync(new URL(`../../infra/local/demo/${file}.json`, import.meta.url), 'utf8'))
  const files = ['news', 'consular', 'border', 'cooperation', 'notices', 'pages']
  const samples = files.flatMap((file) => contentOf<{ id: string; translations: object }>(file))
  const underWay = contentOf<{ id: string }>('newsroom/texts')
  const ids = [...new Set([...samples, ...underWay].map(({ id }) => id))].sort()

  it('has the rest filled up at the next start, each once', async () => {
    const data = await aFolder()
    const first = await startFilling(data)
    first.child.kill('SIGKILL')
    expect((await first.ended).stdout).not.toContain('is running')

    const site = await startProcess(data, { BANTIN_DEMO: '1' })
    onTestFinished(async () => void (await site.end('SIGTERM')))
    expect(site.output().stdout).toContain('Filling')
    expect((await listAll(site)).map(({ id }) => id).sort()).toEqual(ids)
    for (const { id, translations } of samples) {
      const acts = (await historyOf(site, id)).map(({ action, locale }) => [action, locale ?? ''].join(' '))
      const publications = Object.keys(translations).map((locale) => `publish ${locale}`)
      // What the newsroom is still at is written, assigned or planned on top of it.
      const ofReaders = acts.filter((act) => /^(create|import|publish)\b/u.test(act))
      // First by itself, then with the articles that it names.
      expect(ofReaders.sort()).toEqual(['create ', 'import ', ...publications].sort())
    }
    for (const id of ids) {
      const acts = (await historyOf(site, id)).map(({ action, locale }) => [action, locale ?? ''].join(' '))
      expect(new Set(acts).size, acts.join(', ')).toBe(acts.length)
    }
    expect((await read(site.addresses.edge, '/vi')).status).toBe(200)
  })
})
