import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import type { Item, Table } from '../../functions/store/table.ts'
import { exportSource, localFolder } from '../../infra/tools/restore/export-source.ts'
import { createPace } from '../../infra/tools/restore/pace.ts'
import { type Restored, restoreItems } from '../../infra/tools/restore/restore-items.ts'
import { tableSource } from '../../infra/tools/restore/table-source.ts'
import { verifyTable } from '../../infra/tools/verify/chains.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf, dump, failing } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'
import { writeExport } from '../support/product/export.ts'

const pace = createPace(1_000_000)
const [written, withdrawn, drafted] = [newId(), newId(), newId()]

/** A newsroom of three articles, one of which was withdrawn. */
async function aRoom() {
  const room = aNewsroom()
  await room.live(written)
  await room.write(written, { byline: ['Phòng Lãnh sự'] })
  await room.live(withdrawn)
  await room.withdraw(withdrawn)
  await room.write(drafted)
  await room.repair()
  return room
}

const itemsOf = (table: Table) => Array.fromAsync(table.scan())
const isRepaired = ({ pk }: Item) => pk === 'PUBLISHER'

/** All that a table holds, without how far its publisher had come. */
async function contentOf(table: Table) {
  const { 'PUBLISHER REPAIRED': _, 'PUBLISHER LISTED': __, ...rest } = await dump(table)
  return rest
}

describe('restoring a table', () => {
  it('puts back all that is missing, and makes the publisher look at everything again', async () => {
    const { newsroomTable } = await aRoom()
    const target = createMemoryTable()
    const restored = await restoreItems({ source: tableSource(newsroomTable), target, pace })
    expect(await contentOf(target)).toEqual(await contentOf(newsroomTable))
    expect((await itemsOf(target)).some(isRepaired)).toBe(false)
    expect(restored).toMatchObject({ kept: 0, conflicts: [] })
    expect((await verifyTable(target)).breaks).toEqual([])
    const again = await restoreItems({ source: tableSource(newsroomTable), target, pace })
    expect(again).toMatchObject({ written: 0, kept: restored.written, conflicts: [] })
  })

  it('brings a planned release back with its texts and its moment, from an export too', async () => {
    const { newsroom, newsroomTable, now } = await aRoom()
    const id = newId()
    const actor = { id: 'e1', name: 'Editor', role: 'admin' } as const
    const publishAt = '2031-01-01T01:00:00.000Z'
    const members = [{ article: drafted, locale: 'vi' as const }]
    const made = await newsroom.releases.revise(id, { absent: true }, () => ({
      act: { at: now().toISOString(), actor, action: 'create' },
      state: { id, name: 'Lễ hội', members, createdBy: actor.id, planned: { publishAt, by: actor } },
    }))
    const folder = await aFolder()
    await writeExport(folder, await itemsOf(newsroomTable))
    for (const source of [tableSource(newsroomTable), await exportSource(await localFolder(folder))]) {
      const target = createMemoryTable()
      await restoreItems({ source, target, pace })
      expect(await contentOf(target)).toEqual(await contentOf(newsroomTable))
      const restored = createNewsroom(target)
      expect(await restored.releases.latest(id)).toEqual(made)
      expect((await restored.releases.openOf(drafted)).map(({ subject }) => subject)).toEqual([id])
      expect((await verifyTable(target)).breaks).toEqual([])
    }
  })

  it('brings the last revision of each history first, so that nothing withdrawn comes back meanwhile', async () => {
    const { newsroomTable } = await aRoom()
    const target = createMemoryTable()
    const put: string[] = []
    const noted: Table = {
      ...target,
      put: async (item, condition) => {
        await target.put(item, condition)
        if (item.pk.startsWith('ARTICLE#') && item.sk.startsWith('R#')) put.push(`${item.pk} ${item.sk}`)
      },
    }
    await restoreItems({ source: tableSource(newsroomTable), target: noted, pace })
    const last = [`${written} R#00000003`, `${withdrawn} R#00000003`, `${drafted} R#00000001`]
    expect(put.slice(0, 3).sort()).toEqual(last.map((each) => `ARTICLE#${each}`).sort())
    expect(put).toHaveLength(7)
  })

  it('overwrites nothing: a history that differs is named, and nothing of it is written', async () => {
    const { newsroomTable, ...room } = await aRoom()
    const target = await copyOf(newsroomTable)
    const elsewhere = aNewsroom({ newsroomTable: target, start: room.now() })
    await room.write(written, { byline: ['Vụ Báo chí'] })
    await room.write(drafted, { byline: ['Vụ Báo chí'] })
    await elsewhere.write(written, { byline: ['Phòng Báo chí'] })
    await elsewhere.write(written, { byline: ['Phòng Tin tức'] })
    const before = await dump(target)
    const source = tableSource(newsroomTable)
    const { conflicts } = await restoreItems({ source, target, pace })
    expect(conflicts).toEqual([`ARTICLE ${written}`])
    const added = Object.keys(await dump(target)).filter((name) => before[name] === undefined)
    expect(added).toEqual([`ARTICLE#${drafted} R#00000002`])
    expect(await dump(target)).toMatchObject(before)
    expect((await verifyTable(target)).breaks).toEqual([])
  })

  it('goes on where it was cut short, and ends with the same', async () => {
    const { newsroomTable } = await aRoom()
    const target = createMemoryTable()
    let from: { pass: Restored['pass']; cursor: string | undefined } | undefined
    const onProgress = async ({ pass }: Restored, cursor: string | undefined) => {
      from = { pass, cursor }
    }
    const source = tableSource({ ...newsroomTable, page: (_, start) => newsroomTable.page(3, start) })
    for (const calls of [8, 14, 18]) {
      const { table } = failing(target, calls, 'after')
      const attempt = restoreItems({ source, target: table, pace, from, onProgress })
      await expect(attempt).rejects.toThrow('the database failed')
    }
    expect(from).toBeDefined()
    await restoreItems({ source, target, pace, from, onProgress })
    expect(await contentOf(target)).toEqual(await contentOf(newsroomTable))
  })

  it('lets through no more units a second than it is told', async () => {
    const clock = { now: 0 }
    const pass = createPace(100, () => clock.now)
    await pass(50)
    const waiting = pass(50).then(() => 'passed')
    expect(await Promise.race([waiting, new Promise((done) => setTimeout(done, 50, 'waits'))])).toBe('waits')
    expect(await waiting).toBe('passed')
  })
})

