import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import type { AskMedia } from '../../functions/admin/media/media-function.ts'
import { endMove } from '../../functions/domain/moving/move.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import { createFeedback, createFeedbackWriter } from '../../functions/store/feedback.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom, type Newsroom } from '../../functions/store/newsroom.ts'
import { createOutwardLinks } from '../../functions/store/outward-links.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { pretendedAccounts } from '../support/articles/accounts.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aRoyalty, author } from '../support/articles/royalties.ts'
import { aPicture, pretendedMedia } from '../support/media/no-media.ts'

const text = { title: 'Bài', summary: '', body: '<p>Nội dung.</p>', dropped: [] }
type Answer = Awaited<ReturnType<AskMedia>>
const read: Answer = { outcome: 'read', text, pictures: [] }
const taken: Answer = { outcome: 'taken', file: aPicture, original: { key: 'originals/a', bytes: 9 } }

const deadLink = {
  id: '0123456789abcdef',
  url: 'https://other.example/',
  problem: 404,
  nights: 3,
  since: '2026-11-25T19:00:00.000Z',
  last: '2026-11-27T19:00:00.000Z',
  holders: [],
}

const absent = { 'if-none-match': '*' }
const match = (etag: string) => ({ 'if-match': etag })
type Who = 'editor' | 'approver' | 'admin'

interface Sent {
  kind: string
  isKeyed: boolean
  status: number
  body: string
  again: () => Promise<{ status: number; body: string }>
}

/** The editors' door, which keeps what it was sent; `always` makes headers for each request that has not its own. */
async function aDoor(always: () => Record<string, string>) {
  const table = createMemoryTable()
  const newsroom = createNewsroom(table)
  const letters = { letters: table, site: table }
  for (const role of ['editor', 'approver', 'admin'] as const)
    await newsroom.saveStaff({ id: role, role, name: role })
  const outward = createOutwardLinks(table)
  await outward.save(deadLink)
  const app = createAdminApp({
    newsroom,
    outward,
    accounts: pretendedAccounts().accounts,
    royalties: createRoyalties(table),
    siteUrl: 'https://news.example',
    uploads: pretendedMedia.uploads,
    moving: pretendedMedia.moving,
    misses: pretendedMedia.misses,
    feedback: createFeedback(table),
    askMedia: async ({ task }) => (task === 'read' ? read : taken),
  })
  const writes = app.routes.filter(({ method }) => !['ALL', 'GET'].includes(method))
  const kinds = [...new Set(writes.map(({ method, path }) => `${method} ${path}`))].sort()
  const sent: Sent[] = []

  const kindOf = (method: string, path: string) =>
    kinds.find((kind) => {
      const [ofMethod, ofPath = ''] = kind.split(' ')
      return method === ofMethod && new RegExp(`^${ofPath.replace(/:\w+/gu, '[^/]+')}$`, 'u').test(path)
    })

  async function send(who: Who, method: string, path: string, content: unknown, given: object = {}) {
    const headers = { 'content-type': 'application/json', ...always(), ...given }
    const request = async () => {
      const env = { event: { requestContext: { requestId: 'r', authorizer: { iam: { userId: who } } } } }
      const init = { method, headers, ...(method !== 'GET' && { body: JSON.stringify(content) }) }
      const response = await app.request(path, init, env as never)
      const etag = response.headers.get('etag') ?? ''
      return { status: response.status, etag, body: await response.text() }
    }
    const heard = await request()
    expect(heard.status, `${who} ${method} ${path}: ${heard.body}`).toBeLessThan(300)
    const kind = kindOf(method, path)
    if (kind) sent.push({ kind, isKeyed: 'idempotency-key' in headers, ...heard, again: request })
    return heard
  }

  /** All that is kept; that somebody still has an article open is news each time that they say so. */
  const everything = async () =>
    (await Array.fromAsync(table.scan()))
      .filter(({ pk }) => !pk.startsWith(newsroomKeys.presence('', '', '').pk))
      .map(({ state, ...item }) =>
        JSON.stringify([item, state && Buffer.from(state as Uint8Array).toString('base64')]),
      )

  const write = async (text: string) =>
    await createFeedbackWriter(letters).keep({ text, website: '' }, { locale: 'vi', now: new Date() })

  return { send, sent, kinds, everything, write, newsroom }
}
type Send = Awaited<ReturnType<typeof aDoor>>['send']

