import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastDigest } from '../../functions/domain/notices/digest.ts'
import { noticeKinds } from '../../functions/domain/notices/kinds.ts'
import { defaultSettings } from '../../functions/domain/settings/settings.ts'
import { type Mail, writeNoticeMail } from '../../functions/mails/notice-mail.ts'
import { carryOutDue } from '../../functions/scheduler/due.ts'
import { createPost } from '../../functions/scheduler/post.ts'
import { createTeller } from '../../functions/scheduler/tell.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import type { Table } from '../../functions/store/table.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

const lines = listenToLog()
const logged = (message: string) =>
  lines.map((line) => JSON.parse(line)).filter((each) => each.message === message)

/** A Friday in Vietnam. */
const start = Date.parse('2026-11-27T02:00:00.000Z')
const minute = 60_000
const people = ['contributor', 'editor', 'editor2', 'approver', 'approver2', 'admin', 'admin2'] as const

/** A table that fails for good at the nth write of a notice: as a function that is killed there. */
function killedAt(table: Table, writes: number): Table {
  let left = writes
  return {
    ...table,
    put: async (item, condition) => {
      if (item.pk.startsWith('PERSON#') || item.pk === 'SCHEDULER') {
        if (left === 0) throw new Error('killed')
        left -= 1
      }
      await table.put(item, condition)
    },
  }
}

async function aHouse() {
  let clock = start
  const table = createMemoryTable()
  const door = await aDoor(table, () => new Date(clock))
  const sent: { to: string; mail: Mail; at: number }[] = []
  const hands = (on: Table = table) => {
    const newsroom = createNewsroom(on)
    return {
      tell: createTeller(newsroom, () => new Date(clock)),
      post: createPost({
        newsroom,
        desk: 'https://news.example/desk/',
        addressOf: async (principal) => `${principal}@example.org`,
        send: async (to, mail) => {
          sent.push({ to: to.split('@')[0] ?? '', mail, at: clock })
        },
      }),
    }
  }
  let [{ tell, post }] = [hands()]
  return {
    ...door,
    sent,
    hands,
    restart() {
      ;({ tell, post } = hands())
    },
    wait: (milliseconds: number) => {
      clock += milliseconds
    },
    now: () => new Date(clock),
    async tick() {
      const now = new Date(clock)
      await carryOutDue({ newsroom: door.newsroom, requestId: 'tick' }, now)
      await tell(now)
      await post(now)
    },
    async heard() {
      const lists = await Promise.all(
        people.map(
          async (id) => [id, (await door.newsroom.notices.of(id, new Date(clock))).notices] as const,
        ),
      )
      return Object.fromEntries(
        lists.flatMap(([id, notices]) =>
          notices.length > 0 ? [[id, notices.map(({ kind, locale }) => `${kind} ${locale}`).reverse()]] : [],
        ),
      )
    },
  }
}

type House = Awaited<ReturnType<typeof aHouse>>

/** An article in the hands of five people, a second after each other; answers its id. */
async function live(house: House) {
  const { as, wait } = house
  const id = newId()
  let { etag } = await as('contributor').create(id, anArticle({ translations: { vi: aText() } }))
  const act = async (who: (typeof people)[number], locale: string, what: string, body: object = {}) => {
    wait(1000)
    const answer = await as(who).act(id, locale, what, etag, body)
    expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).toBe(200)
    etag = answer.etag
  }
  await act('contributor', 'vi', 'submit')
  await act('approver', 'vi', 'return', { note: 'Thiếu số liệu quý 3' })
  await act('contributor', 'vi', 'submit')
  await act('approver', 'vi', 'approve')
  await act('approver', 'vi', 'publish')
  await act('admin', 'en', 'assign', { to: 'editor', from: null })
  wait(1000)
  const english = aText({ title: 'Year-end conference', basedOn: { locale: 'vi', revision: 1 } })
  expect((await as('editor').addText(id, 'en', english)).status).toBeLessThan(300)
  wait(1000)
  const article = await as('approver').get(`/articles/${id}`)
  etag = article.etag
  const changed = await as('approver').writeText(id, 'vi', etag, aText({ body: '<p>Lời khác hẳn.</p>' }))
  etag = changed.etag
  await act('approver2', 'vi', 'publish-now', { reason: 'Bão số 9' })
  return id
}