describe('an export', () => {
  it('is restored to the byte, in whatever order it holds the items', async () => {
    const { newsroomTable } = await aRoom()
    await newsroomTable.put({
      pk: 'WORKING-OF#e1',
      sk: 'a',
      bytes: Buffer.from([0, 255]),
      list: [{ b: 1 }],
    })
    const folder = await aFolder()
    await writeExport(folder, await itemsOf(newsroomTable))
    const target = createMemoryTable()
    await restoreItems({ source: await exportSource(await localFolder(folder)), target, pace })
    expect(await contentOf(target)).toEqual(await contentOf(newsroomTable))
  })

  it('that is damaged, unfinished or one of several is refused by what is wrong', async () => {
    const { newsroomTable } = await aRoom()
    const folder = await aFolder()
    const open = async () => await exportSource(await localFolder(folder))
    await expect(open()).rejects.toThrow('is it finished?')
    await writeExport(folder, await itemsOf(newsroomTable))
    const root = join(folder, 'AWSDynamoDB', '01693685827463-2d8752fd')
    await writeFile(join(root, 'data', 'part1.json.gz'), 'altered')
    const target = createMemoryTable()
    const restore = restoreItems({ source: await open(), target, pace })
    await expect(restore).rejects.toThrow('part1.json.gz is not as it was exported')
    expect(await itemsOf(target)).toEqual([])
    await writeExport(join(folder, 'other'), [])
    await expect(open()).rejects.toThrow('there are several exports')
    await rm(join(folder, 'other'), { recursive: true })
    const summary = { outputFormat: 'ION', exportType: 'FULL_EXPORT' }
    await writeFile(join(root, 'manifest-summary.json'), JSON.stringify(summary))
    await expect(open()).rejects.toThrow('wanted is FULL_EXPORT as DYNAMODB_JSON')
  })
})
