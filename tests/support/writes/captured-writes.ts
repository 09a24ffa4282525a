import { expect } from 'vitest'
import type { Role } from '../../../functions/domain/role.ts'
import { defaultRoyaltyScheme } from '../../../functions/domain/royalty/default-scheme.ts'
import type { Cloud } from '../../../infra/local/cloud.ts'
import { anArticle, aText, newId } from '../articles/articles.ts'
import { as } from '../product/cloud.ts'
import type { createRecorder, Heard } from './wire.ts'

/** What a newsroom writes in a day, done and refused, as someone on the line would record it. */

const absent = { 'if-none-match': '*' }
const match = (etag: string) => ({ 'if-match': etag })
const keyed = () => ({ 'idempotency-key': crypto.randomUUID() })

type Recorder = ReturnType<typeof createRecorder>

/** A request to the editors' door, and what must be said to it the first time. */
async function tell(
  { send }: Recorder,
  expected: number,
  ...[role, method, path, body, headers]: [Role, 'PUT' | 'POST', string, unknown, Record<string, string>?]
): Promise<Heard> {
  const heard = await send(role, method, path, { body, headers })
  expect(heard.status, `${role} ${method} ${path}: ${heard.body}`).toBe(expected)
  return heard
}

/** An article from its first draft to its withdrawal, with all that goes wrong on the way: 22 writes. */
export async function writeArticle(recorder: Recorder): Promise<string> {
  const id = newId()
  const path = `/articles/${id}`
  const vi = `${path}/translations/vi`
  const text = (title: string) =>
    anArticle({ translations: { vi: aText({ title, body: `<p>${title} ${id}.</p>` }) } })
  const tells = tell.bind(undefined, recorder)

  const created = await tells(201, 'editor', 'PUT', path, text('Bản thảo'), { ...absent, ...keyed() })
  await tells(412, 'editor', 'PUT', path, text('Bản khác'), absent)
  const second = await tells(200, 'editor', 'PUT', path, text('Bản sửa'), match(created.etag))
  await tells(412, 'editor', 'PUT', path, text('Bản cũ'), match(created.etag))
  await tells(422, 'editor', 'PUT', path, { ...text('Bản sai'), status: 'published' }, match(second.etag))
  await tells(428, 'editor', 'PUT', path, text('Bản trống'))
  await tells(409, 'approver', 'POST', `${vi}/publish`, {}, match(second.etag))
  const submitted = await tells(
    200,
    'editor',
    'POST',
    `${vi}/submit`,
    {},
    { ...match(second.etag), ...keyed() },
  )
  await tells(403, 'editor', 'POST', `${vi}/approve`, {}, match(submitted.etag))
  const returned = await tells(
    200,
    'approver',
    'POST',
    `${vi}/return`,
    { note: 'Bổ sung' },
    match(submitted.etag),
  )
  const again = await tells(200, 'editor', 'POST', `${vi}/submit`, {}, match(returned.etag))
  const approved = await tells(
    200,
    'approver',
    'POST',
    `${vi}/approve`,
    {},
    { ...match(again.etag), ...keyed() },
  )
  const live = await tells(200, 'approver', 'POST', `${vi}/publish`, {}, match(approved.etag))
  await tells(409, 'approver', 'POST', `${vi}/publish`, {}, match(live.etag))
  const edited = await tells(200, 'editor', 'PUT', path, text('Bản đính chính'), {
    ...match(live.etag),
    ...keyed(),
  })
  const restored = await tells(
    200,
    'editor',
    'POST',
    `${path}/restore`,
    { number: 1 },
    { ...match(edited.etag), ...keyed() },
  )
  await tells(200, 'editor', 'POST', `${path}/revisions/1/name`, { name: 'Bản đầu' }, keyed())
  await tells(200, 'editor', 'POST', `${path}/revisions/1/name`, { name: 'Bản gốc' }, keyed())
  await tells(200, 'editor', 'POST', `${path}/revisions/2/name`, { name: 'Bản hai' })
  const urgent = await tells(
    200,
    'approver',
    'POST',
    `${vi}/publish-now`,
    { reason: 'Khẩn' },
    match(restored.etag),
  )
  const reviewed = await tells(200, 'admin', 'POST', `${vi}/review`, {}, match(urgent.etag))
  await tells(200, 'admin', 'POST', `${vi}/withdraw`, { reason: 'Không còn phù hợp' }, match(reviewed.etag))
  return id
}

