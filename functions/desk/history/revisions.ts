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

/** What one person did on one day. */
export interface Sitting {
  day: string
  actor: Line['actor']
  /** Newest first. Saves without another act between them are one thing to whoever looks back. */
  runs: [Line, ...Line[]][]
}

/** Acts that stand for themselves, however many saves surround them. */
const plain: ReadonlySet<Line['action']> = new Set(['create', 'edit'])

const isPlain = ({ action, names, note }: Line) => plain.has(action) && names.length === 0 && !note

/** Folds lines, newest first, by person and day; `dayOf` tells the day of a moment by Vietnam's clock. */
export function fold(lines: readonly Line[], dayOf: (at: string) => string): Sitting[] {
  const sittings: Sitting[] = []
  for (const line of lines) {
    const day = dayOf(line.at)
    const last = sittings.at(-1)
    if (last?.day !== day || last.actor.id !== line.actor.id) {
      sittings.push({ day, actor: line.actor, runs: [[line]] })
      continue
    }
    const run = last.runs.at(-1)
    if (run?.every(isPlain) && isPlain(line)) run.push(line)
    else last.runs.push([line])
  }
  return sittings
}

/** Strong entity tag of a revision, as the API gives it: `"3-9f86d081"`. */
export const tagOf = ({ number, hash }: Pick<Line, 'number' | 'hash'>) => `"${number}-${hash.slice(0, 8)}"`
