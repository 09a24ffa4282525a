import { describe, expect, it } from 'vitest'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createPublicCounts, type PublicCount } from '../../functions/store/public-counts.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

// One line of the log for each request.
listenToLog()

/** The editors' door, at whatever time a test says it is. */
async function aNewsroom() {
  let clock = new Date('2026-11-02T02:00:00.000Z')
  const door = await aDoor(createMemoryTable(), () => clock)
  const at = (moment: string) => {
    clock = new Date(moment)
  }
  return {
    door,
    at,
    get: async (path: string) => (await door.as('editor').get(path)).body,
    async submit(section: string, moment: string, who: 'editor' | 'editor2' = 'editor') {
      at(moment)
      const id = newId()
      const made = await door.as(who).create(id, anArticle({ section, translations: { vi: aText() } }))
      const { etag } = await door.as(who).act(id, 'vi', 'submit', made.etag)
      return { id, etag }
    },
    async publish({ id, etag }: { id: string; etag: string }, moment: string) {
      at(moment)
      const approved = await door.as('approver').act(id, 'vi', 'approve', etag)
      const { status, etag: tag } = await door.as('approver').act(id, 'vi', 'publish', approved.etag)
      expect(status).toBe(200)
      return { id, etag: tag }
    },
  }
}

describe('the numbers of a month', () => {
  it('tell what went public for the first time, where, by whom, and how long it had waited', async () => {
    const { submit, publish, get, at, door } = await aNewsroom()
    const news = await submit('news', '2026-11-02T02:00:00.000Z')
    const border = await submit('border', '2026-11-03T02:00:00.000Z', 'editor2')
    await submit('border', '2026-11-04T02:00:00.000Z')
    const public1 = await publish(news, '2026-11-02T04:00:00.000Z')
    // By the clock in Vietnam it is the next day.
    await publish(border, '2026-11-03T18:00:00.000Z')
    at('2026-11-05T02:00:00.000Z')
    await door.as('approver').act(public1.id, 'vi', 'withdraw', public1.etag, { reason: 'Nhầm số liệu' })
    const month = await get('/statistics/month?month=2026-11')
    expect(month).toMatchObject({
      isPartial: false,
      texts: 2,
      days: [
        { id: '2026-11-02', count: 1 },
        { id: '2026-11-04', count: 1 },
      ],
      authors: [
        { id: 'editor', count: 1 },
        { id: 'editor2', count: 1 },
      ],
      emergencies: 0,
      withdrawn: 1,
      waits: { texts: 2, medianHours: 2, longestHours: 16 },
    })
    expect(month.sections).toHaveLength(2)
    expect((await get('/statistics/month?month=2026-10')).texts).toBe(0)
  })

  it('count a text that was handed over in the month before, and one without approval', async () => {
    const { submit, publish, get, at, door } = await aNewsroom()
    await publish(await submit('news', '2026-10-31T02:00:00.000Z'), '2026-11-01T02:00:00.000Z')
    const storm = await submit('notices', '2026-11-10T02:00:00.000Z')
    at('2026-11-10T02:30:00.000Z')
    await door.as('approver').act(storm.id, 'vi', 'publish-now', storm.etag, { reason: 'Bão' })
    expect(await get('/statistics/month?month=2026-11')).toMatchObject({
      texts: 2,
      emergencies: 1,
      waits: { texts: 2, medianHours: 0.5, longestHours: 24 },
    })
  })
})

describe('how things stand', () => {
  it('is told by state and section, and which section had no new article for long', async () => {
    const { submit, publish, get } = await aNewsroom()
    await publish(await submit('news', '2026-11-02T02:00:00.000Z'), '2026-11-02T04:00:00.000Z')
    await submit('border', '2026-11-04T02:00:00.000Z')
    const now = await get('/statistics/now')
    expect(now.states).toEqual([{ state: 'in_review', section: 'border', count: 1 }])
    const of = (id: string) => now.sections.find((each: { id: string }) => each.id === id)
    expect(of('news')).toEqual({ id: 'news', latest: '2026-11-02T04:00:00.000Z' })
    expect(of('border')).toEqual({ id: 'border' })
    expect(now.lookedBack).toBeUndefined()
  })

  it('says how many articles readers have, by section and language, as the publisher has counted them', async () => {
    const site = createMemoryTable()
    const writer = createSiteWriter(site)
    const months = [
      { month: '2026-11', count: 12 },
      { month: '2026-10', count: 30 },
    ]
    await writer.saveArchives('vi', {
      all: { months },
      news: { months },
      border: { months: months.slice(1) },
    })
    await writer.saveArchives('en', {
      all: { months: months.slice(0, 1) },
      news: { months: months.slice(0, 1) },
    })
    const door = await aDoor(createMemoryTable(), undefined, { publicCounts: createPublicCounts(site) })
    const { body } = await door.as('contributor').get('/statistics/now')
    const told = body.live.map(({ section, locale, count }: PublicCount) => `${locale} ${section} ${count}`)
    expect(told.toSorted()).toEqual(['en news 12', 'vi border 30', 'vi news 42'])
  })
})
