import { beforeEach, describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { createIndexNotes } from '../../functions/store/index-notes.ts'
import { siteKeys } from '../../functions/store/keys.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf, failing } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'
import { aSearchedSite, type SearchedSite } from '../support/search/searched-site.ts'

listenToLog()
let site: SearchedSite
beforeEach(async () => {
  site = aSearchedSite()
  await site.minutes()
})

const saying = (title: string, body = '<p>Nội dung</p>') => ({ translations: { vi: aText({ title, body }) } })

/** Makes the words of an article public and tells everybody. */
async function live(id: string, title: string, more: Record<string, unknown> = {}) {
  await site.live(id, { ...saying(title), ...more })
  await site.publish([id])
}

describe('what is published', () => {
  it('is found at once, in its new words when it was changed, and not any more when it was withdrawn', async () => {
    const id = newId()
    await live(id, 'Hội nghị xâm nhập mặn')
    expect(await site.find('xam nhap man')).toEqual([id])
    await live(id, 'Hội nghị hạn hán')
    expect(await site.find('mặn')).toEqual([])
    expect(await site.find('hạn hán')).toEqual([id])
    await site.withdraw(id)
    await site.publish([id])
    expect(await site.findRaw('hạn hán')).toEqual([])
    await live(id, 'Hội nghị trở lại')
    expect(await site.find('trở lại')).toEqual([id])
  })

  it('is found in its own language, and in its section when it was moved', async () => {
    const id = newId()
    const en = aText({ title: 'Saline intrusion', body: '<p>Report</p>' })
    await site.live(id, { translations: { vi: aText({ title: 'Xâm nhập mặn' }), en } })
    await site.publish([id])
    expect(await site.find('saline', 'en')).toEqual([])
    await site.goLive(id, 'en')
    await site.publish([id])
    expect(await site.find('saline', 'en')).toEqual([id])
    expect(await site.find('saline', 'vi')).toEqual([])
  })

  it('is not held up by an index that cannot be reached, and is found when that is back', async () => {
    const id = newId()
    await site.live(id, saying('Khẩn cấp'))
    const away = () => Promise.reject(new Error('S3 is away'))
    const { feed, publisher } = site.partsOn({
      open: () => ({
        ...{ read: away, write: away, manifest: away, replaceManifest: away, remove: away, list: away },
      }),
    })
    expect(await publisher.publish([id])).toEqual([])
    await feed.workOff(1_000)
    expect(await site.find('khẩn cấp')).toEqual([])
    await site.minutes()
    expect(await site.find('khẩn cấp')).toEqual([id])
  })
})

describe('what editors search', () => {
  it('is every text in its last state, whatever readers see', async () => {
    const [draft, live_] = [newId(), newId()]
    await site.write(draft, saying('Bản thảo mật', '<p>Số liệu chưa công bố</p>'))
    await live(live_, 'Đã đăng')
    await site.write(live_, saying('Đang sửa'))
    await site.publish([draft, live_])
    expect(await site.findInNewsroom('chưa công bố')).toEqual([draft])
    expect(await site.findInNewsroom('đang sửa')).toEqual([live_])
    expect(await site.findInNewsroom('van phong so')).toEqual(expect.arrayContaining([draft, live_]))
    expect(await site.find('đã đăng')).toEqual([live_])
    expect(await site.findRaw('đang sửa')).toEqual([])
    expect(await site.findRaw('mật')).toEqual([])
  })
})

describe('an index', () => {
  const titles = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám']
  let ids: string[]

  beforeEach(async () => {
    ids = titles.map(newId)
    for (const [at, id] of ids.entries()) await site.live(id, saying(`Bài ${titles[at]}`))
    await site.publish(ids)
  })

  const sorted = async (q = 'bài') => [...(await site.find(q))].sort()
  const all = () => [...ids].sort()
  const keysOf = (prefix: string) => [...site.indexes.objects.keys()].filter((key) => key.startsWith(prefix))

  const harm: Record<string, () => void> = {
    'is missing': () => {
      for (const key of keysOf('search/vi/')) site.indexes.objects.delete(key)
    },
    'has lost a part': () => {
      for (const key of keysOf('search/vi/segments')) site.indexes.objects.delete(key)
    },
    'has a manifest that is none': () => harmManifest(() => '{"format":'),
    'was made by former rules': () => harmManifest((text) => text.replace(/"analyzer":\d+/u, '"analyzer":0')),
    'has a part that is not what was written': () => {
      for (const key of keysOf('search/vi/segments')) {
        const kept = site.indexes.objects.get(key)!
        site.indexes.objects.set(key, { ...kept, bytes: kept.bytes.map((byte) => byte ^ 1) })
      }
    },
  }

  function harmManifest(change: (text: string) => string) {
    const key = 'search/vi/manifest.json'
    const kept = site.indexes.objects.get(key)!
    const bytes = Buffer.from(change(Buffer.from(kept.bytes).toString()))
    site.indexes.objects.set(key, { bytes, written: kept.written, tag: '"harmed"' })
  }

  it.each(Object.keys(harm))('that %s is made again by itself', async (what) => {
    harm[what]!()
    site.later(25 * 3_600_000)
    await site.minutes(2)
    expect(await sorted()).toEqual(all())
    await live(newId(), 'Sau đó')
    expect(await site.find('sau đó')).toHaveLength(1)
  })

  it('that newer code wrote is left alone', async () => {
    harmManifest((text) => text.replace(/"format":\d+/u, '"format":99'))
    const before = Buffer.from(site.indexes.objects.get('search/vi/manifest.json')!.bytes).toString()
    await live(newId(), 'Sau đó')
    await site.minutes(2)
    expect(Buffer.from(site.indexes.objects.get('search/vi/manifest.json')!.bytes).toString()).toBe(before)
  })

  it('is made again while articles change, however often that is cut short', async () => {
    const [changed, gone] = [ids[1]!, ids[6]!]
    let cuts = 0
    harm['is missing']!()
    for (let nth = 1; ; nth += 1) {
      const { table, calls } = failing(site.siteTable, nth, 'half')
      await site.partsOn({ table }).feed.workOff(60_000)
      if (calls() < nth) break
      cuts += 1
      if (cuts === 5) {
        await live(changed, 'Tin khác')
        await site.withdraw(gone)
        await site.publish([gone])
      }
    }
    expect(cuts).toBeGreaterThan(6)
    await site.minutes(2)
    expect(await sorted()).toEqual(all().filter((id) => id !== changed && id !== gone))
    expect(await site.find('tin khác')).toEqual([changed])
  })

  it('holds pages that are no news afterwards too, however many', async () => {
    const pages = Array.from({ length: 7 }, newId)
    for (const id of pages) await live(id, 'Bài về cơ quan', { type: 'page' })
    const found = [...ids, ...pages].sort()
    expect(await sorted()).toEqual(found)
    await site.partsOn().feed.noteWhole()
    await site.minutes(3)
    expect(await sorted()).toEqual(found)
  })

  it('takes in pages that were written before there were words beside them', async () => {
    for (const id of ids) await site.siteTable.delete(siteKeys.text(id, 'vi'))
    harm['is missing']!()
    await site.minutes(2)
    expect(await sorted()).toEqual(all())
  })

  it('is not held up by one article that cannot be read', async () => {
    const [bad, good] = [ids[2]!, newId()]
    await site.siteTable.put({ ...siteKeys.text(bad, 'vi'), packed: new Uint8Array([1]) })
    await site.partsOn().feed.note([{ id: bad, locale: 'vi', listings: [], answered: [] }], [])
    await live(good, 'Bài khác')
    expect(await sorted()).toEqual([...ids.filter((id) => id !== bad), good].sort())
  })

  it('holds nothing a day later that nobody can find', async () => {
    const before = keysOf('search/vi/').length
    for (let nth = 0; nth < 5; nth += 1) await live(ids[0]!, `Bài Một ${nth}`)
    expect(keysOf('search/vi/').length).toBeGreaterThan(before)
    site.later(25 * 3_600_000)
    await site.minutes(2)
    expect(keysOf('search/vi/').length).toBeLessThanOrEqual(before)
    expect(await sorted()).toEqual(all())
  })
})

describe('what the indexes are told', () => {
  const names = ['public-vi', 'public-en', 'newsroom']

  /** How many articles each index is still to be told of. */
  async function waiting() {
    const notes = createIndexNotes(site.siteTable)
    return await Promise.all(names.map(async (name) => (await notes.pending(name, 1_000)).length))
  }

  /** Notes articles that nobody ever wrote. */
  async function noteMany() {
    const ids = Array.from({ length: 250 }, newId)
    const changes = ids.flatMap((id) => locales.map((locale) => ({ id, locale, listings: [], answered: [] })))
    await site.partsOn().feed.note(changes, ids)
  }

  it('is a part of it after each publication, however much there is', async () => {
    await noteMany()
    expect(await waiting()).toEqual([250, 250, 250])
    await site.partsOn().feed.workOff()
    expect(await waiting()).toEqual([150, 150, 150])
    await site.minutes()
    expect(await waiting()).toEqual([0, 0, 0])
  })

  it('lets what is urgent be published between any two steps', async () => {
    await noteMany()
    site.later(25 * 3_600_000)
    await site.partsOn().feed.noteWhole()
    const urgent = newId()
    let steps = 0
    await site.partsOn().feed.workOff(60_000, async () => {
      steps += 1
      if (steps !== 2) return
      await site.live(urgent, saying('Khẩn cấp'))
      await site.partsOn().publisher.publish([urgent])
      expect(await waiting()).not.toEqual([0, 0, 0])
    })
    expect(steps).toBeGreaterThan(9)
    await site.minutes()
    expect(await site.find('khẩn cấp')).toEqual([urgent])
  })

  it('is looked through from end to end one index at a time', async () => {
    await live(newId(), 'Một bài')
    await site.minutes(names.length)
    site.later(25 * 3_600_000)
    const notes = createIndexNotes(site.siteTable)
    const tidied = async () => await Promise.all(names.map(async (name) => (await notes.state(name)).tidied))
    for (let minute = 1; minute <= names.length; minute += 1) {
      const before = await tidied()
      await site.minutes()
      const after = await tidied()
      expect(after.filter((moment, index) => moment !== before[index])).toHaveLength(1)
    }
    const all = await tidied()
    await site.minutes()
    expect(await tidied()).toEqual(all)
  })
})

describe('a publisher that is killed', () => {
  it.each(['before', 'half', 'after'] as const)(
    'has all it changed found by the next one (the call failed %s its effect)',
    async (moment) => {
      const [changed, withdrawn, added] = [newId(), newId(), newId()]
      await live(changed, 'Lúc đầu')
      await live(withdrawn, 'Sẽ rút')
      const start = {
        newsroom: site.newsroomTable,
        site: site.siteTable,
        objects: new Map(site.indexes.objects),
      }
      for (let nth = 1; ; nth += 7) {
        const [newsroomTable, siteTable] = [await copyOf(start.newsroom), await copyOf(start.site)]
        const again = aSearchedSite(aNewsroom({ newsroomTable, siteTable }), site.indexes)
        site.indexes.objects.clear()
        for (const [key, kept] of start.objects) site.indexes.objects.set(key, kept)
        await again.write(changed, saying('Về sau'))
        await again.goLive(changed)
        await again.withdraw(withdrawn)
        await again.live(added, saying('Mới thêm'))
        const { table, calls } = failing(siteTable, nth, moment)
        const stopped = again.partsOn({ table })
        await stopped.publisher.publish([changed, withdrawn, added]).catch(() => {})
        await stopped.feed.workOff()
        // As the minute does: what is behind is published, and what was noted is told.
        await again.publish([changed, withdrawn, added])
        expect(await again.findRaw('lúc đầu'), `call ${nth}`).toEqual([])
        expect(await again.findRaw('sẽ rút'), `call ${nth}`).toEqual([])
        expect(await again.find('về sau'), `call ${nth}`).toEqual([changed])
        expect(await again.find('mới thêm'), `call ${nth}`).toEqual([added])
        expect(await again.findInNewsroom('mới thêm'), `call ${nth}`).toEqual([added])
        if (calls() < nth) break
      }
    },
  )
})
