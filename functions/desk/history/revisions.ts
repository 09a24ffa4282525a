import type { Locale } from '../../domain/locale.ts'
import type { RevisionMeta } from '../../domain/revision.ts'

/** A line of a history: what was done to an article, without the article itself. */
export interface Line extends Omit<RevisionMeta, 'subject' | 'repeat'> {
  names: { name: string }[]
  /** What it changed: languages, and what they share. Older lines do not say. */
  parts?: (Locale | 'shared')[]
  /** Characters of text. */
  added?: number
  removed?: number
}

/** What one person did on one day without anybody between: saves of one sitting are one thing to whoever looks back. */
export interface Run {
  day: string
  actor: Line['actor']
  /** Newest first, as the list is. */
  lines: [Line, ...Line[]]
}

/** Acts that stand for themselves, however many saves surround them. */
const plain: ReadonlySet<Line['action']> = new Set(['create', 'edit'])

const isPlain = ({ action, names, note }: Line) => plain.has(action) && names.length === 0 && !note

/** Folds lines, newest first, into runs; `dayOf` tells the day of a moment by Vietnam's clock. */
export function fold(lines: readonly Line[], dayOf: (at: string) => string): Run[] {
  const runs: Run[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    const goesOn =
      last?.day === dayOf(line.at) && last.actor.id === line.actor.id && last.lines.every(isPlain) && isPlain(line)
    if (last && goesOn) last.lines.push(line)
    else runs.push({ day: dayOf(line.at), actor: line.actor, lines: [line] })
  }
  return runs
}

/** Strong entity tag of a revision, as the API gives it: `"3-9f86d081"`. */
export const tagOf = ({ number, hash }: Pick<Line, 'number' | 'hash'>) => `"${number}-${hash.slice(0, 8)}"`
