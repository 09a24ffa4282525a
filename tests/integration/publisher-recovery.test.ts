import { beforeEach, describe, expect, it } from 'vitest'
import { siteKeys } from '../../functions/store/keys.ts'
import { aTag, inBoth, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf, dump, failing, type TestNewsroom } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'

let room: TestNewsroom
// The publisher tells the log what failed, and these tests make much fail.
listenToLog()
beforeEach(() => {
  room = aNewsroom()
})

describe('a run that is cut short', () => {
  const [id, near, other] = [newId(), newId(), newId()]

  /** A site on which the article was first in one section, and is now to be in another, under another name. */
  async function prepare() {
    room = aNewsroom()
    await room.configure((settings) => ({
      ...settings,
      tags: ['asean', 'border', 'visa'].map((each) => aTag(each)),
    }))
    await room.live(near, { section: 'border', related: [id] }, '2025-05-05T05:05:05Z')
    await room.live(other, { featured: true }, '2025-04-04T04:04:04Z')
    await room.live(
      id,
      { translations: inBoth('Trước'), featured: true, related: [other], tags: ['asean', 'visa'] },
      '2025-04-01T00:00:00Z',
    )
    await room.publish([near, other, id])
    await room.repair()
    const origin = { system: 'sharepoint', digest: 'b'.repeat(64), url: 'https://old.example/a.aspx' }
    const change = {
      translations: inBoth('Sau'),
      section: 'border',
      related: [near],
      tags: ['border'],
      origin,
    }
    await room.write(id, change)
    await room.goLive(id, 'vi', '2025-05-01T00:00:00Z')
    room.purged.length = 0
  }

  const later: Record<string, () => Promise<unknown>> = {
    'nothing else happened': async () => {},
    'it was withdrawn': () => room.withdraw(id),
    'it moved on': async () => {
      await room.write(id, { translations: inBoth('Sau nữa'), section: 'consular', tags: ['visa'] })
      await room.goLive(id, 'vi', '2025-03-01T00:00:00Z')
    },
    'it went back to what it was': async () => {
      const back = {
        translations: inBoth('Trước'),
        featured: true,
        related: [other],
        tags: ['asean', 'visa'],
      }
      await room.write(id, back)
      await room.goLive(id, 'vi', '2025-04-01T00:00:00Z')
    },
  }

  it.each(
    Object.keys(later).flatMap((what) =>
      (['before', 'half', 'after'] as const).map((at) => [what, at] as const),
    ),
  )('is made good by the next one when meanwhile %s (the call failed %s its effect)', async (what, at) => {
    await prepare()
    const undisturbed = failing(room.siteTable, Number.POSITIVE_INFINITY)
    await room.publisherOn({ site: undisturbed.table }).publish([id])
    const tags = [...new Set(room.purged)]
    const calls = undisturbed.calls()
    expect(calls).toBeGreaterThan(20)

    await prepare()
    const prepared = room
    let expected: Record<string, string> | undefined
    for (let nth = 1; nth <= calls; nth++) {
      const [newsroomTable, siteTable] = [
        await copyOf(prepared.newsroomTable),
        await copyOf(prepared.siteTable),
      ]
      room = aNewsroom({ newsroomTable, siteTable, start: prepared.now() })
      const { table } = failing(room.siteTable, nth, at)
      const stopped = room.publisherOn({ site: table })
      expect(await stopped.publish([id])).toEqual([id])
      // Before it has noted what it begins, it has touched nothing.
      const begun = (await room.siteTable.find(siteKeys.shown(id)))?.begun !== undefined
      // And what is on every page is purged from the moment on in which it may have been written.
      const digests = (await room.siteTable.find(siteKeys.siteShown))?.digests as object
      const due = Object.keys(digests).length === 0 ? tags : tags.filter((tag) => tag !== 'site')
      await later[what]!()
      expect((await room.repair()).failed).toEqual([])
      expected ??= await room.asIfNew()
      expect(await dump(room.siteTable), `cut short at call ${nth}`).toEqual(expected)
      if (begun) expect(room.purged, `cut short at call ${nth}`).toEqual(expect.arrayContaining(due))
    }
  })

  it('by the newsroom’s table is made good as well', async () => {
    await prepare()
    for (let nth = 1; nth <= 4; nth++) {
      const { table } = failing(room.newsroomTable, nth)
      expect(await room.publisherOn({ truth: table }).publish([id])).toBeDefined()
    }
    await room.repair()
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('by a purge that fails is not done: the next one purges all of it', async () => {
    await prepare()
    await room.publisherOn({ purge: () => Promise.reject(new Error('TooManyInvalidations')) }).publish([id])
    expect(room.purged).toEqual([])
    expect(await room.repair()).toEqual({ repaired: [id], failed: [] })
    expect(room.purged).toEqual(expect.arrayContaining([`a-${id}`, `a-${near}`, `a-${other}`, 'site']))
  })
})

describe('rebuilding', () => {
  async function aSite() {
    const ids = Array.from({ length: 5 }, newId)
    for (const id of ids) {
      const origin = {
        system: 'sharepoint',
        digest: 'c'.repeat(64),
        url: `https://old.example/${id}.aspx`,
        views: 7,
      }
      await room.live(id, {
        translations: inBoth(`Bài ${id}`),
        featured: true,
        related: ids.filter((one) => one !== id),
        origin,
      })
      await room.publish(ids)
    }
    await room.withdraw(ids[0]!)
    await room.publish(ids)
    return ids
  }

  it('changes nothing on a site that is right', async () => {
    await aSite()
    const before = await dump(room.siteTable, { views: true })
    expect(await room.rebuild()).toEqual({ articles: 5, written: 0, removed: 0 })
    expect(await dump(room.siteTable, { views: true })).toEqual(before)
  })

  it('has nothing follow before the CDN was purged, however often that fails', async () => {
    await aSite()
    const refusing = room.publisherOn({ purge: () => Promise.reject(new Error('no purge')) })
    for (let time = 0; time < 2; time += 1) await expect(refusing.rebuild()).rejects.toThrow('no purge')
    expect(room.noted).toEqual([])
    await room.rebuild()
    expect([room.purged.at(-1), ...room.noted]).toEqual(['site', 'site'])
  })

  it('mends whatever is missing, altered or does not belong, and keeps the views', async () => {
    const ids = await aSite()
    const views = siteKeys.views(ids[1]!)
    await room.siteTable.add(views, 'views', 30)
    const before = await dump(room.siteTable, { views: true })
    const items = await Array.fromAsync(room.siteTable.scan())
    for (const [index, item] of items.entries()) {
      if (item.sk === 'VIEWS') continue
      if (index % 3 === 0) await room.siteTable.delete(item)
      if (index % 3 === 1) await room.siteTable.put({ ...item, packed: 'altered', number: 99, title: 5 })
    }
    await room.siteTable.put({ pk: 'LIST#vi', sk: '2030-01-01T00:00:00.000Z_0123456789', what: 'stray' })
    await room.siteTable.put({ pk: 'ARTICLE#0123456789', sk: 'vi', what: 'stray' })
    await room.siteTable.put({ pk: 'STRANGE', sk: 'thing' })
    room.purged.length = 0
    const { articles, removed } = await room.rebuild()
    expect(await dump(room.siteTable, { views: true })).toEqual(before)
    expect({ articles, removed }).toEqual({ articles: 5, removed: 3 })
    expect(room.purged).toEqual(['site'])
    expect(await room.siteTable.find(views)).toMatchObject({ views: 37 })
  })
})
