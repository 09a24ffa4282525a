import { diffArrays } from 'diff'
import { type Mark, noteTag, type Run } from '../body/inline.ts'
import { defaultLocale } from '../locale.ts'

/** A word, a space or a sign, with the marks that each of its pieces carries. Two are the same when nothing of them differs. */
export interface Token {
  key: string
  isWord: boolean
  pieces: Run[]
  isNote?: boolean
}

export type ChangeTag = 'ins' | 'del'

/** Tokens in a row that were kept, added or removed. */
export interface Stretch {
  change: ChangeTag | undefined
  tokens: readonly Token[]
}

/**
 * How much two texts may be compared: a comparison by Myers takes time in proportion to the square of what differs. A
 * number of steps and not of seconds, so that the same two revisions always look the same.
 */
export interface Effort {
  left: number
}

/** About a second at most, whatever the texts; a common correction takes a thousandth of it. */
export const wholeEffort = (): Effort => ({ left: 2_000_000 })

const words = 'Segmenter' in Intl ? new Intl.Segmenter(defaultLocale, { granularity: 'word' }) : undefined

/** In a browser that cannot tell words (Firefox before 125) they end where letters and digits do: in our languages mostly the same. */
function cut(text: string): { segment: string; isWordLike: boolean }[] {
  if (words)
    return Array.from(words.segment(text), ({ segment, isWordLike = false }) => ({ segment, isWordLike }))
  const found = text.matchAll(/[\p{L}\p{M}\p{N}]+|./gsu)
  return Array.from(found, ([segment]) => ({ segment, isWordLike: /[\p{L}\p{N}]/u.test(segment) }))
}

const noteOf = ({ marks }: Run) => marks.find(({ tag }) => tag === noteTag)?.key

/** Runs in a row that stand in the same note, or in none: the first word of a note is not the end of the word before it. */
function splitAtNotes(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = []
  runs.forEach((run, index) => {
    const before = runs[index - 1]
    if (before && noteOf(before) === noteOf(run)) parts.at(-1)?.push(run)
    else parts.push([run])
  })
  return parts
}

const keyOf = (pieces: readonly Run[]) =>
  pieces.map(({ text, marks }) => [text, ...marks.map((mark) => mark.key)].join('\u0000')).join('\u0001')

/**
 * Cuts running text at the borders of its words (Unicode UAX #29), also of words that are partly emphasised. A note is one
 * token: it has one number, so that it is never shown in parts.
 */
export function tokensOf(runs: readonly Run[]): Token[] {
  return splitAtNotes(runs).flatMap((part) =>
    part[0] && noteOf(part[0]) !== undefined
      ? [{ key: keyOf(part), isWord: true, pieces: part, isNote: true }]
      : tokensIn(part),
  )
}

function tokensIn(runs: readonly Run[]): Token[] {
  const rest = runs.filter(({ text }) => text !== '').map((run) => ({ ...run }))
  let next = 0
  const take = (length: number): Run[] => {
    const pieces: Run[] = []
    for (let wanted = length; wanted > 0; ) {
      const run = rest[next]
      if (!run) break
      const text = run.text.slice(0, wanted)
      pieces.push({ text, marks: run.marks })
      wanted -= text.length
      run.text = run.text.slice(text.length)
      if (run.text === '') next += 1
    }
    return pieces
  }
  const whole = rest.map(({ text }) => text).join('')
  return cut(whole).map(({ segment, isWordLike }) => {
    const pieces = take(segment.length)
    return { key: keyOf(pieces), isWord: isWordLike, pieces }
  })
}

/** Numbers in place of names: equal where the names are. */
export function createNumbering() {
  const numbers = new Map<string, number>()
  return (name: string): number => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  }
}

/**
 * The shortest way from one sequence of names to the other (Myers, by jsdiff), or undefined where that would take more than
 * half of the effort that is left: the other half is for what comes after.
 */
export function align(from: readonly string[], to: readonly string[], effort: Effort) {
  const numberOf = createNumbering()
  const maxEditLength = Math.floor(Math.sqrt(effort.left / 2))
  const changes = diffArrays(from.map(numberOf), to.map(numberOf), { maxEditLength })
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0)
  effort.left -= (edits ?? maxEditLength) ** 2
  return changes
}

const countWords = (tokens: readonly Token[]) => tokens.filter(({ isWord }) => isWord).length

/** Changes and what was kept after them, each with its number of words. */
interface Group {
  changes: Stretch[]
  changed: number
  kept: readonly Token[]
  between: number
}

function groupsOf(stretches: readonly Stretch[]): Group[] {
  const groups: Group[] = []
  let group: Group | undefined
  for (const stretch of stretches) {
    if (!group || (stretch.change && group.kept.length > 0)) {
      group = { changes: [], changed: 0, kept: [], between: 0 }
      groups.push(group)
    }
    const count = countWords(stretch.tokens)
    if (stretch.change) {
      group.changes.push(stretch)
      group.changed += count
    } else {
      group.kept = stretch.tokens
      group.between = count
    }
  }
  return groups
}

