import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

describe('the signed door', () => {
  it('tells a caller who they are', async () => {
    const { body } = await as(cloud, 'approver').get('/me')
    expect(body).toEqual({ id: 'AIDALOCALAPPROVER', name: 'approver', role: 'approver' })
  })

  it('gives one answer to every request that is not signed well', async () => {
    const unsigned = await read(cloud.addresses.admin, '/me')
    const garbage = await read(cloud.addresses.admin, '/articles?x=1', {
      headers: { authorization: 'AWS4-HMAC-SHA256 x' },
    })
    expect(unsigned.status).toBe(403)
    expect(garbage.status).toBe(403)
    expect(garbage.text).toBe(unsigned.text)
  })

  it('never lets an answer lie in a cache', async () => {
    const { headers } = await as(cloud, 'editor').get('/articles')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('answers problem details for what is not there', async () => {
    const { status, headers, body } = await as(cloud, 'editor').get('/nowhere')
    expect(status).toBe(404)
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(body).toMatchObject({ status: 404, code: 'not_found', title: 'Not Found' })
  })
})

describe('writing an article', () => {
  it('creates it once: the same creation again is told the current revision', async () => {
    const editor = as(cloud, 'editor')
    const id = newId()
    const first = await editor.create(id, anArticle())
    const second = await editor.create(id, anArticle({ byline: ['Phòng Lãnh sự'] }))
    expect(first.status).toBe(201)
    expect(second.status).toBe(412)
    expect(second.etag).toBe(first.etag)
    expect(second.body.current).toBe(first.etag)
    expect((await editor.get(`/articles/${id}`)).body.article.byline).toEqual(['Văn phòng Sở'])
  })

  it('tells what of a body could not come along, in the language asked for', async () => {
    const body = '<p>a <a href="b.pdf">c</a></p><img src="https://e.com/x.png"><img src="/y.png">'
    const write = (language: string, text: string) =>
      as(cloud, 'editor').send('PUT', `/articles/${newId()}`, {
        headers: { 'if-none-match': '*', 'accept-language': language },
        body: anArticle({ translations: { vi: aText({ body: text }) } }),
      })
    const { status, body: answer } = await write('en', body)
    expect(status).toBe(201)
    expect(answer.dropped).toEqual([
      {
        field: 'translations.vi.body',
        what: 'link',
        count: 1,
        sample: 'b.pdf',
        message: 'A link that does not lead to a whole and safe address is removed; its words stay.',
      },
      {
        field: 'translations.vi.body',
        what: 'external_picture',
        count: 2,
        sample: 'https://e.com/x.png',
        message: 'A picture that is not in the media library cannot stand in the body; upload it first.',
      },
    ])
    expect((await write('vi', body)).body.dropped[0].message).toContain('phần chữ vẫn giữ')
    expect((await write('vi', '<p>a</p>')).body.dropped).toEqual([])
  })

  it('asks every write what it knows', async () => {
    const { status, body } = await as(cloud, 'editor').send('PUT', `/articles/${newId()}`, {
      body: anArticle(),
    })
    expect(status).toBe(428)
    expect(body.detail).toContain('If-Match')
  })

  it('refuses a stale editor and loses nothing', async () => {
    const editor = as(cloud, 'editor')
    const id = newId()
    const { etag } = await editor.create(id, anArticle())
    const fast = await editor.replace(id, etag, anArticle({ byline: ['Phòng A'] }))
    const slow = await editor.replace(id, etag, anArticle({ byline: ['Phòng B'] }))
    expect([fast.status, slow.status]).toEqual([200, 412])
    expect(slow.body.current).toBe(fast.etag)
    expect((await editor.get(`/articles/${id}`)).body.article.byline).toEqual(['Phòng A'])
  })

  it('lets exactly one of many simultaneous writers win', async () => {
    const editor = as(cloud, 'editor')
    const id = newId()
    const { etag } = await editor.create(id, anArticle())
    const writes = await Promise.all(
      Array.from({ length: 12 }, (_, n) => editor.replace(id, etag, anArticle({ byline: [`Phòng ${n}`] }))),
    )
    expect(writes.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(412)])
    expect((await editor.get(`/articles/${id}/revisions`)).body.revisions).toHaveLength(2)
  })

  it('makes no revision of a write that changes nothing', async () => {
    const editor = as(cloud, 'editor')
    const id = newId()
    const { etag } = await editor.create(id, anArticle())
    const again = await editor.replace(id, etag, anArticle())
    expect(again).toMatchObject({ status: 200, etag })
  })

  it('keeps a chain of hashes that tells who did what', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'contributor').create(id, anArticle())
    await as(cloud, 'approver').publish(id, 'vi', etag, { note: 'Đăng sáng nay' })
    const { revisions } = (await as(cloud, 'editor').get(`/articles/${id}/revisions`)).body
    expect(revisions.toReversed()).toMatchObject([
      { number: 1, action: 'create', actor: { role: 'contributor' } },
      { number: 2, action: 'submit', locale: 'vi' },
      { number: 3, action: 'approve', actor: { role: 'approver' }, locale: 'vi' },
      { number: 4, action: 'publish', actor: { role: 'approver' }, locale: 'vi', note: 'Đăng sáng nay' },
    ])
    expect(revisions[0].previous).toBe(revisions[1].hash)
  })

  it.each([
    ['no JSON at all', '{', 400, 'malformed'],
    ['an unknown section', anArticle({ section: 'sport' }), 422, 'section'],
    ['a status of its own', anArticle({ status: 'published' }), 422, 'status'],
    [
      'a status within a text',
      anArticle({ translations: { vi: aText({ status: 'published' }) } }),
      422,
      'translations.vi.status',
    ],
    ['a date of publication', anArticle({ publishedAt: '2020-01-01T00:00:00Z' }), 422, 'publishedAt'],
    ['an unknown language', anArticle({ translations: { fr: aText() } }), 422, 'translations.fr'],
    ['no text in any language', anArticle({ translations: {} }), 422, 'translations'],
    [
      'an empty title',
      anArticle({ translations: { vi: aText({ title: '  ' }) } }),
      422,
      'translations.vi.title',
    ],
    [
      'a title too long',
      anArticle({ translations: { vi: aText({ title: 'a'.repeat(256) }) } }),
      422,
      'translations.vi.title',
    ],
    [
      'a script for a link',
      anArticle({ translations: { vi: aText({ externalUrl: 'javascript:alert(1)' }) } }),
      422,
      'translations.vi.externalUrl',
    ],
    ['a day that does not exist', anArticle({ eventDate: '2019-02-30' }), 422, 'eventDate'],
    ['text that runs backwards', anArticle({ byline: ['abc\u202edef'] }), 422, 'byline.0'],
    [
      'a list for a title',
      anArticle({ translations: { vi: aText({ title: ['a'] }) } }),
      422,
      'translations.vi.title',
    ],
  ])('refuses %s, names the field and writes nothing', async (_what, body, status, field) => {
    const editor = as(cloud, 'editor')
    const id = newId()
    const answer = await editor.create(id, body)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body)).toContain(field)
    expect((await editor.get(`/articles/${id}`)).status).toBe(404)
  })

  it('refuses an article related to itself', async () => {
    const id = newId()
    const { status, body } = await as(cloud, 'editor').create(id, anArticle({ related: [id] }))
    expect(status).toBe(422)
    expect(body.errors[0].field).toBe('related')
  })

  it('refuses an article that answers itself, or one that is not there', async () => {
    const [id, nowhere] = [newId(), newId()]
    for (const replyTo of [id, nowhere]) {
      const { status, body } = await as(cloud, 'editor').create(id, anArticle({ replyTo }))
      expect(status).toBe(422)
      expect(body.errors[0].field).toBe('replyTo')
    }
  })

  it('refuses related articles that are not there, and says which', async () => {
    const editor = as(cloud, 'editor')
    const [there, nowhere, id] = [newId(), newId(), newId()]
    await editor.create(there, anArticle())
    const refused = await editor.create(id, anArticle({ related: [there, nowhere] }))
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toEqual([
      {
        field: 'related.1',
        message: expect.stringContaining(`there is no article "${nowhere}"`),
        rule: 'no_article',
        params: { id: nowhere },
      },
    ])
    expect((await editor.create(id, anArticle({ related: [there] }))).status).toBe(201)
  })

  it('takes JSON only', async () => {
    const { status } = await as(cloud, 'editor').send('PUT', `/articles/${newId()}`, {
      body: 'section=news',
      headers: { 'content-type': 'text/plain', 'if-none-match': '*' },
    })
    expect(status).toBe(415)
  })

  it('refuses bodies over a million bytes, and tells the number', async () => {
    const { status, body } = await as(cloud, 'editor').create(
      newId(),
      anArticle({ translations: { vi: aText({ body: 'x'.repeat(1_000_001) }) } }),
    )
    expect(status).toBe(413)
    expect(body.detail).toContain('1,000,000')
  })

  it('stores text in one normal form, whatever the keyboard sends', async () => {
    const id = newId()
    const { body } = await as(cloud, 'editor').create(
      id,
      anArticle({ translations: { vi: aText({ title: 'Hội  nghị'.normalize('NFD') }) } }),
    )
    expect(body.article.translations.vi).toMatchObject({
      title: 'Hội nghị'.normalize('NFC'),
      slug: 'hoi-nghi',
    })
  })

  it('cleans the body before it is stored', async () => {
    const hostile = '<h1>Đầu</h1><p onclick="x()" style="color:red">Chữ<script>x()</script></p>'
    const { body } = await as(cloud, 'editor').create(
      newId(),
      anArticle({ translations: { vi: aText({ body: hostile }) } }),
    )
    expect(body.article.translations.vi.body.replace(/\s/gu, '')).toBe('<h2>Đầu</h2><p>Chữ</p>')
  })
})

