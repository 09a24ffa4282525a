import { beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../functions/domain/settings/settings.ts'
import { anArticle, aText } from '../support/articles/articles.ts'
import { aHouse, asRead, staff } from '../support/articles/preview.ts'
import { listenToLog } from '../support/log.ts'

// One line of the log for each request.
listenToLog()

let house: ReturnType<typeof aHouse>
beforeEach(async () => {
  house = aHouse()
  for (const [id, role] of Object.entries(staff)) await house.hire(role, id)
})

describe('a link to decide', () => {
  const decidable = async () => {
    const id = await house.submitted()
    const { url, link } = (await house.link('approver', id, { purpose: 'decide' })).body
    return { id, url, link }
  }

  it('is made by who could approve the text themselves, while it is in review', async () => {
    const id = await house.submitted()
    const ask = { purpose: 'decide' }
    expect((await house.link('editor', id, ask)).status).toBe(403)
    expect((await house.link('approver', id, ask)).status).toBe(201)
    expect((await house.link('approver', id, { ...ask, revision: 1 })).status).toBe(201)
    await house.act('approver', id, 'return', { note: 'Sửa lại' })
    expect((await house.link('approver', id, ask)).status).toBe(409)
    const own = anArticle({ translations: { vi: aText({ summary: 'Do người duyệt viết.' }) } })
    await house.as('approver', 'PUT', `/articles/${id}`, own, asRead)
    await house.act('approver', id, 'submit')
    expect((await house.link('approver', id, ask)).status).toBe(403)
    await house.newsroom.reviseSettings({ absent: true }, () => ({
      act: {
        at: '2026-03-02T08:00:00.000Z',
        actor: { id: 'a', name: 'a', role: 'admin' },
        action: 'configure',
      },
      state: { ...defaultSettings, fourEyes: false },
    }))
    expect((await house.link('approver', id, { ...ask, revision: 1 })).status).toBe(409)
    expect((await house.link('approver', id, ask)).status).toBe(201)
  })

  it('approves, as what it is, and shows afterwards what was decided', async () => {
    const { id, url, link } = await decidable()
    const answer = await house.decide(url, { decision: 'approve', note: 'Đồng ý.' })
    expect(answer).toMatchObject({ status: 303, location: new URL(url).pathname })
    const latest = await house.stateOf(id)
    expect(latest.text).toMatchObject({ status: 'approved', approval: { by: `link:${link.id}` } })
    expect(latest).toMatchObject({
      action: 'approve',
      locale: 'vi',
      note: 'Đồng ý.',
      actor: { id: `link:${link.id}`, name: 'Lãnh đạo Sở', role: 'guest' },
    })
    expect(await house.newsroom.links.find(link.id)).toMatchObject({
      decided: { decision: 'approve', number: latest.number, note: 'Đồng ý.' },
    })
    const { text } = await house.open(url)
    expect(text).toContain('Bài đã được duyệt qua liên kết này')
    expect(text).toContain('Đồng ý.')
    expect(text).not.toContain('<form class="decision"')
    const after = await house.decide(url, { decision: 'return', note: 'Nghĩ lại.' })
    expect(after.status).toBe(409)
    expect((await house.stateOf(id)).number).toBe(latest.number)
    house.wait(7 * 24)
    expect((await house.open(url)).status).toBe(404)
  })

  it('returns with a note, and not without one', async () => {
    const { id, url } = await decidable()
    for (const [fields, message] of [
      [{}, 'Hãy chọn duyệt bài'],
      [{ decision: 'publish' }, 'Hãy chọn duyệt bài'],
      [{ decision: 'return', note: ' \n ' }, 'Hãy viết lời nhắn'],
      [{ decision: 'return', note: 'x'.repeat(1001) }, 'Lời nhắn dài 1001 ký tự; tối đa là 1000'],
      [{ decision: 'return', note: 'Sửa\u202e lại' }, 'ký tự không hiển thị được'],
    ] as const) {
      const { status, text } = await house.decide(url, fields)
      expect([status, text]).toEqual([422, expect.stringContaining(message)])
    }
    expect((await house.stateOf(id)).text.status).toBe('in_review')
    expect((await house.decide(url, { decision: 'return', note: 'Sửa\r\nđoạn 2' })).status).toBe(303)
    const latest = await house.stateOf(id)
    expect([latest.text.status, latest.action, latest.note]).toEqual(['draft', 'return', 'Sửa\nđoạn 2'])
  })

  it('is not used up by whoever only looks: programs that follow links decide nothing', async () => {
    const { id, url } = await decidable()
    const before = await house.stateOf(id)
    for (const each of [url, `${url}?decision=approve`]) expect((await house.open(each)).status).toBe(200)
    expect((await house.stateOf(id)).number).toBe(before.number)
  })

  it('decides nothing once the text says something else, or somebody else has settled it', async () => {
    const { id, url } = await decidable()
    const { url: second } = (await house.link('approver', id, { purpose: 'decide' })).body
    await house.act('approver', id, 'approve')
    expect((await house.open(url)).text).toContain('Bài không còn chờ duyệt')
    expect((await house.decide(url, { decision: 'approve' })).status).toBe(409)
    const changed = anArticle({ translations: { vi: aText({ summary: 'Khác.' }), en: aText() } })
    await house.as('writer', 'PUT', `/articles/${id}`, changed, asRead)
    await house.act('writer', id, 'submit')
    const { number } = await house.stateOf(id)
    const { text } = await house.open(second)
    expect(text).toContain('Nội dung bài đã được sửa')
    expect(text).not.toContain('<form class="decision"')
    for (const each of [url, second])
      expect((await house.decide(each, { decision: 'approve' })).status).toBe(409)
    expect((await house.stateOf(id)).number).toBe(number)
  })

  it('is refused also where the form was open while the text changed', async () => {
    const { id, url } = await decidable()
    const changed = anArticle({ translations: { vi: aText({ summary: 'Khác.' }), en: aText() } })
    await house.as('writer', 'PUT', `/articles/${id}`, changed, asRead)
    await house.act('writer', id, 'submit')
    const { status, text } = await house.decide(url, { decision: 'approve' })
    expect(status).toBe(409)
    expect(text).toContain('Nội dung bài đã được sửa')
    expect((await house.stateOf(id)).text.status).toBe('in_review')
  })

  it('still decides when only the other language went on', async () => {
    const { id, url } = await decidable()
    await house.act('writer', id, 'submit', {}, 'en')
    await house.act('approver', id, 'approve', {}, 'en')
    expect((await house.decide(url, { decision: 'approve' })).status).toBe(303)
    const { state } = await house.stateOf(id)
    expect([state.translations.vi?.status, state.translations.en?.status]).toEqual(['approved', 'approved'])
  })

  it('lends a right that its maker still has', async () => {
    const { id, url } = await decidable()
    await house.hire('editor', 'approver')
    expect((await house.open(url)).text).toContain('hiện không có quyền duyệt bài')
    const before = await house.stateOf(id)
    expect((await house.decide(url, { decision: 'approve' })).status).toBe(409)
    expect((await house.stateOf(id)).number).toBe(before.number)
  })

  it('answers a request that is sent ten times at once ten times alike', async () => {
    const { id, url } = await decidable()
    const { number } = await house.stateOf(id)
    const all = Array.from({ length: 10 }, () => house.decide(url, { decision: 'approve' }))
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(Array(10).fill(303))
    expect((await house.stateOf(id)).number).toBe(number + 1)
  })

  it('decides once, however often and with whatever it is asked at the same time', async () => {
    const { id, url, link } = await decidable()
    const before = await house.stateOf(id)
    const all = Array.from({ length: 10 }, (_, index) =>
      house.decide(url, { decision: index % 2 ? 'approve' : 'return', note: 'Ý kiến' }),
    )
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303).length).toBeGreaterThan(0)
    expect(statuses.filter((status) => ![303, 409].includes(status))).toEqual([])
    const after = await house.stateOf(id)
    expect(after.number).toBe(before.number + 1)
    expect((await house.newsroom.links.find(link.id))?.decided?.decision).toBe(after.action)
  })

  it('may be sent again when its answer was lost on the way, and is then noted as used up', async () => {
    const { id, url, link } = await decidable()
    const { change } = house.newsroom.links
    house.newsroom.links.change = () => Promise.reject(new Error('the line was cut'))
    const sent = { decision: 'approve', note: 'Đồng ý.' }
    expect((await house.decide(url, sent)).status).toBe(503)
    house.newsroom.links.change = change
    const { number, text } = await house.stateOf(id)
    expect(text.status).toBe('approved')
    expect((await house.decide(url, sent)).status).toBe(303)
    expect((await house.decide(url, { decision: 'return', note: 'Khác' })).status).toBe(409)
    expect((await house.stateOf(id)).number).toBe(number)
    expect((await house.newsroom.links.find(link.id))?.decided).toMatchObject({ decision: 'approve', number })
  })

  it.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])(
    'takes no decision that another site has sent: %j',
    async (headers) => {
      const { id, url } = await decidable()
      const { status, text } = await house.decide(url, { decision: 'approve' }, headers as never)
      expect([status, text]).toEqual([400, expect.stringContaining('không được gửi từ trang này')])
      expect((await house.stateOf(id)).text.status).toBe('in_review')
      const own = { origin: 'null', 'sec-fetch-site': 'same-origin' }
      expect((await house.decide(url, { decision: 'approve' }, own)).status).toBe(303)
    },
  )

  it('takes no decision on a revision that the form does not name', async () => {
    const { id, url } = await decidable()
    expect((await house.decide(url, { decision: 'approve', revision: '1-00000000' })).status).toBe(400)
    expect((await house.stateOf(id)).text.status).toBe('in_review')
  })

  it('for reading alone has no form, and takes no decision', async () => {
    const id = await house.submitted()
    const { url } = (await house.link('approver', id)).body
    expect((await house.open(url)).text).not.toContain('<form class="decision"')
    expect((await house.decide(url, { decision: 'approve' })).status).toBe(409)
    expect((await house.stateOf(id)).text.status).toBe('in_review')
  })
})
