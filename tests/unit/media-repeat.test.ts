import { beforeEach, describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import type { MediaAnswer, MediaTask } from '../../functions/domain/library/task.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { newId } from '../support/articles/articles.ts'
import { aPicture, pretendedMedia } from '../support/media/no-media.ts'

const input = { name: 'anh.jpg', bytes: 9 }
const absent = { 'if-none-match': '*' }
const keyed = (key: string) => ({ 'idempotency-key': key })
const refused: MediaAnswer = { outcome: 'refused', code: 'damaged', parameters: {} }
const taken: MediaAnswer = { outcome: 'taken', file: aPicture, original: { key: 'originals/a', bytes: 9 } }

let tasks: MediaTask[]
let answer: MediaAnswer
let app: ReturnType<typeof createAdminApp>
let id: string
beforeEach(async () => {
  tasks = []
  answer = taken
  id = newId()
  const newsroom = createNewsroom(createMemoryTable())
  await newsroom.saveStaff({ id: 'admin', role: 'admin', name: 'Quản trị' })
  app = createAdminApp({
    newsroom,
    royalties: createRoyalties(createMemoryTable()),
    siteUrl: 'https://news.example',
    uploads: pretendedMedia.uploads,
    moving: pretendedMedia.moving,
    misses: pretendedMedia.misses,
    feedback: pretendedMedia.feedback,
    async askMedia(task) {
      tasks.push(task)
      if (answer.outcome === 'scanning') throw new Error('not in this test')
      return answer
    },
  })
})

async function send(method: string, path: string, body: unknown, headers: object = {}) {
  const event = { requestContext: { requestId: 'r1', authorizer: { iam: { userId: 'admin' } } } }
  const response = await app.request(
    `/media/${id}${path}`,
    { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } },
    { event } as never,
  )
  return { status: response.status, body: await response.json(), etag: response.headers.get('etag') ?? '' }
}

const ask = (headers: object) => send('PUT', '', input, headers)
const complete = (headers: object = {}) => send('POST', '/complete', {}, headers)
const withdraw = (etag: string) => send('POST', '/withdraw', { reason: 'Sai' }, { 'if-match': etag })

describe('"the bytes are there", sent again with its key', () => {
  it('is answered as the first time, after another upload and after a withdrawal', async () => {
    await ask(absent)
    const first = await complete(keyed('a'))
    expect(first.status).toBe(200)
    expect(await complete(keyed('a'))).toEqual(first)
    const again = await ask({ 'if-match': first.etag })
    expect(await complete(keyed('a'))).toEqual(first)
    await withdraw(again.etag)
    expect(await complete(keyed('a'))).toEqual(first)
    expect(tasks).toHaveLength(1)
  })

  it('never takes bytes that were asked for since it was refused', async () => {
    const { etag } = await ask(absent)
    answer = refused
    expect((await complete(keyed('a'))).status).toBe(422)
    answer = taken
    await ask({ 'if-match': etag })
    const late = await complete(keyed('a'))
    expect([late.status, late.body.code]).toEqual([409, 'conflict'])
    expect(tasks).toHaveLength(1)
    expect((await complete(keyed('b'))).status).toBe(200)
  })

  it('never takes bytes that were asked for since there was nothing for it to do', async () => {
    await ask(absent)
    const { etag } = await complete()
    const idle = await complete(keyed('a'))
    expect(idle.status).toBe(200)
    await ask({ 'if-match': etag })
    expect(await complete(keyed('a'))).toEqual(idle)
    expect(tasks).toHaveLength(1)
  })

  it('is known however far the file has gone since', async () => {
    await ask(absent)
    const first = await complete(keyed('a'))
    let { etag } = first
    for (let n = 0; n < 25; n += 1)
      ({ etag } = await send('PUT', '/description', { vi: { alt: `Ảnh ${n}` } }, { 'if-match': etag }))
    await ask({ 'if-match': etag })
    expect(await complete(keyed('a'))).toEqual(first)
    expect(tasks).toHaveLength(1)
  })

  it('is refused where its key was used for another request', async () => {
    await ask(absent)
    await complete(keyed('a'))
    const other = await send('POST', '/complete', { a: 1 }, keyed('a'))
    expect([other.status, other.body.errors[0].field]).toEqual([422, 'Idempotency-Key'])
  })
})

it('bytes that wait for a file that was withdrawn are not even looked at', async () => {
  await ask(absent)
  const ready = await complete()
  const asked = await ask({ 'if-match': ready.etag })
  await withdraw(asked.etag)
  expect((await complete()).status).toBe(409)
  expect(tasks).toHaveLength(1)
})

it('a focus sent again with its key is answered as the first time, and cuts nothing', async () => {
  await ask(absent)
  const { etag } = await complete()
  const point = { x: 0.5, y: 0.25 }
  const focus = () => send('PUT', '/focus', point, { 'if-match': etag, ...keyed('f') })
  const first = await focus()
  expect(first.status).toBe(200)
  const asked = await ask({ 'if-match': first.etag })
  expect(await focus()).toEqual(first)
  await withdraw(asked.etag)
  expect(await focus()).toEqual(first)
  expect(tasks.map(({ task }) => task)).toEqual(['take', 'cut'])
})