/**
 * A space, or a word that happens to stand in both, between two larger changes is read as part of one change: what was
 * said before, then what is said now.
 */
function joinChanges(groups: readonly Group[]): Group[] {
  const joined: Group[] = []
  for (const group of groups) {
    const before = joined.at(-1)
    if (!before || before.between >= Math.min(before.changed, group.changed)) joined.push(group)
    else {
      for (const change of ['del', 'ins'] as const) before.changes.push({ change, tokens: before.kept })
      before.changes.push(...group.changes)
      before.changed += 2 * before.between + group.changed
      before.kept = group.kept
      before.between = group.between
    }
  }
  return joined
}

/** Moves what both sides of a change begin or end with out of it. */
function trimmed(removed: readonly Token[], added: readonly Token[], kept: readonly Token[]): Stretch[] {
  const shortest = Math.min(removed.length, added.length)
  let start = 0
  while (start < shortest && removed[start]?.key === added[start]?.key) start += 1
  let end = 0
  while (end < shortest - start && removed.at(-1 - end)?.key === added.at(-1 - end)?.key) end += 1
  const stretches: Stretch[] = [
    { change: undefined, tokens: added.slice(0, start) },
    { change: 'del', tokens: removed.slice(start, removed.length - end) },
    { change: 'ins', tokens: added.slice(start, added.length - end) },
    { change: undefined, tokens: [...added.slice(added.length - end), ...kept] },
  ]
  return stretches.filter(({ tokens }) => tokens.length > 0)
}

function stretchesOf(from: readonly Token[], to: readonly Token[], effort: Effort): Stretch[] {
  const keysOf = (tokens: readonly Token[]) => tokens.map(({ key }) => key)
  const changes = align(keysOf(from), keysOf(to), effort)
  if (!changes) {
    return [
      { change: 'del', tokens: from },
      { change: 'ins', tokens: to },
    ]
  }
  let [inFrom, inTo] = [0, 0]
  return changes.map(({ added, removed, count }) => {
    const tokens = removed ? from.slice(inFrom, inFrom + count) : to.slice(inTo, inTo + count)
    if (!added) inFrom += count
    if (!removed) inTo += count
    return { change: added ? 'ins' : removed ? 'del' : undefined, tokens }
  })
}

const onlyNote = (stretch: Stretch | undefined, change: ChangeTag): Token | undefined =>
  stretch?.change === change && stretch.tokens.length === 1 && stretch.tokens[0]?.isNote
    ? stretch.tokens[0]
    : undefined

/** A note in the place of another one of the same kind is compared by its words. */
function withinNotes(stretches: readonly Stretch[], effort: Effort): Stretch[] {
  return stretches.flatMap((stretch, index) => {
    const [from, to] = [onlyNote(stretch, 'del'), onlyNote(stretches[index + 1], 'ins')]
    const [before, after] = [onlyNote(stretches[index - 1], 'del'), onlyNote(stretch, 'ins')]
    if (from && to && isSameNote(from, to))
      return compareWords(tokensIn(from.pieces), tokensIn(to.pieces), effort)
    return before && after && isSameNote(before, after) ? [] : [stretch]
  })
}

const isSameNote = ({ pieces: [one] }: Token, { pieces: [other] }: Token) =>
  one !== undefined && other !== undefined && noteOf(one) === noteOf(other)

/**
 * What to read in place of both texts: kept words, and for each change what was removed before what was added. Where the
 * effort does not suffice, it is one change from the first word that differs to the last.
 */
export function compareTokens(from: readonly Token[], to: readonly Token[], effort: Effort): Stretch[] {
  return withinNotes(compareWords(from, to, effort), effort)
}

function compareWords(from: readonly Token[], to: readonly Token[], effort: Effort): Stretch[] {
  return joinChanges(groupsOf(stretchesOf(from, to, effort))).flatMap(({ changes, kept }) => {
    const tokensThat = (change: ChangeTag) =>
      changes.flatMap((stretch) => (stretch.change === change ? stretch.tokens : []))
    return trimmed(tokensThat('del'), tokensThat('ins'), kept)
  })
}

function marksAround(runs: readonly Run[]): number {
  const [first, ...others] = runs
  const marks = first?.marks ?? []
  const differs = marks.findIndex(({ key }, index) => others.some((other) => other.marks[index]?.key !== key))
  return differs === -1 ? marks.length : differs
}

const changeMarks: Record<ChangeTag, Mark> = {
  ins: { tag: 'ins', attributes: {}, key: '["ins",{}]' },
  del: { tag: 'del', attributes: {}, key: '["del",{}]' },
}

/** Text that carries its change as a mark, within the marks that all of it shares: a changed word does not tear its link. */
export function runsOf(stretches: readonly Stretch[]): Run[] {
  return stretches.flatMap(({ change, tokens }) => {
    const runs = tokens.flatMap(({ pieces }) => pieces)
    if (!change) return runs
    const around = marksAround(runs)
    return runs.map(({ text, marks }) => ({
      text,
      marks: [...marks.slice(0, around), changeMarks[change], ...marks.slice(around)],
    }))
  })
}
