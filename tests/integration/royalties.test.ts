import { AwsClient } from 'aws4fetch'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../functions/domain/role.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const thisMonth = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

const put = (path: string, body: unknown, etag?: string, role: Role = 'admin') =>
  as(cloud, role).send('PUT', path, { body, headers: etag ? { 'if-match': etag } : { 'if-none-match': '*' } })

const post = (path: string, etag: string, body: unknown = {}, role: Role = 'approver') =>
  as(cloud, role).send('POST', path, { body, headers: { 'if-match': etag } })

/** Whoever approved it does not note its payment. */
const pay = (id: string, etag: string, body: unknown) => post(`/royalties/${id}/pay`, etag, body, 'admin')

const get = (path: string, role: Role = 'approver') => as(cloud, role).get(path)

/** A published article; by default with words of its own, so that no other is the same. */
async function published(changes: Record<string, unknown> = {}, publishedAt?: string): Promise<string> {
  const id = newId()
  const text = aText({ body: `<p>Nội dung ${id}.</p>` })
  const { etag } = await as(cloud, 'editor').create(id, anArticle({ translations: { vi: text }, ...changes }))
  await as(cloud, 'admin').publish(id, 'vi', etag, publishedAt ? { publishedAt } : {})
  return id
}

async function aPayee(changes: object = {}): Promise<string> {
  const id = newId()
  await put(`/payees/${id}`, { name: 'Người viết', kind: 'staff', ...changes }, undefined, 'approver')
  return id
}

function aRoyalty(article: string, payee: string, changes: object = {}) {
  return {
    article,
    locale: 'vi',
    works: [{ genre: 'news', coefficientTenths: 10 }],
    pages: 1,
    photos: 0,
    contributions: [{ payee, role: 'author', shareBasisPoints: 10_000 }],
    ...changes,
  }
}

async function proposed(changes: object = {}, publishedAt = '2019-07-15T15:00:00+07:00') {
  const payee = await aPayee()
  const article = await published({}, publishedAt)
  const id = newId()
  const input = aRoyalty(article, payee, changes)
  const { status, etag, body } = await put(`/royalties/${id}`, input, undefined, 'admin')
  return { id, payee, article, input, status, etag, answer: body }
}

async function approved(changes: object = {}, publishedAt?: string) {
  const proposal = await proposed(changes, publishedAt)
  const { status, etag, body } = await post(`/royalties/${proposal.id}/approve`, proposal.etag)
  return { ...proposal, status, etag, answer: body, royalty: body.royalty }
}

describe('royalty schemes', () => {
  it('begin with the one of the decree, and are for administrators to change', async () => {
    const id = `s${newId()}`
    expect((await get('/royalty-schemes/default')).body).toEqual(defaultRoyaltyScheme)
    expect((await get('/royalty-schemes')).body.schemes[0]).toMatchObject({ id: 'default', revision: 0 })
    const scheme = { ...defaultRoyaltyScheme, effectiveFrom: '1999-01-01', effectiveTo: '1999-12-31' }
    expect((await put(`/royalty-schemes/${id}`, scheme, undefined, 'approver')).status).toBe(403)
    const first = await put(`/royalty-schemes/${id}`, scheme)
    expect(first.status).toBe(201)
    expect((await put(`/royalty-schemes/${id}`, scheme)).status).toBe(412)
    const second = await put(`/royalty-schemes/${id}`, { ...scheme, name: 'Quyết định mới' }, first.etag)
    expect(second.status).toBe(200)
    const { revisions } = (await get(`/royalty-schemes/${id}/revisions`)).body
    expect(revisions.map((each: { action: string }) => each.action)).toEqual(['configure', 'configure'])
    expect((await get(`/royalty-schemes/${id}/revisions/1`)).body.state).toEqual(scheme)
    expect((await get('/royalty-schemes')).body.schemes).toContainEqual({
      id,
      revision: 2,
      scheme: { ...scheme, name: 'Quyết định mới' },
    })
  })

  it('refuse unknown fields and name what is wrong', async () => {
    const { status, body } = await put('/royalty-schemes/other', {
      ...defaultRoyaltyScheme,
      bonus: 1,
      dueDays: 90,
    })
    expect(status).toBe(422)
    expect(body.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual(['bonus', 'dueDays'])
  })
})

describe('payees', () => {
  it('are created once, changed by who knows them, and listed without their bank data', async () => {
    const id = newId()
    const bank = { name: 'Ngân hàng', account: '0123456789', holder: 'NGUOI VIET' }
    const body = { name: 'Người viết', kind: 'outside', bank, taxCode: '0123456789' }
    const { etag, status } = await put(`/payees/${id}`, body, undefined, 'approver')
    expect(status).toBe(201)
    expect((await put(`/payees/${id}`, body, undefined, 'approver')).status).toBe(412)
    expect((await as(cloud, 'approver').send('PUT', `/payees/${id}`, { body })).status).toBe(428)
    expect((await put(`/payees/${id}`, { ...body, phone: '0123' }, etag, 'approver')).status).toBe(200)
    expect((await get(`/payees/${id}`)).body).toEqual({ ...body, phone: '0123' })
    const listed = (await get('/payees')).body.payees.find((each: { id: string }) => each.id === id)
    expect(listed).toEqual({ id, name: 'Người viết', kind: 'outside' })
    const { etag: latest } = await get(`/payees/${id}`)
    expect((await put(`/payees/${id}`, { ...body, retired: true }, latest, 'approver')).status).toBe(200)
    const { payees } = (await get('/payees')).body
    expect(payees.find((each: { id: string }) => each.id === id).retired).toBe(true)
  })

  it('have whole account numbers and tax codes or none', async () => {
    const { status, body } = await put(`/payees/${newId()}`, {
      name: 'A',
      kind: 'staff',
      taxCode: '12',
      bank: { name: 'B', account: '12 34', holder: 'A' },
    })
    expect(status).toBe(422)
    expect(body.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'bank.account',
      'taxCode',
    ])
  })
})

