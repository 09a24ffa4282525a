import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recall, returnText, submit, withdraw } from '../../functions/domain/article/workflow.ts'
import type { Act } from '../../functions/domain/revision.ts'
import { articleLists } from '../../functions/store/article-lists.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { aNewsroom, type TestNewsroom } from '../support/articles/newsroom.ts'

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const stamp = { by: 'editor', at: '2026-01-10T09:00:00.000Z' }
const act = (action: Act['action']): Act => ({
  at: stamp.at,
  actor: { id: 'e1', name: 'Editor', role: 'admin' },
  action,
  locale: 'vi',
})

function handOver({ newsroom }: TestNewsroom, id: string) {
  return newsroom.articles.revise(
    id,
    { match: ['*'] },
    (previous) => previous && { act: act('submit'), state: submit(previous.state, 'vi', stamp) },
  )
}

const idsIn = async ({ newsroom }: Pick<TestNewsroom, 'newsroom'>, list: string) =>
  (await newsroom.articles.list({ limit: 100, lists: [list] })).rows.map(({ id }) => id)
const told = async ({ newsroom }: Pick<TestNewsroom, 'newsroom'>, list: string) =>
  (await newsroom.articles.entriesIn(list, { limit: 100 })).map(({ id }) => id)

describe('an article stands in the list of a state', () => {
  it('as long as one of its texts is in it, and in no other', async () => {
    const room = aNewsroom()
    const id = newId()
    await room.write(id)
    expect(await told(room, 'draft')).toEqual([id])
    await handOver(room, id)
    expect(await told(room, 'draft')).toEqual([])
    expect(await told(room, 'in_review')).toEqual([id])
    await room.newsroom.articles.revise(
      id,
      { match: ['*'] },
      (before) => before && { act: act('recall'), state: recall(before.state, 'vi', 'editor') },
    )
    expect([await told(room, 'draft'), await told(room, 'in_review')]).toEqual([[id], []])
    await room.goLive(id)
    expect([await told(room, 'draft'), await told(room, articleLists.live)]).toEqual([[], [id]])
    await room.withdraw(id)
    expect([await told(room, 'withdrawn'), await told(room, articleLists.live)]).toEqual([[id], []])
  })

  it('with each of its languages, and once though several say why', async () => {
    const room = aNewsroom()
    const id = newId()
    await room.write(id, { translations: { vi: aText(), en: aText({ title: 'Review' }) } })
    await handOver(room, id)
    const { rows } = await room.newsroom.articles.list({ limit: 9, lists: ['draft', 'in_review'] })
    expect(rows.map((row) => row.id)).toEqual([id])
    const [entry] = await room.newsroom.articles.entriesIn('draft', { limit: 9 })
    expect(entry?.texts).toEqual([{ locale: 'en', state: 'draft' }])
  })

  it('beside those who wrote it, as returned where it was', async () => {
    const room = aNewsroom()
    const id = newId()
    await room.write(id)
    await handOver(room, id)
    await room.newsroom.articles.revise(
      id,
      { match: ['*'] },
      (before) =>
        before && { act: act('return'), state: returnText(before.state, 'vi', stamp, 'Thiếu số liệu') },
    )
    const open = articleLists.openOf('editor')
    const [entry] = await room.newsroom.articles.entriesIn(open, { limit: 9 })
    expect(entry).toMatchObject({ id, texts: [{ locale: 'vi', state: 'returned' }] })
    const { rows } = await room.newsroom.articles.list({ limit: 9, lists: [open] })
    expect(rows).toMatchObject([
      { translations: { vi: { returned: { by: 'editor', note: 'Thiếu số liệu' } } } },
    ])
    await room.goLive(id)
    expect([await told(room, open), await told(room, articleLists.of('editor'))]).toEqual([[], [id]])
  })
})

