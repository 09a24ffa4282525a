import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { register } from '../../functions/domain/library/library.ts'
import type { Act } from '../../functions/domain/revision.ts'
import { propose } from '../../functions/domain/royalty/royalty.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import type { Table } from '../../functions/store/table.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { aRoyalty, textFacts } from '../support/articles/royalties.ts'

const at = '2026-01-10T08:00:30.000Z'
const act = (action: Act['action']): Act => ({ at, actor: { id: 'a', name: 'A', role: 'admin' }, action })

/** A table that takes every write but those of rows. */
function withoutRows(table: Table): Table {
  return {
    ...table,
    put: async (item, condition) => {
      if (item.sk === 'DESK') throw new Error('the connection is gone')
      await table.put(item, condition)
    },
  }
}

const storesOn = (table: Table) => ({ ...createNewsroom(table), ...createRoyalties(table) })
type Stores = ReturnType<typeof storesOn>

const kinds: [
  kind: string,
  commit: (on: Stores, id: string) => Promise<unknown>,
  list: (on: Stores) => Promise<{ rows: unknown[] }>,
][] = [
  [
    'MEDIA',
    ({ media }, id) =>
      media.revise(id, { absent: true }, () => ({
        act: act('upload'),
        state: register(id, { name: 'a.pdf', bytes: 9 }, { key: 'k', by: 'a', at }),
      })),
    ({ media }) => media.list({ limit: 9 }),
  ],
  [
    'PAYEE',
    ({ payees }, id) =>
      payees.revise(id, { absent: true }, () => ({ act: act('edit'), state: { name: 'A', kind: 'staff' } })),
    ({ payees }) => payees.list({ limit: 9 }),
  ],
  [
    'ROYALTY',
    ({ royalties }, id) =>
      royalties.revise(id, { absent: true }, () => ({
        act: act('propose'),
        state: propose(id, undefined, aRoyalty(), textFacts()),
      })),
    ({ royalties }) => royalties.list({ limit: 9 }, () => true),
  ],
]

let logged: Record<string, unknown>[]
beforeEach(() => {
  logged = []
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged.push(JSON.parse(String(line)))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe.each(kinds)('a row of %s that could not be written', (kind, commit, list) => {
  it('refuses nothing, is logged once, and is right after the next minute’s look', async () => {
    const newsroomTable = createMemoryTable()
    const room = aNewsroom({ newsroomTable })
    await room.repair()
    const id = newId()
    await commit(storesOn(withoutRows(newsroomTable)), id)
    expect(logged).toMatchObject([
      { level: 'warn', message: 'a row of the lists was not written', kind, subject: id, number: 1 },
    ])
    const stores = storesOn(newsroomTable)
    expect((await list(stores)).rows).toEqual([])
    expect(await room.repair()).toEqual({ repaired: [], failed: [] })
    expect((await list(stores)).rows).toMatchObject([{ id }])
    expect(logged).toHaveLength(1)
  })

  it('is tried again where the look fails too, and holds up nothing else', async () => {
    const newsroomTable = createMemoryTable()
    const room = aNewsroom({ newsroomTable })
    await room.repair()
    const broken = withoutRows(newsroomTable)
    const id = newId()
    await commit(storesOn(broken), id)
    expect(await room.publisherOn({ truth: broken }).repair()).toEqual({ repaired: [], failed: [] })
    expect(logged).toMatchObject([{ subject: id }, { subject: id }])
    await room.repair()
    expect((await list(storesOn(newsroomTable))).rows).toMatchObject([{ id }])
  })
})

it('a row of an article that could not be written is logged, and right after the minute’s look', async () => {
  const newsroomTable = createMemoryTable()
  const room = aNewsroom({ newsroomTable })
  await room.repair()
  const id = newId()
  await aNewsroom({ newsroomTable: withoutRows(newsroomTable) }).write(id)
  expect(logged).toMatchObject([{ level: 'warn', kind: 'ARTICLE', subject: id, number: 1 }])
  await room.repair()
  expect((await room.newsroom.articles.list({ limit: 9 })).rows).toMatchObject([{ id, number: 1 }])
})

it('a minute in which nothing happened costs one question more for no list', async () => {
  const newsroomTable = createMemoryTable()
  const room = aNewsroom({ newsroomTable })
  await room.repair()
  const find = vi.fn(newsroomTable.find)
  await room.publisherOn({ truth: { ...newsroomTable, find } }).repair()
  expect(find.mock.calls.map(([{ sk }]) => sk)).not.toContain('DESK')
})

it('a row as it was stored in older days is still read', async () => {
  const table = createMemoryTable()
  const id = newId()
  const row = { id, name: 'A', kind: 'staff', number: 1 }
  await table.put({ ...row, pk: `PAYEE#${id}`, sk: 'DESK', desk: 'PAYEE', updated: `${at}#${id}` })
  expect((await createRoyalties(table).payees.list({ limit: 9 })).rows).toEqual([
    { id, name: 'A', kind: 'staff' },
  ])
})