describe('who may see money', () => {
  it.each(['contributor', 'editor'] as const)('not a %s, in any way', async (role) => {
    const { id, payee, article, etag } = await approved()
    const paths = [
      '/royalties',
      `/royalties/${id}`,
      `/royalties/${id}/revisions`,
      `/royalties/${id}/revisions/1`,
      `/royalties/proposal?article=${article}&locale=vi`,
      `/royalties/statements/${thisMonth()}`,
      `/royalties/statements/${thisMonth()}.csv`,
      `/royalties/statements/${thisMonth()}.xlsx`,
      '/payees',
      `/payees/${payee}`,
      `/payees/${payee}/revisions`,
      '/royalty-schemes',
      '/royalty-schemes/default',
    ]
    for (const path of paths) {
      const { status, body } = await get(path, role)
      expect.soft(status, path).toBe(403)
      expect.soft(JSON.stringify(body), path).not.toMatch(/149000|Người viết/)
    }
    for (const act of ['approve', 'pay', 'reverse'])
      expect((await post(`/royalties/${id}/${act}`, etag, {}, role)).status).toBe(403)
    expect((await put(`/royalties/${newId()}`, aRoyalty(article, payee), undefined, role)).status).toBe(403)
    expect((await put(`/payees/${newId()}`, { name: 'A', kind: 'staff' }, undefined, role)).status).toBe(403)
  })
})

