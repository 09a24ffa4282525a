import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BatchGetItemCommand, BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import * as z from 'zod'
import { AppError } from '../../functions/domain/errors.ts'
import { type Act, findBreaks } from '../../functions/domain/revision.ts'
import type { List } from '../../functions/domain/site/lists.ts'
import { createChain } from '../../functions/store/chain.ts'
import { ConditionFailed } from '../../functions/store/condition.ts'
import { untilFree } from '../../functions/store/crossing.ts'
import { revisionTag } from '../../functions/store/entity-tag.ts'
import { activityIndex } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { compareKeys } from '../../functions/store/range.ts'
import { createSite } from '../../functions/store/site.ts'
import { createTable, type Item, type Key, type Meter, type Table } from '../../functions/store/table.ts'
import { createViews } from '../../functions/store/views.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'
import {
  startDynamoDbLocal,
  startEmbedded,
  type TestDatabase,
  whyNoDynamoDbLocal,
} from '../support/product/databases.ts'

/** Number of the first revision that does not follow from the one before it. */
const findBreak = (revisions: readonly unknown[]) => findBreaks(revisions)[0]?.number

const reason = await whyNoDynamoDbLocal()
const stores: [name: string, start: () => Promise<TestDatabase | undefined>][] = [
  ['the embedded database', startEmbedded],
  ['memory', async () => undefined],
]
if (reason === undefined) stores.push(['DynamoDB Local', startDynamoDbLocal])
else
  describe.skip(`on DynamoDB Local: not run, because ${reason}`, () =>
    it('keeps what a table promises', () => {}))

const act: Act = {
  at: '2026-01-10T08:00:00.000Z',
  actor: { id: 'e1', name: 'Editor', role: 'editor' },
  action: 'edit',
}
const isRefusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

