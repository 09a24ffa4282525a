import { describe, expect, it } from 'vitest'
import type { Act } from '../../functions/domain/revision.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import { propose, type Royalty } from '../../functions/domain/royalty/royalty.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import type { Table } from '../../functions/store/table.ts'
import { createWholeLists } from '../../functions/store/whole-lists.ts'
import { anApproval, aRoyalty, author, textFacts } from '../support/articles/royalties.ts'
import { counted } from '../support/product/counted-table.ts'

function actAt(second: number, action: Act['action'] = 'propose'): Act {
  const at = new Date(Date.UTC(2019, 6, 15) + second * 1000).toISOString()
  return { at, actor: { id: 'a1', name: 'Approver', role: 'approver' }, action }
}

function aRecord(id: string, changes: Partial<Royalty> = {}): Royalty {
  return { ...propose(id, undefined, aRoyalty(), textFacts()), ...changes }
}

const idOf = (number: number) => `r${String(number).padStart(9, '0')}`

async function write({ royalties }: ReturnType<typeof createRoyalties>, record: Royalty, second: number) {
  return await royalties.revise(record.id, { absent: true }, () => ({ act: actAt(second), state: record }))
}

describe('the list of royalties', () => {
  it('finds the few among the many, the last changed first, and tells where to go on', async () => {
    const store = createRoyalties(createMemoryTable())
    for (let number = 0; number < 450; number += 1) {
      const locale = number % 150 === 7 ? 'en' : 'vi'
      await write(store, aRecord(idOf(number), { locale }), number)
    }
    const english = (cursor?: string) =>
      store.royalties.list({ limit: 2, cursor }, ({ locale }) => locale === 'en')
    const first = await english()
    expect(first.rows.map(({ id }) => id)).toEqual([idOf(307), idOf(157)])
    const second = await english(first.next)
    expect(second.rows.map(({ id }) => id)).toEqual([idOf(7)])
    expect(second.next).toBeUndefined()
  })

  it('is made whole again where the row of a commit was lost, and never goes back', async () => {
    const table = createMemoryTable()
    const lossy: Table = {
      ...table,
      put: async (item, condition) => {
        if (item.sk === 'DESK') throw new Error('the connection is gone')
        await table.put(item, condition)
      },
    }
    const { royalties } = createRoyalties(table)
    await write(createRoyalties(lossy), aRecord(idOf(1)), 0)
    const all = async () => (await royalties.list({ limit: 10 }, () => true)).rows.map(({ number }) => number)
    expect(await all()).toEqual([])
    await royalties.mendRow(idOf(1), 1)
    expect(await all()).toEqual([1])
    await royalties.revise(idOf(1), { match: ['*'] }, () => ({
      act: actAt(1),
      state: aRecord(idOf(1), { pages: 2 }),
    }))
    expect(await all()).toEqual([2])
  })
})

