import { describe, expect, it } from 'vitest'
import { submit } from '../../functions/domain/article/workflow.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { createWholeLists } from '../../functions/store/whole-lists.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'
import { counted } from '../support/product/counted-table.ts'
import { aDoor } from '../support/product/door.ts'

listenToLog()

const size = 40

/** Days of a newsroom, in which each article was edited four times, handed over and published. */
async function fill(newsroomTable: Table = createMemoryTable()) {
  const room = aNewsroom({ newsroomTable })
  const ids = Array.from({ length: size }, newId)
  for (const id of ids) {
    for (let n = 0; n < 5; n += 1)
      await room.write(id, { translations: { vi: aText({ title: `Tin ${n}` }) } })
    await room.change(
      id,
      'submit',
      (before) => submit(before, 'vi', { by: 'editor', at: room.now().toISOString() }),
      { locale: 'vi' },
    )
    await room.goLive(id)
  }
  return { ...room, ids }
}

/** The editors' door on a table, and how many items it reads for an answer. */
async function aDesk(newsroomTable: Table, isWhole: boolean) {
  const { table, read } = counted(newsroomTable)
  const door = await aDoor(table)
  await (isWhole ? createWholeLists(newsroomTable).save() : newsroomTable.delete(newsroomKeys.listed))
  return async (path: string) => {
    await door.as('editor').get('/me')
    read.items = 0
    await door.as('editor').get('/me')
    const own = read.items
    read.items = 0
    const { status, body } = await door.as('editor').get(path)
    expect(status, JSON.stringify(body)).toBe(200)
    return { body, read: read.items - own }
  }
}

/** Whether lists are whole is asked once, and settings are read. */
const besides = 3

const calendar = '/calendar?from=2026-01-01&to=2026-01-31'
const month = '/statistics/month?month=2026-01'

describe('what went public in a month', () => {
  it('is read by each act and its article, and no other act', async () => {
    const room = await fill()
    const get = await aDesk(room.newsroomTable, true)
    const shown = await get(calendar)
    expect(shown.body.entries.map(({ id }: { id: string }) => id)).toEqual(room.ids)
    expect(shown.read).toBeLessThanOrEqual(2 * size + besides)
    const numbers = await get(month)
    expect(numbers.body).toMatchObject({ texts: size, isPartial: false, waits: { texts: size } })
    // Handed over, published, and the row that says of which section it is.
    expect(numbers.read).toBeLessThanOrEqual(3 * size + besides)
    const published = await get('/activity?month=2026-01&action=publish&limit=10')
    expect(published.body.activity).toHaveLength(10)
    expect(published.read).toBeLessThanOrEqual(2 * 10 + 1 + besides)
  })

  it('goes on where the page before ended', async () => {
    const room = await fill()
    const get = await aDesk(room.newsroomTable, true)
    const found: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await get(`/activity?month=2026-01&action=publish&limit=7${cursor}`)
      found.push(...body.activity.map(({ subject }: { subject: string }) => subject))
      if (!body.next) break
      cursor = `&cursor=${encodeURIComponent(body.next)}`
    }
    expect(found).toEqual(room.ids.toReversed())
  })
})

describe('a table that older code wrote', () => {
  it('is read from all acts, until one rebuild has listed what went public', async () => {
    const room = await fill()
    const { newsroomTable } = room
    const whole = await aDesk(await copyOf(newsroomTable), true)
    const paths = [calendar, month, '/activity?month=2026-01&action=submit']
    const wanted = await Promise.all(paths.map(async (path) => (await whole(path)).body))
    for await (const { pk, sk } of newsroomTable.scan())
      if (pk.startsWith('ACTS#')) await newsroomTable.delete({ pk, sk })
    const older = await aDesk(newsroomTable, false)
    expect(await Promise.all(paths.map(async (path) => (await older(path)).body))).toEqual(wanted)
    await room.newsroom.saveRepairedUntil(room.now().toISOString())
    await room.repair()
    const mended = await aDesk(newsroomTable, await room.newsroom.wholeLists.areWhole())
    const after = await mended(calendar)
    expect(after.body).toEqual(wanted[0])
    expect(after.read).toBeLessThanOrEqual(2 * size + besides)
  })
})

it('an act that was not listed, because the connection was gone, is listed within the minute', async () => {
  const newsroomTable = createMemoryTable()
  const lossy: Table = {
    ...newsroomTable,
    put: async (item, condition) => {
      if (item.pk.startsWith('ACTS#')) throw new Error('the connection is gone')
      await newsroomTable.put(item, condition)
    },
  }
  const room = aNewsroom({ newsroomTable: lossy })
  const id = newId()
  await room.live(id)
  const get = await aDesk(newsroomTable, true)
  expect((await get(calendar)).body.entries).toEqual([])
  const mending = aNewsroom({ newsroomTable, siteTable: room.siteTable, start: room.now() })
  await mending.newsroom.saveRepairedUntil(new Date(room.now().getTime() - 60_000).toISOString())
  await mending.repair()
  expect((await get(calendar)).body.entries).toMatchObject([{ id, act: 'publish', state: 'done' }])
})
