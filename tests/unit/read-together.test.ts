import { beforeEach, describe, expect, it } from 'vitest'
import { readProjections } from '../../functions/publisher/article.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import type { Table } from '../../functions/store/table.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom, dump, failing, type TestNewsroom } from '../support/articles/newsroom.ts'

let room: TestNewsroom
let ids: string[]

/** Articles of one revision, and each third of three. */
beforeEach(async () => {
  room = aNewsroom()
  ids = Array.from({ length: 30 }, newId)
  for (const [index, id] of ids.entries()) {
    await room.write(id)
    if (index % 3 > 0) continue
    await room.goLive(id)
    await room.write(id, { byline: ['Phòng Lãnh sự'] })
  }
})

const articlesOn = (table: Table) => createNewsroom(table).articles

/** How many questions and writes it takes. */
async function callsOf(work: (articles: ReturnType<typeof articlesOn>) => Promise<unknown>): Promise<number> {
  const counting = failing(room.newsroomTable, Number.POSITIVE_INFINITY)
  await work(articlesOn(counting.table))
  return counting.calls()
}

describe('the last revisions of many articles', () => {
  it('are those that each chain has, in two questions for all of them', async () => {
    const { articles } = room.newsroom
    const asked = [...ids, newId()]
    const found = await articles.latestAll(asked)
    expect([...found.keys()].sort()).toEqual([...ids].sort())
    for (const id of ids) expect(found.get(id)).toEqual(await articles.latest(id))
    expect(await callsOf((on) => on.latestAll(ids))).toBe(2)
  })

  it('are found of a chain that is being restored, of which there is the end alone', async () => {
    const [id = ''] = ids
    const chain = newsroomKeys.chain('ARTICLE', id)
    for (const key of [
      newsroomKeys.row('ARTICLE', id),
      ...[1, 2].map((number) => newsroomKeys.revision(chain, number)),
    ])
      await room.newsroomTable.delete(key)
    expect((await room.newsroom.articles.latestAll([id])).get(id)?.number).toBe(3)
  })

  it('are found where a row is missing, behind its chain or before it', async () => {
    const [missing = '', behind = '', before = ''] = ids.filter((_, index) => index % 3 === 0)
    await room.newsroomTable.delete(newsroomKeys.row('ARTICLE', missing))
    for (const [id, number] of [
      [behind, 1],
      [before, 7],
    ] as const) {
      const row = await room.newsroomTable.find(newsroomKeys.row('ARTICLE', id))
      await room.newsroomTable.put({ ...row!, number })
    }
    const found = await room.newsroom.articles.latestAll(ids)
    expect([missing, behind, before].map((id) => found.get(id)?.number)).toEqual([3, 3, 3])
  })
})

describe('rows of many articles', () => {
  const ofDesk = async () =>
    Object.fromEntries(Object.entries(await dump(room.newsroomTable)).filter(([key]) => / DESK/u.test(key)))

  it('are made right again, and those of lists beside them, whatever of them is missing or wrong', async () => {
    const before = await ofDesk()
    const latest = await room.newsroom.articles.latestAll(ids)
    for (const [index, key] of Object.keys(before).entries()) {
      const [pk = '', sk = ''] = key.split(' ')
      if (index % 4 === 0) await room.newsroomTable.delete({ pk, sk })
      if (index % 4 === 1) {
        const item = await room.newsroomTable.find({ pk, sk })
        await room.newsroomTable.put({ ...item!, updated: '2020-01-01T00:00:00.000Z#x' })
      }
    }
    await room.newsroom.articles.keepRows([...latest.values()])
    expect(await ofDesk()).toEqual(before)
  })

  it('leave a list in which an article of several revisions no longer stands', async () => {
    const [id = ''] = ids
    const key = newsroomKeys.entry('ARTICLE', id, 'in_review')
    const desk = newsroomKeys.list('ARTICLE', 'in_review')
    const row = { id, section: 'news', texts: [] }
    await room.newsroomTable.put({ ...key, number: 1, desk, updated: `2026-01-01T00:00:00.000Z#${id}`, row })
    await room.newsroom.articles.keepRows([...(await room.newsroom.articles.latestAll([id])).values()])
    expect((await room.newsroomTable.find(key))?.desk).toBeUndefined()
  })

  it('take one question for all articles of one revision, where all stands as it should', async () => {
    const some = ids.filter((_, index) => index % 3 > 0)
    const latest = [...(await room.newsroom.articles.latestAll(some)).values()]
    expect(await callsOf((on) => on.keepRows(latest))).toBe(1)
  })
})

describe('what pages of many articles are made of', () => {
  it('is what it is for each alone, whichever revision is live', async () => {
    const together = await readProjections(room.newsroom, ids)
    const alone = await Promise.all(ids.map((id) => readProjections(room.newsroom, [id])))
    expect(together).toEqual(alone.flat())
    expect(together.filter(({ wasPublic }) => wasPublic)).toHaveLength(10)
  })
})
