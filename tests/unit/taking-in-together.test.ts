import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { articleIdOf } from '../../functions/domain/moving/item.ts'
import { ConditionFailed } from '../../functions/store/condition.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { dump, failing } from '../support/articles/newsroom.ts'
import { aDoor, anItem, aVersion, withoutShown } from '../support/moving/take-in.ts'

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const many = Array.from({ length: 30 }, (_, n) => {
  const item = anItem({ key: `tin/${n}`, addresses: [`https://cu.example/tin.aspx?ID=${n % 20}`] })
  return n % 3 ? item : { ...item, versions: item.versions.slice(0, 1) }
})

describe('items that are sent together', () => {
  const chains = async (table: Table) =>
    Object.fromEntries(
      Object.entries(await dump(table)).filter(([name]) => !/^(?:STAFF|PUBLISHER)/u.test(name)),
    )

  it('leave what each leaves alone, by a fraction of the requests', async () => {
    const counts: (() => number)[] = []
    const count = (table: Table) => {
      const counting = failing(table, Number.POSITIVE_INFINITY)
      counts.push(counting.calls)
      return counting.table
    }
    const together = aDoor(undefined, count)
    const alone = aDoor(undefined, count)
    const results = await together.takeIn(...many)
    expect(results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(many.map(() => 'created'))
    for (const [index, item] of many.entries()) expect(await alone.takeIn(item)).toEqual([results[index]])
    expect(await chains(together.newsroomTable)).toEqual(await chains(alone.newsroomTable))
    const [few = 0, all = 0] = counts.map((calls) => calls())
    expect(few).toBeLessThan(all / 5)
  })

  it('are each whole or not there, wherever that was cut short, and end the same when they are sent again', async () => {
    const whole = aDoor()
    await whole.takeIn(...many)
    const wanted = await chains(whole.newsroomTable)
    let cut = 0
    for (let nth = 1; ; nth += 3) {
      let left = nth
      const dying = (table: Table): Table => {
        const spend = <T>(act: () => Promise<T>): Promise<T> => {
          left -= 1
          return left < 0 ? Promise.reject(new Error('the database is gone')) : act()
        }
        return {
          ...table,
          findAll: (keys) => spend(() => table.findAll(keys)),
          query: (range) => spend(() => table.query(range)),
          put: (item, condition) => spend(() => table.put(item, condition)),
          putTogether: (items) => spend(() => table.putTogether(items)),
        }
      }
      const door = aDoor(undefined, dying)
      await door.takeIn(...many)
      const isCut = left < 0
      if (isCut) cut += 1
      for (const [name, item] of Object.entries(await chains(door.newsroomTable)))
        expect(wanted[name], name).toBe(item)
      left = Number.POSITIVE_INFINITY
      await door.takeIn(...many)
      expect(await chains(door.newsroomTable)).toEqual(wanted)
      if (!isCut) break
    }
    expect(cut).toBeGreaterThan(5)
  })

  it('are all there where somebody else was faster with one of them', async () => {
    let isFirst = true
    const door = aDoor(undefined, (table) => ({
      ...table,
      putTogether: async (items) => {
        if (!isFirst) return await table.putTogether(items)
        isFirst = false
        await table.put(items[0]!, { ifAbsent: true })
        throw new ConditionFailed('one of several items is there already')
      },
    }))
    const results = await door.takeIn(...many)
    const outcomes = results.map(({ outcome }: { outcome: string }) => outcome)
    expect(outcomes).toEqual(['unchanged', ...many.slice(1).map(() => 'created')])
    for (const { id, revision } of results)
      expect((await door.newsroom.articles.latest(id))?.number).toBe(revision)
  })

  it('do not wait for one whose article cannot be read', async () => {
    const door = aDoor()
    const chain = newsroomKeys.chain('ARTICLE', articleIdOf(many[4]!))
    await door.newsroomTable.put({ ...newsroomKeys.revision(chain, 1), number: 1, state: 'altered' })
    const results = await door.takeIn(...many)
    const outcomes = results.map(({ outcome }: { outcome: string }) => outcome)
    expect(outcomes).toEqual(many.map((_, index) => (index === 4 ? 'refused' : 'created')))
  })

  it('are one article where one of them comes twice', async () => {
    const { takeIn } = aDoor()
    const results = await takeIn(many[0]!, many[1]!, many[0]!)
    expect(results).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }, { outcome: 'unchanged' }])
    expect(results[2].id).toBe(results[0].id)
  })

  it('are all shown by the minute’s looks, though the stream told of none and the rebuild was killed again and again', async () => {
    const door = aDoor()
    await door.repair()
    await door.takeIn(...many)
    await door.live('0000000001')
    const secret = await door.takeIn(
      anItem({ key: 'x', versions: [aVersion({}, { status: 'draft', publishedAt: undefined })] }),
    )
    for (let kill = 1; kill <= 12; kill += 1) {
      const moment = (['before', 'half', 'after'] as const)[kill % 3]!
      const dying = failing(door.siteTable, 4 + 3 * kill, moment)
      await door
        .publisherOn({ site: dying.table })
        .repair()
        .catch(() => {})
    }
    await door.live('0000000002')
    await door.repair()
    await door.repair()
    const shown = withoutShown(await dump(door.siteTable))
    expect(shown).toEqual(withoutShown(await door.asIfNew()))
    for (const item of many) expect(shown[`ARTICLE#${articleIdOf(item)} vi`]).toBeDefined()
    const ofSecret = Object.keys(shown).filter((name) => name.includes(secret[0].id))
    expect(ofSecret.filter((name) => !name.endsWith('SHOWN'))).toEqual([])
  })
})
