import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const editor = () => as(cloud, 'editor')
const match = (etag: string) => ({ 'if-match': etag })

const restore = (id: string, etag: string, body: unknown, role: 'editor' | 'contributor' = 'editor') =>
  as(cloud, role).send('POST', `/articles/${id}/restore`, { body, headers: match(etag) })
const nameIt = (id: string, number: number, name: unknown) =>
  editor().send('POST', `/articles/${id}/revisions/${number}/name`, { body: { name } })

/** An article with five revisions: written, submitted, approved, published, corrected. */
async function aHistory() {
  const id = newId()
  const first = await editor().create(
    id,
    anArticle({ translations: { vi: aText(), en: aText({ title: 'A conference' }) } }),
  )
  const published = await as(cloud, 'approver').publish(id, 'vi', first.etag)
  const latest = await editor().replace(
    id,
    published.etag,
    anArticle({
      byline: ['Phòng Lãnh sự'],
      translations: {
        vi: aText({ title: 'Hội nghị sơ kết công tác đối ngoại', body: '<p>Nội dung mới.</p><p>Thêm.</p>' }),
        en: aText({ title: 'A meeting' }),
      },
    }),
  )
  return { id, first, published, latest }
}

describe('an earlier revision', () => {
  it('is read as a whole, with who made it of what when', async () => {
    const { id, first } = await aHistory()
    const { status, body, etag } = await editor().get(`/articles/${id}/revisions/1`)
    expect(status).toBe(200)
    expect(body).toEqual({ article: first.body.article, revision: first.body.revision })
    expect(etag).toBe(first.etag)
  })

  it('is not found by a number that the article never had', async () => {
    const { id } = await aHistory()
    const { status, body } = await editor().get(`/articles/${id}/revisions/6`)
    expect(status).toBe(404)
    expect(body.detail).toBe(`there is no revision 6 of article "${id}"; the latest is 5`)
    expect((await editor().get(`/articles/${newId()}/revisions/1`)).status).toBe(404)
    expect((await editor().get(`/articles/${id}/revisions/0`)).status).toBe(422)
    expect((await editor().get(`/articles/${id}/revisions/x`)).status).toBe(422)
  })
})

describe('comparing two revisions', () => {
  it('shows what changed in each language and in the shared fields', async () => {
    const { id } = await aHistory()
    const { status, body } = await editor().get(`/articles/${id}/compare?from=1&to=5`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      from: { number: 1, action: 'create', actor: { role: 'editor' } },
      to: { number: 5, action: 'edit' },
      shared: [{ field: 'byline', from: ['Văn phòng Sở'], to: ['Phòng Lãnh sự'] }],
      translations: {
        vi: {
          change: 'changed',
          title: { changed: true, html: 'Hội nghị <del>tổng</del><ins>sơ</ins> kết công tác đối ngoại' },
          summary: { changed: false, html: 'Tóm tắt.' },
          body: { changed: true, html: '<p>Nội dung<ins> mới</ins>.</p><ins><p>Thêm.</p></ins>' },
        },
        en: { change: 'changed', title: { html: 'A <del>conference</del><ins>meeting</ins>' } },
      },
    })
    expect(body.translations.vi.fields.map(({ field }: { field: string }) => field)).toContain('live')
  })

  it('goes both ways, and finds nothing between a revision and itself', async () => {
    const { id } = await aHistory()
    const back = (await editor().get(`/articles/${id}/compare?from=5&to=1`)).body
    expect(back.translations.en.title.html).toBe('A <del>meeting</del><ins>conference</ins>')
    const { shared, translations } = (await editor().get(`/articles/${id}/compare?from=2&to=2`)).body
    expect(shared).toEqual([])
    expect(translations.vi.change).toBe('none')
  })

  it('asks for both numbers and takes nothing else', async () => {
    const { id } = await aHistory()
    expect((await editor().get(`/articles/${id}/compare?from=1`)).status).toBe(422)
    expect((await editor().get(`/articles/${id}/compare?from=1&to=2&x=1`)).body.errors[0].field).toBe('x')
    expect((await editor().get(`/articles/${id}/compare?from=1&to=9`)).status).toBe(404)
  })
})