describe('what is rare', () => {
  it('is found among many by one question, a page at a time, in their order', async () => {
    const room = aNewsroom()
    const rare: string[] = []
    for (let n = 0; n < 60; n += 1) {
      const id = newId()
      if (n % 6 === 0) rare.unshift(id)
      await (n % 6 === 0 ? room.write(id) : room.live(id))
    }
    const query = vi.spyOn(room.newsroomTable, 'query')
    const first = await room.newsroom.articles.list({ limit: 4, lists: ['draft'] })
    expect(query).toHaveBeenCalledTimes(1)
    const second = await room.newsroom.articles.list({ limit: 6, cursor: first.next, lists: ['draft'] })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(rare)
    expect(second.next).toBeUndefined()
    const up = await room.newsroom.articles.list({ limit: 3, lists: ['draft'], oldestFirst: true })
    const rest = await room.newsroom.articles.list({
      limit: 9,
      cursor: up.next,
      lists: ['draft'],
      oldestFirst: true,
    })
    expect([...up.rows, ...rest.rows].map(({ id }) => id)).toEqual(rare.toReversed())
  })

  it.each([false, true])(
    'is merged from several long lists without a gap, oldest first %s',
    async (oldestFirst) => {
      const room = aNewsroom()
      const wanted: string[] = []
      for (let n = 0; n < 230; n += 1) {
        const id = newId()
        await room.write(id)
        // One list ends long before the other.
        if (n % 9 === 0) await room.goLive(id)
        if (n % 9 === 0) await room.withdraw(id)
        wanted.push(id)
      }
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await room.newsroom.articles.list({
          limit: 37,
          cursor,
          lists: ['draft', 'withdrawn'],
          oldestFirst,
        })
        found.push(...page.rows.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      expect(found).toEqual(oldestFirst ? wanted : wanted.toReversed())
    },
  )
})

/** A table on which entries cannot be written; rows can. */
const withoutEntries = (table: Table): Table => ({
  ...table,
  put: async (item, condition) => {
    if (item.sk.startsWith('DESK#')) throw new Error('the connection is gone')
    await table.put(item, condition)
  },
})

describe('a list that was left behind', () => {
  it('is right after the minute’s look', async () => {
    const newsroomTable = createMemoryTable()
    const room = aNewsroom({ newsroomTable })
    await room.repair()
    const id = newId()
    await aNewsroom({ newsroomTable: withoutEntries(newsroomTable) }).write(id)
    expect(await told(room, 'draft')).toEqual([])
    await room.repair()
    expect(await told(room, 'draft')).toEqual([id])
  })

  it('never shows an article by what it was before', async () => {
    const newsroomTable = createMemoryTable()
    const room = aNewsroom({ newsroomTable })
    const id = newId()
    await room.write(id)
    await handOver(aNewsroom({ newsroomTable: withoutEntries(newsroomTable) }), id)
    const isDraft = ({ translations }: { translations: { vi?: { status: string } | undefined } }) =>
      translations.vi?.status === 'draft'
    const { rows } = await room.newsroom.articles.list({ limit: 9, lists: ['draft'] }, isDraft)
    expect(rows).toEqual([])
  })

  it('is made of what there was before there were lists, by a rebuild', async () => {
    const newsroomTable = createMemoryTable()
    const room = aNewsroom({ newsroomTable })
    const [draft, review] = [newId(), newId()]
    await room.write(draft)
    await room.write(review)
    await handOver(room, review)
    for await (const item of newsroomTable.scan())
      if (item.sk.startsWith('DESK#')) await newsroomTable.delete(item)
    expect(await idsIn(room, 'in_review')).toEqual([])
    await room.rebuild()
    expect(await idsIn(room, 'in_review')).toEqual([review])
    expect(await idsIn(room, 'draft')).toEqual([draft])
  })

  it('is right however the writers of two revisions overtake each other', async () => {
    // The writer of the older revision waits before each of its entries until the newer one is done.
    const newsroomTable = createMemoryTable()
    const room = aNewsroom({ newsroomTable })
    const id = newId()
    const { promise, resolve } = Promise.withResolvers<void>()
    const slow = aNewsroom({
      newsroomTable: {
        ...newsroomTable,
        put: async (item, condition) => {
          if (item.sk.startsWith('DESK#')) await promise
          await newsroomTable.put(item, condition)
        },
      },
    })
    const older = slow.write(id)
    await vi.waitFor(async () =>
      expect(await newsroomTable.find({ pk: `ARTICLE#${id}`, sk: 'DESK' })).toBeDefined(),
    )
    await handOver(room, id)
    resolve()
    await older
    expect([await told(room, 'draft'), await told(room, 'in_review')]).toEqual([[], [id]])
  })
})

it('a text that is withdrawn is no work of its author any more', async () => {
  const room = aNewsroom()
  const id = newId()
  await room.live(id)
  await room.newsroom.articles.revise(
    id,
    { match: ['*'] },
    (before) => before && { act: act('withdraw'), state: withdraw(before.state, 'vi', stamp, 'Sai') },
  )
  expect(await told(room, articleLists.openOf('editor'))).toEqual([])
})

describe('a page of a list reads what it shows and the one more that tells of a next page', () => {
  it.each([{ lists: ['draft'] }, {}])('however many stand in the list: %o', async (chosen) => {
    const newsroomTable = createMemoryTable()
    let read = 0
    const counted: Table = {
      ...newsroomTable,
      query: async (range) => {
        const items = await newsroomTable.query(range)
        read += items.length
        return items
      },
    }
    const room = aNewsroom({ newsroomTable: counted })
    const ids = Array.from({ length: 60 }, newId)
    for (const id of ids) await room.write(id)
    read = 0
    const first = await room.newsroom.articles.list({ limit: 10, ...chosen })
    expect(read).toBe(11)
    const seen = first.rows.map(({ id }) => id)
    for (let next = first.next; next; ) {
      const page = await room.newsroom.articles.list({ limit: 10, cursor: next, ...chosen })
      seen.push(...page.rows.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toEqual(ids.toReversed())
  })
})
