import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { carryOutDue } from '../../functions/scheduler/due.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { withoutMedia } from '../support/media/no-media.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  cloud = await startTestCloud()
  client = clientOf(cloud.database)
})
afterAll(async () => {
  client.destroy()
  await cloud.remove()
})

const both = { vi: aText(), en: aText({ title: 'A conference' }) }
const hour = 3_600_000

/** Moments later than all that came before, so that no tick of one test passes over the plans of the next. */
let latest = Date.now()
function nextMoment(): Date {
  latest += 3 * hour
  return new Date(latest)
}

const newsroomTable = () => createTable(client, tableNames.newsroom)

/** What the scheduler does when its clock shows this moment. */
const tickAt = (now: Date) =>
  carryOutDue({ newsroom: createNewsroom(newsroomTable()), requestId: 'tick' }, now)

/** An article whose Vietnamese text is approved. */
async function approved() {
  const id = newId()
  const { etag } = await as(cloud, 'contributor').create(id, anArticle({ translations: both }))
  const submitted = await as(cloud, 'contributor').act(id, 'vi', 'submit', etag)
  const { etag: tag } = await as(cloud, 'approver').act(id, 'vi', 'approve', submitted.etag)
  return { id, tag }
}

const plan = (id: string, tag: string, body: object) =>
  as(cloud, 'approver').act(id, 'vi', 'schedule', tag, body)
const textOf = async (id: string) =>
  (await as(cloud, 'admin').get(`/articles/${id}`)).body.article.translations.vi
const actionsOf = async (id: string) =>
  (await as(cloud, 'admin').get(`/articles/${id}/revisions`)).body.revisions
    .toReversed()
    .map(({ action }: { action: string }) => action)

