import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articleIdOf, digestsOf, importedItem } from '../../functions/domain/moving/item.ts'
import { actOf, stateAfter } from '../../functions/domain/moving/take-in.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { pack, unpack } from '../../functions/store/packed.ts'
import { createReaderWriter } from '../../functions/store/readers.ts'
import type { Item } from '../../functions/store/table.ts'
import type { FileStore, StoredFile } from '../../infra/tools/export/files.ts'
import type { Places } from '../../infra/tools/export/places.ts'
import { faultsIn } from '../../infra/tools/export/read-export.ts'
import { restoreExport } from '../../infra/tools/export/restore-export.ts'
import { writeExport } from '../../infra/tools/export/write-export.ts'
import { createPace } from '../../infra/tools/restore/pace.ts'
import { describeBreak, verifyTable } from '../../infra/tools/verify/chains.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom, dump } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'

const pace = createPace(1_000_000)

function filesInMemory(): FileStore & { all: Map<string, StoredFile> } {
  const all = new Map<string, StoredFile>()
  return {
    all,
    async *list(bucket) {
      for (const name of [...all.keys()].sort())
        if (name.startsWith(`${bucket}/`)) yield name.slice(bucket.length + 1)
    },
    read: async (bucket, key) => all.get(`${bucket}/${key}`),
    put: async (bucket, key, file) => void all.set(`${bucket}/${key}`, file),
  }
}

const emptyPlaces = () => ({
  newsroom: createMemoryTable(),
  site: createMemoryTable(),
  views: createMemoryTable(),
  files: filesInMemory(),
})

/** A site with articles in every state, one of another system with its versions, settings, counts and files. */
async function aSite() {
  const room = aNewsroom()
  const [first, withdrawn, drafted] = [newId(), newId(), newId()]
  await room.live(first)
  await room.write(first, { byline: ['Phòng Lãnh sự'] })
  await room.live(withdrawn)
  await room.withdraw(withdrawn)
  await room.write(drafted)
  await room.configure((settings) => ({ ...settings, fourEyes: false }))
  const text = {
    status: 'published',
    publishedAt: '2012-03-01T03:00:00.000Z',
    title: 'Tin cũ',
    body: '<p>Tin.</p>',
  }
  const version = {
    at: '2012-03-01T02:00:00.000Z',
    author: 'Văn phòng',
    section: 'news',
    translations: { vi: text },
  }
  const raw = {
    ...{ system: 'sharepoint', key: '79', views: 842, addresses: ['https://cu.example/tin.aspx?ID=79'] },
    versions: [version, { ...version, at: '2012-03-02T02:00:00.000Z', legacy: { fields: { Kho: 'A' } } }],
  }
  const item = importedItem.parse(raw)
  const by = { id: 'a', name: 'Quản trị', role: 'admin' } as const
  const bringing = { by, at: room.now().toISOString(), digests: digestsOf(raw), files: {} }
  const steps = item.versions.map((each, index) => ({
    act: actOf(item, index, bringing),
    stateAfter: (before: Parameters<typeof stateAfter>[1]['before']) =>
      stateAfter(item, { before, version: each, revision: index + 1, isLast: index === 1, bringing }),
  }))
  const imported = articleIdOf(item)
  await room.newsroom.articles.takeIn(imported, undefined, steps)
  await room.repair()
  const places = { ...emptyPlaces(), newsroom: room.newsroomTable, site: room.siteTable }
  await places.views.put({ pk: `ARTICLE#${first}`, sk: 'VIEWS', views: 12, '2026-11-27.vi': 5 })
  const readers = createReaderWriter({ counters: places.views, site: room.siteTable }, room.now)
  await readers.carry(await Array.fromAsync(places.views.scan()))
  await readers.addUp()
  const headers = { ContentType: 'image/webp', CacheControl: 'public' }
  places.files.all.set('media/media/abc/640.webp', { bytes: Buffer.from('ảnh'), headers })
  places.files.all.set('uploads/originals/abc.jpg', { bytes: Buffer.from('gốc'), headers: {} })
  return { room, places, ids: { first, withdrawn, drafted, imported } }
}

async function bytesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  )
  const files = names.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name)
    return [path.slice(folder.length), (await readFile(path)).toString('base64')] as const
  })
  return Object.fromEntries(await Promise.all(files))
}

async function exported(places: Places) {
  const folder = await aFolder()
  await writeExport(folder, places)
  return folder
}

/** What readers see, made of the chains alone. */
async function siteOf(newsroomTable: Places['newsroom']) {
  const room = aNewsroom({ newsroomTable })
  return await room.asIfNew()
}

