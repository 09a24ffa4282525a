import { ConditionFailed } from '../../../functions/store/condition.ts'
import { differences } from '../../../functions/store/differences.ts'
import { createMemoryTable } from '../../../functions/store/memory-table.ts'
import { asStored, type Item, type Key, nameOf, type Table } from '../../../functions/store/table.ts'

/** More would have to be changed than is worth holding in memory. */
export class TooMuchChanged extends Error {}

/** One item that stands otherwise in the table than it was written here; `is` and `should` are undefined where there is none. */
export interface Change {
  key: Key
  is: Item | undefined
  should: Item | undefined
}

/**
 * A table as it would be: read from another one and from what was changed of it here, in memory. What makes a table right can
 * so be run to see what it would do. Indexes are read as they are. Throws `TooMuchChanged` above `most` changes.
 */
export function createOverlay(table: Table, most: number) {
  const partitions = new Map<string, Map<string, Item | undefined>>()
  let size = 0

  function note({ pk, sk }: Key, item: Item | undefined): void {
    const partition = partitions.get(pk) ?? new Map<string, Item | undefined>()
    partitions.set(pk, partition)
    if (!partition.has(sk)) size += 1
    if (size > most) throw new TooMuchChanged(`more than ${most} items are not what they should be`)
    partition.set(sk, item)
  }

  async function findAll(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const there = await table.findAll(keys)
    return keys.map(({ pk, sk }, index) => {
      const partition = partitions.get(pk)
      return partition?.has(sk) ? partition.get(sk) : there[index]
    })
  }

  async function find(key: Key): Promise<Item | undefined> {
    const partition = partitions.get(key.pk)
    return partition?.has(key.sk) ? partition.get(key.sk) : await table.find(key)
  }

  /** Does to one item what a table would do to it. */
  async function change<T>(key: Key, act: (one: Table) => Promise<T>): Promise<T> {
    const one = createMemoryTable()
    const there = await find(key)
    if (there) await one.put(there)
    const answer = await act(one)
    note(key, await one.find(key))
    return answer
  }

  const query: Table['query'] = async (range) => {
    const partition = range.index ? undefined : partitions.get(range.pk)
    if (!partition) return await table.query(range)
    // As many more as may be gone.
    const limit = range.limit && range.limit + partition.size
    const there = await table.query({ ...range, ...(limit && { limit }) })
    const whole = createMemoryTable()
    const changed = [...partition.values()].filter((item) => item !== undefined)
    await whole.writeAll({ put: [...there.filter(({ sk }) => !partition.has(sk)), ...changed] })
    return await whole.query(range)
  }

  const asChanged = (items: readonly Item[]) =>
    items.flatMap((item) => {
      const partition = partitions.get(item.pk)
      return (partition?.has(item.sk) ? partition.get(item.sk) : item) ?? []
    })

  const overlay: Table = {
    name: table.name,
    meteredBy: () => overlay,
    find,
    findAll,
    query,
    async count(range) {
      return partitions.has(range.pk) ? (await query(range)).length : await table.count(range)
    },
    async *scan(sk) {
      for await (const item of table.scan(sk)) yield* asChanged([item])
    },
    async page(limit, start, sk) {
      const { items, next } = await table.page(limit, start, sk)
      return { items: asChanged(items), next }
    },
    put: (item, condition) => change(item, (one) => one.put(item, condition)),
    async putTogether(items) {
      const there = await findAll(items)
      if (there.some(Boolean)) throw new ConditionFailed('one of several items is there already')
      for (const item of items) note(item, asStored(item))
    },
    delete: (key, stamp) => change(key, (one) => one.delete(key, stamp)),
    add: (key, ...adding) => change(key, (one) => one.add(key, ...adding)),
    forget: (key, attributes) => change(key, (one) => one.forget(key, attributes)),
    raise: (key, attribute, value) => change(key, (one) => one.raise(key, attribute, value)),
    addOwn: (key, attribute, values) => change(key, (one) => one.addOwn(key, attribute, values)),
    async writeAll({ put = [], remove = [] }) {
      for (const key of remove) note(key, undefined)
      for (const item of put) await change(item, (one) => one.put(item))
    },
  }

  return {
    table: overlay,

    /** What was written here and does not stand so in the table. */
    async changes(): Promise<Change[]> {
      const changed: Change[] = []
      for (const [pk, partition] of partitions) {
        const wanted = [...partition.values()].filter((item) => item !== undefined)
        const wrong = new Set((await differences(table, wanted)).map(nameOf))
        for (const [sk, should] of partition) {
          const key = { pk, sk }
          if (should && !wrong.has(nameOf(key))) continue
          const is = await table.find(key)
          if (is || should) changed.push({ key, is, should })
        }
      }
      return changed
    },
  }
}