async function writeArticles(send: Send): Promise<string> {
  const id = newId()
  const path = `/articles/${id}`
  const en = aText({ title: 'Review', basedOn: { locale: 'vi', revision: 1 } })
  const texts = (title: string) => anArticle({ translations: { vi: aText({ title }), en } })
  let { etag } = await send('editor', 'PUT', path, texts('Bản thảo'), absent)
  const act = async (who: Who, action: string, body: object = {}, locale = 'vi') => {
    ;({ etag } = await send(who, 'POST', `${path}/translations/${locale}/${action}`, body, match(etag)))
  }
  await act('editor', 'submit')
  await act('approver', 'return', { note: 'Bổ sung' })
  await act('editor', 'submit')
  const links = `${path}/translations/vi/links`
  for (const purpose of ['read', 'decide']) {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const link = await send('approver', 'POST', links, { purpose, label: 'Lãnh đạo Sở' }, key)
    await send('approver', 'POST', `/links/${JSON.parse(link.body).link.id}/revoke`, {})
  }
  await act('approver', 'approve')
  await act('approver', 'schedule', { publishAt: new Date(Date.now() + 86_400_000).toISOString() })
  await act('approver', 'unschedule')
  await act('approver', 'publish')
  ;({ etag } = await send('editor', 'PUT', path, texts('Bản đính chính'), match(etag)))
  await act('editor', 'still-valid', {}, 'en')
  ;({ etag } = await send('editor', 'POST', `${path}/restore`, { number: 1 }, match(etag)))
  await send('editor', 'POST', `${path}/revisions/1/name`, { name: 'Bản đầu' })
  await act('approver', 'publish-now', { reason: 'Khẩn' })
  await act('admin', 'review')
  ;({ etag } = await send('approver', 'POST', `${path}/move`, { section: 'notices' }, match(etag)))
  await act('approver', 'withdraw', { reason: 'Không còn phù hợp' })
  return id
}

/** What is written by itself, taken back, placed, and put away. */
async function writeParts(send: Send): Promise<void> {
  const path = `/articles/${newId()}`
  let last = await send('editor', 'PUT', path, anArticle(), absent)
  const partOf = (name: string) => match(JSON.parse(last.body).parts[name])
  last = await send(
    'editor',
    'PUT',
    `${path}/translations/vi`,
    aText({ title: 'Riêng một thứ tiếng' }),
    partOf('vi'),
  )
  const { translations: _, ...shared } = anArticle({ byline: ['Phòng Báo chí'] })
  last = await send('editor', 'PUT', `${path}/shared`, shared, partOf('shared'))
  last = await send('editor', 'POST', `${path}/translations/vi/submit`, {}, match(last.etag))
  last = await send('editor', 'POST', `${path}/translations/vi/recall`, {}, match(last.etag))
  last = await send('approver', 'POST', `${path}/place`, { featured: true }, match(last.etag))
  last = await send('approver', 'POST', `${path}/addresses`, { address: '/tin.aspx?id=79' }, match(last.etag))
  last = await send('editor', 'POST', `${path}/look-again`, { on: '2099-01-02' }, match(last.etag))
  const task = { to: 'editor', from: null, due: '2099-01-02' }
  last = await send('editor', 'POST', `${path}/translations/en/assign`, task, match(last.etag))
  last = await send('editor', 'POST', `${path}/discard`, { reason: 'Trùng' }, match(last.etag))
  await send('editor', 'POST', `${path}/undiscard`, {}, match(last.etag))
}

/** What is said beside an article, and who has it open. */
async function talk(send: Send, article: string): Promise<void> {
  const [note, reply] = [newId(), newId()]
  const path = `/articles/${article}/notes/${note}`
  const here = { window: newId(), part: 'vi', editing: true, since: '2026-01-02T08:00:00.000Z' }
  await send('editor', 'PUT', path, { part: 'vi', field: 'title', words: 'Xin xem lại' }, absent)
  let last = await send('approver', 'PUT', `${path}/answers/${reply}`, { words: 'Đã sửa' }, absent)
  const own = `${path}/answers/${reply}`
  const words = () => match(JSON.parse(last.body).entries[1].etag)
  last = await send('approver', 'POST', `${own}/correct`, { words: 'Đã sửa rồi' }, words())
  last = await send('editor', 'POST', `${path}/resolve`, {}, match(last.etag))
  last = await send('editor', 'POST', `${path}/reopen`, {}, match(last.etag))
  await send('approver', 'POST', `${own}/take-back`, {}, words())
  await send('editor', 'PUT', `/presence/${article}`, here)
}

