import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportChain, verifyExports } from '../../functions/domain/history/chain-export.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { unpack } from '../../functions/store/packed.ts'
import { createTable, type Item, type Table } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { tableNames } from '../../infra/local/database.ts'
import { verifyTable } from '../../infra/tools/verify/chains.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf } from '../support/articles/newsroom.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let folder: string
let cloud: TestCloud
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-verify-'))
  cloud = await startTestCloud()
})
afterAll(async () => {
  await cloud.remove()
  await rm(folder, { recursive: true, force: true })
})

/** The command, as `npm run verify` starts it. */
function verify(args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: unknown; out: string }>((resolve) => {
    const options = { env: { ...process.env, ...env } }
    execFile(process.execPath, ['infra/tools/verify/verify.ts', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, out: stdout + stderr }),
    )
  })
}

async function fileOf(text: string | Uint8Array): Promise<string> {
  const file = join(folder, `${newId()}.json`)
  await writeFile(file, text)
  return file
}

const breaksIn = (...texts: string[]) =>
  verifyExports(texts.map((text, index) => ({ name: `${index}.json`, text }))).breaks

const id = '0123456789'

/** Four revisions of an article, one of which has a name. */
async function aTable() {
  const room = aNewsroom()
  await room.write(id)
  await room.goLive(id)
  await room.write(id, { byline: ['Phòng Lãnh sự'] })
  await room.goLive(id)
  const named = await room.newsroom.articles.find(id, 2)
  const actor = { id: 'e1', name: 'Editor', role: 'admin' } as const
  await room.newsroom.articles.name(named!, 'Bản đăng', {
    at: room.now().toISOString(),
    actor,
    action: 'name',
  })
  return { ...room, chain: await room.newsroom.articles.stored(id) }
}

