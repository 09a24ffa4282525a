import { beforeEach, describe, expect, it } from 'vitest'
import { loggedPath, parsePreviewKey, previewPath } from '../../functions/domain/preview/path.ts'
import { anArticle, aText } from '../support/articles/articles.ts'
import { aHouse, asRead, siteUrl, staff } from '../support/articles/preview.ts'
import { listenToLog } from '../support/log.ts'

const logged = listenToLog()

let house: ReturnType<typeof aHouse>
beforeEach(async () => {
  house = aHouse()
  for (const [id, role] of Object.entries(staff)) await house.hire(role, id)
})

const useless = 'Liên kết không còn dùng được'

describe('a link', () => {
  it('is answered with its address once, and nothing that is kept or logged holds its secret', async () => {
    const id = await house.submitted()
    const { status, body } = await house.link('editor', id)
    expect(status).toBe(201)
    const [, secret = ''] = new URL(body.url).pathname.split('.')
    expect(secret).toHaveLength(43)
    await house.open(body.url)
    const list = await house.as('contributor', 'GET', `/articles/${id}/links`)
    expect(list.body.links).toEqual([body.link])
    expect(body.link).toMatchObject({ article: id, locale: 'vi', purpose: 'read', state: 'open' })
    expect(body.link).not.toHaveProperty('digest')
    const kept = JSON.stringify([list.body, await house.newsroom.links.find(body.link.id), logged])
    expect(kept).not.toContain(secret)
    expect(logged.join('')).toContain(`"path":"/preview/${body.link.id}"`)
  })

  it('opens for a week unless it says otherwise, and for 30 days at most', async () => {
    const id = await house.submitted()
    const week = (await house.link('editor', id)).body.link
    expect(Date.parse(week.expiresAt) - Date.parse(week.createdAt)).toBe(7 * 24 * 3_600_000)
    expect((await house.link('editor', id, { hours: 720 })).status).toBe(201)
    expect((await house.link('editor', id, { hours: 721 })).status).toBe(422)
    expect((await house.link('editor', id, { expiresAt: '2026-03-03T08:00' })).body.link.expiresAt).toBe(
      '2026-03-03T01:00:00.000Z',
    )
    for (const expiresAt of ['2026-03-01T08:00', '2026-05-01T08:00'])
      expect((await house.link('editor', id, { expiresAt })).status).toBe(422)
  })

  it('needs a key of its own, so that no captured request makes another', async () => {
    const id = await house.submitted()
    const refused = await house.link('editor', id, {}, { 'idempotency-key': '' })
    expect(refused.status).toBe(400)
    const path = `/articles/${id}/translations/vi/links`
    const without = await house.as('editor', 'POST', path, { purpose: 'read', label: 'Lãnh đạo Sở' })
    expect(without.status).toBe(428)
    expect(without.body.detail).toContain('Idempotency-Key')
    expect((await house.as('editor', 'GET', `/articles/${id}/links`)).body.links).toEqual([])
  })

  it('that is asked for again by one request is made once, and answered as the first time', async () => {
    const id = await house.submitted()
    const key = { 'idempotency-key': 'k1' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.link('editor', id, {}, key)))
    for (const answer of answers) expect(answer).toEqual({ ...answers[0], status: 201 })
    expect((await house.open(answers[7]!.body.url)).status).toBe(200)
    expect((await house.as('editor', 'GET', `/articles/${id}/links`)).body.links).toHaveLength(1)
    expect((await house.link('editor', id, { label: 'Người khác' }, key)).status).toBe(422)
  })

  it('is answered so also when it could not be made any more, and stays revoked', async () => {
    const id = await house.submitted()
    const key = { 'idempotency-key': 'k1' }
    const ask = { purpose: 'decide', expiresAt: '2026-03-03T08:00:00.000Z' }
    const first = await house.link('approver', id, ask, key)
    await house.as('approver', 'POST', `/links/${first.body.link.id}/revoke`)
    await house.act('approver', id, 'approve')
    house.wait(48)
    expect(await house.link('approver', id, ask, key)).toEqual(first)
    expect((await house.open(first.body.url)).status).toBe(404)
    expect((await house.link('approver', id, ask)).status).toBe(409)
  })

  it.each<[string, (url: string, id: string) => Promise<string>]>([
    ['unknown', async (url) => url.replace(/preview\/.{10}/u, 'preview/0123456789')],
    ['with another secret', async (url) => url.slice(0, -1) + (url.endsWith('A') ? 'B' : 'A')],
    ['cut short', async (url) => url.slice(0, -1)],
    ['without a secret', async (url) => url.replace(/\..{43}$/u, '')],
    [
      'expired',
      async (url) => {
        house.wait(7 * 24)
        return url
      },
    ],
    [
      'revoked',
      async (url, link) => {
        await house.as('editor', 'POST', `/links/${link}/revoke`)
        return url
      },
    ],
  ])('that is %s opens nothing, and does not tell why', async (_, spoil) => {
    const { url, link } = (await house.link('editor', await house.submitted())).body
    expect((await house.open(url)).status).toBe(200)
    const spoiled = await spoil(url, link.id)
    const nothing = await house.open(`${siteUrl}/preview/nothing`)
    expect(nothing.text).toContain(useless)
    for (const answer of [await house.open(spoiled), await house.decide(spoiled, { decision: 'approve' })]) {
      expect(answer.status).toBe(404)
      expect(answer.text).toBe(nothing.text)
    }
  })

  it('is made by who may write the text, in their sections', async () => {
    const id = await house.submitted()
    expect((await house.link('contributor', id)).status).toBe(403)
    await house.hire('editor', 'editor', { sections: ['border'] })
    expect((await house.link('editor', id)).status).toBe(403)
    expect((await house.link('writer', id)).status).toBe(201)
  })

  it('is revoked by its maker or an editor, once, and stays in the activity', async () => {
    const id = await house.submitted()
    const { link } = (await house.link('writer', id)).body
    expect((await house.as('contributor', 'POST', `/links/${link.id}/revoke`)).status).toBe(403)
    const first = await house.as('editor', 'POST', `/links/${link.id}/revoke`)
    expect(first.body.link).toMatchObject({ state: 'revoked', revoked: { by: { id: 'editor' } } })
    const again = await house.as('writer', 'POST', `/links/${link.id}/revoke`)
    expect(again.body).toEqual(first.body)
    const { activity } = (await house.as('contributor', 'GET', '/activity?month=2026-03')).body
    const mine = activity.filter(({ kind }: { kind: string }) => kind === 'link')
    expect(mine.map(({ action, note }: Record<string, string>) => [action, note])).toEqual([
      ['revoke', 'Lãnh đạo Sở'],
      ['invite', 'Lãnh đạo Sở'],
    ])
  })

  it('shows the very revision it was made for, whatever was written since, and nothing of the newsroom', async () => {
    const id = await house.submitted({ byline: ['Văn phòng Sở'] })
    const { url, link } = (await house.link('editor', id)).body
    const changed = anArticle({ translations: { vi: aText({ title: 'Tên mới' }) } })
    await house.as('writer', 'PUT', `/articles/${id}`, changed, asRead)
    const { text, headers } = await house.open(url)
    expect(text).toContain('<h1>Hội nghị tổng kết công tác đối ngoại</h1>')
    expect(text).not.toMatch(/Tên mới|Nhân sự|in_review|data-views|<script|facebook/u)
    expect(text).toContain('Bản xem trước, không phải trang đã đăng')
    expect(text).toContain('<meta name="robots" content="noindex"/>')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/u)
    const earlier = await house.link('editor', id, { revision: link.revision.number })
    expect((await house.open(earlier.body.url)).text).toContain('Hội nghị tổng kết')
    expect((await house.link('editor', id, { revision: 99 })).status).toBe(404)
  })
})

