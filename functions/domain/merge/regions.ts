import { align, type Effort } from '../compare/words.ts'

export type Side = 'mine' | 'theirs'

/** What one side put in place of `base[start..end)`. */
export interface Hunk<Item> {
  side: Side
  start: number
  end: number
  items: readonly Item[]
  /** It changes only how a word looks, so that what is written beside it is no matter of the same place. */
  isLook?: boolean
}

/** What each side has where one of them, or both, changed the base. */
export interface Changed<Item> {
  kept?: undefined
  start: number
  base: readonly Item[]
  mine: readonly Item[]
  theirs: readonly Item[]
  hunks: readonly Hunk<Item>[]
}

/** A stretch of the base that nobody touched, or one that was. */
export type Region<Item> = { kept: readonly Item[] } | Changed<Item>

/**
 * What a side made of the base, compared by `nameOf`; items that are still there may look otherwise (`looksSame`). Undefined
 * where the comparison would take too long.
 */
export function hunksOf<Item>(
  base: readonly Item[],
  { side, items }: { side: Side; items: readonly Item[] },
  nameOf: (item: Item) => string,
  effort: Effort,
  looksSame: (was: Item, is: Item) => boolean = () => true,
): Hunk<Item>[] | undefined {
  const changes = align(base.map(nameOf), items.map(nameOf), effort)
  if (!changes) return undefined
  const hunks: Hunk<Item>[] = []
  let [inBase, inItems] = [0, 0]
  let open: { start: number; from: number } | undefined
  const close = () => {
    if (open) hunks.push({ side, start: open.start, end: inBase, items: items.slice(open.from, inItems) })
    open = undefined
  }
  for (const { added, removed, count } of changes) {
    if (added || removed) {
      open ??= { start: inBase, from: inItems }
      if (added) inItems += count
      else inBase += count
      continue
    }
    close()
    for (let kept = 0; kept < count; kept += 1, inBase += 1, inItems += 1) {
      const [was, is] = [base[inBase], items[inItems]]
      if (was !== undefined && is !== undefined && !looksSame(was, is))
        hunks.push({ side, start: inBase, end: inBase + 1, items: [is], isLook: true })
    }
  }
  close()
  return hunks
}

/** Whether a hunk belongs to the same place as those before it; they are sorted by where they start. */
function joins<Item>(hunk: Hunk<Item>, group: readonly Hunk<Item>[], end: number, touching: boolean) {
  const isPoint = hunk.start === hunk.end
  if (hunk.start < end) return true
  return group.some((other) => {
    if (other.side === hunk.side || other.end !== hunk.start) return false
    if (isPoint && other.start === other.end) return true
    return touching && !hunk.isLook && !other.isLook
  })
}

function contentOf<Item>(
  side: Side,
  base: readonly Item[],
  start: number,
  end: number,
  hunks: readonly Hunk<Item>[],
) {
  const items: Item[] = []
  let read = start
  for (const hunk of hunks.filter((each) => each.side === side)) {
    items.push(...base.slice(read, hunk.start), ...hunk.items)
    read = hunk.end
  }
  return [...items, ...base.slice(read, end)]
}

/** Where they start; looks last, so that it does not matter which side a word beside a changed look belongs to. */
const byPlace = <Item>(a: Hunk<Item>, b: Hunk<Item>) =>
  a.start - b.start || Number(a.isLook ?? false) - Number(b.isLook ?? false) || a.end - b.end

/**
 * The places of a text that one side or both changed (after diff3). What both put in between the same two items is one
 * place, because nobody can say which comes first. Changes that only stand side by side are two places, or one if
 * `touching`: of two words in a row that two people changed, each without the other may mean nothing.
 *
 * node-diff3 knows only the second way, and its search takes a minute for 5,000 words: this is made from comparisons
 * whose time is bounded.
 */
export function regionsOf<Item>(
  base: readonly Item[],
  hunks: readonly Hunk<Item>[],
  { touching }: { touching: boolean },
): Region<Item>[] {
  const regions: Region<Item>[] = []
  let read = 0
  let group: Hunk<Item>[] = []
  let end = 0
  const close = () => {
    const [first] = group
    if (!first) return
    const { start } = first
    if (start > read) regions.push({ kept: base.slice(read, start) })
    const [mine, theirs] = (['mine', 'theirs'] as const).map((side) =>
      contentOf(side, base, start, end, group),
    )
    regions.push({
      start,
      base: base.slice(start, end),
      mine: mine ?? [],
      theirs: theirs ?? [],
      hunks: group,
    })
    read = end
    group = []
  }
  for (const hunk of hunks.toSorted(byPlace)) {
    if (group.length > 0 && !joins(hunk, group, end, touching)) close()
    end = group.length === 0 ? hunk.end : Math.max(end, hunk.end)
    group.push(hunk)
  }
  close()
  if (read < base.length) regions.push({ kept: base.slice(read) })
  return regions
}

/** What both begin and end with, and what is left between. What is left keeps the break before or after it (`isBreak`). */
function trimmed<Item>(
  { mine, theirs }: { mine: readonly Item[]; theirs: readonly Item[] },
  keyOf: (item: Item) => string,
  isBreak: (item: Item) => boolean,
) {
  const shortest = Math.min(mine.length, theirs.length)
  const same = (a: Item | undefined, b: Item | undefined) =>
    a !== undefined && b !== undefined && keyOf(a) === keyOf(b)
  let start = 0
  while (start < shortest && same(mine[start], theirs[start])) start += 1
  let end = 0
  while (end < shortest - start && same(mine.at(-1 - end), theirs.at(-1 - end))) end += 1
  if (start + end < Math.max(mine.length, theirs.length)) {
    const opening = mine.slice(0, start).findLastIndex(isBreak)
    if (opening >= 0) start = opening
    const closing = mine.slice(mine.length - end).findIndex(isBreak)
    if (closing >= 0) end -= closing + 1
  }
  return {
    before: mine.slice(0, start),
    mine: mine.slice(start, mine.length - end),
    theirs: theirs.slice(start, theirs.length - end),
    after: mine.slice(mine.length - end),
  }
}

/**
 * What became of a place: `items` where there is nothing to ask, else both. One side alone, the same from both, deletions
 * of either, and what one of two additions has more than the other need no question.
 */
export function settle<Item>(
  region: Changed<Item>,
  keyOf: (item: Item) => string,
  isBreak: (item: Item) => boolean = () => false,
) {
  const { base, mine, theirs, hunks, start } = region
  const sides = new Set(hunks.map(({ side }) => side))
  if (sides.size === 1) return { by: hunks[0]?.side, items: sides.has('mine') ? mine : theirs }
  const rest = trimmed(region, keyOf, isBreak)
  if (rest.mine.length === 0 && rest.theirs.length === 0) return { by: 'same' as const, items: mine }
  if (hunks.every(({ items }) => items.length === 0)) {
    const isGone = (index: number) => hunks.some((each) => each.start <= index && index < each.end)
    return { by: 'both' as const, items: base.filter((_, index) => !isGone(start + index)) }
  }
  if (base.length === 0 && (rest.mine.length === 0 || rest.theirs.length === 0))
    return {
      by: rest.mine.length > 0 ? ('mine' as const) : ('theirs' as const),
      items: [...rest.before, ...rest.mine, ...rest.theirs, ...rest.after],
    }
  return { ...rest, items: undefined }
}
