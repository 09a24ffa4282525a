import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpack } from '../../functions/store/packed.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { logFile } from '../../infra/local/data-folder.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const label = 'Lãnh đạo Sở'

/** A text that the editor has handed over for approval; its other language is a draft. */
async function submitted(changes: object = {}) {
  const editor = as(cloud, 'editor')
  const id = newId()
  const texts = { vi: aText(), en: aText({ title: 'Foreign affairs review', summary: 'Only a draft.' }) }
  const { etag } = await editor.create(id, anArticle({ translations: texts, ...changes }))
  const answer = await editor.act(id, 'vi', 'submit', etag)
  return { id, etag: answer.etag }
}

async function link(id: string, purpose: 'read' | 'decide', key: string = crypto.randomUUID()) {
  const path = `/articles/${id}/translations/vi/links`
  const answer = await as(cloud, 'approver').send('POST', path, {
    body: { purpose, label },
    headers: { 'idempotency-key': key },
  })
  expect(answer.status).toBe(201)
  const { pathname } = new URL(answer.body.url)
  return { ...answer.body, path: pathname, secret: pathname.split('.')[1] ?? '' }
}

const open = (path: string) => read(cloud.addresses.edge, path)

function decide(path: string, text: string, fields: Record<string, string>) {
  const revision = /name="revision" value="([^"]+)"/u.exec(text)?.[1] ?? ''
  return read(cloud.addresses.edge, path, {
    method: 'POST',
    body: new URLSearchParams({ revision, ...fields }),
    headers: { 'sec-fetch-site': 'same-origin', origin: 'null' },
  })
}

/** All that the newsroom's table holds, as text. */
async function stored(): Promise<string> {
  const client = clientOf(cloud.database)
  try {
    const items = await Array.fromAsync(createTable(client, tableNames.newsroom).scan())
    return items.map(({ state, ...item }) => JSON.stringify([item, state && unpack(state)])).join('\n')
  } finally {
    client.destroy()
  }
}

describe('who comes by a link', () => {
  it('sees the revision as its page will look, from the site’s own address, and nobody keeps a copy', async () => {
    const related = await submitted({ translations: { vi: aText({ title: 'Bài liên quan' }) } })
    const approved = await as(cloud, 'approver').act(related.id, 'vi', 'approve', related.etag)
    await as(cloud, 'approver').act(related.id, 'vi', 'publish', approved.etag)
    const { id } = await submitted({ related: [related.id] })
    const { url, path } = await link(id, 'read')
    expect(url).toBe(cloud.addresses.edge + path)

    const first = await open(path)
    expect(first.status).toBe(200)
    for (const shown of [
      'Hội nghị tổng kết công tác đối ngoại',
      'Nội dung.',
      'Văn phòng Sở',
      'Bài liên quan',
    ])
      expect(first.text).toContain(shown)
    expect(first.text).toContain(label)
    // Nothing of whoever wrote or asked, of the other language, and of what counts readers.
    expect(first.text).not.toMatch(
      /AIDALOCAL|Foreign affairs review|Only a draft|data-views|<script|\/views\//u,
    )
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('x-robots-tag')).toContain('noindex')
    expect(first.headers.get('referrer-policy')).toBe('no-referrer')
    expect(first.headers.get('content-language')).toBe('vi')
    expect((await open(path)).headers.get('x-cache')).toMatch(/^Miss/u)
    expect((await read(cloud.addresses.edge, path, { method: 'HEAD' })).status).toBe(200)
  })

  it('finds the site’s own pages as they were: the article is not public by being previewed', async () => {
    const { id } = await submitted()
    const { path } = await link(id, 'read')
    await open(path)
    await cloud.settled()
    expect((await open(`/vi/tin-tuc/x-${id}`)).status).toBe(404)
    // The reader's function knows no previews, with or without the CDN before it.
    expect((await read(cloud.addresses.origin, path)).status).toBe(404)
  })

  it('approves with a plain form, is logged as what they are, and readers get the very text', async () => {
    const { id } = await submitted()
    const { path, link: made } = await link(id, 'decide')
    const page = await open(path)
    const answer = await decide(path, page.text, { decision: 'approve', note: 'Đồng ý đăng.' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, path])
    expect((await open(path)).text).toContain('Bài đã được duyệt qua liên kết này')
    expect((await decide(path, page.text, { decision: 'return', note: 'Khác' })).status).toBe(409)

    const approver = as(cloud, 'approver')
    const { body } = await approver.get(`/articles/${id}/revisions`)
    expect(body.revisions[0]).toMatchObject({
      action: 'approve',
      locale: 'vi',
      note: 'Đồng ý đăng.',
      actor: { id: `link:${made.id}`, name: label, role: 'guest' },
    })
    const { links } = (await approver.get(`/articles/${id}/links`)).body
    expect(links).toMatchObject([{ id: made.id, state: 'decided', decided: { decision: 'approve' } }])
    const { activity } = (await approver.get(`/activity?person=link:${made.id}`)).body
    expect(activity.map(({ kind, action }: Record<string, string>) => `${kind} ${action}`).sort()).toEqual([
      'article approve',
      'link approve',
    ])
    const { etag } = await approver.get(`/articles/${id}`)
    expect((await approver.act(id, 'vi', 'publish', etag)).status).toBe(200)
    await cloud.settled()
    expect((await open(`/vi/tin-tuc/hoi-nghi-tong-ket-cong-tac-doi-ngoai-${id}`)).status).toBe(200)
  })

  it('returns it with a note that its authors read', async () => {
    const { id } = await submitted()
    const { path } = await link(id, 'decide')
    const page = await open(path)
    expect((await decide(path, page.text, { decision: 'return' })).status).toBe(422)
    const answer = await decide(path, page.text, { decision: 'return', note: 'Kiểm tra số liệu ở đoạn 2.' })
    expect(answer.status).toBe(303)
    const { body } = await as(cloud, 'editor').get(`/articles/${id}`)
    expect(body.article.translations.vi.status).toBe('draft')
    expect(body.revision).toMatchObject({ action: 'return', note: 'Kiểm tra số liệu ở đoạn 2.' })
    expect((await open(path)).text).toContain('Kiểm tra số liệu ở đoạn 2.')
  })

  it('finds nothing any more once the link was revoked', async () => {
    const { id } = await submitted()
    const { path, link: made } = await link(id, 'read')
    expect((await open(path)).status).toBe(200)
    expect((await as(cloud, 'editor').send('POST', `/links/${made.id}/revoke`)).status).toBe(200)
    const after = await open(path)
    expect(after.status).toBe(404)
    expect(after.text).toBe((await open('/preview/0123456789.x')).text)
    expect(after.headers.get('cache-control')).toBe('no-store')
  })
})

it('leaves the secrets of links in no line of any log and in no item of any table', async () => {
  const { id } = await submitted()
  const { path, secret, link: made } = await link(id, 'decide', 'only-for-this-link')
  const page = await open(path)
  await open(`${path}x`)
  await open(path.slice(0, -1))
  await open(`${path}%zz`)
  await decide(path, page.text, { decision: 'approve' })
  const logged = await readFile(logFile(cloud.data), 'utf8')
  // It has looked where both the edge and the function write.
  expect(
    logged.split('\n').filter((line) => line.includes(`"path":"/preview/${made.id}"`)).length,
  ).toBeGreaterThan(7)
  const all = logged + (await stored())
  expect(all).toContain(made.id)
  expect(all).not.toContain(secret.slice(0, 20))
  expect(all).not.toContain(secret.slice(20))
  // With it and the link's salt, the secret could be made again.
  expect(all).not.toContain('only-for-this-link')
})