describe('restoring a revision', () => {
  it('writes its content as a new draft that says where it is from, and readers keep what is live', async () => {
    const { id, first, latest } = await aHistory()
    const { status, body } = await restore(id, latest.etag, { number: 1 })
    expect(status).toBe(200)
    expect(body.revision).toMatchObject({ number: 6, action: 'restore', note: 'restored from revision 1' })
    const { vi, en } = body.article.translations
    expect(vi).toMatchObject({
      title: first.body.article.translations.vi.title,
      status: 'draft',
      live: { revision: 4 },
    })
    expect(en.title).toBe('A conference')
    expect(body.article.byline).toEqual(['Văn phòng Sở'])
  })

  it('can restore the text of one language alone', async () => {
    const { id, latest } = await aHistory()
    const { body } = await restore(id, latest.etag, { number: 2, locale: 'en' })
    expect(body.revision).toMatchObject({ action: 'restore', locale: 'en', note: 'restored from revision 2' })
    expect(body.article.translations.en.title).toBe('A conference')
    expect(body.article.translations.vi).toEqual(latest.body.article.translations.vi)
    expect(body.article.byline).toEqual(['Phòng Lãnh sự'])
  })

  it('asks what the editor knows, and makes one revision of a request that is sent again', async () => {
    const { id, published, latest } = await aHistory()
    expect((await editor().send('POST', `/articles/${id}/restore`, { body: { number: 1 } })).status).toBe(428)
    expect((await restore(id, published.etag, { number: 1 })).status).toBe(412)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => restore(id, latest.etag, { number: 1 })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
    expect((await editor().get(`/articles/${id}/revisions`)).body.revisions).toHaveLength(6)
  })

  it('makes no revision where nothing would change', async () => {
    const { id, latest } = await aHistory()
    const { status, etag } = await restore(id, latest.etag, { number: 5 })
    expect([status, etag]).toEqual([200, latest.etag])
  })

  it.each([
    ['a number that there is not', { number: 9 }, 404],
    ['no number', {}, 422],
    ['a language that there is not', { number: 1, locale: 'fr' }, 422],
    ['a field of its own', { number: 1, status: 'published' }, 422],
  ])('refuses %s and writes nothing', async (_what, body, status) => {
    const { id, latest } = await aHistory()
    expect((await restore(id, latest.etag, body)).status).toBe(status)
    expect((await editor().get(`/articles/${id}`)).etag).toBe(latest.etag)
  })
})

describe('the history of an article', () => {
  const page = async (id: string, query: string) =>
    (await as(cloud, 'contributor').get(`/articles/${id}/revisions?${query}`)).body

  it('is read a page at a time, newest first', async () => {
    const { id } = await aHistory()
    const first = await page(id, 'limit=2')
    expect(first.revisions.map(({ number }: { number: number }) => number)).toEqual([5, 4])
    const second = await page(id, `limit=2&cursor=${first.next}`)
    expect(second.revisions.map(({ number }: { number: number }) => number)).toEqual([3, 2])
    const last = await page(id, `limit=2&cursor=${second.next}`)
    expect(last.revisions.map(({ number }: { number: number }) => number)).toEqual([1])
    expect(last.next).toBeUndefined()
    expect((await page(id, 'cursor=1')).code).toBe('invalid')
  })

  it('says of each revision what it changed: its parts, and how many characters of words', async () => {
    const id = newId()
    const text = (body: string) =>
      anArticle({ translations: { vi: aText({ title: 'Một', summary: 'Hai', body }) } })
    const made = await editor().create(id, text('<p>Ba bốn năm</p>'))
    const edited = await editor().replace(id, made.etag, text('<p>Ba <em>sáu</em> năm &amp; bảy</p>'))
    await editor().act(id, 'vi', 'submit', edited.etag)
    const { revisions } = await page(id, '')
    expect(revisions).toMatchObject([
      { action: 'submit', parts: ['vi'], added: 0, removed: 0 },
      { action: 'edit', parts: ['vi'], added: 3 + 1 + 3, removed: 3 },
      { action: 'create', parts: ['shared', 'vi'], added: 3 + 3 + 8, removed: 0 },
    ])
  })
})

