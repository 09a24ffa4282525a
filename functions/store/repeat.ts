import { AppError } from '../domain/errors.ts'
import type { Precondition } from '../domain/precondition.ts'
import { type RevisionMeta, revisionMeta } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'

export type Repeat = NonNullable<RevisionMeta['repeat']>

/** Among how many of the last revisions of a subject a key is looked for. */
export const rememberedRepeats = 20

/** Numbers of the revisions that a request can have made, by what it says it knows. */
export function numbersAfter(precondition: Precondition): number[] {
  if ('absent' in precondition) return precondition.part === undefined ? [1] : []
  return precondition.match.flatMap((tag) => {
    const number = /^"(?:\w+:)?(\d{1,8})-/u.exec(tag)?.[1]
    return number === undefined ? [] : [Number(number) + 1]
  })
}

/** Whether a request is the one that was made before. Refuses a key that was used to ask for something else. */
export function requireSameRequest(made: unknown, asked: Repeat | undefined): boolean {
  const before = revisionMeta.shape.repeat.parse(made)
  if (!before || before.key !== asked?.key) return false
  if (before.digest === asked.digest) return true
  throw new AppError('invalid', refusal('repeated_key'), {
    fields: [{ field: 'Idempotency-Key', message: refusal('key_used') }],
  })
}
