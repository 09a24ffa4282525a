import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { StartFailure } from '../../infra/cloud/failure.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { keysFile, readKeys } from '../../infra/local/keys.ts'
import { readSettings } from '../../infra/local/start-settings.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { articlesIn } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'
import {
  anyPorts,
  type Ended,
  isGone,
  run,
  type StartedProcess,
  startFilling,
  startProcess,
} from '../support/product/process.ts'

/** Starts it and waits for it to give up. */
async function failToStart(env: Record<string, string>): Promise<Ended> {
  const started = run('infra/local/start.ts', [], { ...anyPorts, BANTIN_DEMO: '0', ...env })
  const ended = await started.ended
  expect(isGone(started)).toBe(true)
  return ended
}

const oneLine = /^[^\n]+\n$/u

/** curl knows how to sign since 7.75. */
function curlSigns(): boolean {
  return spawnSync('curl', ['--help', 'all'], { encoding: 'utf8' }).stdout?.includes('--aws-sigv4') ?? false
}

describe('npm start', () => {
  let data: string
  let site: StartedProcess
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'bantin-test-'))
    site = await startProcess(data)
  })
  afterAll(async () => {
    await site.end('SIGTERM')
    await rm(data, { recursive: true, force: true })
  })

  it('says in one block where everything is, who can sign in, and how to stop', async () => {
    const { stdout, stderr } = site.output()
    expect(stderr).toBe('')
    expect(stdout).toMatch(
      /^\n {2}Bantin is running\n\n( {2}\S.* {2,}\S.*\n)+\n {2}Ctrl-C stops it; nothing is lost\.\n\n$/u,
    )
    expect(stdout).toContain('roles: contributor, editor, approver, admin')
    expect(stdout).toContain(keysFile(data))
    for (const address of [`${site.addresses.edge}/vi`, `${site.addresses.origin}/en`])
      expect((await fetch(address)).status).toBe(200)
  })

  it('keeps one key for each role, for the eyes of their owner only', async () => {
    const keys = JSON.parse(await readFile(keysFile(data), 'utf8'))
    expect(keys.map(({ role }: { role: string }) => role)).toEqual([
      'contributor',
      'editor',
      'approver',
      'admin',
    ])
    for (const key of keys)
      expect(Object.keys(key).sort()).toEqual(['accessKeyId', 'name', 'role', 'secretAccessKey'])
    expect(
      new Set(keys.map(({ secretAccessKey }: { secretAccessKey: string }) => secretAccessKey)).size,
    ).toBe(4)
    expect((await stat(keysFile(data))).mode & 0o777).toBe(0o600)
  })

  it('takes requests that curl signs', async ({ skip }) => {
    if (!curlSigns()) return skip('there is no curl here that can sign')
    const { accessKeyId, secretAccessKey } = site.keyOf('admin')
    const { stdout } = await promisify(execFile)('curl', [
      '--silent',
      '--user',
      `${accessKeyId}:${secretAccessKey}`,
      '--aws-sigv4',
      'aws:amz:ap-southeast-1:execute-api',
      `${site.addresses.admin}/articles`,
    ])
    expect(JSON.parse(stdout)).toEqual({ articles: [] })
  })

  // LevelDB itself reports only some damage to files that are open; the rest is found at the next start.
  it('ends with one line when what it reads from its database has been damaged since', async () => {
    const damagedData = await aFolder()
    const database = join(damagedData, 'database')
    const id = newId()
    const { endpoint, key, close: stop } = await startDatabase(database)
    const client = clientOf({ endpoint, key })
    const table = createTable(client, tableNames.site)
    // The page of an article, and enough beside it that nothing else is in its block.
    for (const sk of ['EN', 'vi', 'zz'])
      await table.put({
        pk: `ARTICLE#${id}`,
        sk,
        text: `${sk} of ${id} ${randomBytes(9_000).toString('base64')}`,
      })
    client.destroy()
    await stop()
    const running = await startProcess(damagedData)
    for (const name of (await readdir(database)).filter((each) => each.endsWith('.ldb'))) {
      const bytes = await readFile(join(database, name))
      const [from, to] = ['vi of', 'zz of'].map((each) => bytes.indexOf(`${each} ${id}`))
      // In place: it is open.
      if (from && to && from > 0)
        await writeFile(join(database, name), bytes.fill(0xff, from, to), { flag: 'r+' })
    }
    await fetch(`${running.addresses.origin}/vi/tin-tuc/a-${id}`).catch(() => undefined)
    const { code, stderr } = await running.ended
    expect(code).toBe(1)
    expect(stderr).toMatch(oneLine)
    expect(stderr).toContain(`the database in ${database} cannot be read (`)
    // Its functions end when they notice that it is gone, a moment after it.
    await expect.poll(() => isGone(running)).toBe(true)
  })

  it('runs once on a folder', async () => {
    const { code, stdout, stderr } = await failToStart({ BANTIN_DATA: data })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(oneLine)
    expect(stderr).toContain('another one running on the same data?')
    expect((await site.fetch('admin', '/me')).status).toBe(200)
  })
})

