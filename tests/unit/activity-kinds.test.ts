import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import type { Role } from '../../functions/domain/role.ts'
import { role } from '../../functions/domain/role-schemas.ts'
import { activityOf, type ChainKind, chainKinds, newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { pack } from '../../functions/store/packed.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { newId } from '../support/articles/articles.ts'
import { pretendedMedia } from '../support/media/no-media.ts'

const at = '2026-11-23T08:00:00.000Z'

function aDesk() {
  const table = createMemoryTable()
  const newsroom = createNewsroom(table)
  const app = createAdminApp({
    ...pretendedMedia,
    newsroom,
    royalties: createRoyalties(table),
    siteUrl: 'https://site.example',
    now: () => new Date(at),
  })

  async function send(as: Role, method: string, path: string, headers = {}, body?: unknown) {
    await newsroom.saveStaff({ id: `the-${as}`, name: as, role: as })
    const event = { requestContext: { requestId: newId(), authorizer: { iam: { userId: `the-${as}` } } } }
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const init = { method, headers: { 'content-type': 'application/json', ...headers }, ...json }
    const response = await app.request(path, init, { event })
    return { etag: response.headers.get('etag') ?? '', status: response.status, body: await response.json() }
  }

  /** Something was done to one subject of a kind. */
  async function note(kind: ChainKind) {
    const key = newsroomKeys.revision(newsroomKeys.chain(kind, 'it'), 1)
    const act = { subject: 'it', number: 1, at, action: 'edit', actor: { id: 'a', name: 'A', role: 'admin' } }
    const state = pack({ name: 'A', role: 'editor' })
    await table.put({ ...key, ...act, state, hash: 'a'.repeat(64), ...activityOf(kind, act) })
  }

  return { send, note }
}

// One line of the log for each request.
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('what was done to', () => {
  it.each(chainKinds)('%s is seen by somebody, and by administrators at least', async (kind) => {
    const desk = aDesk()
    await desk.note(kind)
    const { body } = await desk.send('admin', 'GET', '/activity')
    expect(body.activity).toMatchObject([{ kind: kind.toLowerCase(), subject: 'it' }])
  })

  it('files is seen by all who may see the files', async () => {
    const desk = aDesk()
    await desk.note('MEDIA')
    for (const each of role.options) {
      const { body } = await desk.send(each, 'GET', '/activity')
      expect([each, body.activity.length]).toEqual([each, 1])
    }
  })
})

it('tells of the upload of a file, and of its withdrawal with the reason', async () => {
  const { send } = aDesk()
  const path = `/media/${newId()}`
  await send('editor', 'PUT', path, { 'if-none-match': '*' }, { name: 'Ảnh.jpg', bytes: 9 })
  const { etag } = await send('editor', 'POST', `${path}/complete`)
  const gone = await send('approver', 'POST', `${path}/withdraw`, { 'if-match': etag }, { reason: 'Sai' })
  expect(gone.status).toBe(200)
  const { body } = await send('contributor', 'GET', '/activity')
  const acts = body.activity.map(({ kind, action, note }: Record<string, string>) => [kind, action, note])
  expect(acts).toHaveLength(3)
  expect(acts).toEqual(
    expect.arrayContaining([
      ['media', 'withdraw', 'Sai'],
      ['media', 'accept', undefined],
      ['media', 'upload', undefined],
    ]),
  )
})
