import type { Conflict, Merge, PartMerge } from '../../domain/merge/article.ts'
import type { Part } from './content.ts'

/** What somebody else saved meanwhile, and what is to be decided before this can be saved. */
export interface Meanwhile {
  /** Who, and when, UTC. */
  by: string
  at: string
  number: number
  merges: Merge[]
  conflicts: Conflict[]
  /** Texts that have come further meanwhile: to save takes that away. */
  moved: { part: Part; from: string | undefined; to: string }[]
}

/** It is not saved, because there is something to be decided first. */
export class Undecided extends Error {
  override name = 'Undecided'
}

/** What there is to be told and asked of the merges of some parts. */
export const outcomeOf = (merges: ReadonlyMap<Part, PartMerge>): Pick<Meanwhile, 'merges' | 'conflicts'> => ({
  merges: [...merges.values()].flatMap((each) => each.merges),
  conflicts: [...merges.values()].flatMap((each) => each.conflicts),
})

/** Whether the same is to be decided. */
export function isSameQuestion(
  one: Pick<Meanwhile, 'conflicts'>,
  other: Pick<Meanwhile, 'conflicts'>,
): boolean {
  const asked = ({ conflicts }: Pick<Meanwhile, 'conflicts'>) =>
    JSON.stringify(conflicts.map(({ id, mine, theirs }) => [id, mine, theirs]))
  return asked(one) === asked(other)
}
