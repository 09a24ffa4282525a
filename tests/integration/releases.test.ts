import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale } from '../../functions/domain/locale.ts'
import { release } from '../../functions/domain/release/release.ts'
import { findBreaks } from '../../functions/domain/revision.ts'
import { carryOutDue } from '../../functions/scheduler/due.ts'
import { createChain } from '../../functions/store/chain.ts'
import { makeTogether } from '../../functions/store/go-together.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { type Answer, as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

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

const absent = { 'if-none-match': '*' }
const match = (etag: string) => ({ 'if-match': etag })
const newsroomTable = () => createTable(client, tableNames.newsroom)

interface Row {
  translations: { vi: { status: string } }
}

interface Member {
  article: string
  locale: string
}

/** An article whose texts in these languages are approved. */
async function approved(...languages: string[]): Promise<Member[]> {
  const id = newId()
  const translations = {
    vi: aText(),
    ...(languages.includes('en') && { en: aText({ title: 'A conference' }) }),
  }
  let { etag } = await as(cloud, 'contributor').create(id, anArticle({ translations }))
  for (const locale of languages) {
    const submitted = await as(cloud, 'contributor').act(id, locale, 'submit', etag)
    etag = (await as(cloud, 'approver').act(id, locale, 'approve', submitted.etag)).etag
  }
  return languages.map((locale) => ({ article: id, locale }))
}

const put = (
  id: string,
  members: Member[],
  headers: Record<string, string> = absent,
  role: 'approver' | 'editor' = 'approver',
) => as(cloud, role).send('PUT', `/releases/${id}`, { body: { name: 'Lễ hội hoa', members }, headers })
const act = (id: string, what: string, etag: string, body: object = {}, headers = {}): Promise<Answer> =>
  as(cloud, 'approver').send('POST', `/releases/${id}/${what}`, {
    body,
    headers: { ...match(etag), ...headers },
  })
const articleOf = async (id: string) => (await as(cloud, 'admin').get(`/articles/${id}`)).body
const revisionsOf = async (id: string) =>
  (await as(cloud, 'admin').get(`/articles/${id}/revisions`)).body.revisions
const statusesOf = (members: Member[]) =>
  Promise.all(
    members.map(
      async ({ article, locale }) => (await articleOf(article)).article.translations[locale].status,
    ),
  )

/** Somebody changes an approved text: its approval ends. */
async function change({ article }: Member): Promise<Answer> {
  const { article: before } = await articleOf(article)
  const etag = (await as(cloud, 'editor').get(`/articles/${article}`)).etag
  const { en } = before.translations
  const texts = {
    vi: aText({ title: `Đã sửa ${newId()}` }),
    ...(en && { en: { title: en.title, summary: en.summary, body: en.body } }),
  }
  return await as(cloud, 'editor').replace(article, etag, anArticle({ translations: texts }))
}

