import { beforeEach, describe, expect, it } from 'vitest'
import { siteKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { aTag, inBoth, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf, dump, failing, type TestNewsroom } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'

let room: TestNewsroom
let ids: string[]
// What fails here tells the log.
listenToLog()

const address = 'https://old.example/a.aspx'

/** Articles of two years and two sections, some related, tagged, answering others, withdrawn, never public, or of one old address. */
beforeEach(async () => {
  room = aNewsroom()
  ids = Array.from({ length: 50 }, newId)
  await room.configure((settings) => ({ ...settings, tags: [aTag('asean'), aTag('visa')] }))
  for (const [index, id] of ids.entries()) {
    const origin = { system: 'sharepoint', digest: `${index}`.padStart(64, '0'), url: address, views: index }
    await room.write(id, {
      translations: inBoth(`Bài ${index}`),
      section: index % 3 === 0 ? 'border' : 'news',
      featured: index % 5 === 0,
      related: index > 1 ? [ids[index - 1]!, ids[index - 2]!] : [],
      ...(index % 6 === 5 && { replyTo: ids[index - 1]! }),
      tags: index % 4 === 0 ? ['asean'] : [],
      ...(index % 15 === 7 && { origin }),
    })
    if (index === 9) continue
    await room.goLive(id, 'vi', new Date(Date.UTC(2024, index % 24, 3, index)).toISOString())
  }
  await room.withdraw(ids[4]!)
  await room.publish(ids)
  await room.repair()
})

/** Rebuilds call by call, of one step each. Answers how many it took. */
async function stepThrough(between: (call: number) => Promise<unknown> = async () => {}): Promise<number> {
  await room.beginRebuild()
  for (let call = 1; ; call += 1) {
    const answer = await room.goOn()
    if (!answer || answer.done) return call
    await between(call)
  }
}

/** A table in which a third is missing, a third is altered, and something stands that belongs to nobody. */
async function damage(table: Table): Promise<void> {
  const items = (await Array.fromAsync(table.scan())).filter(({ sk }) => sk !== 'VIEWS')
  for (const [index, { pk, sk }] of items.entries()) {
    if (index % 3 === 0) await table.delete({ pk, sk })
    if (index % 3 === 1) await table.put({ pk, sk, packed: 'altered', title: 5 })
  }
  await table.put({ pk: 'LIST#vi', sk: '2030-01-01T00:00:00.000Z_0123456789', what: 'stray' })
  await table.put({ pk: 'REDIRECT#old.example/b.aspx', sk: 'BY#0123456789', id: '0123456789', locale: 'vi' })
}

const onNothing = (siteTable: Table) =>
  aNewsroom({ newsroomTable: room.newsroomTable, siteTable, start: room.now() })

describe('a rebuild in many calls', () => {
  it('makes the same bytes as each publication did, of nothing and of a table that is damaged', async () => {
    const whole = await dump(room.siteTable)
    await damage(room.siteTable)
    expect(await stepThrough()).toBeGreaterThan(5)
    expect(await dump(room.siteTable)).toEqual(whole)
    room = onNothing(createMemoryTable())
    await stepThrough()
    expect(await dump(room.siteTable)).toEqual(whole)
    expect(whole).toEqual(await room.asIfNew())
  })

  it('makes them too of what was written right before, and cannot be published because of the damage', async () => {
    const whole = await dump(room.siteTable)
    await damage(room.siteTable)
    await room.write(ids[5]!, { byline: ['Phòng Lãnh sự'] })
    await room.beginRebuild(0)
    await room.goOn(60_000)
    await room.write(ids[5]!, { byline: ['Phòng Báo chí'] })
    await room.repair()
    const { [`ARTICLE#${ids[5]} SHOWN`]: _, ...rest } = whole
    expect(await dump(room.siteTable)).toMatchObject(rest)
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('ends with the same bytes wherever it was killed, and however often', async () => {
    const whole = await dump(room.siteTable)
    await damage(room.siteTable)
    const damaged = room.siteTable
    const undisturbed = failing(await copyOf(damaged), Number.POSITIVE_INFINITY)
    await room.publisherOn({ site: undisturbed.table }).rebuild()
    const calls = undisturbed.calls()
    for (const moment of ['before', 'half', 'after'] as const) {
      room = onNothing(await copyOf(damaged))
      for (let kill = 1; kill <= 5; kill += 1) {
        const { table } = failing(room.siteTable, Math.ceil(calls / 7) + kill, moment)
        await expect(room.publisherOn({ site: table }).rebuild()).rejects.toThrow('the database failed')
      }
      await room.rebuild()
      expect(await dump(room.siteTable), moment).toEqual(whole)
    }
  })

  it('lets a publication win that comes between two calls, and purges for it at once', async () => {
    const [changed, gone, made] = [ids[0]!, ids[29]!, newId()]
    room = onNothing(createMemoryTable())
    const acts: Record<number, () => Promise<unknown>> = {
      1: () => room.withdraw(gone),
      2: async () => {
        await room.write(changed, { translations: inBoth('Mới'), section: 'consular' })
        await room.goLive(changed)
      },
      4: () => room.live(made, { translations: inBoth('Vừa viết') }),
    }
    let told: string[] = []
    await stepThrough(async (call) => {
      if (!acts[call]) return
      await acts[call]()
      room.purged.length = 0
      await room.goOn()
      told = [...told, ...room.purged]
    })
    expect(told).toEqual(expect.arrayContaining([`a-${gone}`, `a-${changed}`, `a-${made}`]))
    await room.repair()
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
    expect(await room.siteTable.find(siteKeys.nearby(gone, 'vi'))).toBeUndefined()
  })

  it('purges what a publication before it had begun and never purged, without waiting for its end', async () => {
    const gone = ids[6]!
    await room.withdraw(gone)
    const refusing = room.publisherOn({ purge: () => Promise.reject(new Error('no purge')) })
    expect(await refusing.publish([gone])).toEqual([gone])
    room.purged.length = 0
    await room.beginRebuild()
    await room.goOn()
    await room.goOn()
    expect(room.purged).toContain(`a-${gone}`)
    expect(room.purged).not.toContain('site')
    while (!(await room.goOn())?.done);
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('leaves it to the next repair to purge what could not be purged in its course', async () => {
    const gone = ids[6]!
    await room.withdraw(gone)
    room.purged.length = 0
    let purges = 0
    const refusing = room.publisherOn({
      purge: async () => {
        purges += 1
        throw new Error('no purge')
      },
    })
    await refusing.beginRebuild(0)
    while ((await refusing.goOn())?.phase === 'articles');
    expect(purges).toBeGreaterThan(0)
    expect(room.purged).toEqual([])
    // It is right already, and yet not done.
    expect(await room.siteTable.find(siteKeys.shown(gone))).toHaveProperty('begun')
    expect((await room.repair()).repaired).toEqual([gone])
    expect(room.purged).toContain(`a-${gone}`)
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })

  it('begins by itself where the public table was lost, and removes what the newsroom lost', async () => {
    const whole = await dump(room.siteTable)
    room = onNothing(createMemoryTable())
    expect((await room.repair()).failed).toEqual([])
    expect(await dump(room.siteTable)).toEqual(whole)

    const lost = createMemoryTable()
    const items = await Array.fromAsync(room.newsroomTable.scan())
    await lost.writeAll({ put: items.filter(({ pk }) => pk !== `ARTICLE#${ids[3]}`) })
    room = aNewsroom({ newsroomTable: lost, siteTable: room.siteTable, start: room.now() })
    await room.rebuild()
    expect(await dump(room.siteTable)).toEqual(await room.asIfNew())
  })
})