const expected = {
  contributor: ['returned vi', 'approved vi', 'published vi', 'published vi'],
  editor: ['assigned en', 'stale en'],
  approver: ['submitted vi', 'submitted vi', 'emergency vi'],
  approver2: ['submitted vi', 'submitted vi'],
  admin: ['submitted vi', 'submitted vi', 'emergency vi'],
  admin2: ['submitted vi', 'submitted vi', 'emergency vi'],
}

describe('the life of an article', () => {
  it('tells each person what is their business, by the chain, and once', async () => {
    const house = await aHouse()
    await house.tick()
    await live(house)
    await house.tick()
    expect(await house.heard()).toEqual(expected)
    house.wait(minute)
    await house.tick()
    // Another instance looks at it again.
    house.restart()
    await house.tick()
    expect(await house.heard()).toEqual(expected)
  })

  it('tells the same where whoever tells is killed at any write, and the next one goes on', async () => {
    const house = await aHouse()
    await house.tick()
    await live(house)
    for (let writes = 0; writes < 20; writes += 1) {
      const { tell } = house.hands(killedAt(house.table, writes))
      await tell(house.now()).catch(() => undefined)
    }
    house.restart()
    await house.tick()
    expect(await house.heard()).toEqual(expected)
    expect(logged('an act was not told').length).toBeGreaterThan(0)
  })

  it('tells that texts did not go public together at their moment, once each of whoever may plan again', async () => {
    const house = await aHouse()
    await house.tick()
    const texts = [newId(), newId()]
    for (const id of texts) {
      const made = await house.as('editor').create(id, anArticle())
      const sent = await house.as('editor').act(id, 'vi', 'submit', made.etag)
      await house.as('approver').act(id, 'vi', 'approve', sent.etag)
    }
    await house.tick()
    const heardBefore = await house.heard()
    const release = newId()
    const body = { name: 'Tuần lễ biên giới', members: texts.map((article) => ({ article, locale: 'vi' })) }
    const made = await house
      .as('admin')
      .send('PUT', `/releases/${release}`, { body, headers: { 'if-none-match': '*' } })
    const plan = { publishAt: new Date(start + 5 * minute).toISOString() }
    const planned = await house
      .as('admin')
      .send('POST', `/releases/${release}/schedule`, { body: plan, headers: { 'if-match': made.etag } })
    expect(planned.status, JSON.stringify(planned.body)).toBe(200)
    // One of them is changed, and is not ready at the moment.
    const { etag } = await house.as('editor').get(`/articles/${texts[0]}`)
    await house
      .as('editor')
      .replace(texts[0] ?? '', etag, anArticle({ translations: { vi: aText({ title: 'Chưa xong' }) } }))
    house.wait(15 * minute)
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await house.tick()
      house.wait(6 * minute)
    }
    house.restart()
    await house.tick()
    const heard = await house.heard()
    for (const id of ['approver', 'approver2', 'admin', 'admin2'])
      expect([id, heard[id]?.filter((each: string) => each.startsWith('late'))]).toEqual([
        id,
        ['late undefined'],
      ])
    expect(heard.editor?.some((each: string) => each.startsWith('late'))).toBe(false)
    expect(heardBefore.approver?.some((each: string) => each.startsWith('late'))).toBe(false)
    const mail = house.sent.find(
      ({ to, mail: { subject } }) => to === 'admin2' && subject.includes('biên giới'),
    )
    expect(mail?.mail.text).toContain(`https://news.example/desk/#/releases/${release}`)
  })

  it('tells a colleague what they are to write though it is no text yet, once, and where its day stands', async () => {
    const house = await aHouse()
    await house.tick()
    const id = newId()
    const slot = { what: 'Chợ phiên cuối năm', on: '2026-12-05', section: 'news', locale: 'vi' }
    const put = (headers: Record<string, string>, body: object) =>
      house.as('editor').send('PUT', `/slots/${id}`, { body, headers })
    let { etag } = await put({ 'if-none-match': '*' }, slot)
    await house.tick()
    expect(await house.heard()).toEqual({})
    for (const changed of [
      { ...slot, who: 'contributor' },
      { ...slot, who: 'contributor', on: '2026-12-12' },
    ]) {
      house.wait(1000)
      etag = (await put({ 'if-match': etag }, changed)).etag
    }
    await house.tick()
    house.restart()
    await house.tick()
    expect(await house.heard()).toEqual({ contributor: ['assigned vi'] })
    const [mail] = house.sent
    expect(mail?.to).toBe('contributor')
    expect(mail?.mail.subject).toContain('Chợ phiên cuối năm')
    expect(mail?.mail.text).toContain('https://news.example/desk/#/calendar?view=list&day=2026-12-05')
    // Whoever takes it themselves need not be told.
    house.wait(1000)
    await put({ 'if-match': etag }, { ...slot, who: 'editor' })
    await house.tick()
    expect(Object.keys(await house.heard())).toEqual(['contributor'])
  })

  it('tells of a late plan all who may plan again, while publication is frozen too, once', async () => {
    const house = await aHouse()
    await house.tick()
    const id = newId()
    let { etag } = await house.as('editor').create(id, anArticle())
    const act = async (who: 'editor' | 'approver', what: string, body: object = {}) => {
      const answer = await house.as(who).act(id, 'vi', what, etag, body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      etag = answer.etag
    }
    await act('editor', 'submit')
    await act('approver', 'approve')
    await act('approver', 'schedule', { publishAt: new Date(start + 5 * minute).toISOString() })
    await house.newsroom.reviseSettings({ absent: true }, () => ({
      act: {
        at: house.now().toISOString(),
        actor: { id: 'admin', name: 'A', role: 'admin' },
        action: 'configure',
      },
      state: {
        ...defaultSettings,
        frozen: { reason: 'Sao lưu' },
      },
    }))
    house.wait(10 * minute)
    await house.tick()
    await house.tick()
    const late = Object.entries(await house.heard()).filter(([, all]) => all.includes('late vi'))
    expect(late.map(([who]) => who)).toEqual(['approver', 'approver2', 'admin', 'admin2'])
    for (const [, all] of late) expect(all.filter((each) => each === 'late vi')).toHaveLength(1)
  })
})