async function writeManyAtOnce(send: Send): Promise<void> {
  const id = newId()
  const { etag } = await send('editor', 'PUT', `/articles/${id}`, anArticle(), absent)
  let ifMatch = etag
  const bulk = async (
    action: string,
    item: object,
    more: object = {},
    who: 'editor' | 'approver' = 'approver',
  ) => {
    const { body } = await send(who, 'POST', `/bulk/${action}`, {
      items: [{ id, ifMatch, ...item }],
      ...more,
    })
    const [result] = JSON.parse(body).results
    expect(result.status, body).toBe(200)
    ifMatch = result.etag
  }
  await bulk('submit', { locale: 'vi' }, {}, 'editor')
  await bulk('return', { locale: 'vi' }, { note: 'Bổ sung số liệu' })
  await bulk('submit', { locale: 'vi' }, {}, 'editor')
  await bulk('approve', { locale: 'vi' })
  await bulk('schedule', { locale: 'vi' }, { publishAt: '2099-01-02T03:00:00Z' })
  await bulk('publish', { locale: 'vi' })
  await bulk('withdraw', { locale: 'vi' }, { reasons: { vi: 'Hết hiệu lực' } })
  await bulk('move', {}, { section: 'notices' })
}

async function pay(send: Send, article: string): Promise<void> {
  await send('approver', 'PUT', `/payees/${author}`, { name: 'Người viết', kind: 'staff' }, absent)
  const [path, correction] = [`/royalties/${newId()}`, `/royalties/${newId()}`]
  await send('approver', 'POST', `${path}/calculation`, aRoyalty({ article }))
  let { etag } = await send('approver', 'PUT', path, aRoyalty({ article }), absent)
  const act = async (action: string, body: object, who: 'approver' | 'admin' = 'approver') => {
    ;({ etag } = await send(who, 'POST', `${path}/${action}`, body, match(etag)))
  }
  // Whoever proposed it does not approve it.
  await act('approve', { accept: ['plannedBase'], note: 'Theo mức đang áp dụng' }, 'admin')
  await act('pay', { on: '2026-01-10', reference: 'UNC 1' })
  await act('reverse', { reason: 'Nhầm người' })
  const corrects = path.split('/').at(-1)!
  await send('approver', 'PUT', correction, aRoyalty({ article, corrects }), absent)
}

/** What is planned and no text yet: one becomes an article, and one is dropped. */
async function plan(send: Send): Promise<void> {
  const slot = { what: 'Lễ hội hoa', on: '2099-01-02', section: 'news', locale: 'vi' }
  for (const [act, body] of [
    ['begin', { article: newId() }],
    ['drop', {}],
  ] as const) {
    const path = `/slots/${newId()}`
    const { etag } = await send('editor', 'PUT', path, slot, absent)
    await send('editor', 'POST', `${path}/${act}`, body, match(etag))
  }
}

/** Texts that go public together: put together, planned, taken off the plan, published; and another, put away. */
async function publishTogether(send: Send): Promise<void> {
  const article = newId()
  const path = `/articles/${article}`
  const { etag: made } = await send('editor', 'PUT', path, anArticle(), absent)
  const { etag: text } = await send('editor', 'POST', `${path}/translations/vi/submit`, {}, match(made))
  await send('approver', 'POST', `${path}/translations/vi/approve`, {}, match(text))
  const one = `/releases/${newId()}`
  const members = [{ article, locale: 'vi' }]
  let { etag } = await send('approver', 'PUT', one, { name: 'Lễ hội', members }, absent)
  const act = async (action: string, body: object = {}) => {
    ;({ etag } = await send('approver', 'POST', `${one}/${action}`, body, match(etag)))
  }
  await act('schedule', { publishAt: new Date(Date.now() + 86_400_000).toISOString() })
  await act('unschedule')
  await act('publish')
  const other = `/releases/${newId()}`
  const { etag: away } = await send('approver', 'PUT', other, { name: 'Khác', members: [] }, absent)
  await send('approver', 'POST', `${other}/discard`, {}, match(away))
}