describe('a scheduled text', () => {
  it('goes public at its moment, once, in the name of who planned it', async () => {
    const { id, tag } = await approved()
    const publishAt = new Date(Date.now() + 3000).toISOString()
    const planned = await plan(id, tag, { publishAt, note: 'Cùng lúc với họp báo' })
    expect(planned.body.article.translations.vi).toMatchObject({
      status: 'scheduled',
      scheduled: { publishAt },
    })
    const tickAtOnce = () => Promise.all([cloud.tick(), cloud.tick(), cloud.tick()])
    await expect
      .poll(() => tickAtOnce().then(() => textOf(id)), { timeout: 30_000 })
      .toMatchObject({ status: 'published', publishedAt: publishAt })
    await cloud.settled()
    expect(await actionsOf(id)).toEqual(['create', 'submit', 'approve', 'schedule', 'publish_due'])
    const { revisions } = (await as(cloud, 'admin').get(`/articles/${id}/revisions`)).body
    expect(revisions[0]).toMatchObject({ actor: { role: 'approver' }, locale: 'vi' })
    const { addresses } = (await as(cloud, 'admin').get(`/articles/${id}`)).body
    expect(Object.keys(addresses)).toEqual(['vi'])
    expect((await read(cloud.addresses.edge, new URL(addresses.vi).pathname)).status).toBe(200)
  })

  it('waits for its moment, and is not forgotten by a clock that stood still', async () => {
    const { id, tag } = await approved()
    const moment = nextMoment()
    await plan(id, tag, { publishAt: moment.toISOString() })
    await tickAt(new Date(moment.getTime() - 1000))
    expect(await textOf(id)).toMatchObject({ status: 'scheduled' })
    await tickAt(new Date(moment.getTime() + hour))
    expect(await textOf(id)).toMatchObject({ status: 'published', publishedAt: moment.toISOString() })
  })

  it('never goes public when it was cancelled, moved or changed', async () => {
    const [cancelled, moved, changed] = [await approved(), await approved(), await approved()]
    const moment = nextMoment()
    const publishAt = moment.toISOString()
    const tags = []
    for (const { id, tag } of [cancelled, moved, changed])
      tags.push((await plan(id, tag, { publishAt })).etag)
    await as(cloud, 'approver').act(cancelled.id, 'vi', 'unschedule', tags[0]!)
    await plan(moved.id, tags[1]!, { publishAt: '2099-01-01T08:00' })
    const edit = anArticle({ translations: { ...both, vi: aText({ title: 'Đã sửa' }) } })
    await as(cloud, 'editor').replace(changed.id, tags[2]!, edit)
    expect(await tickAt(moment)).toEqual({ done: [], failed: [] })
    const states = await Promise.all([cancelled, moved, changed].map(({ id }) => textOf(id)))
    expect(states.map(({ status, live }) => [status, live])).toEqual([
      ['approved', undefined],
      ['scheduled', undefined],
      ['draft', undefined],
    ])
  })

  it('leaves at its moment, with the reason that readers see', async () => {
    const { id, tag } = await approved()
    const published = await as(cloud, 'approver').act(id, 'vi', 'publish', tag)
    const moment = nextMoment()
    const ending = { unpublishAt: moment.toISOString(), reason: 'Hết hạn đăng ký' }
    const { addresses } = (await plan(id, published.etag, ending)).body
    await cloud.settled()
    expect((await read(cloud.addresses.edge, new URL(addresses.vi).pathname)).status).toBe(200)
    await tickAt(moment)
    await cloud.settled()
    const gone = await read(cloud.addresses.edge, new URL(addresses.vi).pathname)
    expect(gone.status).toBe(410)
    expect(gone.text).toContain('Hết hạn đăng ký')
    expect(await actionsOf(id)).toContain('withdraw_due')
  })

  it('holds up no other where one cannot be published, and is tried again', async () => {
    const [broken, sound] = [await approved(), await approved()]
    const moment = nextMoment()
    const publishAt = moment.toISOString()
    for (const { id, tag } of [broken, sound]) await plan(id, tag, { publishAt })
    const table = newsroomTable()
    let isBroken = true
    const put: typeof table.put = async (item, condition) => {
      if (isBroken && item.pk === `ARTICLE#${broken.id}`) throw new Error('the database is away')
      await table.put(item, condition)
    }
    const newsroom = createNewsroom({ ...table, put })
    const tick = () => carryOutDue({ newsroom, requestId: 'tick' }, moment)
    expect(await tick()).toEqual({ done: [sound.id], failed: [broken.id] })
    isBroken = false
    expect(await tick()).toEqual({ done: [broken.id], failed: [] })
  })

  it('is planned by the clock in Vietnam, and kept in UTC', async () => {
    const { id, tag } = await approved()
    const planned = await plan(id, tag, { publishAt: '2099-03-01T08:00' })
    expect(planned.body.article.translations.vi.scheduled.publishAt).toBe('2099-03-01T01:00:00.000Z')
  })

  it.each<[string, object, string]>([
    ['a moment that has passed', { publishAt: '2020-01-01T08:00' }, 'publishAt'],
    ['a day that does not exist', { publishAt: '2099-02-30T08:00' }, 'publishAt'],
    ['nothing at all', {}, 'publishAt'],
    [
      'a withdrawal without a reason',
      { publishAt: '2099-01-01T08:00', unpublishAt: '2099-01-02T08:00' },
      'reason',
    ],
    ['another status', { publishAt: '2099-01-01T08:00', status: 'published' }, 'status'],
  ])('refuses %s', async (_, body, field) => {
    const { id, tag } = await approved()
    const refused = await plan(id, tag, body)
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((each: { field: string }) => each.field)).toContain(field)
    expect(await actionsOf(id)).toHaveLength(3)
  })

  it('is planned by approvers only', async () => {
    const { id, tag } = await approved()
    const refused = await as(cloud, 'editor').act(id, 'vi', 'schedule', tag, {
      publishAt: '2099-01-01T08:00',
    })
    expect(refused.status).toBe(403)
  })
})

describe('the calendar', () => {
  it('shows what is planned, what went public, and who did it, by day', async () => {
    const { id, tag } = await approved()
    await plan(id, tag, { publishAt: '2098-05-05T08:00', unpublishAt: '2098-05-20T08:00', reason: 'Hết hạn' })
    const other = await approved()
    await as(cloud, 'approver').act(other.id, 'vi', 'publish', other.tag)
    const { body } = await as(cloud, 'contributor').get('/calendar?from=2098-05-01&to=2098-05-31')
    expect(body.entries).toEqual([
      {
        ...{ at: '2098-05-05T01:00:00.000Z', state: 'planned', act: 'publish', id, locale: 'vi' },
        ...{ title: aText().title, section: 'news', mine: true },
      },
      expect.objectContaining({ at: '2098-05-20T01:00:00.000Z', act: 'withdraw', state: 'planned' }),
    ])
    const today = (await as(cloud, 'contributor').get('/calendar')).body
    expect(today.entries).toContainEqual(
      expect.objectContaining({ id: other.id, act: 'publish', state: 'done', by: 'approver' }),
    )
  })

  it('shows as late what was not kept in time, and the list finds it', async () => {
    const { id, tag } = await approved()
    const moment = nextMoment()
    await plan(id, tag, { publishAt: moment.toISOString() })
    const app = createAdminApp({
      ...withoutMedia,
      newsroom: createNewsroom(newsroomTable()),
      royalties: createRoyalties(newsroomTable()),
      siteUrl: 'https://news.example',
      // Nobody has ticked for more than a minute.
      now: () => new Date(moment.getTime() + 90_000),
    })
    const env = { event: { requestContext: { authorizer: { iam: { userId: 'AIDALOCALADMIN' } } } } }
    const ask = async (path: string) => (await app.request(path, {}, env)).json()
    expect((await ask('/calendar')).entries).toContainEqual(expect.objectContaining({ id, state: 'late' }))
    const late = (await ask('/articles?late=true')).articles.map((row: { id: string }) => row.id)
    expect(late).toContain(id)
    expect((await as(cloud, 'admin').get('/articles?late=true')).body.articles).toEqual([])
  })

  it.each([
    'from=2098-05-01',
    'from=2098-05-02&to=2098-05-01',
    'from=2098-01-01&to=2098-12-31',
    'from=2098-02-30&to=2098-03-01',
  ])('refuses %s', async (query) => {
    expect((await as(cloud, 'admin').get(`/calendar?${query}`)).status).toBe(422)
  })
})