describe('an exported history', () => {
  it('is a file that is verified without the system', async () => {
    const editor = as(cloud, 'editor')
    const article = newId()
    const { etag } = await editor.create(article, anArticle())
    await as(cloud, 'approver').publish(article, 'vi', etag)
    const { headers, body } = await editor.get(`/articles/${article}/export`)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('content-disposition')).toBe(`attachment; filename="article-${article}.json"`)
    expect(body).toMatchObject({ format: 'bantin-history-1', subject: article, head: { number: 4 } })
    expect(headers.get('content-length')).toBe(String(Buffer.byteLength(canonicalize(body)!)))
    const file = await fileOf(canonicalize(body)!)
    expect(await verify([file])).toEqual({ code: 0, out: '1 histories, 4 revisions: every hash agrees\n' })

    body.revisions[0].state.byline[0] = 'Người khác'
    const forged = await fileOf(canonicalize(body)!)
    expect(await verify([file, forged])).toMatchObject({ code: 1 })
    expect((await verify([forged])).out).toContain(`${article}: revision 1 was changed`)
  })

  it('does not exist for an article that does not', async () => {
    expect((await as(cloud, 'editor').get(`/articles/${newId()}/export`)).status).toBe(404)
  })

  it('shows any byte that was changed, added or taken out', async () => {
    const { chain } = await aTable()
    const bytes = Buffer.from(exportChain(id, chain, { bytes: 1e6 }).text)
    expect(breaksIn(bytes.toString('utf8'))).toEqual([])
    const tampered = fc.tuple(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0, 1, 2),
    )
    fc.assert(
      fc.property(tampered, ([at, byte, how]) => {
        fc.pre(how !== 0 || bytes[at] !== byte)
        const rest = bytes.subarray(how === 1 ? at : at + 1)
        const changed = Buffer.concat([
          bytes.subarray(0, at),
          how === 2 ? Buffer.of() : Buffer.of(byte),
          rest,
        ])
        expect(breaksIn(changed.toString('utf8'))).not.toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  it('shows where a revision was left out, moved, or comes from another history', async () => {
    const { chain } = await aTable()
    const [one, two, three, four] = chain
    const whatOf = (revisions: unknown[], subject = id) => {
      const head = { number: 4, hash: (four as { hash: string }).hash }
      return breaksIn(canonicalize({ format: 'bantin-history-1', subject, head, revisions })!)
    }
    expect(whatOf([one, three, four])).toEqual([
      { subject: id, number: 2, what: expect.stringContaining('is missing') },
    ])
    expect(whatOf([one, three, two, four])[0]).toMatchObject({ number: 2 })
    expect(whatOf([two, three, four])[0]).toMatchObject({ number: 1 })
    expect(whatOf([one, two, three])).toEqual([
      { subject: id, number: 4, what: 'is missing: the file knows of it' },
    ])
    expect(whatOf(chain, '9876543210')[0]).toMatchObject({ what: `belongs to "${id}"` })
  })

  it('cannot show by itself that its end was taken away together with its head', async () => {
    const { chain } = await aTable()
    expect(breaksIn(exportChain(id, chain.slice(0, 3), { bytes: 1e6 }).text)).toEqual([])
  })

  it('comes in several files where it is long, which are verified together', async () => {
    const { chain } = await aTable()
    const parts: string[] = []
    for (let after = 0; after < chain.length; ) {
      const { text, last } = exportChain(id, chain, { after, bytes: 2_000 })
      parts.push(text)
      after = last
    }
    expect(parts.length).toBeGreaterThan(1)
    expect(breaksIn(...parts.toReversed())).toEqual([])
    expect(breaksIn(...parts.slice(0, -1))[0]).toMatchObject({
      number: 4,
      what: 'is missing: the file knows of it',
    })
    expect(breaksIn(...parts.slice(1))[0]).toMatchObject({ number: 1 })
  })

  it.each([
    ['is empty', '', 'is not JSON'],
    ['is something else', '{"a":1}', 'is not an exported history'],
  ])('is told from a file that %s', (_what, text, what) => {
    expect(breaksIn(text)).toEqual([{ subject: '0.json', what }])
  })
})

async function itemsOf(table: Table): Promise<Item[]> {
  return (await Array.fromAsync(table.scan())).filter(({ sk }) => sk.startsWith(newsroomKeys.revisionPrefix))
}

/** Every place in an item that holds a string or a number. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [path]
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))
}

describe('the newsroom’s table', () => {
  it('is whole as it was written', async () => {
    const { newsroomTable } = await aTable()
    expect(await verifyTable(newsroomTable)).toEqual({ chains: 1, revisions: 4, breaks: [] })
  })

  it('shows any value of any revision that was changed or taken out', async () => {
    const { newsroomTable } = await aTable()
    const items = await itemsOf(newsroomTable)
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.boolean(), async (which, where, isRemoved) => {
        const item = items[which % items.length]!
        const candidates = places(item).filter(([name]) => !['pk', 'sk', 'state'].includes(name!))
        const path = candidates[where % candidates.length]!
        const changed = structuredClone(item)
        const parent = path.slice(0, -1).reduce((at, key) => at[key] as Item, changed)
        const last = path.at(-1)!
        if (isRemoved) delete parent[last]
        else parent[last] = typeof parent[last] === 'number' ? parent[last] + 1 : `${parent[last]}.`
        const table = await copyOf(newsroomTable)
        await table.put(changed)
        expect((await verifyTable(table)).breaks, path.join('.')).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('shows any bit of what a revision holds that was turned', async () => {
    const { newsroomTable } = await aTable()
    const items = await itemsOf(newsroomTable)
    const stateOf = (bytes: Uint8Array) => {
      try {
        return JSON.stringify(unpack(bytes))
      } catch {
        return undefined
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(7), async (which, where, bit) => {
        const item = items[which % items.length]!
        const state = Uint8Array.from(item.state as Uint8Array)
        state[where % state.length]! ^= 1 << bit
        // A bit that the compression does not use changes nothing of what anybody reads.
        fc.pre(stateOf(state) !== stateOf(item.state as Uint8Array))
        const table = await copyOf(newsroomTable)
        await table.put({ ...item, state })
        expect((await verifyTable(table)).breaks).toContainEqual({
          subject: item.pk,
          number: item.number,
          what: 'was changed: what it holds has another hash',
        })
      }),
      { numRuns: 200 },
    )
  })

  it('shows an act that was hidden from the activity, and a revision under another’s number', async () => {
    const { newsroomTable } = await aTable()
    const [first, second] = await itemsOf(newsroomTable)
    const hidden = await copyOf(newsroomTable)
    await hidden.put({ ...first!, month: '1999-01' })
    expect((await verifyTable(hidden)).breaks).toEqual([
      { subject: `ARTICLE#${id}`, number: 1, what: 'does not stand where it belongs' },
    ])
    const swapped = await copyOf(newsroomTable)
    await swapped.put({ ...first!, sk: second!.sk })
    expect((await verifyTable(swapped)).breaks[0]).toMatchObject({ number: 2 })
  })

  it('shows that the last revision was taken away by what else knows of it', async () => {
    const { newsroomTable, newsroom } = await aTable()
    const table = await copyOf(newsroomTable)
    const subject = `ARTICLE#${id}`
    await table.delete(newsroomKeys.revision(subject, 4))
    expect((await verifyTable(table)).breaks).toEqual([
      { subject, number: 4, what: "is missing: the editors' list knows of it" },
    ])
    // Whoever changes the row as well is found out only by a name, or by an export that is kept elsewhere.
    await table.delete(newsroomKeys.row('ARTICLE', id))
    expect((await verifyTable(table)).breaks).toEqual([])
    for (const number of [3, 2, 1]) await table.delete(newsroomKeys.revision(subject, number))
    expect((await verifyTable(table)).breaks).toMatchObject([
      { number: 2, what: 'is missing: a name that it was given knows of it' },
    ])
    const kept = exportChain(id, await newsroom.articles.stored(id), { bytes: 1e6 }).text
    expect(kept).toContain('"head":{"hash":')
  })

  it('shows a history that was written anew with hashes of its own', async () => {
    const { newsroomTable } = await aTable()
    const other = aNewsroom()
    await other.write(id, { byline: ['Người khác'] })
    for (let n = 0; n < 3; n += 1) await other.write(id, { byline: [`Phòng ${n}`] })
    const table = await copyOf(newsroomTable)
    for (const item of await itemsOf(other.newsroomTable)) await table.put(item)
    expect((await verifyTable(table)).breaks).toEqual([
      { subject: `ARTICLE#${id}`, number: 4, what: "is not the one that the editors' list knows" },
      { subject: `ARTICLE#${id}`, number: 2, what: 'is not the one that a name that it was given knows' },
    ])
  })
})

describe('npm run verify', () => {
  const onAws = ({ endpoint, key }: DatabaseAddress) => ({
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  })

  it('finds every history whole, of articles and of settings, while they grow', async () => {
    const editor = as(cloud, 'editor')
    const ids = Array.from({ length: 5 }, newId)
    const tags: string[] = []
    for (const each of ids) tags.push((await editor.create(each, anArticle())).etag)
    const settings = (await editor.get('/settings')).body
    await as(cloud, 'admin').send('PUT', '/settings', { body: settings, headers: { 'if-none-match': '*' } })
    let stopped = false
    const writing = (async () => {
      for (let n = 0; !stopped; n += 1)
        tags[n % 5] = (
          await editor.replace(ids[n % 5]!, tags[n % 5]!, anArticle({ byline: [`Phòng ${n}`] }))
        ).etag
    })()
    const { code, out } = await verify(['--table', tableNames.newsroom], onAws(cloud.database))
    stopped = true
    await writing
    expect(out).toMatch(/^\d+ histories, \d+ revisions: every hash agrees\n$/)
    expect(code).toBe(0)
  })

  it('says where one was changed, and verifies the folder of a site that is stopped', async () => {
    const other = await startTestCloud()
    try {
      const article = newId()
      const { etag } = await as(other, 'editor').create(article, anArticle())
      await as(other, 'editor').replace(article, etag, anArticle({ byline: ['Phòng B'] }))
      await other.stop()
      // It was stopped before the publisher had come to it, which is no damage.
      const { code, out } = await verify(['--data', other.data])
      expect(code, out).toBe(0)
      expect(out.split('\n')[0]).toBe('1 histories, 2 revisions: every hash agrees')
      expect(out).toMatch(/^read model, 1 articles: as it should be$/mu)
    } finally {
      await other.remove()
    }

    const article = newId()
    await as(cloud, 'editor').create(article, anArticle())
    const client = clientOf(cloud.database)
    const table = createTable(client, tableNames.newsroom)
    const key = newsroomKeys.revision(`ARTICLE#${article}`, 1)
    await table.put({ ...(await table.find(key))!, ...key, note: 'thêm sau' })
    client.destroy()
    const { code, out } = await verify(['--table', tableNames.newsroom], onAws(cloud.database))
    expect(code).toBe(1)
    expect(out).toContain(`ARTICLE#${article}: revision 1 was changed: what it holds has another hash\n`)
  })

  it('tells what it cannot do in one line', async () => {
    expect(await verify(['--data', join(folder, 'nothing')])).toEqual({
      code: 1,
      out: `there is no site in ${join(folder, 'nothing')} yet; make one with "npm start"\n`,
    })
    expect((await verify([join(folder, 'none.json')])).out).toContain('no such file')
    expect((await verify(['--data', 'x', 'file.json'])).out).toContain('usage:')
    const asked = ['--table', 'newsroom']
    const signed = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
    const none = {
      AWS_REGION: '',
      AWS_PROFILE: '',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    }
    expect((await verify(asked, { ...none, ...signed })).out).toMatch(/^which region\? .+\n$/u)
    expect((await verify(asked, { ...none, AWS_REGION: 'ap-southeast-1' })).out).toMatch(
      /^AWS does not know who asks .+\n$/u,
    )
    expect((await verify(asked, onAws(cloud.database))).out).toBe(
      'AWS refuses it: ResourceNotFoundException: Requested resource not found\n',
    )
  })
})