async function keepFiles(send: Send): Promise<void> {
  const asked = async (name: string) => {
    const path = `/media/${newId()}`
    await send('editor', 'PUT', path, { name, bytes: 9 }, absent)
    return path
  }
  const path = await asked('anh.jpg')
  let { etag } = await send('editor', 'POST', `${path}/complete`, {})
  const description = { vi: { alt: 'Cột mốc' } }
  ;({ etag } = await send('editor', 'PUT', `${path}/description`, description, match(etag)))
  ;({ etag } = await send('editor', 'PUT', `${path}/focus`, { x: 0.2, y: 0.8 }, match(etag)))
  await send('approver', 'POST', `${path}/withdraw`, { reason: 'Không còn đúng' }, match(etag))
  const other = await asked('khac.jpg')
  const ready = await send('editor', 'POST', `${other}/complete`, {})
  await send('editor', 'DELETE', other, {}, match(ready.etag))
  const docx = await asked('bai.docx')
  await send('editor', 'POST', '/imports/docx', { media: docx.split('/').at(-1) })
}

async function typeOn(send: Send): Promise<void> {
  const path = `/working-copies/${newId()}`
  const copy = { base: null, device: 'office', content: { title: 'Đang viết' } }
  await send('editor', 'PUT', `${path}/vi`, copy)
  await send('editor', 'DELETE', `${path}/vi`, undefined)
}

async function choose(send: Send): Promise<void> {
  const { etag } = await send('editor', 'GET', '/preferences', undefined)
  await send('editor', 'PUT', '/preferences', { notices: { note: { desk: true, mail: 'now' } } }, match(etag))
  await send('editor', 'POST', '/notices/seen', { until: '2026-11-27T03:00:00.000Z' })
}

async function answerReaders(send: Send, write: (text: string) => Promise<unknown>): Promise<void> {
  for (const text of ['Xin cảm ơn', 'Xin xóa thư này']) await write(text)
  const { feedback } = JSON.parse((await send('editor', 'GET', '/feedback', undefined)).body)
  const [first, second] = feedback
  await send('editor', 'POST', `/feedback/${first.id}/answer`, {
    number: 1,
    state: 'done',
    note: 'Đã trả lời',
  })
  await send('editor', 'POST', '/addresses/lost/forget', { address: '/tin.aspx?id=79' })
  await send('editor', 'POST', `/outward-links/${deadLink.id}`, {
    act: 'leave',
    number: 0,
  })
  await send('admin', 'DELETE', `/feedback/${second.id}`, undefined)
}

async function takeIn(send: Send): Promise<void> {
  const version = {
    at: '2012-03-01T02:00:00.000Z',
    author: 'Phòng Lãnh sự',
    section: 'news',
    translations: { vi: { status: 'draft', title: 'Tin cũ', body: '<p>Nội dung.</p>' } },
  }
  const item = (key: string) => ({ system: 'sharepoint', key, file: 'tin.json', versions: [version] })
  await send('admin', 'POST', '/imports/article', item('tin/1'))
  await send('admin', 'POST', '/imports/articles', { items: [item('tin/2')] })
}

async function moveIn(send: Send, { moves }: Newsroom): Promise<void> {
  const key = () => ({ 'idempotency-key': crypto.randomUUID() })
  const begin = async () => {
    const { body, etag } = await send('admin', 'POST', '/moves', { name: 'Tin cũ' }, key())
    return { path: `/moves/${JSON.parse(body).id}`, id: JSON.parse(body).id, etag }
  }
  const gone = await begin()
  await send('admin', 'DELETE', gone.path, undefined, match(gone.etag))
  const { path, id } = await begin()
  const tag = async () => match((await send('admin', 'GET', path, undefined)).etag)
  const add = async (name: string) => {
    const { body } = await send('admin', 'POST', `${path}/files`, { name, bytes: 5 }, key())
    return JSON.parse(body).id
  }
  await send('admin', 'DELETE', `${path}/files/${await add('b.json')}`, undefined, await tag())
  await add('a.json')
  await send('admin', 'PUT', `${path}/options`, { history: 'last' }, await tag())
  await send('admin', 'POST', `${path}/try`, {}, await tag())
  await moves.revise(id, { next: (move) => endMove(move, 'whole'), now: new Date() })
  await send('admin', 'POST', `${path}/run`, {}, await tag())
  await send('admin', 'POST', `${path}/stop`, {}, await tag())
}

