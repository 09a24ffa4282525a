import { type Condition, ConditionFailed } from './condition.ts'
import { compareKeys, isEmpty, type Range } from './range.ts'
import { asStored, type Item, type Key, type Table } from './table.ts'

/** Where `sk` stands in sorted keys, or would. */
function placeOf(keys: readonly string[], sk: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareKeys(keys[middle] ?? '', sk) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** One partition: its items by sort key, and the sort keys in their order. */
interface Partition {
  keys: string[]
  items: Map<string, Item>
}

function refusal(condition: Condition | undefined, there: Item | undefined): boolean {
  if (!condition || !there) return false
  if ('ifAbsent' in condition) return true
  if ('ifLentTo' in condition)
    return there.owner !== condition.ifLentTo && !(Number(there.until) < condition.orEndedBefore)
  return !(Number(there.number) < condition.ifNumberBelow)
}

/** A table in memory that keeps what a table promises: for making the read model beside the one that is being read. */
export function createMemoryTable(name = 'memory'): Table {
  const partitions = new Map<string, Partition>()

  const find = ({ pk, sk }: Key) => partitions.get(pk)?.items.get(sk)

  function put(item: Item): void {
    const partition = partitions.get(item.pk) ?? { keys: [], items: new Map<string, Item>() }
    partitions.set(item.pk, partition)
    if (!partition.items.has(item.sk)) partition.keys.splice(placeOf(partition.keys, item.sk), 0, item.sk)
    partition.items.set(item.sk, asStored(item))
  }

  function remove({ pk, sk }: Key): void {
    const partition = partitions.get(pk)
    if (!partition?.items.delete(sk)) return
    partition.keys.splice(placeOf(partition.keys, sk), 1)
    if (partition.keys.length === 0) partitions.delete(pk)
  }

  const everything = () => [...partitions.values()].flatMap(({ items }) => [...items.values()])

  function indexed({ pk, index }: Range & { index: NonNullable<Range['index']> }): Item[] {
    const of = (item: Item) => String(item[index.sk])
    return everything()
      .filter((item) => item[index.pk] === pk)
      .sort((a, b) => compareKeys(of(a), of(b)))
  }

  function query(range: Range): Item[] {
    const { pk, index, prefix, after, before, newestFirst, where } = range
    if (isEmpty(range)) return []
    // As many as are wanted are found among all that there are.
    const limit = where ? undefined : range.limit
    const items = index ? indexed({ ...range, index }) : undefined
    const keys = items?.map((item) => String(item[index?.sk ?? 'sk'])) ?? partitions.get(pk)?.keys ?? []
    let from = placeOf(keys, prefix ?? after ?? '')
    let to = prefix === undefined && before !== undefined ? placeOf(keys, before) : keys.length
    if (prefix !== undefined) for (to = from; keys[to]?.startsWith(prefix); ) to += 1
    else while (after !== undefined && keys[from] === after) from += 1
    if (limit && newestFirst) from = Math.max(from, to - limit)
    else if (limit) to = Math.min(to, from + limit)
    const found = items
      ? items.slice(from, to)
      : keys.slice(from, to).flatMap((sk) => partitions.get(pk)?.items.get(sk) ?? [])
    const inTurn = newestFirst ? found.reverse() : found
    return where
      ? inTurn.filter((item) => where.among.includes(String(item[where.name]))).slice(0, range.limit)
      : inTurn
  }

  const table: Table = {
    name,
    meteredBy: () => table,
    find: async (key) => find(key),
    findAll: async (keys) => keys.map(find),
    query: async (range) => query(range),
    count: async (range) => query(range).length,

    async *scan(sk) {
      yield* everything().filter((item) => sk === undefined || item.sk === sk)
    },

    async page(limit, start, sk) {
      const order = (a: Key, b: Key) => compareKeys(a.pk, b.pk) || compareKeys(a.sk, b.sk)
      const sorted = everything().sort(order)
      const items = (start ? sorted.filter((item) => order(item, start) > 0) : sorted).slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.filter((item) => sk === undefined || item.sk === sk),
        next: items.length === limit && last ? { pk: last.pk, sk: last.sk } : undefined,
      }
    },

    async put(item, condition) {
      if (refusal(condition, find(item))) throw new ConditionFailed(`there is a ${name} item at ${item.pk}`)
      put(item)
    },

    async putTogether(items) {
      if (items.some(find)) throw new ConditionFailed(`there is one of several ${name} items`)
      for (const item of items) put(item)
    },

    async delete(key, stamp) {
      if (stamp === undefined || find(key)?.stamp === stamp) remove(key)
    },

    async writeAll(request) {
      for (const key of request.remove ?? []) remove(key)
      for (const item of request.put ?? []) put(item)
    },

    async add(key, attribute, amount, others = []) {
      const there = find(key)
      if (!there) return undefined
      const sumOf = (name: string) => Number(there[name] ?? 0) + amount
      const sums = Object.fromEntries([attribute, ...others].map((each) => [each, sumOf(each)]))
      put({ ...there, ...sums })
      return sums[attribute]
    },

    async forget(key, attributes) {
      const there = find(key)
      if (!there) return
      const { pk, sk, ...rest } = there
      const kept = Object.entries(rest).filter(([name]) => !attributes.includes(name))
      put({ pk, sk, ...Object.fromEntries(kept) })
    },

    async raise(key, attribute, value) {
      const there = find(key)
      if (there && Number(there[attribute]) < value) put({ ...there, [attribute]: value })
    },

    async addOwn(key, attribute, { own, also }) {
      const there = find(key)
      if (there && Object.entries(own).some(([name, value]) => there[name] !== value)) return
      put({ ...there, ...key, ...own, ...also, [attribute]: Number(there?.[attribute] ?? 0) + 1 })
    },
  }
  return table
}