describe('a proposal', () => {
  it('is suggested from genre, pages and photos of the text', async () => {
    const photo = { name: 'Ảnh', href: '/media/a.jpg', type: 'image/jpeg', bytes: 1 }
    const article = await published(
      {
        genre: 'interview',
        attachments: [photo, photo],
        translations: { vi: aText({ body: `<p>${'chữ '.repeat(900)}</p>` }) },
      },
      '2019-07-15T15:00:00+07:00',
    )
    const { body } = await get(`/royalties/proposal?article=${article}&locale=vi`)
    expect(body.proposal).toEqual({
      article,
      locale: 'vi',
      works: [
        { genre: 'interview', coefficientTenths: 30 },
        { genre: 'photo', coefficientTenths: 3 },
      ],
      pages: 2,
      photos: 2,
      incentiveBasisPoints: 0,
      contributions: [],
    })
    expect(body.calculation.amountVnd).toBe(447_000 + 2 * 44_700)
    expect((await get(`/royalties/proposal?article=${article}&locale=en`)).status).toBe(404)
    expect((await get(`/royalties/proposal?article=${newId()}&locale=vi`)).status).toBe(404)
  })

  it('shows what it comes to and what speaks against it, and follows the article until it is approved', async () => {
    const { id, payee, article, etag, answer } = await proposed({ photos: 1 })
    expect(answer.calculation).toMatchObject({ amountVnd: 149_000, day: '2019-07-15', unitVnd: 149_000 })
    expect(answer.warnings.map(({ code }: { code: string }) => code)).toEqual(['photos'])
    const next = await put(`/royalties/${id}`, aRoyalty(article, payee), etag, 'admin')
    expect(next).toMatchObject({ status: 200, body: { warnings: [], royalty: { state: 'proposed' } } })
    const same = await put(`/royalties/${id}`, aRoyalty(article, payee), next.etag, 'admin')
    expect(same.etag).toBe(next.etag)
  })

  it.each([
    [
      'a coefficient above the genre’s maximum',
      { works: [{ genre: 'news', coefficientTenths: 101 }] },
      'works.0.coefficientTenths',
    ],
    ['an amount of its own', { amountVnd: 1 }, 'amountVnd'],
    ['a state of its own', { state: 'approved' }, 'state'],
    [
      'a payee who is not there',
      { contributions: [{ payee: '0000000000', role: 'author', shareBasisPoints: 1 }] },
      'contributions',
    ],
  ])('refuses %s and writes nothing', async (_what, changes, field) => {
    const { status, answer, id } = await proposed(changes)
    expect(status).toBe(422)
    expect(answer.errors[0].field).toBe(field)
    expect((await get(`/royalties/${id}`)).status).toBe(404)
  })

  it('refuses shares above the whole in the words of the newsroom', async () => {
    const payee = await aPayee()
    const contributions = [
      { payee, role: 'author', shareBasisPoints: 6000 },
      { payee, role: 'photographer', shareBasisPoints: 5000 },
    ]
    const { status, answer } = await proposed({ contributions })
    expect(status).toBe(422)
    expect(answer.detail).toContain('the shares come to more than 100 %')
  })
})

describe('an approval', () => {
  it('freezes every factor, whatever becomes of scheme, payee and article', async () => {
    const id = `s${newId()}`
    const day = { effectiveFrom: '2001-01-01', effectiveTo: '2001-12-31' }
    const unit = { kind: 'fixedVnd', vnd: 100_000 }
    const scheme = await put(`/royalty-schemes/${id}`, { ...defaultRoyaltyScheme, ...day, unit })
    const frozen = await approved({}, '2001-07-15T15:00:00+07:00')
    expect(frozen.status).toBe(200)
    expect(frozen.royalty).toMatchObject({
      state: 'approved',
      approval: {
        calculation: { scheme: { id, revision: 1 }, amountVnd: 100_000 },
        due: '2001-09-13',
        payees: [{ id: frozen.payee, name: 'Người viết', kind: 'staff' }],
        by: { role: 'approver' },
      },
    })
    await put(
      `/royalty-schemes/${id}`,
      { ...defaultRoyaltyScheme, ...day, unit: { ...unit, vnd: 1 } },
      scheme.etag,
    )
    const payee = await get(`/payees/${frozen.payee}`)
    await put(`/payees/${frozen.payee}`, { name: 'Tên mới', kind: 'outside' }, payee.etag, 'approver')
    const article = await get(`/articles/${frozen.article}`)
    await as(cloud, 'editor').replace(frozen.article, article.etag, anArticle({ genre: 'research' }))
    expect((await get(`/royalties/${frozen.id}`)).body.royalty).toEqual(frozen.royalty)
    const change = await put(`/royalties/${frozen.id}`, frozen.input, frozen.etag, 'admin')
    expect(change.status).toBe(409)
    expect(change.body.detail).toContain('an approved royalty cannot be changed')
  })

  it('stops at a text that is paid already, and keeps the note with which that is overridden', async () => {
    const first = await approved()
    const payee = await aPayee()
    const again = newId()
    const { etag, body } = await put(
      `/royalties/${again}`,
      aRoyalty(first.article, payee),
      undefined,
      'admin',
    )
    expect(body.warnings).toMatchObject([{ code: 'paidTwice' }])
    const stopped = await post(`/royalties/${again}/approve`, etag)
    expect(stopped.status).toBe(409)
    expect(stopped.body.errors[0].message).toContain(first.id)
    const accept = { accept: ['paidTwice'] }
    expect((await post(`/royalties/${again}/approve`, etag, accept)).status).toBe(422)
    const done = await post(`/royalties/${again}/approve`, etag, { ...accept, note: 'Trả bổ sung' })
    expect(done.body.royalty.approval).toMatchObject({
      note: 'Trả bổ sung',
      overridden: [{ code: 'paidTwice' }],
    })
  })

  it('knows the same words in another article', async () => {
    const text = aText({ body: '<p>Cùng một nội dung ở hai bài.</p>' })
    const payee = await aPayee()
    const bodies: { warnings: { code: string }[] }[] = []
    for (const title of ['Bài một', 'Bài hai']) {
      const article = await published({ translations: { vi: { ...text, title } } })
      bodies.push((await put(`/royalties/${newId()}`, aRoyalty(article, payee), undefined, 'admin')).body)
    }
    expect(bodies.map(({ warnings }) => warnings.filter(({ code }) => code === 'paidTwice').length)).toEqual([
      0, 1,
    ])
  })

  it('is one of many at the same moment', async () => {
    const { id, etag } = await proposed()
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(`/royalties/${id}/approve`, etag)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409 || status === 412)).toHaveLength(5)
  })
})