/** What is paid for an article, put right once: 12 writes. */
export async function payFor(cloud: Cloud, recorder: Recorder, article: string): Promise<void> {
  const tells = tell.bind(undefined, recorder)
  const [payee, royalty, correction] = [newId(), newId(), newId()]
  const person = { name: 'Người viết', kind: 'staff' }
  const first = await tells(201, 'approver', 'PUT', `/payees/${payee}`, person, absent)
  await tells(200, 'approver', 'PUT', `/payees/${payee}`, { ...person, phone: '0123' }, match(first.etag))
  await tells(412, 'approver', 'PUT', `/payees/${payee}`, person, match(first.etag))
  const input = {
    article,
    locale: 'vi',
    works: [{ genre: 'news', coefficientTenths: 10 }],
    pages: 1,
    photos: 0,
    contributions: [{ payee, role: 'author', shareBasisPoints: 10_000 }],
  }
  const path = `/royalties/${royalty}`
  const proposed = await tells(201, 'approver', 'PUT', path, input, absent)
  const changed = await tells(200, 'approver', 'PUT', path, { ...input, pages: 2 }, match(proposed.etag))
  await tells(403, 'editor', 'POST', `${path}/approve`, {}, match(changed.etag))
  await tells(409, 'approver', 'POST', `${path}/reverse`, { reason: 'Nhầm' }, match(changed.etag))
  const accepting = { accept: ['plannedBase'], note: 'Theo mức đang áp dụng' }
  const approved = await tells(200, 'admin', 'POST', `${path}/approve`, accepting, match(changed.etag))
  const payment = { on: '2026-01-10', reference: 'UNC 1' }
  const paid = await tells(200, 'approver', 'POST', `${path}/pay`, payment, match(approved.etag))
  await tells(200, 'approver', 'POST', `${path}/reverse`, { reason: 'Nhầm người' }, match(paid.etag))
  await tells(201, 'approver', 'PUT', `/royalties/${correction}`, { ...input, corrects: royalty }, absent)
  await tells(
    409,
    'approver',
    'POST',
    `${path}/pay`,
    payment,
    match((await as(cloud, 'approver').get(path)).etag),
  )
}

/** What the site and the schemes are set to: 8 writes. */
export async function configure(cloud: Cloud, recorder: Recorder): Promise<void> {
  const tells = tell.bind(undefined, recorder)
  const settings = (await as(cloud, 'admin').get('/settings')).body
  const named = (vi: string) => ({ ...settings, name: { vi, en: 'Department' } })
  await tells(403, 'editor', 'PUT', '/settings', named('Sở A'), absent)
  const first = await tells(200, 'admin', 'PUT', '/settings', named('Sở B'), absent)
  const second = await tells(200, 'admin', 'PUT', '/settings', named('Sở C'), match(first.etag))
  await tells(
    409,
    'admin',
    'PUT',
    '/settings',
    { ...named('Sở D'), sections: settings.sections.slice(1) },
    match(second.etag),
  )
  const scheme = { ...defaultRoyaltyScheme, effectiveFrom: '1999-01-01', effectiveTo: '1999-12-31' }
  const path = `/royalty-schemes/s${newId()}`
  const written = await tells(201, 'admin', 'PUT', path, scheme, absent)
  await tells(200, 'admin', 'PUT', path, { ...scheme, name: 'Quyết định mới' }, match(written.etag))
  await tells(412, 'admin', 'PUT', path, scheme, match(written.etag))
  await tells(403, 'approver', 'PUT', path, scheme, absent)
}

/** Other words for an article that readers have seen: 2 writes. */
export async function rewrite(cloud: Cloud, recorder: Recorder, article: string): Promise<void> {
  const tells = tell.bind(undefined, recorder)
  const path = `/articles/${article}`
  const { etag } = await as(cloud, 'editor').get(path)
  const text = anArticle({ translations: { vi: aText({ title: 'Bản viết lại', body: '<p>Lời khác.</p>' }) } })
  const written = await tells(200, 'editor', 'PUT', path, text, match(etag))
  await tells(
    200,
    'approver',
    'POST',
    `${path}/translations/vi/publish-now`,
    { reason: 'Khẩn' },
    match(written.etag),
  )
}