describe.each(stores)('a table in %s', (_name, start) => {
  let database: TestDatabase | undefined
  let table: Table
  beforeAll(async () => {
    database = await start()
    table = database ? createTable(database.client, database.table) : createMemoryTable()
  })
  afterAll(() => database?.stop())

  /** A partition of its own with an item for each sort key. */
  async function filled(sks: readonly string[], more: object = {}): Promise<string> {
    const pk = `TEST#${newId()}`
    await table.writeAll({ put: sks.map((sk): Item => ({ pk, sk, ...more })) })
    return pk
  }
  const sksOf = (items: readonly Item[]) => items.map(({ sk }) => sk)

  it('finds what was put, and nothing where nothing is', async () => {
    const pk = await filled([])
    const item = {
      pk,
      sk: 'a',
      text: 'Hội nghị',
      list: [1, { x: true }],
      none: undefined,
      bytes: new Uint8Array([0, 255]),
    }
    await table.put(item)
    const { none: _, ...stored } = item
    expect(await table.find({ pk, sk: 'a' })).toEqual(stored)
    expect(await table.find({ pk, sk: 'b' })).toBeUndefined()
  })

  it('puts only where there is nothing, when asked to', async () => {
    const pk = await filled([])
    await table.put({ pk, sk: 'a', by: 1 }, { ifAbsent: true })
    await expect(table.put({ pk, sk: 'a', by: 2 }, { ifAbsent: true })).rejects.toBeInstanceOf(
      ConditionFailed,
    )
    expect(await table.find({ pk, sk: 'a' })).toMatchObject({ by: 1 })
  })

  it('puts several items in one commit, or none of them where one is there', async () => {
    const [pk, other] = [await filled([]), await filled([])]
    await table.putTogether([
      { pk, sk: 'a', by: 1 },
      { pk, sk: 'b', by: 1 },
      { pk: other, sk: 'a', by: 1 },
    ])
    await expect(
      table.putTogether([
        { pk, sk: 'c', by: 2 },
        { pk: other, sk: 'a', by: 2 },
      ]),
    ).rejects.toBeInstanceOf(ConditionFailed)
    expect((await table.query({ pk })).map(({ sk, by }) => [sk, by])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect(await table.query({ pk: other })).toMatchObject([{ by: 1 }])
    expect((await table.query({ pk })).length).toBe(2)
  })

  it('lets one of many win that put the same among others at the same moment', async () => {
    const pk = await filled([])
    const asked = Array.from({ length: 8 }, (_, number) => number)
    const ended = await Promise.allSettled(
      asked.map(async (number) => {
        const own = { pk, sk: `own-${number}`, number }
        if (number % 2) await table.putTogether([own, { pk, sk: 'shared', number }])
        else await table.put({ pk, sk: 'shared', number }, { ifAbsent: true })
      }),
    )
    const failures = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(failures).toHaveLength(asked.length - 1)
    expect(failures.filter((each) => !(each instanceof ConditionFailed))).toEqual([])
    const winner = asked[ended.findIndex(({ status }) => status === 'fulfilled')] ?? -1
    const sks = sksOf(await table.query({ pk }))
    expect(sks).toEqual(winner % 2 ? [`own-${winner}`, 'shared'] : ['shared'])
  })

  it('deletes an item that carries a stamp, unless it carries another by now', async () => {
    const key = { pk: await filled([]), sk: 'a' }
    await table.put({ ...key, stamp: 'new' })
    await table.delete(key, 'old')
    expect(await table.find(key)).toMatchObject({ stamp: 'new' })
    await table.delete(key, 'new')
    expect(await table.find(key)).toBeUndefined()
    await table.delete(key, 'new')
  })

  it('puts only over a lower number, when asked to', async () => {
    const pk = await filled([])
    const put = (number: number) => table.put({ pk, sk: 'a', number }, { ifNumberBelow: number })
    await put(2)
    await put(3)
    await expect(put(3)).rejects.toBeInstanceOf(ConditionFailed)
    await expect(put(1)).rejects.toBeInstanceOf(ConditionFailed)
    await table.put({ pk, sk: 'b' })
    await expect(table.put({ pk, sk: 'b', number: 9 }, { ifNumberBelow: 9 })).rejects.toBeInstanceOf(
      ConditionFailed,
    )
    expect(await table.find({ pk, sk: 'a' })).toMatchObject({ number: 3 })
  })

  it('puts what is lent only for whom it is lent to, or after its end', async () => {
    const pk = await filled([])
    const put = (owner: string, until: number, orEndedBefore: number) =>
      table.put({ pk, sk: 'a', owner, until }, { ifLentTo: owner, orEndedBefore })
    await put('one', 1_000, 0)
    await put('one', 2_000, 0)
    await expect(put('other', 9_000, 2_000)).rejects.toBeInstanceOf(ConditionFailed)
    await put('other', 9_000, 2_001)
    await expect(put('one', 9_000, 5_000)).rejects.toBeInstanceOf(ConditionFailed)
    expect(await table.find({ pk, sk: 'a' })).toMatchObject({ owner: 'other', until: 9_000 })
  })

  it('lets one of many win who put at once', async () => {
    const pk = await filled([])
    const puts = Array.from({ length: 20 }, (_, by) => table.put({ pk, sk: 'a', by }, { ifAbsent: true }))
    const results = await Promise.allSettled(puts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('orders sort keys by their bytes in UTF-8', async () => {
    const sks = ['a', 'Z', 'é', 'đ', 'ệ', '\u{fffd}', '😀', '0', 'ab', '\uffff', '\u0001']
    const pk = await filled(sks)
    expect(sksOf(await table.query({ pk }))).toEqual(sks.toSorted(compareKeys))
    expect(sksOf(await table.query({ pk, newestFirst: true }))).toEqual(sks.toSorted(compareKeys).reverse())
    expect(await table.count({ pk })).toBe(sks.length)
  })

  const letters = ['a', 'b', 'c', 'd', 'e', 'f']
  it.each([
    [{}, 'abcdef'],
    [{ after: 'b' }, 'cdef'],
    [{ before: 'e' }, 'abcd'],
    [{ after: 'b', before: 'e' }, 'cd'],
    [{ after: 'b', before: 'e', limit: 1 }, 'c'],
    [{ after: 'b', before: 'e', limit: 2, newestFirst: true }, 'dc'],
    [{ after: 'b', before: 'e', limit: 1, newestFirst: true }, 'd'],
    [{ after: 'a', limit: 2 }, 'bc'],
    [{ before: 'f', limit: 2, newestFirst: true }, 'ed'],
    [{ after: 'bb', before: 'dd' }, 'cd'],
    [{ after: 'c', before: 'd' }, ''],
    [{ after: 'c', before: 'c' }, ''],
    [{ after: 'e', before: 'b' }, ''],
    [{ after: 'f' }, ''],
    [{ prefix: 'c' }, 'c'],
    [{ prefix: 'x' }, ''],
    [{ limit: 4 }, 'abcd'],
  ])('reads the range %j as "%s", its bounds excluded', async (range, expected) => {
    const pk = await filled(letters)
    expect(sksOf(await table.query({ pk, ...range })).join('')).toBe(expected)
    const { limit, newestFirst, ...bounds } = { limit: undefined, newestFirst: false, ...range }
    if (!limit && !newestFirst) expect(await table.count({ pk, ...bounds })).toBe(expected.length)
  })

  it('reads an index in its own order', async () => {
    const month = newId()
    const pk = await filled([])
    for (const [sk, moment] of Object.entries({ x: '3', y: '1', z: '2' }))
      await table.put({ pk, sk, month, moment })
    const query = (range: object) => table.query({ pk: month, index: activityIndex, ...range })
    expect(sksOf(await query({}))).toEqual(['y', 'z', 'x'])
    expect(sksOf(await query({ after: '1', before: '3' }))).toEqual(['z'])
    expect(sksOf(await query({ before: '3', newestFirst: true, limit: 1 }))).toEqual(['z'])
  })

  it('writes and reads more at once than the database takes in one request, in the order asked for', async () => {
    const sks = Array.from({ length: 230 }, (_, index) => String(index).padStart(3, '0'))
    const pk = await filled(sks)
    expect(await table.count({ pk })).toBe(230)
    const keys = [...sks.toReversed(), 'nowhere', '007', '007'].map((sk) => ({ pk, sk }))
    const found = await table.findAll(keys)
    expect(found.map((item) => item?.sk)).toEqual([...sks.toReversed(), undefined, '007', '007'])
    await table.writeAll({ put: [{ pk, sk: 'new' }], remove: sks.map((sk) => ({ pk, sk })) })
    expect(sksOf(await table.query({ pk }))).toEqual(['new'])
    expect(await table.findAll([])).toEqual([])
    await table.writeAll({})
  })

  it('reads on where the database ends a page at one megabyte', async () => {
    const sks = Array.from({ length: 30 }, (_, index) => String(index).padStart(2, '0'))
    const pk = await filled(sks, { bytes: new Uint8Array(100_000).fill(7) })
    expect(sksOf(await table.query({ pk }))).toEqual(sks)
    expect(sksOf(await table.query({ pk, limit: 25, newestFirst: true }))).toEqual(
      sks.toReversed().slice(0, 25),
    )
    expect(await table.count({ pk, after: '00', before: '29' })).toBe(28)
    expect(await table.findAll(sks.map((sk) => ({ pk, sk })))).toHaveLength(30)
    const scanned = await Array.fromAsync(table.scan('17'))
    expect(scanned.filter((item) => item.pk === pk)).toHaveLength(1)
    const walked: string[] = []
    for (let start: Key | undefined; ; ) {
      const { items, next } = await table.page(7, start, '17')
      walked.push(...items.map((item) => item.pk))
      if (!next) break
      start = next
    }
    expect(walked.sort()).toEqual(scanned.map((item) => item.pk).sort())
  })

  it('adds to what is there, and makes nothing where nothing is', async () => {
    const pk = await filled(['a'])
    expect(await table.add({ pk, sk: 'a' }, 'views', 79)).toBe(79)
    expect(await table.add({ pk, sk: 'a' }, 'views', 1)).toBe(80)
    expect(await table.add({ pk, sk: 'b' }, 'views', 1)).toBeUndefined()
    expect(sksOf(await table.query({ pk }))).toEqual(['a'])
  })

  it('removes', async () => {
    const pk = await filled(['a', 'b'])
    await table.delete({ pk, sk: 'a' })
    await table.delete({ pk, sk: 'nowhere' })
    expect(sksOf(await table.query({ pk }))).toEqual(['b'])
  })

  describe('a chain of revisions', () => {
    const chainOf = () => createChain({ table, kind: 'ARTICLE', schema: z.object({ text: z.string() }) })
    const revise = (subject: string, text: string, match?: string) =>
      chainOf().revise(subject, match ? { match: [match] } : { absent: true }, () => ({
        act,
        state: { text },
      }))

    it('begins once, and goes on from the revision that the writer knows', async () => {
      const id = newId()
      const first = await revise(id, 'a')
      const second = await revise(id, 'b', revisionTag(first))
      expect(second).toMatchObject({ number: 2, previous: first.hash, state: { text: 'b' } })
      expect(await chainOf().latest(id)).toEqual(second)
      expect(await chainOf().find(id, 1)).toEqual(first)
      expect((await chainOf().history(id)).map(({ number }) => number)).toEqual([1, 2])
      await expect(revise(id, 'c')).rejects.toMatchObject({ code: 'stale', current: revisionTag(second) })
      await expect(revise(id, 'c', revisionTag(first))).rejects.toMatchObject({
        current: revisionTag(second),
      })
      await expect(revise(newId(), 'c', revisionTag(first))).rejects.toSatisfy(isRefusal('not_found'))
    })

    it('takes one of many who know the same revision, and tells the others the current one', async () => {
      const id = newId()
      const tag = revisionTag(await revise(id, 'a'))
      const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => revise(id, `${n}`, tag)))
      const latest = await chainOf().latest(id)
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const result of results) {
        if (result.status === 'rejected')
          expect(result.reason).toMatchObject({ code: 'stale', current: revisionTag(latest!) })
      }
    })

    it('makes nothing where nothing changes', async () => {
      const id = newId()
      const first = await revise(id, 'a')
      expect(await chainOf().revise(id, { match: ['*'] }, () => undefined)).toEqual(first)
    })

    it('refuses what is larger than an item can be, with the numbers', async () => {
      const id = newId()
      const text = randomBytes(500_000).toString('base64')
      await expect(revise(id, text)).rejects.toThrow(/^state_too_large \{"bytes":\d{6,},"max":380000\}/u)
      expect(await chainOf().latest(id)).toBeUndefined()
    })

    it('takes long texts that compress well', async () => {
      const text = '<p>Sở Ngoại vụ tỉnh Lai Châu</p>'.repeat(30_000)
      expect((await revise(newId(), text)).state.text).toBe(text)
    })

    it('shows from what is stored whether anyone changed it', async () => {
      const id = newId()
      let tag = revisionTag(await revise(id, '1'))
      for (const text of ['2', '3', '4']) tag = revisionTag(await revise(id, text, tag))
      expect(findBreak(await chainOf().raw(id))).toBeUndefined()
      const key = { pk: `ARTICLE#${id}`, sk: 'R#00000002' }
      const whole = await table.find(key)
      const other = await table.find({ ...key, sk: 'R#00000003' })
      const broken = async (changed: object) => {
        await table.put({ ...whole!, ...changed })
        return findBreak(await chainOf().raw(id))
      }
      expect(await broken({ state: other!.state })).toBe(2)
      expect(await broken({ actor: { id: 'e2', name: 'Other', role: 'editor' } })).toBe(2)
      expect(await broken({ note: 'nothing happened' })).toBe(2)
      expect(await broken({})).toBeUndefined()
      await table.delete(key)
      expect(findBreak(await chainOf().raw(id))).toBe(2)
    })

    it('knows its own revision when the answer to it was lost on the way', async () => {
      const id = newId()
      const lossy: Table = {
        ...table,
        async put(item, condition) {
          await table.put(item, condition)
          // What the database client does: it asks again.
          await table.put(item, condition)
        },
      }
      const chain = createChain({ table: lossy, kind: 'ARTICLE', schema: z.object({ text: z.string() }) })
      const revision = await chain.revise(id, { absent: true }, () => ({ act, state: { text: 'a' } }))
      expect(await chain.latest(id)).toEqual(revision)
    })
  })

  describe('the newsroom', () => {
    it('lists the last changed first, page by page', async () => {
      const room = aNewsroom({ newsroomTable: table, start: new Date('2099-01-01') })
      const ids = Array.from({ length: 5 }, newId)
      for (const id of ids) await room.write(id)
      const first = await room.newsroom.articles.list({ limit: 3 })
      const second = await room.newsroom.articles.list({ limit: 2, cursor: first.next })
      const listed = [...first.rows, ...second.rows].map(({ id }) => id)
      expect(listed).toEqual(ids.toReversed())
    })

    it('never lets the row of an older revision replace that of a newer one', async () => {
      const room = aNewsroom({ newsroomTable: table, start: new Date('2098-01-01') })
      const id = newId()
      const old = await room.write(id)
      const { number } = await room.goLive(id)
      await room.newsroom.saveDeskRow(old)
      const { rows: articles } = await room.newsroom.articles.list({ limit: 100 })
      expect(articles.find((row) => row.id === id)).toMatchObject({ number })
    })

    it('commits a revision even where the list cannot be written', async () => {
      const broken: Table = {
        ...table,
        put: (item, condition) =>
          item.sk === 'DESK' ? Promise.reject(new Error('throttled')) : table.put(item, condition),
      }
      const room = aNewsroom({ newsroomTable: broken })
      expect(await room.write(newId())).toMatchObject({ number: 1 })
    })

    it('tells what happened in a month after a moment, and which articles there are', async () => {
      const room = aNewsroom({ newsroomTable: table, start: new Date('2097-05-31T23:58:00Z') })
      const id = newId()
      const first = await room.write(id)
      await room.goLive(id)
      expect(await room.newsroom.revisionsOf('2097-05')).toMatchObject([
        { kind: 'ARTICLE', subject: id, number: 1 },
      ])
      expect(await room.newsroom.revisionsOf('2097-06')).toMatchObject([
        { kind: 'ARTICLE', subject: id, number: 2 },
      ])
      expect(await room.newsroom.revisionsOf('2097-05', `${first.at}#~`)).toEqual([])
      expect(await room.newsroom.articlesBefore('2097-06-01', 10)).toMatchObject({ ids: [id] })
    })
  })

  describe('the site', () => {
    it('lists by time, at any depth, and does not leave a month by a cursor', async () => {
      const site = createSite(table)
      const section = `s${newId()}`
      const days = ['2025-06-30', '2025-07-01', '2025-07-02', '2025-07-03', '2025-08-01']
      const card = {
        locale: 'vi',
        section,
        slug: 'a',
        title: 'A',
        summary: '',
        featured: false,
        alternates: [],
      }
      const cards = days.map((day) => ({ ...card, id: newId(), publishedAt: `${day}T05:00:00.000Z` }))
      const cursors = cards.map(({ publishedAt, id }) => `${publishedAt}_${id}`)
      await table.writeAll({
        put: cards.map((each, at) => ({ pk: `LIST#vi#${section}`, sk: cursors[at]!, ...each })),
      })
      const list = async (window: object) => {
        const of: List = { kind: 'section', id: section }
        const { cards: listed, hasNewer, hasOlder } = await site.list('vi', of, { limit: 2, ...window })
        return [listed.map(({ publishedAt }) => publishedAt.slice(5, 10)).join(' '), hasNewer, hasOlder]
      }
      const bounds = { from: '2025-06-30T17:00:00.000Z', to: '2025-07-31T17:00:00.000Z' }
      expect(await list({})).toEqual(['08-01 07-03', false, true])
      expect(await list({ before: cursors[3] })).toEqual(['07-02 07-01', true, true])
      expect(await list({ after: cursors[0] })).toEqual(['07-02 07-01', true, true])
      expect(await list({ bounds })).toEqual(['07-03 07-02', false, true])
      expect(await list({ bounds, before: cursors[2] })).toEqual(['07-01', true, false])
      expect((await list({ bounds, before: '2031-01-01T00:00:00.000Z_0000000000' }))[0]).toBe('07-03 07-02')
      expect((await list({ bounds, after: '1999-01-01T00:00:00.000Z_0000000000' }))[0]).toBe('07-02 07-01')
      expect((await list({ bounds, before: '1999-01-01T00:00:00.000Z_0000000000' }))[0]).toBe('')
      expect((await list({ bounds, after: cursors[4] }))[0]).toBe('')
    })

    it('counts views of what was published, and of nothing else', async () => {
      const id = newId()
      const [siteTable, counters] = [createMemoryTable(), table]
      const views = createViews({ counters, site: siteTable })
      const room = aNewsroom({ siteTable })
      await room.write(id)
      await room.publish([id])
      expect(await views.count(id)).toBeUndefined()
      await room.goLive(id)
      await room.publish([id])
      expect(await views.count(id)).toBe(1)
      expect(await views.count(newId())).toBeUndefined()
    })
  })
})

describe('a database that throttles in the middle of a batch', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await startEmbedded()
  })
  afterAll(() => database.stop())

  /** Does some of each batch, and hands the rest back, as DynamoDB does. */
  function throttled(some: number): DynamoDBClient {
    const send = async (command: unknown) => {
      if (command instanceof BatchWriteItemCommand || command instanceof BatchGetItemCommand) {
        const [name = '', request] = Object.entries(command.input.RequestItems ?? {})[0] ?? []
        if (Array.isArray(request)) {
          const now = request.slice(0, some)
          if (now.length > 0)
            await database.client.send(new BatchWriteItemCommand({ RequestItems: { [name]: now } }))
          return { UnprocessedItems: request.length > some ? { [name]: request.slice(some) } : {} }
        }
        const { Keys = [], ...rest } = request ?? {}
        const later = Keys.slice(some)
        const unprocessed = later.length > 0 ? { [name]: { ...rest, Keys: later } } : {}
        if (some === 0) return { Responses: {}, UnprocessedKeys: unprocessed }
        const RequestItems = { [name]: { ...rest, Keys: Keys.slice(0, some) } }
        const answer = await database.client.send(new BatchGetItemCommand({ RequestItems }))
        return { ...answer, UnprocessedKeys: unprocessed }
      }
      return await database.client.send(command as never)
    }
    return { send } as unknown as DynamoDBClient
  }

  const keys = Array.from({ length: 60 }, (_, index) => ({ pk: 'BATCH', sk: `${index}` }))

  it('is given the rest again until all is done', async () => {
    const meter: Meter = { requests: 0, milliseconds: 0 }
    const table = createTable(throttled(9), database.table).meteredBy(meter)
    await table.writeAll({ put: keys })
    expect(await table.findAll(keys)).toEqual(keys)
    expect(meter.requests).toBeGreaterThan(10)
  })

  it('is given up on when nothing gets through, with an error that tells to come back', async () => {
    const table = createTable(throttled(0), database.table)
    await expect(table.writeAll({ put: keys })).rejects.toMatchObject({ name: 'ThrottlingException' })
    await expect(table.findAll(keys)).rejects.toMatchObject({ name: 'ThrottlingException' })
  })

  it('leaves the newsroom able to go on', async () => {
    const newsroom = createNewsroom(createTable(throttled(1), database.table))
    expect(await newsroom.settings()).toMatchObject({ links: [] })
  })
})

