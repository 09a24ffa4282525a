import { describe, expect, it } from 'vitest'
import { isDue } from '../../functions/domain/site/month-readers.ts'
import { siteKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createReaders, createReaderWriter } from '../../functions/store/readers.ts'
import { createViews } from '../../functions/store/views.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

// One line of the log for each request.
listenToLog()

const id = '4k7m2p9x1a'
const other = '4k7m2p9x1b'

/** A site with two articles, at whatever time a test says it is. */
async function aSite() {
  let clock = new Date('2026-11-27T02:00:00.000Z')
  const now = () => clock
  const [counters, site] = [createMemoryTable(), createMemoryTable()]
  for (const [each, section] of [
    [id, 'news'],
    [other, 'border'],
  ] as const) {
    await site.put({ ...siteKeys.views(each), views: 0 })
    await site.put({ ...siteKeys.shown(each), locales: { vi: { listing: { section } } } })
  }
  const views = createViews({ counters, site }, now)
  const writer = createReaderWriter({ counters, site }, now)
  const both = [id, other].map((each) => siteKeys.views(each).pk)
  return {
    ...{ counters, site, views, writer, now },
    readers: createReaders(counters),
    at: (moment: string) => {
      clock = new Date(moment)
    },
    counter: async () => await counters.find(siteKeys.views(id)),
    /** What the stream's function does. */
    async tally() {
      const sums = await views.show(both)
      await writer.carry(sums)
      await writer.addUp()
      return sums
    },
  }
}

type Site = Awaited<ReturnType<typeof aSite>>
const november = ({ readers }: Site, each = id) => readers.ofArticle(each, ['2026-11'])

describe('a view', () => {
  it('is counted for its day in Vietnam and its language in the one write that counts it at all', async () => {
    const site = await aSite()
    let writes = 0
    const add: typeof site.counters.add = (...args) => {
      writes += 1
      return site.counters.add(...args)
    }
    await site.views.count(id, 'vi')
    const counting = createViews({ counters: { ...site.counters, add }, site: site.site }, site.now)
    await counting.count(id, 'vi')
    site.at('2026-11-27T18:00:00.000Z')
    await counting.count(id, 'en')
    await counting.count(id)
    expect(writes).toBe(3)
    await site.tally()
    expect(new Set(await november(site))).toEqual(
      new Set([
        { day: '2026-11-27', locale: 'vi', views: 2 },
        { day: '2026-11-28', locale: 'en', views: 1 },
        { day: '2026-11-28', views: 1 },
      ]),
    )
    expect((await site.site.find(siteKeys.views(id)))?.views).toBe(4)
  })

  it('is in its day once, however often, late or in whatever order it is carried over', async () => {
    const site = await aSite()
    await site.views.count(id, 'vi')
    const early = await site.tally()
    await site.views.count(id, 'vi')
    await site.tally()
    await site.writer.carry(early)
    await Promise.all([site.tally(), site.writer.carry(early), site.tally()])
    expect(await november(site)).toEqual([{ day: '2026-11-27', locale: 'vi', views: 2 }])
  })

  it('is in its day though the one that carries it over was killed for a day', async () => {
    const site = await aSite()
    await site.views.count(id, 'vi')
    await site.views.show([siteKeys.views(id).pk])
    site.at('2026-11-28T02:00:00.000Z')
    await site.views.count(id, 'vi')
    await site.tally()
    expect(await november(site)).toEqual([
      { day: '2026-11-27', locale: 'vi', views: 1 },
      { day: '2026-11-28', locale: 'vi', views: 1 },
    ])
  })
})

describe('a counter', () => {
  it('holds no more than some days, and what it gave up is known of the month', async () => {
    const site = await aSite()
    for (let day = 1; day <= 30; day += 1) {
      site.at(`2026-11-${String(day).padStart(2, '0')}T05:00:00.000Z`)
      await site.views.count(id, 'vi')
      await site.tally()
    }
    expect(Object.keys((await site.counter()) ?? {}).length).toBeLessThanOrEqual(3 + 5)
    expect(await november(site)).toHaveLength(30)
    expect((await site.counter())?.views).toBe(30)
    const month = await site.readers.ofMonth('2026-11')
    expect(month?.counts).toHaveLength(30)
    expect(month?.articles).toEqual([{ id, views: 30 }])
  })

  it('that was put back without its days makes no day smaller than it was', async () => {
    const site = await aSite()
    for (let view = 0; view < 3; view += 1) await site.views.count(id, 'vi')
    await site.tally()
    // Of an export of an older version, which knew sums alone.
    await site.counters.put({ ...siteKeys.views(id), views: 3 })
    await site.views.count(id, 'vi')
    await site.tally()
    expect(await november(site)).toEqual([{ day: '2026-11-27', locale: 'vi', views: 3 }])
  })
})