describe('a release', () => {
  it('goes public as one act: every text, and the history of each says with what', async () => {
    const members = [...(await approved('vi', 'en')), ...(await approved('vi'))]
    const id = newId()
    const made = await put(id, members)
    expect(made.status).toBe(201)
    expect(made.body.release).toMatchObject({ state: 'preparing', late: false })
    expect(made.body.texts.map((each: { why?: object }) => each.why)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    const gone = await act(id, 'publish', made.etag)
    expect(gone.status).toBe(200)
    expect(gone.body.release).toMatchObject({ state: 'gone' })
    expect(await statusesOf(members)).toEqual(['published', 'published', 'published'])
    const [first, second, third] = await revisionsOf(members[0]!.article)
    const release = { id, name: 'Lễ hội hoa' }
    expect([first, second]).toMatchObject([
      { action: 'publish_together', locale: 'en', release, actor: { role: 'approver' } },
      { action: 'publish_together', locale: 'vi', release },
    ])
    expect(third.release).toBeUndefined()
    await cloud.settled()
    for (const { article, locale } of members) {
      const { addresses } = await articleOf(article)
      expect((await read(cloud.addresses.edge, new URL(addresses[locale]).pathname)).status).toBe(200)
    }
    const { body } = await as(cloud, 'contributor').get('/activity')
    const together = body.activity.filter(({ action }: { action: string }) => action === 'publish_together')
    expect(together).toMatchObject([1, 2, 3].map(() => ({ kind: 'article', note: 'Lễ hội hoa' })))
    expect(body.activity.find(({ kind }: { kind: string }) => kind === 'release')).toMatchObject({
      subject: id,
      action: 'publish',
      called: 'Lễ hội hoa',
    })
    for (const pk of [`RELEASE#${id}`, `ARTICLE#${members[0]!.article}`]) {
      const [kind = '', subject = ''] = pk.split('#')
      const newsroom = createNewsroom(newsroomTable())
      const chain = kind === 'RELEASE' ? newsroom.releases : newsroom.articles
      expect(findBreaks(await chain.stored(subject))).toEqual([])
    }
  })

  it('is put together before its texts are ready, and says of each what is missing', async () => {
    const [ready, draft] = [(await approved('vi'))[0]!, { article: newId(), locale: 'vi' }]
    await as(cloud, 'contributor').create(draft.article, anArticle())
    const id = newId()
    const made = await put(id, [ready, draft])
    expect(made.body.texts[1].why).toMatchObject({ rule: 'wrong_state' })
    for (const [what, body] of [
      ['publish', {}],
      ['schedule', { publishAt: '2099-01-01T08:00' }],
    ] as const) {
      const refused = await act(id, what, made.etag, body)
      expect(refused.status).toBe(409)
      expect(refused.body).toMatchObject({ rule: 'release_not_ready' })
      expect(refused.body.errors).toMatchObject([
        { field: `members.${draft.article}.vi`, rule: 'wrong_state' },
      ])
    }
    expect(await statusesOf([ready])).toEqual(['approved'])
    const { body } = await as(cloud, 'editor').get('/releases?state=preparing')
    expect(body.releases.find((each: { id: string }) => each.id === id)).toMatchObject({ missing: 1 })
  })

  it('is made by those who may plan, and of their sections alone', async () => {
    const members = await approved('vi')
    expect((await put(newId(), members, absent, 'editor')).status).toBe(403)
  })

  it('holds a text once: it is in no other release, and goes public by itself in an emergency alone', async () => {
    const members = await approved('vi')
    const [member] = members
    const id = newId()
    const made = await put(id, members)
    const twice = await put(newId(), members)
    expect([twice.status, twice.body.rule]).toEqual([409, 'in_another_release'])
    const etag = (await as(cloud, 'approver').get(`/articles/${member!.article}`)).etag
    const alone = [
      await as(cloud, 'approver').act(member!.article, 'vi', 'publish', etag),
      await as(cloud, 'approver').act(member!.article, 'vi', 'schedule', etag, {
        publishAt: '2099-01-01T08:00',
      }),
    ]
    expect(alone.map(({ status, body }) => [status, body.rule])).toEqual([
      [409, 'in_release'],
      [409, 'in_release'],
    ])
    const bulk = await as(cloud, 'approver').send('POST', '/bulk/publish', {
      body: { items: [{ id: member!.article, locale: 'vi', ifMatch: etag }] },
    })
    expect(bulk.body.results).toMatchObject([{ status: 409, rule: 'in_release' }])
    const urgent = await as(cloud, 'approver').act(member!.article, 'vi', 'publish-now', etag, {
      reason: 'Bão',
    })
    expect(urgent.status).toBe(200)
    expect((await act(id, 'publish', made.etag)).status).toBe(409)
    const dropped = await act(id, 'discard', made.etag)
    expect(dropped.body.release.state).toBe('dropped')
  })

  it('goes public at its moment, moved or not, and never once it was taken off the plan', async () => {
    const members = [...(await approved('vi')), ...(await approved('vi'))]
    const [id, other] = [newId(), newId()]
    const off = await approved('vi')
    const moment = '2031-01-01T01:00:00.000Z'
    const planned = await act(id, 'schedule', (await put(id, members)).etag, { publishAt: moment })
    expect(planned.body.release).toMatchObject({ state: 'planned', planned: { publishAt: moment } })
    const later = '2031-01-01T02:00:00.000Z'
    const moved = await act(id, 'schedule', planned.etag, { publishAt: later })
    const unplanned = await act(other, 'schedule', (await put(other, off)).etag, { publishAt: moment })
    expect((await act(other, 'unschedule', unplanned.etag)).body.release.state).toBe('preparing')
    const { body } = await as(cloud, 'editor').get('/calendar?from=2031-01-01&to=2031-01-01')
    expect(body.releases).toMatchObject([{ id, state: 'planned', missing: 0, at: later }])
    expect(body.releases[0].texts).toHaveLength(2)
    expect(body.entries).toEqual([])

    const tick = (at: string) =>
      carryOutDue({ newsroom: createNewsroom(newsroomTable()), requestId: newId() }, new Date(at))
    expect(await tick(moment)).toEqual({ done: [], failed: [] })
    // Three clocks at once do it once.
    const ticks = await Promise.all([tick(later), tick(later), tick(later)])
    expect(ticks.flatMap(({ done }) => done)).toEqual([id])
    expect(await statusesOf([...members, ...off])).toEqual(['published', 'published', 'approved'])
    const [published] = await revisionsOf(members[0]!.article)
    expect(published).toMatchObject({
      action: 'publish_together',
      release: { id },
      actor: { role: 'approver' },
    })
    const { article } = await articleOf(members[1]!.article)
    expect(article.translations.vi.publishedAt).toBe(later)
    expect((await as(cloud, 'approver').get(`/releases/${id}`)).body.release.published.by).toBe(
      moved.body.release.planned.by.id,
    )
  })

  it('shows nothing at its moment where one text was changed, says so, and goes as soon as it is ready again', async () => {
    const members = [...(await approved('vi')), ...(await approved('vi'))]
    const id = newId()
    const moment = '2032-01-01T01:00:00.000Z'
    const planned = await act(id, 'schedule', (await put(id, members)).etag, { publishAt: moment })
    expect((await change(members[1]!)).status).toBe(200)
    const { body } = await as(cloud, 'editor').get('/calendar?from=2032-01-01&to=2032-01-01')
    expect(body.releases).toMatchObject([{ id, missing: 1 }])
    const { body: desk } = await as(cloud, 'approver').get('/desk')
    expect(desk.counts.releases).toMatchObject({ unready: 1 })
    const tick = () =>
      carryOutDue({ newsroom: createNewsroom(newsroomTable()), requestId: newId() }, new Date(moment))
    expect(await tick()).toEqual({ done: [], failed: [id] })
    expect(await statusesOf(members)).toEqual(['approved', 'draft'])
    // It may be given more time, and goes public when all of it is ready, as before.
    const later = '2032-01-02T01:00:00.000Z'
    const moved = await act(id, 'schedule', planned.etag, { publishAt: later })
    expect([moved.status, moved.body.release.planned.publishAt]).toEqual([200, later])
    const back = await act(id, 'schedule', moved.etag, { publishAt: moment })
    expect(back.status).toBe(200)
    // A text that is not ready is taken by no planned release.
    const more = { article: newId(), locale: 'vi' }
    await as(cloud, 'contributor').create(more.article, anArticle())
    expect((await put(id, [members[0]!, more], match(back.etag))).status).toBe(409)

    const { etag } = await as(cloud, 'editor').get(`/articles/${members[1]!.article}`)
    const submitted = await as(cloud, 'editor').act(members[1]!.article, 'vi', 'submit', etag)
    await as(cloud, 'approver').act(members[1]!.article, 'vi', 'approve', submitted.etag)
    expect(await tick()).toEqual({ done: [id], failed: [] })
    expect(await statusesOf(members)).toEqual(['published', 'published'])
  })

  it('is held by a freeze of publication', async () => {
    const members = await approved('vi')
    const id = newId()
    const made = await put(id, members)
    const moment = '2034-01-01T01:00:00.000Z'
    const planned = await act(id, 'schedule', made.etag, { publishAt: moment })
    const newsroom = createNewsroom(newsroomTable())
    const settings = await newsroom.settings()
    const actor = { id: 'a', name: 'A', role: 'admin' } as const
    const freeze = async (frozen: { reason: string } | null) => {
      const known = (await newsroom.findSettings()) ? { match: ['*'] } : { absent: true as const }
      const done = { at: new Date().toISOString(), actor, action: 'configure' as const }
      await newsroom.reviseSettings(known, () => ({ act: done, state: { ...settings, frozen } }))
    }
    const tick = () => carryOutDue({ newsroom, requestId: newId() }, new Date(moment))
    await freeze({ reason: 'Diễn tập' })
    expect((await act(id, 'publish', planned.etag)).body).toMatchObject({ status: 409, rule: 'frozen' })
    expect(await tick()).toEqual({ done: [], failed: [] })
    expect(await statusesOf(members)).toEqual(['approved'])
    await freeze(null)
    expect(await tick()).toEqual({ done: [id], failed: [] })
  })
})

describe('an approver of some sections', () => {
  it('lets a release of theirs alone go public, and moves no text of another section', async () => {
    const mine = await approved('vi')
    const other = (await approved('vi')).map(({ article, locale }) => ({ article, locale }))
    const { etag: of } = await as(cloud, 'admin').get(`/articles/${other[0]!.article}`)
    const section = { section: 'border' }
    const elsewhere = await as(cloud, 'admin').send('POST', `/articles/${other[0]!.article}/move`, {
      body: section,
      headers: match(of),
    })
    expect(elsewhere.status).toBe(200)
    const both = newId()
    const planned = await act(both, 'schedule', (await put(both, [...mine, ...other])).etag, {
      publishAt: '2035-01-01T01:00:00.000Z',
    })
    expect(planned.status).toBe(200)
    // From now on they are of one section.
    const staff = '/staff/AIDALOCALAPPROVER'
    const limited = { name: 'Người duyệt', role: 'approver', sections: ['news'] }
    const record = await as(cloud, 'admin').send('PUT', staff, { body: limited, headers: absent })
    expect(record.status).toBe(201)
    try {
      const { etag } = await as(cloud, 'approver').get(`/releases/${both}`)
      const later = { publishAt: '2035-01-02T01:00:00.000Z' }
      expect((await act(both, 'schedule', etag, later)).body).toMatchObject({
        status: 403,
        rule: 'other_section',
      })
      expect((await act(both, 'publish', etag)).body.errors).toMatchObject([
        { field: `members.${other[0]!.article}.vi` },
      ])
      expect(await statusesOf([...mine, ...other])).toEqual(['approved', 'approved'])
      const emptied = await put(both, mine, match(etag))
      expect(emptied.status).toBe(200)
      expect((await act(both, 'publish', emptied.etag)).status).toBe(200)
      expect(await statusesOf([...mine, ...other])).toEqual(['published', 'approved'])
    } finally {
      const whole = { name: 'Người duyệt', role: 'approver' }
      await as(cloud, 'admin').send('PUT', staff, { body: whole, headers: match(record.etag) })
    }
  })
})

describe('a text that several put into releases at the same moment', () => {
  const absence = { absent: true } as const
  const doing = {
    at: '2031-01-01T01:00:00.000Z',
    actor: { id: 'a', name: 'A', role: 'approver' },
    action: 'create',
  } as const
  const textsOf = (members: Member[]) =>
    members.map(({ article, locale }) => ({ article, locale: locale as Locale }))
  const makes = (id: string, name: string, members: Member[]) => () => ({
    act: doing,
    state: { id, name, members: textsOf(members), createdBy: 'a' },
  })
  const putNamed = (
    name: string,
    members: Member[],
    language = 'en',
    { id = newId(), headers = absent }: { id?: string; headers?: Record<string, string> } = {},
  ) =>
    as(cloud, 'approver').send('PUT', `/releases/${id}`, {
      body: { name, members },
      headers: { ...headers, 'accept-language': language },
    })
  const openWith = async ([member]: Member[]) =>
    (await as(cloud, 'editor').get(`/releases?article=${member!.article}`)).body.releases

  it('comes into one of them, made now or there before; each other is told which has it, in their language', async () => {
    for (let round = 0; round < 8; round += 1) {
      const members = [...(await approved('vi')), ...(await approved('vi'))]
      const there = newId()
      const { etag } = await put(there, [])
      const asked = [
        { name: 'Lễ hội hoa', language: 'vi', ...{ id: there, headers: match(etag) } },
        { name: 'Tuần văn hóa', language: 'en', ...{ id: newId(), headers: absent } },
        { name: 'Ngày hội', language: 'vi', ...{ id: newId(), headers: absent } },
      ]
      const answers = await Promise.all(
        asked.map(({ name, language, ...of }) => putNamed(name, members, language, of)),
      )
      const won = answers.findIndex(({ status }) => status < 300)
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
      const { name } = asked[won]!
      const told = {
        vi: `bản tiếng Việt đã thuộc đợt đăng "${name}"`,
        en: `the text in Vietnamese is in the release "${name}" already`,
      }
      const refused = answers.flatMap(({ status, body }, at) =>
        at === won ? [] : [[status, body.rule, body.detail]],
      )
      const lost = asked.filter((_, at) => at !== won)
      expect(refused).toEqual(
        lost.map(({ language }) => [409, 'in_another_release', told[language as Locale]]),
      )
      expect(await openWith(members)).toMatchObject([{ id: asked[won]!.id, name }])
    }
  })

  it('comes into none where another took it after it was seen to be free', async () => {
    const members = await approved('vi')
    const table = newsroomTable()
    const { releases } = createNewsroom(table)
    const [faster, slower] = [newId(), newId()]
    let isFirst = true
    const crossed = {
      ...table,
      async putTogether(items: Parameters<typeof table.putTogether>[0]) {
        if (isFirst) await releases.revise(faster, absence, makes(faster, 'Nhanh hơn', members))
        isFirst = false
        await table.putTogether(items)
      },
    }
    const asked = createNewsroom(crossed).releases.revise(slower, absence, makes(slower, 'Chậm', members))
    await expect(asked).rejects.toMatchObject({
      code: 'conflict',
      refusal: { rule: 'in_another_release', params: { name: 'Nhanh hơn', locale: 'vi' } },
    })
    expect(await releases.latest(slower)).toBeUndefined()
  })

  it('comes into two, in two languages, and into the same one once however often that is asked', async () => {
    const [vi, en] = (await approved('vi', 'en')) as [Member, Member]
    const both = await Promise.all([putNamed('Bản Việt', [vi]), putNamed('Bản Anh', [en])])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    const members = await approved('vi')
    const again = { id: newId(), headers: { ...absent, 'idempotency-key': newId() } }
    const same = await Promise.all([1, 2, 3].map(() => putNamed('Một đợt', members, 'en', again)))
    expect(same.map(({ status, etag }) => [status, etag])).toEqual(same.map(() => [201, same[0]!.etag]))
  })

  it('is free again once its release went public, was put away, or let it go; and is held when that one takes it back', async () => {
    const members = await approved('vi')
    const first = newId()
    const made = await put(first, members)
    expect((await put(newId(), members)).status).toBe(409)
    const emptied = await put(first, [], match(made.etag))
    const second = newId()
    const held = await put(second, members)
    expect(held.status).toBe(201)
    const back = await put(first, members, match(emptied.etag))
    expect([back.status, back.body.rule]).toEqual([409, 'in_another_release'])
    expect((await act(second, 'discard', held.etag)).status).toBe(200)
    const taken = await put(first, members, match(emptied.etag))
    expect(taken.status).toBe(200)
    expect((await act(first, 'publish', taken.etag)).status).toBe(200)
    const { etag } = await as(cloud, 'approver').get(`/articles/${members[0]!.article}`)
    expect((await as(cloud, 'approver').withdraw(members[0]!.article, 'vi', etag)).status).toBe(200)
    expect((await put(newId(), members)).status).toBe(201)
  })

  it('is held by a release that was put together before anything was noted of it', async () => {
    const members = await approved('vi')
    const id = newId()
    const table = newsroomTable()
    await table.put({ ...newsroomKeys.releaseOf(members[0]!.article, id) })
    const chain = createChain({ table, kind: 'RELEASE', schema: release })
    await chain.revise(id, absence, makes(id, 'Đợt cũ', members))
    expect((await putNamed('Đợt mới', members)).body).toMatchObject({
      status: 409,
      params: { name: 'Đợt cũ' },
    })
    const { etag } = await as(cloud, 'approver').get(`/releases/${id}`)
    expect((await act(id, 'discard', etag)).status).toBe(200)
    expect((await putNamed('Đợt mới', members)).status).toBe(201)
  })
})

describe('all or none', () => {
  it('holds while somebody changes one of the texts at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const members = [...(await approved('vi')), ...(await approved('vi')), ...(await approved('vi'))]
      const id = newId()
      const { etag } = await put(id, members)
      const [published, changed] = await Promise.all([act(id, 'publish', etag), change(members[round % 3]!)])
      const lives = await Promise.all(
        members.map(
          async ({ article }) => (await articleOf(article)).article.translations.vi.live !== undefined,
        ),
      )
      expect([published.status, new Set(lives)]).toEqual([
        published.status === 200 ? 200 : 409,
        new Set([published.status === 200]),
      ])
      expect([200, 412]).toContain(changed.status)
    }
  })

  it('is done once, however many ask for it at once and however often a request comes', async () => {
    const members = [...(await approved('vi')), ...(await approved('vi'))]
    const id = newId()
    const { etag } = await put(id, members)
    const same = { 'idempotency-key': newId() }
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => act(id, 'publish', etag, {}, same)),
      ...[1, 2].map(() => act(id, 'publish', etag)),
    ])
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    expect(answers.map(({ status }) => status).filter((each) => ![200, 409, 412].includes(each))).toEqual([])
    const again = await act(id, 'publish', etag, {}, same)
    if (answers[0]!.status === 200) expect(again.etag).toBe(answers[0]!.etag)
    for (const { article } of members)
      expect(
        (await revisionsOf(article)).filter((each: { action: string }) => each.action === 'publish_together'),
      ).toHaveLength(1)
  })

  it('stands after a death between the commit and its rows, which are mended', async () => {
    const members = [...(await approved('vi')), ...(await approved('vi'))]
    const id = newId()
    await put(id, members)
    const table = newsroomTable()
    const whole = createNewsroom(table)
    const latest = (await whole.releases.latest(id))!
    const actor = { id: 'a', name: 'A', role: 'approver' } as const
    const doing = { at: new Date().toISOString(), actor, action: 'publish' as const }
    const { next, parts } = await makeTogether(whole, latest, { act: doing })
    const dying = {
      ...table,
      put: async () => {
        throw new Error('killed')
      },
    }
    expect(await createNewsroom(dying).releases.commit(latest, next, parts)).toBeDefined()
    expect(await statusesOf(members)).toEqual(['published', 'published'])
    // Asked again, the commit is known as the one that was made.
    expect((await whole.releases.latest(id))?.state.published).toBeDefined()
    await cloud.tick()
    await cloud.settled()
    const { body } = await as(cloud, 'editor').get('/releases?state=gone')
    expect(body.releases.map((each: { id: string }) => each.id)).toContain(id)
    const rows = await as(cloud, 'editor').get(
      `/articles?ids=${members.map(({ article }) => article).join(',')}`,
    )
    expect(rows.body.articles.map(({ translations }: Row) => translations.vi.status)).toEqual([
      'published',
      'published',
    ])
  })
})
