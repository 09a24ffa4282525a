import { createHash, randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region, secretIn } from '../../infra/cloud/key-pair.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { createVerifier } from '../../infra/cloud/signature.ts'
import { tableNames } from '../../infra/local/database.ts'
import { createAdminDoor } from '../../infra/local/doors.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { dump } from '../support/articles/newsroom.ts'
import { startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { createRandom } from '../support/random.ts'
import { configure, payFor, rewrite, writeArticle } from '../support/writes/captured-writes.ts'
import { type Captured, createRecorder, type Heard, transmit } from '../support/writes/wire.ts'

const seed = Number(process.env.BANTIN_SEED) || randomInt(1_000_000_000)
const absent = { 'if-none-match': '*' }

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

/** A digest of each item of both tables; without the clocks of the system, which go on by themselves. */
async function everything(): Promise<Record<string, string>> {
  await cloud.settled()
  const client = clientOf(cloud.database)
  onTestFinished(() => client.destroy())
  const found: Record<string, string> = {}
  for (const name of Object.values(tableNames)) {
    for (const [key, item] of Object.entries(await dump(createTable(client, name)))) {
      if (/^(?:PUBLISHER|SCHEDULER|SEARCH|TURN) /u.test(key)) continue
      found[`${name} ${key}`] = createHash('sha256').update(item).digest('hex')
    }
  }
  return found
}

/** Whether an answer to a replay is the first answer, or a refusal. */
function isHarmless(first: Captured, { status, body }: Heard): boolean {
  if (first.status < 400 && first.isKeyed) return status === first.status && body === first.body
  return (status === first.status && body === first.body) || (status >= 400 && status < 500)
}

async function replay(captured: readonly Captured[]): Promise<string[]> {
  const port = Number(new URL(cloud.addresses.admin).port)
  const wrong: string[] = []
  for (const each of captured) {
    const heard = await transmit(port, each.bytes)
    if (!isHarmless(each, heard))
      wrong.push(`${each.what} was ${each.status}, then ${heard.status} ${heard.body}`)
  }
  return wrong
}

describe('a hundred captured writes', () => {
  const captured: Captured[] = []
  beforeAll(async () => {
    const recorder = createRecorder(cloud.addresses.admin, cloud.keys)
    await configure(cloud, recorder)
    const articles = [
      await writeArticle(recorder),
      await writeArticle(recorder),
      await writeArticle(recorder),
    ]
    for (const article of articles.slice(0, 2)) await payFor(cloud, recorder, article)
    await rewrite(cloud, recorder, articles[2] ?? '')
    captured.push(...recorder.captured)
  })

  it('are of every kind, done and refused', () => {
    expect(captured).toHaveLength(100)
    const statuses = new Set(captured.map(({ status }) => status))
    expect(statuses).toEqual(new Set([200, 201, 403, 409, 412, 422, 428]))
  })

  it('change nothing when they are sent again, in their order and in any other', async () => {
    const before = await everything()
    expect(await replay(captured)).toEqual([])
    expect(await everything()).toEqual(before)
    const random = createRandom(seed)
    const shuffled = captured
      .map((each) => ({ each, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ each }) => each)
    expect(await replay(shuffled), `seed ${seed}`).toEqual([])
    expect(await everything(), `seed ${seed}`).toEqual(before)
  })

  it('reach no function five minutes later', async () => {
    const times = captured.map(({ at }) => at.getTime())
    let reached = 0
    const reasons = new Set<string>()

    async function refusalsAt(now: number): Promise<number> {
      const door = createAdminDoor({
        invoke: async () => {
          reached += 1
          return { statusCode: 200 }
        },
        keys: cloud.keys,
        verifier: createVerifier({
          service: 'execute-api',
          region,
          secretOf: secretIn(cloud.keys),
          now: () => new Date(now),
        }),
        onRefusal: ({ reason }) => reasons.add(reason),
        onFailure: () => undefined,
      })
      // The requests were signed for the port of the running door, so this one is taken for it.
      const signedFor = Number(new URL(cloud.addresses.admin).port)
      const server = createServer((request, response) => {
        Object.defineProperty(request.socket, 'localPort', { value: signedFor })
        door.emit('request', request, response)
      })
      onTestFinished(() => close(server))
      const port = await listen(server)
      const answers = []
      for (const { bytes } of captured) answers.push(await transmit(port, bytes))
      return answers.filter(({ status }) => status === 403).length
    }

    const minutes = 60_000
    expect(await refusalsAt(Math.max(...times) + 5 * minutes + 1000)).toBe(100)
    expect(await refusalsAt(Math.min(...times) - 5 * minutes - 1000)).toBe(100)
    expect(reached).toBe(0)
    expect([...reasons].filter((reason) => /host|origin/iu.test(reason))).toEqual([])
    // The same bytes, while they are fresh.
    expect(await refusalsAt(times.at(-1) ?? 0)).toBe(0)
    expect(reached).toBe(100)
  })
})

describe('what a captured write still does', () => {
  const recorder = () => createRecorder(cloud.addresses.admin, cloud.keys)

  async function changedBy(captured: readonly Captured[]): Promise<string[]> {
    const before = await everything()
    await replay(captured)
    const after = await everything()
    return Object.keys(after).filter((key) => after[key] !== before[key])
  }

  it('is not to give a revision an old name a second time', async () => {
    const { captured, send } = recorder()
    const path = `/articles/${newId()}`
    await send('editor', 'PUT', path, { body: anArticle(), headers: absent })
    for (const name of ['Bản đầu', 'Bản gốc'])
      expect((await send('editor', 'POST', `${path}/revisions/1/name`, { body: { name } })).status).toBe(200)
    expect(await changedBy(captured)).toEqual([])
  })

  it('is not to bring an old text back without knowing the one that is there', async () => {
    const path = `/articles/${newId()}`
    const { send } = recorder()
    await send('editor', 'PUT', path, { body: anArticle(), headers: absent })
    const blind = { body: anArticle({ byline: ['Phòng A'] }), headers: { 'if-match': '*' } }
    const refused = await send('editor', 'PUT', path, blind)
    expect(refused).toMatchObject({ status: 400, body: expect.stringContaining('If-Match') })
  })

  it('is not to be refused, with its key, once the article went on by twenty revisions', async () => {
    const { captured, send } = recorder()
    const path = `/articles/${newId()}`
    const headers = { ...absent, 'idempotency-key': 'a1' }
    let { etag } = await send('editor', 'PUT', path, { body: anArticle(), headers })
    for (let n = 0; n < 20; n++) {
      const body = anArticle({ byline: [`Phòng ${n}`] })
      ;({ etag } = await send('editor', 'PUT', path, { body, headers: { 'if-match': etag } }))
    }
    expect(await replay(captured.slice(0, 1))).toEqual([])
  })

  it('is not to enter a royalty under the words that its article has since', async () => {
    const { captured, send } = recorder()
    const [article, payee] = [newId(), newId()]
    const written = await send('editor', 'PUT', `/articles/${article}`, {
      body: anArticle(),
      headers: absent,
    })
    const person = { name: 'Người viết', kind: 'staff' }
    await send('approver', 'PUT', `/payees/${payee}`, { body: person, headers: absent })
    const body = {
      article,
      locale: 'vi',
      works: [{ genre: 'news', coefficientTenths: 10 }],
      pages: 1,
      photos: 0,
      contributions: [{ payee, role: 'author', shareBasisPoints: 10_000 }],
    }
    const { status } = await send('approver', 'PUT', `/royalties/${newId()}`, { body, headers: absent })
    expect(status).toBe(201)
    const other = anArticle({ translations: { vi: aText({ body: `<p>Lời khác của ${article}.</p>` }) } })
    await send('editor', 'PUT', `/articles/${article}`, {
      body: other,
      headers: { 'if-match': written.etag },
    })
    expect(await changedBy(captured)).toEqual([])
  })
})
