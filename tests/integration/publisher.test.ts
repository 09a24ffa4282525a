import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { aTag, aText, inBoth, newId } from '../support/articles/articles.ts'
import { aNewsroom, dump, type TestNewsroom } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'

let room: TestNewsroom
// The publisher tells the log what failed, and some of these tests make much fail.
const logged = listenToLog()
beforeEach(() => {
  room = aNewsroom()
  logged.length = 0
})

const page = async (id: string, locale: 'vi' | 'en' = 'vi') =>
  await createSite(room.siteTable).article(id, locale)

const titles = (cards: readonly { title: string }[]) => cards.map(({ title }) => title)

describe('publishing', () => {
  it('shows the live revision, whatever was written since', async () => {
    const id = newId()
    await room.live(id, { translations: { vi: aText({ title: 'Bản đăng' }) } })
    await room.write(id, { translations: { vi: aText({ title: 'Bản nháp' }) } })
    await room.publish([id])
    expect((await page(id)).shown).toMatchObject({ kind: 'page', title: 'Bản đăng' })
  })

  it('changes nothing when it is told twice, late or of what was never there', async () => {
    const [a = '', b = ''] = [newId(), newId()]
    await room.live(a, { related: [b] })
    await room.live(b)
    await room.publish([a, b])
    const before = await dump(room.siteTable)
    room.purged.length = 0
    await room.publish([b, a, a, newId(), b])
    await room.publish([])
    expect(await dump(room.siteTable)).toEqual(before)
    expect(room.purged).toEqual([])
  })

  it('ends the same in whatever order articles are told, and whatever was shown in between', async () => {
    const ids = Array.from({ length: 6 }, newId)
    for (const [index, id] of ids.entries()) {
      const related = ids.filter((_, other) => other % 3 === index % 3 && other !== index)
      await room.write(id, { related, translations: inBoth(`Bài ${index}`), featured: index % 2 === 0 })
      await room.publish([id])
      await room.goLive(id)
      if (index % 2 === 0) await room.publish(ids)
      if (index > 2) await room.goLive(id, 'en')
    }
    await room.withdraw(ids[1]!)
    await room.publish([...ids].reverse())
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('leaves an article alone when only its draft changed: nothing is purged', async () => {
    const id = newId()
    await room.live(id)
    await room.publish([id])
    room.purged.length = 0
    await room.write(id, { translations: { vi: aText({ title: 'Bản nháp' }) } })
    await room.publish([id])
    expect(room.purged).toEqual([])
  })

  it('purges the article, its lists and its neighbours', async () => {
    const [id = '', neighbour = ''] = [newId(), newId()]
    await room.live(neighbour)
    await room.live(id)
    await room.publish([id, neighbour])
    room.purged.length = 0
    await room.write(id, { translations: { vi: aText({ title: 'Đổi tên' }) } })
    await room.goLive(id)
    await room.publish([id])
    expect(new Set(room.purged)).toEqual(new Set([`a-${id}`, `a-${neighbour}`, 'l-vi', 's-vi-news', 'l-en']))
  })

  it('purges the lists of the tags that it has, and of those that it lost', async () => {
    const [id, other] = [newId(), newId()]
    const publishedAt = '2025-05-05T05:05:05Z'
    await room.configure((settings) => ({
      ...settings,
      tags: ['asean', 'border', 'visa'].map((each) => aTag(each)),
    }))
    await room.live(other, { tags: ['asean', 'border', 'visa'], section: 'border' })
    await room.live(id, { tags: ['asean', 'visa'] }, publishedAt)
    await room.publish([id, other])
    room.purged.length = 0
    await room.live(id, { tags: ['asean', 'border'] }, publishedAt)
    await room.publish([id])
    expect(room.purged.filter((tag) => /^t-|^site/u.test(tag)).sort()).toEqual([
      't-vi-asean',
      't-vi-border',
      't-vi-visa',
    ])
    const tagged = async (tag: string) =>
      (await createSite(room.siteTable).list('vi', { kind: 'tag', id: tag }, { limit: 9 })).cards.map(
        (card) => card.id,
      )
    expect(await tagged('visa')).toEqual([other])
    expect(await tagged('border')).toEqual([other, id])
  })

  it('publishes more articles at once than one batch holds', async () => {
    const ids = Array.from({ length: 130 }, newId)
    for (const id of ids) await room.live(id)
    expect(await room.publish(ids)).toEqual([])
    const { cards } = await createSite(room.siteTable).list(
      'vi',
      { kind: 'section', id: 'news' },
      { limit: 200 },
    )
    expect(cards).toHaveLength(130)
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })
})

describe('old addresses', () => {
  const url = 'https://old.example/Pages/Tin.aspx?ID=79'
  const origin = { system: 'sharepoint', digest: 'a'.repeat(64), url }
  const lookUp = async (address: string) => (await createSite(room.siteTable).elsewhere([address], 'vi')).old

  it('of the old portal lead to the article, in a language in which it can be read', async () => {
    const id = newId()
    await room.write(id, { origin, translations: inBoth('Bài cũ') })
    await room.goLive(id, 'en')
    await room.publish([id])
    expect(await lookUp('/pages/tin.aspx?id=79')).toEqual({ id, locale: 'en' })
  })

  it('are forgotten when the article names another one', async () => {
    const id = newId()
    await room.live(id, { origin })
    await room.publish([id])
    await room.write(id, { origin: { ...origin, url: 'https://old.example/Khac.aspx' } })
    await room.goLive(id)
    await room.publish([id])
    expect(await lookUp('/pages/tin.aspx?id=79')).toBeUndefined()
    expect(await lookUp('/khac.aspx')).toEqual({ id, locale: 'vi' })
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('that lead somewhere from now on are purged in every language in which they may have been asked', async () => {
    const id = newId()
    await room.write(id, { translations: inBoth('Bài cũ') })
    await room.goLive(id, 'vi')
    await room.goLive(id, 'en')
    await room.publish([id])
    await room.write(id, { origin, translations: inBoth('Bài cũ') })
    await room.goLive(id, 'en')
    room.purged.length = 0
    await room.publish([id])
    expect(room.purged).toContain('l-vi')
  })

  it('that two articles claim go to one of them, always the same', async () => {
    const ids = [newId(), newId()].sort()
    for (const id of ids) await room.live(id, { origin })
    await room.publish([...ids].reverse())
    expect(await lookUp('/pages/tin.aspx?id=79')).toMatchObject({ id: ids[0] })
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('that the first of two articles gives up lead to the next one, and are purged where they led', async () => {
    const [first = '', second = ''] = [newId(), newId()].sort()
    await room.live(first, { origin })
    await room.live(second, { origin })
    await room.publish([first, second])
    room.purged.length = 0
    await room.write(first, { origin: { ...origin, url: 'https://old.example/Khac.aspx' } })
    await room.goLive(first)
    await room.publish([first])
    expect(await lookUp('/pages/tin.aspx?id=79')).toMatchObject({ id: second })
    expect(room.purged).toContain(`a-${first}`)
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('that an earlier article claims later on lead to it, and are purged where they led', async () => {
    const [first = '', second = ''] = [newId(), newId()].sort()
    await room.live(second, { origin })
    await room.publish([second])
    room.purged.length = 0
    await room.live(first, { origin })
    await room.publish([first])
    expect(await lookUp('/pages/tin.aspx?id=79')).toMatchObject({ id: first })
    expect(room.purged).toContain(`a-${second}`)
  })

  it('that articles claim and give up at the same moment lead to the first that claims them in the end', async () => {
    const address = '/pages/tin.aspx?id=79'
    const ids = [newId(), newId(), newId()].sort()
    const moves = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.boolean()), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), moves, async (scheduler, started) => {
        const table = createMemoryTable()
        const slow = <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
          scheduler.scheduleFunction((...given: A) => call(...given))
        const site = createSiteWriter({
          ...table,
          query: slow(table.query),
          put: slow(table.put),
          delete: slow(table.delete),
          writeAll: slow(table.writeAll),
        })
        // Each article in its own order, beside the others.
        const claims = new Map<string, boolean>()
        const chains = new Map<string, Promise<unknown>>()
        for (const [index, claim] of started) {
          const id = ids[index]!
          claims.set(id, claim)
          const after = claim ? [{ address, locale: 'vi' as const }] : []
          const before = chains.get(id) ?? Promise.resolve()
          chains.set(
            id,
            before.then(() => site.redirect(id, [address], after)),
          )
        }
        await scheduler.waitFor(Promise.all(chains.values()))
        const winner = ids.find((id) => claims.get(id))
        const { old } = await createSite(table).elsewhere([address], 'vi')
        expect(old?.id).toBe(winner)
      }),
      { numRuns: 500 },
    )
  })

  it('too long for any key hold nothing up', async () => {
    const id = newId()
    await room.live(id, { origin: { ...origin, url: `https://old.example/${'ư'.repeat(1900)}` } })
    expect(await room.publish([id])).toEqual([])
    expect(await lookUp(`/${'x'.repeat(5000)}`)).toBeUndefined()
  })
})

describe('what a page shows of other articles', () => {
  it('is the related ones that are public in its language, as they are now', async () => {
    const [id = '', related = ''] = [newId(), newId()]
    await room.live(id, { related: [related] }, '2026-01-01T00:00:00.000Z')
    await room.write(related, { section: 'border', translations: inBoth('Liên quan') })
    const shown = async () => {
      await room.publish([id, related])
      return titles((await page(id)).nearby.related)
    }
    expect(await shown()).toEqual([])
    await room.goLive(related, 'en')
    expect(await shown()).toEqual([])
    await room.goLive(related)
    expect(await shown()).toEqual(['Liên quan'])
    await room.write(related, { section: 'border', translations: inBoth('Đổi tên') })
    expect(await shown()).toEqual(['Liên quan'])
    await room.goLive(related)
    expect(await shown()).toEqual(['Đổi tên'])
    await room.withdraw(related)
    expect(await shown()).toEqual([])
    await room.goLive(related)
    expect(await shown()).toEqual(['Đổi tên'])
    expect(room.purged).toContain(`a-${id}`)
  })

  it('names what it answers, and that names its answers, as far as each is public in its language', async () => {
    const [report = '', reply = ''] = [newId(), newId()]
    await room.live(report, { translations: inBoth('Phản ánh') }, '2026-01-01T00:00:00.000Z')
    await room.goLive(report, 'en', '2026-01-01T00:00:00.000Z')
    await room.publish([report])
    await room.write(reply, { section: 'border', replyTo: report, translations: inBoth('Trả lời') })
    const shown = async (locale: 'vi' | 'en' = 'vi') => {
      await room.publish([reply])
      const [answered, answer] = [await page(report, locale), await page(reply, locale)]
      return { replies: titles(answered.nearby.replies ?? []), replyTo: answer.nearby.replyTo?.title }
    }
    expect(await shown()).toEqual({ replies: [], replyTo: undefined })
    await room.goLive(reply)
    expect(await shown()).toEqual({ replies: ['Trả lời'], replyTo: 'Phản ánh' })
    expect(room.purged).toContain(`a-${report}`)
    expect(await shown('en')).toEqual({ replies: [], replyTo: undefined })
    await room.write(reply, { section: 'border', replyTo: report, translations: inBoth('Giải trình') })
    await room.goLive(reply)
    expect(await shown()).toEqual({ replies: ['Giải trình'], replyTo: 'Phản ánh' })
    await room.write(report, { translations: inBoth('Phản ánh về cửa khẩu') })
    await room.goLive(report)
    await room.publish([report])
    expect((await shown()).replyTo).toBe('Phản ánh về cửa khẩu')
    await room.withdraw(reply)
    expect((await shown()).replies).toEqual([])
    await room.goLive(reply)
    expect((await shown()).replies).toEqual(['Giải trình'])
    await room.write(reply, { section: 'border', translations: inBoth('Giải trình') })
    await room.goLive(reply)
    expect(await shown()).toEqual({ replies: [], replyTo: undefined })
  })

  it('is the three newer and the three older ones of its section, nearest first', async () => {
    const ids = Array.from({ length: 9 }, newId)
    for (const [index, id] of ids.entries()) {
      await room.live(
        id,
        { translations: { vi: aText({ title: `${index}` }) } },
        `2025-03-0${index + 1}T00:00:00Z`,
      )
      await room.publish([id])
    }
    const around = async () => {
      const { newer, older } = (await page(ids[4]!)).nearby
      return [titles(newer), titles(older)]
    }
    expect(await around()).toEqual([
      ['5', '6', '7'],
      ['3', '2', '1'],
    ])
    await room.withdraw(ids[5]!)
    await room.write(ids[3]!, { section: 'border', translations: { vi: aText({ title: '3' }) } })
    await room.goLive(ids[3]!)
    await room.publish(ids)
    expect(await around()).toEqual([
      ['6', '7', '8'],
      ['2', '1', '0'],
    ])
  })
})

describe('archives and menus', () => {
  it('count articles by the local month of their publication, and forget empty ones', async () => {
    const [first = '', last = ''] = [newId(), newId()]
    // 00:30 on 1 August and 23:30 on 31 July in Vietnam; both are 31 July in UTC.
    await room.live(first, {}, '2025-07-31T17:30:00.000Z')
    await room.live(last, { section: 'border' }, '2025-07-31T16:30:00.000Z')
    await room.publish([first, last])
    const months = async () => (await createSite(room.siteTable).archives('vi')).archives
    expect(await months()).toEqual({
      all: {
        months: [
          { month: '2025-08', count: 1 },
          { month: '2025-07', count: 1 },
        ],
      },
      border: { months: [{ month: '2025-07', count: 1 }] },
      news: { months: [{ month: '2025-08', count: 1 }] },
    })
    await room.withdraw(last)
    await room.publish([last])
    expect(await months()).toEqual({
      all: { months: [{ month: '2025-08', count: 1 }] },
      news: { months: [{ month: '2025-08', count: 1 }] },
    })
  })

  it('name the sections that have articles in each language', async () => {
    const id = newId()
    const menus = async () => {
      await room.publish([id])
      return await Promise.all(
        locales.map(async (locale) => {
          const { chrome } = await createSite(room.siteTable).front(locale)
          return chrome?.sections.filter(({ hasArticles }) => hasArticles).map((each) => each.id)
        }),
      )
    }
    await room.write(id, { section: 'border', translations: inBoth('Biên giới') })
    expect(await menus()).toEqual([[], []])
    await room.goLive(id, 'en')
    expect(await menus()).toEqual([[], ['border']])
    await room.goLive(id, 'vi')
    expect(await menus()).toEqual([['border'], ['border']])
    await room.withdraw(id, 'en')
    expect(await menus()).toEqual([['border'], []])
  })
})

describe('an article that cannot be published', () => {
  async function damage(id: string) {
    const key = { pk: `ARTICLE#${id}`, sk: 'R#00000002' }
    const whole = await room.newsroomTable.find(key)
    await room.newsroomTable.put({ ...whole!, state: new Uint8Array([1, 2, 3]) })
    return () => room.newsroomTable.put(whole!)
  }

  it('does not hold up the others or the settings, is told to the log, and is repaired once it is mended', async () => {
    const [good = '', poison = '', better = ''] = [newId(), newId(), newId()]
    await room.repair()
    for (const id of [good, poison, better]) await room.live(id)
    const mend = await damage(poison)
    await room.configure((settings) => ({ ...settings, name: { vi: 'Tên mới', en: 'New name' } }))
    expect(await room.publish([good, poison, better])).toEqual([poison])
    expect((await page(good)).shown?.kind).toBe('page')
    expect((await page(better)).chrome?.name).toBe('Tên mới')
    expect((await page(poison)).shown).toBeUndefined()
    expect(logged.join('')).toContain(poison)

    expect(await room.repair()).toEqual({ repaired: [], failed: [poison] })
    await mend()
    expect(await room.repair()).toEqual({ repaired: [poison], failed: [] })
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
    expect(await room.repair()).toEqual({ repaired: [], failed: [] })
  })

  it('stays as it was shown in a rebuild, which names it when all else is done', async () => {
    const id = newId()
    await room.live(id)
    await room.publish([id])
    const before = await dump(room.siteTable)
    await damage(id)
    await expect(room.rebuild()).rejects.toThrow(id)
    expect(await dump(room.siteTable)).toEqual(before)
  })
})