describe('a start that cannot succeed', () => {
  it('names the setting that is wrong', async () => {
    const { code, stdout, stderr } = await failToStart({ PORT: 'abc' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe('PORT must be a port from 0 to 65535, not "abc"\n')
  })

  it.each([
    ['ADMIN_PORT', '65536', 'ADMIN_PORT must be a port from 0 to 65535, not "65536"'],
    ['ORIGIN_PORT', '', 'ORIGIN_PORT must be a port from 0 to 65535, not ""'],
    ['PORT', '-1', 'PORT must be a port from 0 to 65535, not "-1"'],
    ['BANTIN_DATA', '', 'BANTIN_DATA must be a folder, not ""'],
    ['BANTIN_DEMO', 'no', 'BANTIN_DEMO must be 0 or 1, not "no"'],
  ])('knows that %s cannot be "%s"', (name, value, message) => {
    expect(() => readSettings({ [name]: value })).toThrow(new StartFailure(message))
  })

  it.each(['PORT', 'ORIGIN_PORT'])('names the port that is taken, and %s', async (name) => {
    const other = createServer()
    const port = await listen(other)
    onTestFinished(() => close(other))
    const { code, stdout, stderr } = await failToStart({ BANTIN_DATA: await aFolder(), [name]: `${port}` })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(`port ${port} is in use; choose another one with ${name}\n`)
  })

  it('names a folder that cannot be written', async () => {
    const file = join(await aFolder(), 'file')
    await writeFile(file, '')
    const { code, stdout, stderr } = await failToStart({ BANTIN_DATA: join(file, 'data') })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(`${file}/data cannot be written (ENOTDIR); choose another folder with BANTIN_DATA\n`)
  })

  describe('for its data are damaged', () => {
    /** A folder whose database holds something. */
    async function aDatabase(): Promise<{ data: string; database: string; manifest: string }> {
      const data = await aFolder()
      const database = join(data, 'database')
      // Opened again, LevelDB writes the first run's tables into files of their own.
      for (let run = 0; run < 2; run++) await (await startDatabase(database)).close()
      const manifest = (await readdir(database)).find((name) => name.startsWith('MANIFEST'))!
      return { data, database, manifest: join(database, manifest) }
    }

    async function expectOneLine(data: string, ...about: string[]): Promise<void> {
      const { code, stdout, stderr } = await failToStart({ BANTIN_DATA: data })
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(oneLine)
      for (const each of about) expect(stderr).toContain(each)
    }

    it('names the database whose CURRENT is cut off', async () => {
      const { data, database } = await aDatabase()
      await truncate(join(database, 'CURRENT'), 0)
      await expectOneLine(data, `the database in ${database} cannot be opened`)
    })

    it('knows a database whose manifest is cut off', async () => {
      const { database, manifest } = await aDatabase()
      await truncate(manifest, 0)
      await expect(startDatabase(database)).rejects.toThrow(StartFailure)
    })

    it('knows a database that lacks a file, and deletes nothing of it', async () => {
      const { database } = await aDatabase()
      await rm(join(database, 'CURRENT'))
      const before = await readdir(database)
      await expect(startDatabase(database)).rejects.toThrow(/CURRENT is missing/u)
      expect(await readdir(database)).toEqual(before)
    })

    it.each([
      ['one byte of a block is another', (table: Buffer) => table.fill((table[99] ?? 0) ^ 1, 99, 100)],
      ['a block is empty', (table: Buffer) => table.fill(0, 0, 200)],
      ['its end is cut off', (table: Buffer) => table.subarray(0, -20)],
    ])('names a file of the database of which %s', async (_, damage) => {
      const { data, database } = await aDatabase()
      const name = (await readdir(database)).find((each) => each.endsWith('.ldb'))!
      await writeFile(join(database, name), damage(await readFile(join(database, name))))
      await expectOneLine(data, `the database in ${database} cannot be opened (`, name)
    })

    it('knows nothing wrong with a table that a crash left unfinished', async () => {
      const { database } = await aDatabase()
      await writeFile(join(database, '000999.ldb'), 'begun')
      await (await startDatabase(database)).close()
      expect(await readdir(database)).not.toContain('000999.ldb')
    })

    it('names the keys', async () => {
      const data = await aFolder()
      await writeFile(keysFile(data), '[{"role":')
      await expectOneLine(data, `${keysFile(data)} is damaged`)
    })

    it.each(['', '[]', '[{"role":"admin"}]'])('takes no keys from %j', async (text) => {
      const data = await aFolder()
      await writeFile(keysFile(data), text)
      await expect(readKeys(data)).rejects.toThrow(StartFailure)
    })
  })
})

describe('stopping it', () => {
  /** Writes until the site is gone, and notes what was acknowledged. */
  function keepWriting(site: StartedProcess, acknowledged: string[]): Promise<unknown> {
    const headers = { 'content-type': 'application/json', 'if-none-match': '*' }
    const writers = Array.from({ length: 4 }, async () => {
      for (;;) {
        const id = newId()
        const init = { method: 'PUT', headers, body: JSON.stringify(anArticle()) }
        const answer = await site.fetch('editor', `/articles/${id}`, init).catch(() => undefined)
        if (answer?.status !== 201) return
        acknowledged.push(id)
      }
    })
    return Promise.all(writers)
  }

  it('with Ctrl-C or SIGTERM in the middle of requests loses nothing', async () => {
    const data = await aFolder()
    const written: string[] = []
    const keys = new Set<string>()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const site = await startProcess(data)
      keys.add(site.keyOf('admin').secretAccessKey)
      for (const id of written) expect((await site.fetch('editor', `/articles/${id}`)).status).toBe(200)
      const before = written.length
      const writing = keepWriting(site, written)
      await expect.poll(() => written.length, { timeout: 60_000 }).toBeGreaterThan(before)
      const { code, stderr } = await site.end(signal)
      expect({ code, stderr, isGone: isGone(site) }).toEqual({ code: 0, stderr: '', isGone: true })
      await writing
      expect(await readdir(data)).not.toContain('running.json')
    }
    expect(keys.size).toBe(1)
    const database = await startDatabase(join(data, 'database'))
    onTestFinished(database.close)
    const client = clientOf(database)
    onTestFinished(() => client.destroy())
    expect(await articlesIn(createTable(client, tableNames.newsroom))).toEqual(
      expect.arrayContaining(written),
    )
  })

  it('during the first filling ends it well, too', async () => {
    const site = await startFilling(await aFolder())
    site.child.kill('SIGINT')
    const { code, stdout, stderr } = await site.ended
    expect({ code, stderr, isGone: isGone(site) }).toEqual({ code: 0, stderr: '', isGone: true })
    expect(stdout).not.toContain('is running')
  })
})