describe('what money depends on', () => {
  it('is found without the rows, and an entry that points at nothing is passed over', async () => {
    const table = createMemoryTable()
    const store = createRoyalties(table)
    await write(store, anApproval(aRecord(idOf(1))), 0)
    await table.delete({ pk: `ROYALTY#${idOf(1)}`, sk: 'DESK' })
    const subjects = ['2019-07', aRoyalty().article, 'a'.repeat(64)]
    for (const subject of subjects) await table.put({ pk: newsroomKeys.royaltiesFor(subject), sk: idOf(2) })
    for (const subject of subjects)
      expect((await store.royalties.findFor(subject)).map(({ id }) => id)).toEqual([idOf(1)])
  })

  it('is read of a month once by its entry and once by its chain, and proposals not at all', async () => {
    const { table, read } = counted(createMemoryTable())
    const store = createRoyalties(table)
    for (let number = 0; number < 40; number += 1) {
      const id = idOf(number)
      await write(store, aRecord(id), number)
      if (number % 2 === 0)
        await store.royalties.revise(id, { match: ['*'] }, (previous) => ({
          act: actAt(100 + number, 'approve'),
          state: anApproval(previous!.state),
        }))
    }
    read.items = 0
    const found = await store.royalties.findFor('2019-07')
    expect(found.map(({ id, state }) => [id, state])).toEqual(
      Array.from({ length: 20 }, (_, n) => [idOf(n * 2), 'approved']),
    )
    expect(read.items).toBe(40)
  })

  it.each([
    ['an entry that older code wrote', undefined],
    ['an entry of a commit that was refused', 9],
    ['an entry that was written late', 1],
  ])('is what the chain says, whatever is noted of it: %s', async (_, number) => {
    const table = createMemoryTable()
    const store = createRoyalties(table)
    await write(store, aRecord(idOf(1)), 0)
    await store.royalties.revise(idOf(1), { match: ['*'] }, (previous) => ({
      act: actAt(1, 'approve'),
      state: anApproval(previous!.state),
    }))
    await table.put({ pk: newsroomKeys.royaltiesFor('2019-07'), sk: idOf(1), number })
    expect((await store.royalties.findFor('2019-07')).map(({ state }) => state)).toEqual(['approved'])
  })

  it('counts as a rival only what stands, and is not the record itself', async () => {
    const store = createRoyalties(createMemoryTable())
    for (const [number, state] of (
      ['proposed', 'approved', 'paid', 'reversed', 'reversal'] as const
    ).entries())
      await write(store, aRecord(idOf(number), { state }), number)
    const rivals = await store.royalties.rivalsOf(aRecord(idOf(0)))
    expect(rivals.map(({ id }) => id)).toEqual([idOf(1), idOf(2)])
  })

  it('knows every scheme from the moment it is written, and the one of the product until it is replaced', async () => {
    const { schemes } = createRoyalties(createMemoryTable())
    const write = (id: string, name: string) =>
      schemes.revise(id, { absent: true }, () => ({
        act: actAt(0, 'configure'),
        state: { ...defaultRoyaltyScheme, name },
      }))
    const names = async () =>
      (await schemes.current()).map(({ id, revision, scheme }) => [id, revision, scheme.name])
    expect(await names()).toEqual([['default', 0, defaultRoyaltyScheme.name]])
    await write('portal', 'Cổng')
    await write('default', 'Trang')
    expect(await names()).toEqual([
      ['default', 1, 'Trang'],
      ['portal', 1, 'Cổng'],
    ])
  })

  it('names payees as they are, and refuses one that is not there', async () => {
    const { payees } = createRoyalties(createMemoryTable())
    const state = { name: 'Người viết', kind: 'outside' as const }
    await payees.revise(author, { absent: true }, () => ({ act: actAt(0, 'create'), state }))
    expect(await payees.named([author, author])).toEqual([{ id: author, ...state }])
    await expect(payees.named(['payee00009'])).rejects.toThrow('no_payee')
  })
})

describe('a part of the royalties', () => {
  const parts = [
    { month: '2019-07' },
    { payee: author },
    { state: 'proposed' as const },
    { month: '2019-07', payee: author },
    { month: '2019-07', state: 'proposed' as const },
  ]

  it.each(parts)('is listed by reading what is shown and one more: %o', async (part) => {
    const { table, read } = counted(createMemoryTable())
    const store = createRoyalties(table)
    for (let number = 0; number < 120; number += 1) {
      const isOne = number % 10 === 0
      const publishedAt = isOne ? '2019-07-15T08:00:00.000Z' : '2019-06-15T08:00:00.000Z'
      const payee = isOne ? author : 'payee00009'
      const contributions = [{ payee, role: 'author' as const, shareBasisPoints: 10_000 }]
      const state = isOne ? ('proposed' as const) : ('reversed' as const)
      await write(
        store,
        aRecord(idOf(number), { state, contributions, text: textFacts({ publishedAt }) }),
        number,
      )
    }
    await createWholeLists(table).save()
    const isOne = ({ state }: { state: string }) => state === 'proposed'
    await store.royalties.listPart({ limit: 1 }, part, isOne)
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      read.items = 0
      const { rows, next } = await store.royalties.listPart({ limit: 5, cursor }, part, isOne)
      expect(read.items).toBeLessThanOrEqual(rows.length + (next === undefined ? 0 : 1))
      seen.push(...rows.map(({ id }) => id))
      if (next === undefined) break
      cursor = next
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => idOf(n * 10)).toReversed())
  })
})