describe('publishing and withdrawing', () => {
  it('is for approvers and administrators', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'contributor').create(id, anArticle())
    for (const role of ['contributor', 'editor'] as const) {
      expect((await as(cloud, role).act(id, 'vi', 'publish', etag)).status).toBe(403)
    }
    expect((await as(cloud, 'approver').publish(id, 'vi', etag)).status).toBe(200)
  })

  it('answers the public address of each language that is live', async () => {
    const id = newId()
    const { etag } = await as(cloud, 'editor').create(
      id,
      anArticle({ translations: { vi: aText(), en: aText({ title: 'A conference' }) } }),
    )
    const { body } = await as(cloud, 'admin').publish(id, 'en', etag)
    expect(body.addresses).toEqual({ en: `${cloud.addresses.edge}/en/news/a-conference-${id}` })
  })

  it('leaves the other language as it was', async () => {
    const admin = as(cloud, 'admin')
    const id = newId()
    const { etag } = await admin.create(
      id,
      anArticle({ translations: { vi: aText(), en: aText({ title: 'A conference' }) } }),
    )
    const published = await admin.publish(id, 'vi', etag)
    expect(published.body.article.translations.en.status).toBe('draft')
    const edited = await admin.replace(
      id,
      published.etag,
      anArticle({ translations: { vi: aText(), en: aText({ title: 'A meeting' }) } }),
    )
    expect(edited.body.article.translations.vi).toEqual(published.body.article.translations.vi)
  })

  it('refuses to publish what is published, what is not approved, what is not there, and what has no text', async () => {
    const admin = as(cloud, 'admin')
    const id = newId()
    const { etag } = await admin.create(id, anArticle({ translations: { vi: aText({ body: '' }) } }))
    expect((await admin.act(id, 'en', 'publish', etag)).status).toBe(404)
    expect((await admin.act(id, 'vi', 'submit', etag)).status).toBe(422)
    const filled = await admin.replace(id, etag, anArticle())
    expect((await admin.act(id, 'vi', 'publish', filled.etag)).status).toBe(409)
    const published = await admin.publish(id, 'vi', filled.etag)
    expect((await admin.act(id, 'vi', 'publish', published.etag)).status).toBe(409)
  })

  it('takes an old date for what was published elsewhere, and none in the future', async () => {
    const admin = as(cloud, 'admin')
    const id = newId()
    const { etag } = await admin.create(id, anArticle())
    const future = new Date(Date.now() + 3_600_000).toISOString()
    const early = await admin.publish(id, 'vi', etag, { publishedAt: future })
    expect(early.status).toBe(422)
    const { body } = await admin.publish(id, 'vi', (await admin.get(`/articles/${id}`)).etag, {
      publishedAt: '2019-07-15T15:00:00+07:00',
    })
    expect(body.article.translations.vi.publishedAt).toBe('2019-07-15T08:00:00.000Z')
  })

  it('asks for the reason of a withdrawal, and lets nobody leave out a public text', async () => {
    const admin = as(cloud, 'admin')
    const id = newId()
    const { etag } = await admin.create(id, anArticle({ translations: { vi: aText(), en: aText() } }))
    const published = await admin.publish(id, 'vi', etag)
    expect((await admin.withdraw(id, 'vi', published.etag, '')).status).toBe(422)
    expect(
      (await admin.replace(id, published.etag, anArticle({ translations: { en: aText() } }))).status,
    ).toBe(409)
    expect((await admin.withdraw(id, 'vi', published.etag)).body.article.translations.vi).toMatchObject({
      status: 'withdrawn',
    })
  })

  it('makes nothing of a captured publication that is sent again', async () => {
    const admin = as(cloud, 'admin')
    const id = newId()
    const { etag } = await admin.create(id, anArticle())
    const first = await admin.act(id, 'vi', 'publish-now', etag, { reason: 'Khẩn' })
    const again = () => admin.act(id, 'vi', 'publish-now', etag, { reason: 'Khẩn' })
    const replays = await Promise.all(Array.from({ length: 5 }, again))
    expect(replays.map(({ status }) => status)).toEqual(Array(5).fill(412))
    expect((await admin.get(`/articles/${id}`)).etag).toBe(first.etag)
  })
})