describe('four eyes on money', () => {
  it('lets nobody approve what they proposed, nor pay what they approved, and says so', async () => {
    const { id, etag } = await proposed()
    const alone = await as(cloud, 'admin').send('POST', `/royalties/${id}/approve`, {
      body: {},
      headers: { 'if-match': etag, 'accept-language': 'en' },
    })
    expect([alone.status, alone.body.detail]).toEqual([403, expect.stringContaining('proposed')])
    const done = await post(`/royalties/${id}/approve`, etag)
    expect(done.body.royalty.approval.alone).toBeUndefined()
    const made = { on: today(), reference: 'UNC 12' }
    expect((await post(`/royalties/${id}/pay`, done.etag, made)).status).toBe(403)
    expect((await pay(id, done.etag, made)).status).toBe(200)
  })

  it('looks at whoever wrote the proposal last', async () => {
    const { id, etag, input } = await proposed()
    const changed = await put(`/royalties/${id}`, { ...input, pages: 2 }, etag, 'approver')
    expect((await post(`/royalties/${id}/approve`, changed.etag)).status).toBe(403)
    expect((await post(`/royalties/${id}/approve`, changed.etag, {}, 'admin')).status).toBe(200)
  })

  it('is for the settings to relax, which the activity shows; what is done alone is noted as such', async () => {
    const relax = async (royaltyFourEyes: boolean) => {
      const { body, etag } = await get('/settings', 'admin')
      const { formerSlugs: _, ...settings } = body
      return await put('/settings', { ...settings, royaltyFourEyes }, etag)
    }
    expect((await relax(false)).status).toBeLessThan(300)
    const { id, etag } = await proposed()
    const done = await post(`/royalties/${id}/approve`, etag, {}, 'admin')
    expect(done.body.royalty.approval.alone).toBe(true)
    const paid = await pay(id, done.etag, { on: today(), reference: 'UNC 14' })
    expect(paid.body.royalty.payment.alone).toBe(true)
    const { body } = await get('/activity', 'admin')
    expect(body.activity.map(({ action }: { action: string }) => action)).toContain('configure')
    expect((await relax(true)).status).toBeLessThan(300)
  })
})

describe('payment', () => {
  it('is marked with its day and reference, once', async () => {
    const { id, etag } = await approved()
    const made = { on: today(), reference: 'UNC 12' }
    expect((await pay(id, etag, { ...made, on: '2999-01-01' })).status).toBe(422)
    expect((await pay(id, etag, { on: today() })).status).toBe(422)
    const paid = await pay(id, etag, made)
    expect(paid.body.royalty).toMatchObject({ state: 'paid', payment: made })
    expect((await pay(id, paid.etag, made)).status).toBe(409)
  })

  it('is overdue 60 days after publication, until it is made', async () => {
    const late = await approved()
    const fresh = await approved(
      { works: [{ genre: 'news', coefficientTenths: 5 }] },
      new Date(Date.now() - 60_000).toISOString(),
    )
    const overdue = async () =>
      (await get('/royalties?overdue=true&limit=100')).body.royalties.map(({ id }: { id: string }) => id)
    expect(await overdue()).toContain(late.id)
    expect(await overdue()).not.toContain(fresh.id)
    await pay(late.id, late.etag, { on: today(), reference: 'UNC 13' })
    expect(await overdue()).not.toContain(late.id)
  })
})

