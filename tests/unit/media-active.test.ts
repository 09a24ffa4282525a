import { beforeEach, describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import type { DocumentFile } from '../../functions/domain/library/file.ts'
import type { MediaAnswer, MediaTask } from '../../functions/domain/library/task.ts'
import { defaultSettings, writtenSettings } from '../../functions/domain/settings/settings.ts'
import type { Files } from '../../functions/media/files.ts'
import { take } from '../../functions/media/take.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { newId } from '../support/articles/articles.ts'
import { pdf } from '../support/documents/documents.ts'
import { pretendedMedia } from '../support/media/no-media.ts'
import { verdictOf } from '../support/media/verdict.ts'

const file: DocumentFile = {
  kind: 'document',
  hash: '0123456789abcdef0123456789abcdef',
  file: 'a.pdf',
  type: 'application/pdf',
  bytes: 9,
}
const original = { key: 'originals/a', bytes: 9 }

let tasks: MediaTask[]
let answer: Exclude<MediaAnswer, { outcome: 'scanning' }>
let app: ReturnType<typeof createAdminApp>
let id: string
beforeEach(async () => {
  tasks = []
  answer = { outcome: 'taken', file, original, warnings: ['script', 'form'] }
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
      return answer
    },
  })
})

async function send(method: string, path: string, body?: unknown, headers: object = {}) {
  const event = { requestContext: { requestId: 'r1', authorizer: { iam: { userId: 'admin' } } } }
  const response = await app.request(
    path,
    {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...headers },
    },
    { event } as never,
  )
  return { status: response.status, body: await response.json(), etag: response.headers.get('etag') ?? '' }
}

async function upload(headers: object = {}) {
  await send('PUT', `/media/${id}`, { name: 'a.pdf', bytes: 9 }, { 'if-none-match': '*' })
  return await send('POST', `/media/${id}/complete`, {}, headers)
}

const refuseFromNowOn = () =>
  send(
    'PUT',
    '/settings',
    { ...writtenSettings(defaultSettings), refuseActiveDocuments: true },
    { 'if-none-match': '*' },
  )

describe('an upload of a document that holds more than its text', () => {
  it('is taken, and says of what an editor should know, in the answer and in lists', async () => {
    const done = await upload()
    expect(done.status).toBe(200)
    expect(done.body.media.warnings).toEqual(['script', 'form'])
    expect((await send('GET', `/media/${id}`)).body.media.warnings).toEqual(['script', 'form'])
    expect((await send('GET', '/media')).body.media).toMatchObject([{ id, warnings: ['script', 'form'] }])
    expect(tasks).toMatchObject([{ task: 'take', refuseActive: false }])
  })

  it('says nothing any more once harmless bytes took its place', async () => {
    const { etag } = await upload()
    await send('PUT', `/media/${id}`, { name: 'a.pdf', bytes: 9 }, { 'if-match': etag })
    answer = { outcome: 'taken', file, original }
    expect((await send('POST', `/media/${id}/complete`, {})).body.media.warnings).toEqual([])
  })

  it('is asked to be refused where the settings say so', async () => {
    expect((await refuseFromNowOn()).status).toBeLessThan(300)
    await upload()
    expect(tasks).toMatchObject([{ task: 'take', refuseActive: true }])
  })

  it.each([
    ['vi', 'mã lệnh (JavaScript, phần bổ trợ hoặc sự kiện chạy chương trình) và biểu mẫu để điền'],
    ['en', 'a script (JavaScript, an add-in or an event that starts a program) and a form to fill in'],
  ])('is refused in words of %s', async (locale, words) => {
    answer = { outcome: 'refused', code: 'active', parameters: { found: 'script form' } }
    const { status, body } = await upload({ 'accept-language': locale })
    expect(status).toBe(422)
    expect(body.errors[0].message).toContain(words)
  })
})

describe('what was uploaded', () => {
  const bytes = pdf('<</S/JavaScript/JS(app.alert\\(1\\))>>')
  const given = { id: '0123456789', name: 'a.pdf', extension: 'pdf' } as const

  /** Two buckets that hold what was put into them. */
  function buckets() {
    const kept: string[] = []
    const files: Pick<Files, 'read' | 'keep' | 'publish'> = {
      read: async () => ({ bytes, version: undefined }),
      keep: async (key) => void kept.push(key),
      publish: async (objects) => void kept.push(...objects.map(({ key }) => key)),
    }
    return { kept, files: files as Files }
  }

  it('goes nowhere when it is refused for what it holds', async () => {
    const { kept, files } = buckets()
    const taking = take(files, 'incoming/a', { ...given, refuseActive: true }, 'off')
    expect(await verdictOf(taking)).toEqual({ code: 'active', found: 'script' })
    expect(kept).toEqual([])
  })

  it('is published with its warnings otherwise', async () => {
    const { kept, files } = buckets()
    const taken = await take(files, 'incoming/a', { ...given, refuseActive: false }, 'off')
    expect(taken).toMatchObject({ file: { kind: 'document' }, warnings: ['script'] })
    expect(kept).toHaveLength(2)
  })
})