describe('the embedded database', () => {
  it('is whole after a start, where it was killed in the middle of a transaction', async () => {
    const folder = await aFolder()
    const first = await startDatabase(folder)
    const client = clientOf(first)
    const table = createTable(client, tableNames.newsroom)
    await table.putTogether([{ pk: 'CUT', sk: 'a' }])
    client.destroy()
    await first.close()
    // What it notes before it writes anything: the first was written, the second not any more.
    const put = (sk: string) => ({
      TableName: tableNames.newsroom,
      Item: { pk: { S: 'CUT' }, sk: { S: sk } },
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    await writeFile(join(folder, 'transaction.json'), JSON.stringify([put('a'), put('b')]))
    const again = await startDatabase(folder)
    onTestFinished(again.close)
    const after = createTable(clientOf(again), tableNames.newsroom)
    expect((await after.query({ pk: 'CUT' })).map(({ sk }) => sk)).toEqual(['a', 'b'])
    expect(await readdir(folder)).not.toContain('transaction.json')
  })
})

it('writes again where DynamoDB refuses what crosses a transaction, and gives up in the end', async () => {
  const pauses: number[] = []
  const pause = async (milliseconds: number) => void pauses.push(milliseconds)
  const crossed = new Error('crossed')
  let left = 3
  const write = async () => {
    if (left-- > 0) throw crossed
    return 'written'
  }
  expect(await untilFree(write, (error) => error === crossed, pause)).toBe('written')
  expect(pauses).toHaveLength(3)
  left = 99
  await expect(untilFree(write, (error) => error === crossed, pause)).rejects.toBe(crossed)
  await expect(untilFree(write, () => false, pause)).rejects.toBe(crossed)
})