async function configure(send: Send): Promise<void> {
  const settings = JSON.parse((await send('admin', 'GET', '/settings', undefined)).body)
  await send('admin', 'PUT', '/settings', { ...settings, name: { vi: 'Sở', en: 'Department' } }, absent)
  const { etag } = await send('admin', 'GET', '/settings/words', undefined)
  const words = { name: { vi: 'Sở Ngoại vụ', en: 'Department' }, tagline: settings.tagline }
  await send('admin', 'PUT', '/settings/words', words, match(etag))
  const scheme = { ...defaultRoyaltyScheme, effectiveFrom: '1999-01-01', effectiveTo: '1999-12-31' }
  await send('admin', 'PUT', '/royalty-schemes/s1999', scheme, absent)
  const email = 'phong.bien-gioi@example.vn'
  const asked = { email, record: { name: 'Phòng Biên giới', role: 'editor' } }
  const key = { 'idempotency-key': crypto.randomUUID() }
  const { id } = JSON.parse((await send('admin', 'POST', '/staff/invitations', asked, key)).body)
  const { changed } = JSON.parse((await send('admin', 'GET', `/staff/${id}/account`, undefined)).body)
  await send('admin', 'POST', `/staff/${id}/invitation`, { changed })
  await send('admin', 'PUT', '/staff/AROAEXAMPLE:a', { name: 'Phòng Thông tin', role: 'editor' }, absent)
}

/** Made for each answer, and not kept: a form to upload with, what a royalty would come to now, how texts stand now. */
const madeAnew = ['upload', 'calculation', 'warnings', 'correctedBy', 'overdue', 'texts']
const kept = (body: string) =>
  body && Object.fromEntries(Object.entries(JSON.parse(body)).filter(([name]) => !madeAnew.includes(name)))

/** Its answer is about what is there now. */
const isMadeAnew = (kind: string) => /\/(?:complete|calculation)$/u.test(kind)

/** Of many things at once, each is refused by itself. */
function refusesAll(body: string): boolean {
  const { results } = JSON.parse(body)
  return Array.isArray(results) && results.every(({ status }) => status >= 400)
}

describe.each([
  ['with an Idempotency-Key', () => ({ 'idempotency-key': crypto.randomUUID() })],
  ['without one', (): Record<string, string> => ({})],
])('a write of every kind that the editors’ door knows, %s', (_, always) => {
  it('changes nothing when it is sent again twenty times', async () => {
    const { send, sent, kinds, everything, write, newsroom } = await aDoor(always)
    await configure(send)
    const article = await writeArticles(send)
    await pay(send, article)
    await talk(send, article)
    await writeManyAtOnce(send)
    await writeParts(send)
    await plan(send)
    await publishTogether(send)
    await keepFiles(send)
    await typeOn(send)
    await choose(send)
    await answerReaders(send, write)
    await takeIn(send)
    await moveIn(send, newsroom)
    expect([...new Set(sent.map(({ kind }) => kind))].sort()).toEqual(kinds)

    const last = new Map(sent.map((each) => [each.kind, each]))
    const before = await everything()
    for (let time = 1; time <= 20; time += 1) {
      for (const { kind, isKeyed, again, ...first } of last.values()) {
        const { status, body } = await again()
        const what = `${kind}, time ${time}: ${status} ${body}`
        // It says itself that there was nothing to do.
        if (kind.startsWith('POST /imports/article')) expect(body, what).toContain('"unchanged"')
        // It is no chain: it is answered as it is now.
        else if (isKeyed && kind.includes(' /moves')) expect(status, what).toBe(first.status)
        else if (isKeyed) expect([status, kept(body)], what).toEqual([first.status, kept(first.body)])
        else if (status < 400)
          expect(body === first.body || refusesAll(body) || isMadeAnew(kind), what).toBe(true)
        else expect(status, what).toBeLessThan(500)
      }
    }
    expect(await everything()).toEqual(before)
  })
})