describe('an export', () => {
  it('is the same bytes again, of the site itself and of what it was restored into', async () => {
    const { places } = await aSite()
    const folder = await exported(places)
    const bytes = await bytesOf(folder)
    expect(await faultsIn(folder)).toEqual([])
    expect(await bytesOf(await exported(places))).toEqual(bytes)
    const other = emptyPlaces()
    const restored = await restoreExport(folder, other, { pace })
    expect(restored.conflicts).toEqual([])
    expect(await bytesOf(await exported(other))).toEqual(bytes)
    expect((await verifyTable(other.newsroom)).breaks).toEqual([])
    expect(await siteOf(other.newsroom)).toEqual(await siteOf(places.newsroom))
    expect(other.files.all).toEqual(places.files.all)
    const again = await restoreExport(folder, other, { pace })
    expect(again).toMatchObject({ written: 0, conflicts: [] })
  })

  it('says of each line what it is, and names neither what was typed only nor where the publisher was', async () => {
    const { places } = await aSite()
    await places.newsroom.put({ pk: 'WORKING-OF#a', sk: 'x#vi', text: 'đang gõ' })
    await places.newsroom.put({ pk: 'PRESENCE#a', sk: 'x#vi', seen: 'đang mở' })
    const text = await readFile(join(await exported(places), 'bantin.jsonl'), 'utf8')
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ kind: 'begin', v: 1, counts: { file: 2, views: 1, readers: 3 } })
    expect(lines.at(-1)).toMatchObject({ kind: 'end', v: 1, counts: lines[0].counts })
    expect(text).not.toContain('đang gõ')
    expect(text).not.toContain('đang mở')
    expect(text).not.toContain('REPAIRED')
    expect(lines.find(({ item }) => item?.imported)).toMatchObject({
      kind: 'revision',
      item: { state: { id: expect.any(String) } },
    })
  })

  it('is whole also where something is taken away while it is written', async () => {
    const { places } = await aSite()
    const planned = { pk: 'SCHEDULE', sk: '2026-02-01T00:00:00.000Z#x#vi#publish' }
    await places.newsroom.put(planned)
    const { findAll } = places.newsroom
    const newsroom: Places['newsroom'] = {
      ...places.newsroom,
      async findAll(keys) {
        await places.newsroom.delete(planned)
        return await findAll(keys)
      },
    }
    expect(await faultsIn(await exported({ ...places, newsroom }))).toEqual([])
  })

  it('is restored over what has gone on only where that is the same history', async () => {
    const { places, room, ids } = await aSite()
    const folder = await exported(places)
    await room.write(ids.first, { byline: ['Văn phòng'] })
    const later = await room.newsroom.articles.stored(ids.first)
    expect(await restoreExport(folder, places, { pace })).toMatchObject({ conflicts: [] })
    expect(await room.newsroom.articles.stored(ids.first)).toEqual(later)
    const other = aNewsroom({ start: new Date('2026-02-02T08:00:00.000Z') })
    await other.live(ids.first)
    const there = { ...emptyPlaces(), newsroom: other.newsroomTable }
    expect((await restoreExport(folder, there, { pace })).conflicts).toEqual([`ARTICLE ${ids.first}`])
  })
})

describe('the drill: an export that was damaged', () => {
  const lines = async (folder: string, change: (all: string[]) => string[]) => {
    const path = join(folder, 'bantin.jsonl')
    const all = (await readFile(path, 'utf8')).trimEnd().split('\n')
    await writeFile(path, `${change(all).join('\n')}\n`)
  }
  const aRevision = (all: string[]) => all.findIndex((each) => each.includes('"title"'))

  it.each<[string, (folder: string) => Promise<void>, RegExp]>([
    ['was cut off', (folder) => lines(folder, (all) => all.slice(0, -3)), /cut off/u],
    ['lacks a line', (folder) => lines(folder, (all) => all.toSpliced(aRevision(all), 1)), /there are \d+/u],
    [
      'has half a line',
      (folder) => lines(folder, (all) => all.with(2, all[2]!.slice(0, 40))),
      /is not a line/u,
    ],
    [
      'had a word changed in a revision',
      (folder) => lines(folder, (all) => all.map((each) => each.replace('"title":"', '"title":"Sửa '))),
      /another hash/u,
    ],
    ['lost its lines', (folder) => rm(join(folder, 'bantin.jsonl')), /not finished/u],
    ['lost a file', (folder) => rm(join(folder, 'files/media/media/abc/640.webp')), /640\.webp is missing/u],
    [
      'has another file',
      (folder) => writeFile(join(folder, 'files/uploads/originals/abc.jpg'), 'khác'),
      /was changed/u,
    ],
  ])('that %s is named', async (_, damage, told) => {
    const { places } = await aSite()
    const folder = await exported(places)
    await damage(folder)
    const faults = await faultsIn(folder)
    expect(faults.map(({ what }) => what).join('\n')).toMatch(told)
    expect(faults.every(({ line }) => line >= 0)).toBe(true)
  })
})

describe('the drill: a site that was damaged after its export', () => {
  const rewritten = (item: Item): Item => {
    const state = unpack(item.state) as { byline: string[] }
    return { ...item, state: pack({ ...state, byline: ['Kẻ lạ'] }) }
  }

  it('names every history that was changed, and gets back all that was taken away', async () => {
    const { places, ids } = await aSite()
    const folder = await exported(places)
    const { newsroom } = places
    const key = (id: string, number: number) => ({
      pk: `ARTICLE#${id}`,
      sk: `R#${String(number).padStart(8, '0')}`,
    })
    const before = await dump(newsroom)
    await newsroom.put(rewritten((await newsroom.find(key(ids.first, 1)))!))
    await newsroom.delete(key(ids.withdrawn, 2))
    await newsroom.delete(key(ids.imported, 2))
    await newsroom.delete({ pk: `ARTICLE#${ids.drafted}`, sk: 'DESK' })
    await newsroom.delete({ pk: 'SETTINGS#site', sk: 'R#00000001' })
    places.files.all.delete('media/media/abc/640.webp')
    const named = (await verifyTable(newsroom)).breaks.map(describeBreak).join('\n')
    for (const id of [ids.first, ids.withdrawn, ids.imported]) expect(named).toContain(`ARTICLE#${id}`)
    const { conflicts } = await restoreExport(folder, places, { pace })
    expect(conflicts).toEqual([])
    const after = await dump(newsroom)
    const [changed] = Object.keys(before).filter((name) => before[name] !== after[name])
    expect(changed).toBe(`ARTICLE#${ids.first} R#00000001`)
    expect((await verifyTable(newsroom)).breaks.map(({ subject }) => subject)).toEqual([
      `ARTICLE#${ids.first}`,
    ])
    expect(places.files.all.has('media/media/abc/640.webp')).toBe(true)
  })
})
