/** An entry of a sorted list, by its place in it; of no value where what it names is not there. */
export interface Place<Value> {
  key: string
  value: Value | undefined
}

/** The places of a list after a key (from its beginning, where there is none), `limit` at most. */
export type ReadPlaces<Value> = (after: string | undefined, limit: number) => Promise<Place<Value>[]>

interface Order {
  oldestFirst: boolean
  /** How many places of a list are read when it is its turn again. */
  atOnce: () => number
}

/** Several sorted lists as one: each place once, and of each list only what is needed to know what comes next. */
export async function* inOrder<Value>(
  lists: readonly ReadPlaces<Value>[],
  { oldestFirst, atOnce }: Order,
): AsyncGenerator<Place<Value>> {
  const isBefore = (a: string, b: string) => (oldestFirst ? a < b : a > b)
  const heads = lists.map((read) => ({ read, waiting: [] as Place<Value>[], after: '', more: true }))

  async function fill(head: (typeof heads)[number]): Promise<void> {
    const limit = atOnce()
    head.waiting = await head.read(head.after || undefined, limit)
    head.more = head.waiting.length === limit
    head.after = head.waiting.at(-1)?.key ?? head.after
  }

  for (let last: string | undefined; ; ) {
    const empty = heads.filter(({ waiting, more }) => waiting.length === 0 && more)
    if (empty.length > 0) await Promise.all(empty.map(fill))
    const [first, ...others] = heads.filter(({ waiting }) => waiting.length > 0)
    if (!first) return
    const keyOf = ({ waiting }: typeof first) => waiting[0]?.key ?? ''
    const next = others.reduce((best, each) => (isBefore(keyOf(each), keyOf(best)) ? each : best), first)
    const place = next.waiting.shift()
    if (place && place.key !== last) {
      last = place.key
      yield place
    }
  }
}