describe('a correction', () => {
  it('is a reversing record and a new one, linked both ways', async () => {
    const first = await approved()
    const early = await put(
      `/royalties/${newId()}`,
      { ...first.input, corrects: first.id },
      undefined,
      'admin',
    )
    expect(early.status).toBe(409)
    const reversed = await post(`/royalties/${first.id}/reverse`, first.etag, { reason: 'Sai hệ số' })
    const reversalId = reversed.body.royalty.reversed.by
    expect(reversed.body.royalty).toMatchObject({ state: 'reversed', approval: first.royalty.approval })
    expect((await get(`/royalties/${reversalId}`)).body.royalty).toMatchObject({
      state: 'reversal',
      reverses: first.id,
      approval: { calculation: { amountVnd: -149_000 } },
    })
    const id = newId()
    const works = [{ genre: 'news', coefficientTenths: 30 }]
    const next = await put(
      `/royalties/${id}`,
      { ...first.input, works, corrects: first.id },
      undefined,
      'admin',
    )
    expect(next.body).toMatchObject({ warnings: [], calculation: { amountVnd: 447_000 } })
    expect((await get(`/royalties/${first.id}`)).body.correctedBy).toEqual([id])
    expect((await post(`/royalties/${first.id}/reverse`, reversed.etag, { reason: 'Lại' })).status).toBe(409)
    const { etag } = await get(`/royalties/${reversalId}`)
    expect((await post(`/royalties/${reversalId}/reverse`, etag, { reason: 'Lại' })).status).toBe(409)
  })

  it('is whole also when it was stopped between its two records', async () => {
    const first = await approved()
    const client = clientOf(cloud.database)
    const table = createTable(client, tableNames.newsroom)
    const { etag } = first
    const { royalty } = (await post(`/royalties/${first.id}/reverse`, etag, { reason: 'Sai' })).body
    // What a stop before the second record would have left.
    await table.delete({ pk: `ROYALTY#${royalty.reversed.by}`, sk: 'R#00000001' })
    const found = await createRoyalties(table).royalties.findFor(thisMonth())
    expect(found.find(({ id }) => id === royalty.reversed.by)).toMatchObject({
      state: 'reversal',
      reverses: first.id,
    })
    expect((await get(`/royalties/${royalty.reversed.by}`)).status).toBe(200)
    client.destroy()
  })
})

describe('texts without a royalty', () => {
  interface Missing {
    month: string
    texts: { article: string; locale: string; title: string; publishedAt: string }[]
  }
  const missing = async (month: string, role: Role = 'approver'): Promise<Missing> =>
    (await get(`/royalties/missing?month=${month}`, role)).body

  it('are the news of a month, the oldest first, until something is proposed for them', async () => {
    const [late, early] = [
      await published({}, '2017-03-31T16:59:59Z'),
      await published({}, '2017-02-28T17:00:00Z'),
    ]
    await published({}, '2017-02-28T16:59:59Z')
    await published({ type: 'page' }, '2017-03-15T08:00:00Z')
    const idsOf = ({ texts }: Missing) => texts.map(({ article }) => article)
    expect(idsOf(await missing('2017-03'))).toEqual([early, late])
    const id = newId()
    const proposal = await put(`/royalties/${id}`, aRoyalty(early, await aPayee()), undefined, 'admin')
    expect(proposal.status).toBe(201)
    expect(idsOf(await missing('2017-03'))).toEqual([late])
    const { etag } = await post(`/royalties/${id}/approve`, proposal.etag)
    await post(`/royalties/${id}/reverse`, etag, { reason: 'Sai hệ số' })
    // What was taken back is to be done again.
    expect(idsOf(await missing('2017-03'))).toEqual([early, late])
  })

  it('are those of this month where none is named, and nothing for whoever may not see money', async () => {
    const article = await published()
    const { body } = await get('/royalties/missing?limit=100')
    expect(body.month).toBe(thisMonth())
    expect(body.texts.map((each: { article: string }) => each.article)).toContain(article)
    for (const role of ['contributor', 'editor'] as const)
      expect((await get('/royalties/missing', role)).status).toBe(403)
  })
})

