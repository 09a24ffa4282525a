import type { Effort } from '../compare/words.ts'
import { hunksOf, regionsOf, settle } from './regions.ts'
import { keyOf, looksSame, type Token } from './tokens.ts'

/** Running text that holds the changes of both. Where both changed the same words, it is there in three ways. */
export interface MergedWords {
  isAsked: boolean
  mine: readonly Token[]
  theirs: readonly Token[]
  /** Mine before theirs, at each place. */
  both: readonly Token[]
}

const textOf = (token: Token) => token.text

/** Merges running text word by word. What is too different to be compared in time is asked as a whole. */
export function mergeWords(
  base: readonly Token[],
  mine: readonly Token[],
  theirs: readonly Token[],
  effort: Effort,
): MergedWords {
  const hunks = [
    hunksOf(base, { side: 'mine', items: mine }, textOf, effort, looksSame),
    hunksOf(base, { side: 'theirs', items: theirs }, textOf, effort, looksSame),
  ]
  if (hunks.includes(undefined)) return { isAsked: true, mine, theirs, both: [...mine, ...theirs] }
  const merged = { isAsked: false, mine: [] as Token[], theirs: [] as Token[], both: [] as Token[] }
  const add = (items: readonly Token[], theirItems = items, bothItems = items) => {
    merged.mine.push(...items)
    merged.theirs.push(...theirItems)
    merged.both.push(...bothItems)
  }
  for (const region of regionsOf(
    base,
    hunks.flatMap((each) => each ?? []),
    { touching: true },
  )) {
    if (region.kept) {
      add(region.kept)
      continue
    }
    const settled = settle(region, keyOf, ({ isBreak = false }) => isBreak)
    if (settled.items) {
      add(settled.items)
      continue
    }
    merged.isAsked = true
    add(settled.before)
    add(settled.mine, settled.theirs, [...settled.mine, ...settled.theirs])
    add(settled.after)
  }
  return merged
}