describe('a month', () => {
  it('is added up by day, section and language, and says what was read most', async () => {
    const site = await aSite()
    for (let view = 0; view < 3; view += 1) await site.views.count(other, 'en')
    await site.views.count(id, 'vi')
    await site.tally()
    expect(await site.readers.ofMonth('2026-11')).toMatchObject({
      counts: expect.arrayContaining([
        { day: '2026-11-27', section: 'border', locale: 'en', views: 3 },
        { day: '2026-11-27', section: 'news', locale: 'vi', views: 1 },
      ]),
      articles: [
        { id: other, views: 3 },
        { id, views: 1 },
      ],
      at: '2026-11-27T02:00:00.000Z',
    })
    expect((await site.readers.ofMonth('2026-10'))?.counts).toEqual([])
    expect(await site.readers.ofMonth('2026-09')).toBeUndefined()
  })

  it('keeps the section of an article that was withdrawn', async () => {
    const site = await aSite()
    await site.views.count(id, 'vi')
    await site.tally()
    await site.site.put({ ...siteKeys.shown(id), locales: {} })
    site.at('2026-11-28T02:00:00.000Z')
    await site.views.count(id, 'vi')
    await site.tally()
    expect((await site.readers.ofMonth('2026-11'))?.counts.map(({ section }) => section)).toEqual([
      'news',
      'news',
    ])
  })

  it('is added up again a quarter of an hour later, and for the last time three days after its end', () => {
    const [minute, at] = [60_000, Date.parse('2026-11-27T02:00:00.000Z')]
    expect(isDue('2026-11', undefined, at)).toBe(true)
    expect(isDue('2026-11', at, at + 14 * minute)).toBe(false)
    expect(isDue('2026-11', at, at + 15 * minute)).toBe(true)
    // Its end is at 17:00 UTC.
    expect(isDue('2026-10', Date.parse('2026-11-03T16:00:00.000Z'), at)).toBe(true)
    expect(isDue('2026-10', Date.parse('2026-11-03T18:00:00.000Z'), at)).toBe(false)
  })
})

describe('the desk', () => {
  it('is told what was read in a month, and on which days an article was, titles and all', async () => {
    const site = await aSite()
    const door = await aDoor(createMemoryTable(), site.now, { readers: site.readers })
    const article = newId()
    await door.as('editor').create(article, anArticle({ section: 'news' }))
    await site.site.put({ ...siteKeys.views(article), views: 0 })
    await site.views.count(article, 'vi')
    await site.writer.carry(await site.views.show([siteKeys.views(article).pk]))
    await site.writer.addUp()
    const { body: month } = await door.as('contributor').get('/statistics/readers')
    expect(month).toMatchObject({
      ...{ month: '2026-11', at: '2026-11-27T02:00:00.000Z', views: 1 },
      days: [{ id: '2026-11-27', count: 1 }],
      languages: [{ id: 'vi', count: 1 }],
      articles: [{ id: article, count: 1, section: 'news', title: expect.any(String) }],
    })
    expect((await door.as('contributor').get(`/statistics/readers/${article}?days=30`)).body).toEqual({
      ...{ from: '2026-10-29', to: '2026-11-27' },
      days: [{ id: '2026-11-27', count: 1, languages: [{ id: 'vi', count: 1 }] }],
    })
    expect((await door.as('contributor').get('/statistics/readers?month=2026-08')).body).toMatchObject({
      ...{ views: 0, days: [], articles: [] },
    })
    expect((await door.as('contributor').get(`/statistics/readers/${article}?days=93`)).status).toBe(422)
  })
})