describe('the path of a preview', () => {
  const secret = 'a'.repeat(43)

  it('is parsed as it was made, and not in any other form', () => {
    expect(parsePreviewKey(previewPath('0123456789', secret).replace('/preview/', ''))).toEqual({
      id: '0123456789',
      secret,
    })
    for (const key of ['', '0123456789', `0123456789.${secret}a`, `012345678l.${secret}`, `.${secret}`])
      expect(parsePreviewKey(key)).toBeUndefined()
  })

  it.each([
    `/preview/0123456789.${secret}`,
    `/preview/0123456789%2E${secret}`,
    `/preview/0123456789${secret}`,
    `/preview/0123456789/${secret}`,
    `/preview//0123456789.${secret}`,
    `/PREVIEW/0123456789.${secret}/x`,
    `/%70review/0123456789.${secret}`,
    `/preview/0123456789.${secret}%zz`,
    `/vi/../preview/0123456789.${secret}`,
    `/vi/%2e%2E/preview/0123456789.${secret}`,
    `/./preview/./0123456789.${secret}`,
    `/vi/x/..%2f../preview/0123456789.${secret}`,
    `/vi/..\\preview\\0123456789.${secret}`,
    `/%2570review/0123456789.${secret}`,
    `/%zz/../preview/0123456789.${secret}`,
  ])('is logged without its secret: %s', (path) => {
    expect(loggedPath(path)).toBe('/preview/0123456789')
  })

  it('is logged without its secret in a wrong place, too', () => {
    expect(loggedPath(`/vi/preview/0123456789.${secret}`)).toBe('/vi/preview/0123456789')
    expect(loggedPath(`/preview/../vi/0123456789.${secret}`)).not.toContain(secret)
  })

  it('leaves all other paths as they are', () => {
    for (const path of ['/', '/vi/tin-tuc/x-0123456789', '/previews/x', '/vi/preview/x', '/%zz'])
      expect(loggedPath(path)).toBe(path)
  })
})