describe('the editors’ list', () => {
  it('shows the last changed first and pages through everything once', async () => {
    const editor = as(cloud, 'editor')
    const ids = Array.from({ length: 5 }, newId)
    for (const id of ids) await editor.create(id, anArticle())
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await editor.get(
        `/articles?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      seen.push(...body.articles.map(({ id }: { id: string }) => id))
      cursor = body.next ?? ''
    } while (cursor)
    expect(seen.slice(0, 5)).toEqual(ids.reverse())
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('the settings', () => {
  it('are for administrators, and keep sections that may hold articles', async () => {
    const { body: settings } = await as(cloud, 'editor').get('/settings')
    const put = (role: 'editor' | 'admin', body: unknown) =>
      as(cloud, role).send('PUT', '/settings', { body, headers: { 'if-none-match': '*' } })
    expect((await put('editor', settings)).status).toBe(403)
    expect((await put('admin', { ...settings, sections: settings.sections.slice(1) })).status).toBe(409)
    expect(
      (await put('admin', { ...settings, name: { vi: 'Sở Ngoại vụ mới', en: 'New name' } })).status,
    ).toBe(200)
    await cloud.settled()
    expect((await read(cloud.addresses.edge, '/vi')).text).toContain('Sở Ngoại vụ mới')
  })
})
