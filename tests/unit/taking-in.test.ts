import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { articleIdOf } from '../../functions/domain/moving/item.ts'
import { oldAddressOf } from '../../functions/domain/old-address.ts'
import { findBreaks } from '../../functions/domain/revision.ts'
import { createSite } from '../../functions/store/site.ts'
import { dump } from '../support/articles/newsroom.ts'
import { aDoor, anItem, aVersion, now, withoutShown } from '../support/moving/take-in.ts'

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('an item of another system', () => {
  it('becomes an article whose revisions keep the moment and the name of each version, marked as imported', async () => {
    const { takeIn, newsroom } = aDoor()
    const [result] = await takeIn(anItem())
    expect(result).toMatchObject({ outcome: 'created', system: 'sharepoint', key: 'tin-tuc/79', revision: 2 })
    const stored = await newsroom.articles.stored(result.id)
    expect(findBreaks(stored)).toEqual([])
    expect(stored).toMatchObject([
      {
        at: '2012-03-01T02:00:00.000Z',
        actor: { name: 'Phòng Lãnh sự', role: 'source' },
        action: 'import',
        imported: {
          at: now,
          by: { name: 'Người admin', role: 'admin' },
          ...{
            system: 'sharepoint',
            key: 'tin-tuc/79',
            file: 'tin-tuc.json',
            label: '1.0',
            version: 1,
            of: 2,
          },
        },
      },
      { at: '2012-03-02T02:00:00.000Z', actor: { name: 'Văn phòng' }, imported: { version: 2 } },
    ])
    const changed = structuredClone(stored) as { imported: { by: { name: string } } }[]
    changed[1]!.imported.by.name = 'Người khác'
    expect(findBreaks(changed)).toMatchObject([{ number: 2 }])
  })

  it('keeps what readers had beside a later draft, and nothing that was not public becomes public', async () => {
    const { takeIn, newsroom, publish, siteTable } = aDoor()
    const secret = anItem({
      key: 'tin-tuc/80',
      versions: [aVersion({}, { status: 'in_review', publishedAt: undefined })],
    })
    const results = await takeIn(anItem(), secret)
    const [shown, hidden] = await Promise.all(
      results.map(({ id }: { id: string }) => newsroom.articles.latest(id)),
    )
    expect(shown.state.translations.vi).toMatchObject({
      status: 'draft',
      title: 'Tập huấn',
      live: { revision: 1, since: now },
      publishedAt: '2012-03-01T03:00:00.000Z',
    })
    expect(hidden.state.translations.vi).toMatchObject({ status: 'in_review' })
    expect(hidden.state.translations.vi.live).toBeUndefined()
    await publish(results.map(({ id }: { id: string }) => id))
    const site = await dump(siteTable)
    expect(site[`ARTICLE#${results[0].id} vi`]).toBeDefined()
    expect(
      Object.keys(site).filter((name) => name.includes(results[1].id) && !name.endsWith('SHOWN')),
    ).toEqual([])
  })

  it('is scheduled where its date is to come, public where that is past, and withdrawn with its notice', async () => {
    const { takeIn, newsroom } = aDoor()
    const at = (key: string, text: object) => anItem({ key, versions: [aVersion({}, text)] })
    const results = await takeIn(
      at('1', { status: 'scheduled', publishedAt: undefined, publishAt: '2026-12-01T00:00:00+07:00' }),
      at('2', { status: 'scheduled', publishedAt: undefined, publishAt: '2026-11-01T00:00:00+07:00' }),
      at('3', { status: 'withdrawn', reason: 'Hết hiệu lực' }),
      at('4', { status: 'withdrawn', reason: 'Hết hiệu lực', publishedAt: undefined }),
    )
    const texts = await Promise.all(
      results
        .slice(0, 3)
        .map(async ({ id }: { id: string }) => (await newsroom.articles.latest(id))?.state.translations.vi),
    )
    expect(texts).toMatchObject([
      { status: 'scheduled', scheduled: { publishAt: '2026-11-30T17:00:00.000Z', by: { id: 'the-admin' } } },
      { status: 'published', publishedAt: '2026-10-31T17:00:00.000Z' },
      { status: 'withdrawn', withdrawn: { reason: 'Hết hiệu lực', revision: 1 } },
    ])
    expect(texts[2].live).toBeUndefined()
    expect(await newsroom.articles.schedule.between('2026-11-30', '2026-12-01')).toHaveLength(1)
    expect(results[3]).toMatchObject({
      outcome: 'refused',
      problem: { errors: [{ field: 'translations.vi.status' }] },
    })
  })

  it('changes nothing where it is sent twice, even from another file and read more often', async () => {
    const { takeIn, newsroomTable } = aDoor()
    await takeIn(anItem())
    const before = await dump(newsroomTable)
    expect(await takeIn(anItem({ file: 'khac.json', views: 900 }))).toMatchObject([
      { outcome: 'unchanged', revision: 2 },
    ])
    expect(await dump(newsroomTable)).toEqual(before)
  })

  it('brings only new versions where it has grown, and what it is now where it was written over', async () => {
    const { takeIn, newsroom } = aDoor()
    const [{ id }] = await takeIn(anItem())
    const grown = anItem({
      versions: [...anItem().versions, aVersion({ at: '2013-01-01T00:00:00.000Z', label: '2.0' })],
    })
    expect(await takeIn(grown)).toMatchObject([{ outcome: 'updated', revision: 3 }])
    const other = anItem({ versions: [aVersion({}, { title: 'Tập huấn đối ngoại' })] })
    expect(await takeIn(other)).toMatchObject([{ outcome: 'updated', revision: 4 }])
    expect(await takeIn(other)).toMatchObject([{ outcome: 'unchanged', revision: 4 }])
    expect((await newsroom.articles.latest(id))?.state.translations.vi?.title).toBe('Tập huấn đối ngoại')
  })

  it('is left alone and named where an editor has touched it since, but not where the clock has', async () => {
    const { takeIn, newsroom, change } = aDoor()
    const [{ id }] = await takeIn(anItem())
    await change(id, 'publish_due', (article) => ({ ...article, featured: true }))
    expect(await takeIn(anItem())).toMatchObject([{ outcome: 'unchanged' }])
    await change(id, 'place', (article) => ({ ...article, featured: false }))
    const { hash } = (await newsroom.articles.latest(id))!
    expect(await takeIn(anItem({ addresses: [] }))).toMatchObject([{ outcome: 'edited', id, revision: 4 }])
    expect((await newsroom.articles.latest(id))!.hash).toBe(hash)
  })

  it('goes on where an earlier run was cut short, and ends the same', async () => {
    const whole = aDoor()
    const cut = aDoor()
    const versions = [1, 2, 3, 4].map((n) =>
      aVersion({ at: `2012-03-0${n}T02:00:00.000Z` }, { title: `Lần ${n}` }),
    )
    const [{ id }] = await whole.takeIn(anItem({ versions }))
    const stored = await whole.newsroom.articles.stored(id)
    for (let written = 1; written < 4; written += 1) {
      const door = written === 1 ? cut : aDoor()
      const items = await Array.fromAsync(whole.newsroomTable.scan())
      const kept = items.filter(
        ({ pk, sk }) => pk === `ARTICLE#${id}` && sk.startsWith('R#') && Number(sk.slice(2)) <= written,
      )
      await door.newsroomTable.writeAll({ put: kept })
      expect(await door.takeIn(anItem({ versions }))).toMatchObject([{ outcome: 'created', revision: 4 }])
      expect(await door.newsroom.articles.stored(id)).toEqual(stored)
    }
  })

  it('is refused with its fields, and does not stop the others', async () => {
    const { takeIn, send } = aDoor()
    const wrong = anItem({
      key: '2',
      versions: [aVersion({ section: 'nowhere' }), aVersion({}, { title: '' })],
    })
    const results = await takeIn(anItem(), wrong, { system: 'sharepoint', key: '3' }, 'nothing' as never)
    expect(results).toMatchObject([
      { outcome: 'created' },
      {
        key: '2',
        outcome: 'refused',
        problem: { status: 422, errors: [{ field: 'versions.1.translations.vi.title' }] },
      },
      { key: '3', outcome: 'refused' },
      { outcome: 'refused' },
    ])
    expect((await send('editor', 'POST', '/imports/articles', { items: [anItem()] })).status).toBe(403)
  })

  it('keeps what has no place here through every edit, for those who see royalties alone', async () => {
    const { takeIn, send, publish, siteTable, newsroomTable } = aDoor()
    const legacy = {
      fields: { 'Mã bí mật': 'mã-kín-ở-đây' },
      amounts: [{ what: 'Nhuận bút', amount: 250_000 }],
    }
    const [{ id, etag }] = await takeIn(anItem({ versions: [aVersion({ legacy })] }))
    const { body } = await send('contributor', 'GET', `/articles/${id}`)
    expect(JSON.stringify(body)).not.toContain('mã-kín-ở-đây')
    expect((await send('contributor', 'GET', `/articles/${id}/legacy`)).status).toBe(403)
    expect((await send('contributor', 'GET', `/articles/${id}/export`)).status).toBe(403)
    const { id: _, createdBy, files, changedIn, translations, ...shared } = body.article
    const words = { title: 'Mới', body: '<p>Mới.</p>' }
    const edited = await send(
      'admin',
      'PUT',
      `/articles/${id}`,
      { ...shared, translations: { vi: words } },
      { 'if-match': etag },
    )
    expect(edited.status).toBe(200)
    expect((await send('approver', 'GET', `/articles/${id}/legacy`)).body).toEqual({ legacy })
    await publish([id])
    expect(JSON.stringify(await Array.fromAsync(siteTable.scan()))).not.toContain('mã-kín-ở-đây')
    expect((await Array.fromAsync(newsroomTable.scan())).length).toBeGreaterThan(0)
  })

  it('keeps that to itself also where two of its versions are compared', async () => {
    const { takeIn, send } = aDoor()
    const paid = (amount: number) => ({ legacy: { amounts: [{ what: 'Nhuận bút', amount }] } })
    const versions = [aVersion(paid(250_000)), aVersion({ ...paid(310_000), byline: ['Văn phòng'] })]
    const [{ id }] = await takeIn(anItem({ versions }))
    const { status, body } = await send('contributor', 'GET', `/articles/${id}/compare?from=1&to=2`)
    expect(status).toBe(200)
    expect(body.shared).toEqual([{ field: 'byline', from: ['Phòng Lãnh sự'], to: ['Văn phòng'] }])
  })

  it('is refused whole where one of its versions is larger than a revision may be', async () => {
    const { takeIn, newsroom } = aDoor()
    const noise = () => randomBytes(20_000).toString('base64')
    const fields = Object.fromEntries(Array.from({ length: 24 }, (_, n) => [`Cột ${n}`, noise()]))
    const item = anItem({ versions: [aVersion(), aVersion({ legacy: { fields } })] })
    const [result] = await takeIn(item)
    expect(result).toMatchObject({ outcome: 'refused', problem: { code: 'too_large' } })
    expect(
      await newsroom.articles.latest(articleIdOf({ system: 'sharepoint', key: 'tin-tuc/79' })),
    ).toBeUndefined()
  })

  it('counts as taken in where its row of the lists could not be written, which the minute’s look mends', async () => {
    const { takeIn, newsroom, newsroomTable, repair } = aDoor()
    await takeIn(anItem({ versions: anItem().versions.slice(0, 1) }))
    const write = newsroomTable.put.bind(newsroomTable)
    const put = vi.spyOn(newsroomTable, 'put').mockImplementation(async (...args) => {
      if (args[0].sk === 'DESK') throw new Error('throttled')
      await write(...args)
    })
    const [result] = await takeIn(anItem())
    expect(result).toMatchObject({ outcome: 'updated', revision: 2 })
    expect(await newsroom.articles.findRows([result.id])).toMatchObject([{ number: 1 }])
    put.mockRestore()
    await repair()
    expect(await newsroom.articles.findRows([result.id])).toMatchObject([{ id: result.id, number: 2 }])
  })

  it('is found by each of its old addresses, and by none that it has no more', async () => {
    const { takeIn, publish, siteTable } = aDoor()
    const [first, ...others] = [
      '/tin/chi-tiet.aspx?ID=79',
      '/B%E1o%20c%E1o.aspx',
      '/xem.aspx?l=HoatDong&ItemID=5157',
    ].map((path) => `https://cu.example${path}`)
    const [{ id }] = await takeIn(anItem({ addresses: [first, ...others] }))
    await publish([id])
    const leads = async (address: string) =>
      (await createSite(siteTable).elsewhere([oldAddressOf(`https://cu.example${address}`)], 'vi')).old?.id
    const asked = [
      '/TIN/Chi-Tiet.aspx?x=1&id=79',
      '/b%c3%a1o%20c%c3%a1o.aspx',
      '/xem.aspx?itemid=5157&l=HoatDong',
    ]
    expect(await Promise.all(asked.map(leads))).toEqual([id, id, id])
    expect(await leads('/xem.aspx?itemid=5157&l=VanBan')).toBeUndefined()
    await takeIn(anItem({ addresses: others }))
    await publish([id])
    expect(await Promise.all(asked.map(leads))).toEqual([undefined, id, id])
  })

  it('names related items by their keys, before they are there', async () => {
    const { takeIn, publish, newsroom } = aDoor()
    const [first] = await takeIn(anItem({ versions: [aVersion({ related: ['tin-tuc/80', 'tin-tuc/80'] })] }))
    const [second] = await takeIn(anItem({ key: 'tin-tuc/80' }))
    expect((await newsroom.articles.latest(first.id))?.state.related).toEqual([second.id])
    await publish([first.id, second.id])
  })

  it('is found by a rebuild and by the minute’s look, however old it is', async () => {
    const { takeIn, repair, siteTable } = aDoor()
    const results = await takeIn(anItem())
    await repair()
    expect((await dump(siteTable))[`ARTICLE#${results[0].id} vi`]).toBeDefined()
  })
})

describe('an import of many', () => {
  it('is shown by one rebuild when it is over, and holds up nothing that an editor does', async () => {
    const door = aDoor()
    const { takeIn, repair, siteTable, newsroom } = door
    await repair()
    const items = Array.from({ length: 40 }, (_, n) => anItem({ key: `tin/${n}`, addresses: [] }))
    const results = await takeIn(...items)
    const isShown = async (id: string) => (await dump(siteTable))[`ARTICLE#${id} vi`] !== undefined
    await repair()
    expect(await isShown(results[7].id)).toBe(false)
    expect(await newsroom.repairedUntil()).toBeDefined()
    const before = await newsroom.repairedUntil()
    await door.live('0000000001')
    expect(door.now().getTime() - Date.parse(now)).toBeGreaterThan(20_000)
    expect(await repair()).toMatchObject({ repaired: ['0000000001'], failed: [] })
    for (const { id } of results) expect(await isShown(id)).toBe(true)
    expect(await newsroom.repairedUntil()).toBe(before)
    await repair()
    expect((await newsroom.repairedUntil())! > before!).toBe(true)
    expect(withoutShown(await dump(siteTable))).toEqual(withoutShown(await door.asIfNew()))
  })
})