describe('what is found for one article', () => {
  it('is every royalty of it', async () => {
    const { id, article } = await proposed()
    await proposed()
    const { body } = await get(`/royalties?article=${article}`)
    expect(body.royalties.map((each: { id: string }) => each.id)).toEqual([id])
  })
})

describe('a trial', () => {
  it('tells what a proposal would come to, and keeps nothing of it', async () => {
    const payee = await aPayee()
    const article = await published({}, '2019-07-15T15:00:00+07:00')
    const id = newId()
    const attempt = (input: object, role: Role = 'approver') =>
      as(cloud, role).send('POST', `/royalties/${id}/calculation`, { body: input })
    const { status, body } = await attempt(aRoyalty(article, payee, { photos: 2 }))
    expect([status, body.calculation.amountVnd]).toEqual([200, 149_000])
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual(['photos'])
    expect((await get(`/royalties/${id}`)).status).toBe(404)
    expect((await attempt(aRoyalty(article, payee), 'editor')).status).toBe(403)
  })
})

describe('a warning', () => {
  it('is said in the language of whoever asks, also where it was overridden long ago', async () => {
    const { id, etag, answer, payee } = await proposed({ photos: 7 })
    expect(answer.payees).toEqual([{ id: payee, name: 'Người viết', kind: 'staff' }])
    const said = async (language: string) =>
      (
        await as(cloud, 'approver').send('GET', `/royalties/${id}`, {
          headers: { 'accept-language': language },
        })
      ).body
    expect((await said('vi')).warnings[0].message).toBe('kê khai 7 ảnh, trong khi bài có 0 ảnh')
    expect((await said('en')).warnings[0].message).toBe('7 photos are claimed, but the article holds 0')
    await post(`/royalties/${id}/approve`, etag, { accept: ['photos'], note: 'Ảnh gửi riêng' })
    const overridden = async (language: string) => (await said(language)).royalty.approval.overridden[0]
    expect((await overridden('vi')).message).toBe('kê khai 7 ảnh, trong khi bài có 0 ảnh')
    expect((await overridden('en')).message).toContain('claimed')
  })

  it('stands where shares leave something to nobody', async () => {
    const payee = await aPayee()
    const { answer } = await proposed({
      contributions: [{ payee, role: 'author', shareBasisPoints: 6000 }],
    })
    expect(answer.warnings.map(({ code }: { code: string }) => code)).toEqual(['shares'])
  })
})

