/** What orders hits: the key first, then the moment, then the id, so that no order depends on how the index is cut. */
export interface Ranked {
  segment: number
  text: number
  key: number
  moment: number
  /** Every word stands as it was typed. */
  exact: boolean
}

/** The first `count` by `compare`, in order, without sorting the rest. */
export function firstOf<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  const best: T[] = []
  for (const item of items) {
    const last = best.at(-1)
    if (last !== undefined && best.length >= count && compare(item, last) >= 0) continue
    let from = 0
    let to = best.length
    while (from < to) {
      const middle = (from + to) >> 1
      const there = best[middle]
      if (there !== undefined && compare(there, item) <= 0) from = middle + 1
      else to = middle
    }
    best.splice(from, 0, item)
    if (best.length > count) best.pop()
  }
  return best
}

const bins = 2_048

/** A bound that about `count` of the keys reach, and no fewer; found by counting, not by sorting. */
export function boundOf(keys: Float64Array, count: number): number {
  if (keys.length <= count) return Number.NEGATIVE_INFINITY
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const key of keys) {
    if (key < least) least = key
    if (key > most) most = key
  }
  const scale = (bins - 1) / Math.max(1e-9, most - least)
  const counts = new Uint32Array(bins)
  for (const key of keys) {
    const bin = ((key - least) * scale) | 0
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  let reached = 0
  let bin = bins - 1
  for (; bin > 0; bin--) {
    reached += counts[bin] ?? 0
    if (reached >= count) break
  }
  return least + bin / scale
}
