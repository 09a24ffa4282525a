/** A paragraph, or any other block of a body, as a note knows it again: its words, its place, and what stood beside it. */
export interface Anchor {
  /** The beginning of its words; of a picture or a film, what it names. */
  words: string
  /** Its place in the body, counted from zero. */
  at: number
  /** The beginning of the blocks before and after it; none at the ends of a body. */
  before?: string | undefined
  after?: string | undefined
}

/** Of how much of a block a note knows the words, in UTF-16 units. */
export const longestAnchor = 300

/** How much of the words must be the same: of any block, and of one that stands between the same two as before. */
const enough = { anywhere: 0.6, inPlace: 0.3 }

const cut = (words: string) => words.slice(0, longestAnchor)
const beginningOf = (words: string | undefined) => (words === undefined ? undefined : cut(words))

/** What a note at one of these blocks is known by; undefined where there is no such block. */
export function anchorAt(blocks: readonly string[], at: number): Anchor | undefined {
  const words = blocks[at]
  if (words === undefined) return undefined
  const [before, after] = [beginningOf(blocks[at - 1]), beginningOf(blocks[at + 1])]
  return {
    words: cut(words),
    at,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }
}

/** How often each word is there, whatever its case. */
function countsOf(words: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of words.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, each) => all + each, 0)

/** How much two texts have in common, from 0 to 1: the share of their words that are in both. */
function likeness(one: string, other: string): number {
  const [a, b] = [countsOf(one), countsOf(other)]
  const all = sum(a) + sum(b)
  const both = [...a].reduce((held, [word, count]) => held + Math.min(count, b.get(word) ?? 0), 0)
  return all === 0 ? 0 : (2 * both) / all
}

/**
 * Which block a note stands at now; undefined where it is gone. The very words come first, of several the one between the same
 * neighbours, then the nearest. Of a paragraph that was changed most of the words are still there, or some of them in the
 * same place; a note never goes over to a neighbour, whatever that says.
 */
export function blockOf(blocks: readonly string[], { words, at, before, after }: Anchor): number | undefined {
  const begun = blocks.map(cut)
  const neighbours = (index: number) =>
    Number(begun[index - 1] === before) + Number(begun[index + 1] === after)
  const nearest = (one: number, other: number) =>
    neighbours(other) - neighbours(one) || Math.abs(one - at) - Math.abs(other - at)
  const same = [...begun.keys()].filter((index) => begun[index] === words)
  if (same.length > 0) return same.sort(nearest)[0]
  const isNeighbour = (said: string | undefined) => said === before || said === after
  const alike = [...begun.entries()]
    .filter(([, said]) => !isNeighbour(said))
    .map(([index, said]) => ({ index, share: likeness(said, words) }))
    .filter(
      ({ index, share }) => share >= enough.anywhere || (share >= enough.inPlace && neighbours(index) === 2),
    )
  return alike.sort((one, other) => other.share - one.share || nearest(one.index, other.index))[0]?.index
}