describe('the list', () => {
  it('is filtered by state, payee and month, and pages through everything once', async () => {
    const one = await approved()
    const two = await proposed()
    const ids = async (query: string) =>
      (await get(`/royalties?${query}`)).body.royalties.map(({ id }: { id: string }) => id)
    expect(await ids(`payee=${one.payee}`)).toEqual([one.id])
    expect(await ids(`payee=${one.payee}&state=proposed`)).toEqual([])
    expect(await ids(`payee=${one.payee}&month=${thisMonth()}`)).toEqual([one.id])
    expect(await ids(`payee=${two.payee}&month=2019-07`)).toEqual([two.id])
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await get(`/royalties?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      expect(body.royalties.length).toBeLessThanOrEqual(3)
      seen.push(...body.royalties.map(({ id }: { id: string }) => id))
      cursor = body.next ?? ''
      if (!cursor) break
    }
    expect(seen).toEqual([...new Set(seen)])
    expect(seen).toEqual(await ids('limit=100'))
    expect((await get('/royalties?sort=amount')).status).toBe(422)
  })
})

describe('the monthly statement', () => {
  it('is for one payee what was approved, reversed and approved again', async () => {
    const payee = await aPayee({ name: '=cmd|calc' })
    const article = await published({}, '2019-07-15T15:00:00+07:00')
    const approve = async (coefficientTenths: number, corrects?: string) => {
      const id = newId()
      const works = [{ genre: 'news', coefficientTenths }]
      const { etag } = await put(
        `/royalties/${id}`,
        aRoyalty(article, payee, { works, corrects }),
        undefined,
        'admin',
      )
      return { id, etag: (await post(`/royalties/${id}/approve`, etag)).etag }
    }
    const first = await approve(10)
    await post(`/royalties/${first.id}/reverse`, first.etag, { reason: 'Sai hệ số' })
    await approve(30, first.id)

    for (const path of [thisMonth(), '2019-07?by=published']) {
      const { body } = await get(`/royalties/statements/${path}`)
      const mine = body.payees.find((each: { payee: string }) => each.payee === payee)
      expect(mine.lines.map(({ vnd }: { vnd: number }) => vnd)).toEqual([149_000, -149_000, 447_000])
      expect(mine).toMatchObject({ grossVnd: 447_000, inWords: { vi: 'Bốn trăm bốn mươi bảy nghìn đồng' } })
    }

    const csv = await get(`/royalties/statements/${thisMonth()}.csv`)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename=bang-ke-nhuan-but-${thisMonth()}.csv; filename*=UTF-8''B%E1%BA%A3ng%20k%C3%AA%20nhu%E1%BA%ADn%20b%C3%BAt%20${thisMonth()}.csv`,
    )
    const rows = parse(csv.body, { bom: true }) as string[][]
    expect(rows.filter((cells) => cells[1] === "'=cmd|calc").length).toBeGreaterThanOrEqual(3)
    expect((await get('/royalties/statements/2019-13')).status).toBe(422)
    expect((await get('/royalties/statements/2019-07.pdf')).status).toBe(422)
  })

  it('comes as files whose bytes arrive as they were written', async () => {
    await approved()
    const key = cloud.keys.find(({ role }) => role === 'approver')!
    const client = new AwsClient({ ...key, region, service: 'execute-api', retries: 0 })
    const bytesOf = async (file: string) => {
      const response = await client.fetch(`${cloud.addresses.admin}/royalties/statements/${file}`)
      expect(response.status).toBe(200)
      return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers }
    }
    const csv = await bytesOf(`${thisMonth()}.csv?locale=en`)
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(Buffer.from(csv.bytes).toString()).toContain('"Payee"')
    const xlsx = await bytesOf(`${thisMonth()}.xlsx`)
    expect(xlsx.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    expect(strFromU8(unzipSync(xlsx.bytes)['xl/sharedStrings.xml']!)).toContain('Bảng kê nhuận bút')
  })
})

describe('money', () => {
  it('never reaches the site, its table or any public answer', async () => {
    const marker = 'BIMATXYZ'
    const payee = await aPayee({
      name: `${marker} NAME`,
      note: `${marker} NOTE`,
      address: `${marker} ADDRESS`,
    })
    const article = await published({}, '2019-07-15T15:00:00+07:00')
    const id = newId()
    const { etag } = await put(
      `/royalties/${id}`,
      aRoyalty(article, payee, { note: `${marker} ROYALTY` }),
      undefined,
      'admin',
    )
    const approval = await post(`/royalties/${id}/approve`, etag, { note: `${marker} APPROVAL` })
    await pay(id, approval.etag, { on: today(), reference: `${marker} UNC` })
    await cloud.settled()
    await cloud.rebuild()

    const client = clientOf(cloud.database)
    const site: string[] = []
    for await (const item of createTable(client, tableNames.site).scan()) site.push(JSON.stringify(item))
    client.destroy()
    expect(site.length).toBeGreaterThan(0)
    const secrets = [marker, id, payee, 'royalt', 'ROYALTY', 'PAYEE', 'SCHEME', 'amountVnd']
    for (const secret of secrets) expect.soft(site.join('\n'), secret).not.toContain(secret)

    const seen = (await get(`/articles/${article}`, 'contributor')).body
    const page = new URL(seen.addresses.vi).pathname
    const lists = ['/vi', '/en', '/vi/tin-tuc', '/vi/tin-tuc/2019/07', '/vi/feed', '/sitemap.xml']
    for (const path of [page, ...lists]) {
      const { text } = await read(cloud.addresses.edge, path)
      for (const secret of [marker, id, payee]) expect.soft(text, path).not.toContain(secret)
    }
    expect((await read(cloud.addresses.edge, page)).status).toBe(200)
    for (const secret of [marker, id, payee, 'amountVnd']) expect(JSON.stringify(seen)).not.toContain(secret)
  })
})