describe('a freeze', () => {
  const partOf = (part: string) => as(cloud, 'admin').get(`/settings/${part}`)
  const write = async (part: string, body: object) =>
    await as(cloud, 'admin').send('PUT', `/settings/${part}`, {
      body,
      headers: { 'if-match': (await partOf(part)).etag },
    })
  const nameOnSite = async () =>
    /<p class="name">.*?<\/p>|<title>[^<]*<\/title>/su.exec(
      (await read(cloud.addresses.origin, '/vi')).text,
    )?.[0]

  it('holds all that readers would see, is refused to nobody in silence, and lets everything go on when it ends', async () => {
    const [now, planned] = [await approved(), await approved()]
    const live = await approved()
    const published = await as(cloud, 'approver').publish(live.id, 'vi', live.tag)
    const due = nextMoment()
    await plan(planned.id, planned.tag, { publishAt: due.toISOString() })
    await cloud.settled()

    expect((await write('freeze', { frozen: { reason: '' } })).status).toBe(422)
    expect(
      (await as(cloud, 'approver').send('PUT', '/settings/freeze', { body: { frozen: null } })).status,
    ).toBe(403)
    expect((await write('freeze', { frozen: { reason: 'Sự cố nội dung' } })).status).toBe(200)

    const refused = [
      await as(cloud, 'approver').act(now.id, 'vi', 'publish', now.tag),
      await as(cloud, 'admin').act(now.id, 'vi', 'publish-now', now.tag, { reason: 'Khẩn' }),
      await as(cloud, 'approver').withdraw(live.id, 'vi', published.etag),
    ]
    for (const { status, body } of refused)
      expect([status, body.rule, body.detail]).toEqual([
        409,
        'frozen',
        expect.stringContaining('Sự cố nội dung'),
      ])

    const before = await nameOnSite()
    const words = (await partOf('words')).body.value
    await write('words', { ...words, name: { vi: 'Tên mới của trang', en: 'Another name' } })
    // Whoever replaces the settings and does not know of a freeze does not end it.
    const { frozen: _, ...others } = (await as(cloud, 'admin').get('/settings')).body
    const { etag } = await as(cloud, 'admin').get('/settings')
    await as(cloud, 'admin').send('PUT', '/settings', {
      body: { ...others, links: [] },
      headers: { 'if-match': etag },
    })
    await cloud.settled()
    await cloud.tick()
    expect(await tickAt(due)).toEqual({ done: [], failed: [] })
    expect(await nameOnSite()).toBe(before)
    expect(await textOf(planned.id)).toMatchObject({ status: 'scheduled' })
    await expect(cloud.rebuild()).rejects.toThrow(/publication is frozen/u)

    expect((await write('freeze', { frozen: null })).status).toBe(200)
    expect(await tickAt(due)).toMatchObject({ done: expect.arrayContaining([planned.id]), failed: [] })
    expect((await as(cloud, 'approver').act(now.id, 'vi', 'publish', now.tag)).status).toBe(200)
    await cloud.settled()
    await cloud.tick()
    expect(await nameOnSite()).toContain('Tên mới của trang')
    expect(await textOf(planned.id)).toMatchObject({ status: 'published' })
    const { body } = await as(cloud, 'admin').get('/desk')
    expect(body.settings.frozen).toBeNull()
  })
})