describe('mails', () => {
  it('go out at once of what is pressing, and of the rest on the next working morning, each once', async () => {
    const house = await aHouse()
    await house.tick()
    await live(house)
    await house.tick()
    house.wait(minute)
    await house.tick()
    const atOnce = house.sent.map(({ to, mail }) => `${to}: ${mail.subject}`).sort()
    const title = 'Hội nghị tổng kết công tác đối ngoại'
    expect(atOnce).toEqual(
      [
        `admin2: Bài đăng khẩn, cần bạn xem lại: ${title}`,
        `admin: Bài đăng khẩn, cần bạn xem lại: ${title}`,
        `approver: Bài đăng khẩn, cần bạn xem lại: ${title}`,
        `contributor: Bài được trả lại cho bạn: ${title}`,
        `editor: Bạn được giao việc: ${title}`,
      ].sort(),
    )
    house.sent.length = 0
    // Saturday and Sunday.
    for (let hours = 0; hours < 48; hours += 6) {
      house.wait(6 * 60 * minute)
      await house.tick()
    }
    expect(house.sent).toEqual([])
    house.wait(24 * 60 * minute)
    await house.tick()
    house.restart()
    house.wait(minute)
    await house.tick()
    const digests = house.sent.map(({ to, mail }) => `${to}: ${mail.subject}`).sort()
    expect(digests).toEqual(
      [
        'admin2: Tin báo ngày 30/11/2026: 2 tin',
        'admin: Tin báo ngày 30/11/2026: 2 tin',
        'approver2: Tin báo ngày 30/11/2026: 2 tin',
        'approver: Tin báo ngày 30/11/2026: 2 tin',
        'contributor: Tin báo ngày 30/11/2026: 2 tin',
        'editor: Tin báo ngày 30/11/2026: 1 tin',
      ].sort(),
    )
  })

  it('are tried again where one was not sent, hold up nobody else, and are given up after five times', async () => {
    const house = await aHouse()
    await house.tick()
    const newsroom = createNewsroom(house.table)
    const telling = (source: string) => ({
      ...{ kind: 'returned' as const, source, article: '0123456789', locale: 'vi' as const, section: 'news' },
      ...{ titles: { vi: 'Tin' }, at: house.now().toISOString() },
    })
    await newsroom.notices.tell([{ notice: telling('A#1'), to: ['contributor', 'editor'] }], house.now)
    const tried: string[] = []
    const post = createPost({
      newsroom,
      desk: 'https://news.example/desk/',
      addressOf: async (principal) => principal,
      send: async (to) => {
        tried.push(to)
        if (to === 'contributor') throw new Error('the mailbox is full')
      },
    })
    for (let minutes = 0; minutes < 60; minutes += 1) {
      house.wait(minute)
      await post(house.now())
    }
    expect(tried.filter((to) => to === 'editor')).toHaveLength(1)
    expect(tried.filter((to) => to === 'contributor')).toHaveLength(5)
    expect(logged('a mail was not sent').filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  it('are not written to whoever has left, whose business it is not any more, or who chose none', async () => {
    const house = await aHouse()
    await house.tick()
    await house.newsroom.preferences.save(
      'editor',
      { locale: 'en', notices: { assigned: { desk: true, mail: 'none' } } },
      { match: ['"preferences-0"'] },
    )
    await house.as('admin').send('PUT', '/staff/approver', {
      headers: { 'if-none-match': '*' },
      body: { name: 'Vai approver', role: 'approver', active: false },
    })
    await live(house).catch(() => undefined)
    await house.tick()
    const to = house.sent.map((each) => each.to)
    expect(to).not.toContain('approver')
    expect(to).not.toContain('editor')
  })

  it('say titles alone, in the language of the person, and lead to the desk', () => {
    const mail = writeNoticeMail({
      desk: 'https://news.example/desk/',
      locale: 'en',
      name: 'Editor <3',
      notices: [
        {
          ...{ kind: 'returned', source: 's', article: '0123456789', locale: 'vi', section: 'news' },
          ...{ titles: { vi: 'Tin <b>A</b>\r\nBcc: x@y.z' }, at: '2026-11-27T03:00:00.000Z' },
          ...{ by: { id: 'a', name: 'Approver & co' }, note: 'Mật: chưa công bố' },
        },
      ],
    })
    expect(mail.subject).toBe('Returned to you: Tin <b>A</b> Bcc: x@y.z')
    expect(mail.text).toContain('https://news.example/desk/#/a/0123456789/vi')
    expect(mail.html).toContain('Tin &lt;b&gt;A&lt;/b&gt;')
    expect(mail.html).toContain('lang="vi"')
    for (const text of [mail.text, mail.html]) {
      expect(text).not.toContain('Mật')
      expect(text).toContain('#/preferences')
    }
    expect(mail.html).not.toMatch(/<(?:img|script|link)|url\(/u)
  })

  it('of a working morning are due at half past seven in Vietnam, never on a weekend', () => {
    expect(lastDigest(new Date('2026-11-27T00:29:59.000Z'))).toBe('2026-11-26T00:30:00.000Z')
    expect(lastDigest(new Date('2026-11-27T00:30:00.000Z'))).toBe('2026-11-27T00:30:00.000Z')
    expect(lastDigest(new Date('2026-11-29T12:00:00.000Z'))).toBe('2026-11-27T00:30:00.000Z')
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (now) => {
          const due = new Date(lastDigest(now))
          // The longest: two holidays beside a weekend.
          expect(due <= now && now.getTime() - due.getTime() < 5 * 86_400_000 + 1).toBe(true)
          expect(due.toISOString().slice(11, 16)).toBe('00:30')
          expect([0, 6]).not.toContain(due.getUTCDay())
        },
      ),
    )
  })

  it('wait where nobody works: on fixed holidays, and on the days that the settings name, as those of Tết', () => {
    const at = (day: string) => new Date(`${day}T05:00:00.000Z`)
    // Friday the first is a holiday, Thursday the thirtieth too.
    expect(lastDigest(at('2026-05-01'))).toBe('2026-04-29T00:30:00.000Z')
    expect(lastDigest(at('2026-01-01'))).toBe('2025-12-31T00:30:00.000Z')
    const tet = ['2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10']
    expect(lastDigest(at('2027-02-10'), tet)).toBe('2027-02-03T00:30:00.000Z')
    expect(lastDigest(at('2027-02-11'), tet)).toBe('2027-02-11T00:30:00.000Z')
    // Whoever names every day by mistake is mailed all the same.
    const all = Array.from({ length: 400 }, (_, index) =>
      new Date(Date.parse('2026-06-01') + index * 86_400_000).toISOString().slice(0, 10),
    )
    expect(at('2027-06-01').getTime() - Date.parse(lastDigest(at('2027-06-01'), all))).toBeLessThan(
      32 * 86_400_000,
    )
  })

  it('have words for every kind', () => {
    for (const locale of ['vi', 'en'] as const)
      for (const kind of noticeKinds) {
        const notice = {
          kind,
          source: 's',
          article: '0123456789',
          section: 'news',
          titles: {},
          at: '2026-11-27T03:00:00.000Z',
        }
        expect(writeNoticeMail({ desk: 'd', locale, name: 'n', notices: [notice] }).subject).not.toContain(
          'undefined',
        )
      }
  })
})