describe('a name of a revision', () => {
  it('is listed with it, who gave it and when, beside the names it had', async () => {
    const { id } = await aHistory()
    expect((await nameIt(id, 1, 'Bản trình lãnh đạo')).status).toBe(200)
    await nameIt(id, 1, 'Bản đã duyệt')
    const { body } = await as(cloud, 'contributor').get(`/articles/${id}/revisions`)
    const revisions = body.revisions.toReversed()
    expect(
      revisions.map(({ names }: { names: { name: string }[] }) => names.map(({ name }) => name)),
    ).toEqual([['Bản trình lãnh đạo', 'Bản đã duyệt'], [], [], [], []])
    expect(revisions[0].names[0]).toMatchObject({
      actor: { role: 'editor' },
      at: expect.stringMatching(/Z$/),
    })
  })

  it('changes nothing of the article, and given again stays as it is', async () => {
    const { id, latest } = await aHistory()
    const first = await nameIt(id, 2, 'Bản đăng')
    const again = await nameIt(id, 2, 'Bản  đăng')
    expect(again.body).toEqual(first.body)
    expect((await editor().get(`/articles/${id}`)).etag).toBe(latest.etag)
  })

  it('is text of a line, of a revision that there is, and at most twenty times another', async () => {
    const { id } = await aHistory()
    expect((await nameIt(id, 9, 'Bản đăng')).status).toBe(404)
    expect((await nameIt(id, 1, ' ')).status).toBe(422)
    expect((await nameIt(id, 1, 'a'.repeat(121))).body.detail).toContain('120')
    for (let n = 1; n <= 20; n += 1) expect((await nameIt(id, 3, `Bản ${n}`)).status).toBe(200)
    const { status, body } = await nameIt(id, 3, 'Bản 21')
    expect(status).toBe(409)
    expect(body.detail).toContain('20 names')
  })
})

describe('a contributor', () => {
  it('reads and compares every history', async () => {
    const { id } = await aHistory()
    for (const path of ['revisions', 'revisions/1', 'compare?from=1&to=2', 'export']) {
      expect((await as(cloud, 'contributor').get(`/articles/${id}/${path}`)).status).toBe(200)
    }
  })

  it('gives no names', async () => {
    const { id } = await aHistory()
    const body = { name: 'Bản đầu' }
    const { status } = await as(cloud, 'contributor').send('POST', `/articles/${id}/revisions/1/name`, {
      body,
    })
    expect(status).toBe(403)
  })

  it('restores their own drafts, and nothing else', async () => {
    const { id, latest } = await aHistory()
    expect((await restore(id, latest.etag, { number: 1 }, 'contributor')).status).toBe(403)
    // Also where it would change nothing.
    const { number } = latest.body.revision
    for (const asked of [{ number }, { number, locale: 'vi' }])
      expect((await restore(id, latest.etag, asked, 'contributor')).status).toBe(403)
    const own = newId()
    const contributor = as(cloud, 'contributor')
    const { etag } = await contributor.create(own, anArticle())
    const edited = await contributor.replace(own, etag, anArticle({ byline: ['Phòng B'] }))
    const restored = await restore(own, edited.etag, { number: 1 }, 'contributor')
    expect(restored.status).toBe(200)
    const submitted = await contributor.act(own, 'vi', 'submit', restored.etag)
    expect((await restore(own, submitted.etag, { number: 2 }, 'contributor')).status).toBe(403)
  })
})

describe('the activity', () => {
  it('lists the acts of an article page by page, the latest first', async () => {
    const { id } = await aHistory()
    await nameIt(id, 3, 'Bản sửa')
    const acts: string[] = []
    let cursor = ''
    do {
      const { body } = await editor().get(
        `/activity?article=${id}&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      acts.push(...body.activity.map(({ action }: { action: string }) => action))
      cursor = body.next ?? ''
    } while (cursor)
    expect(acts).toEqual(['name', 'edit', 'publish', 'approve', 'submit', 'create'])
  })
})
