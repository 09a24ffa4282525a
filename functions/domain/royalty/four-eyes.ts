import { AppError } from '../errors.ts'
import { refusal } from '../rules.ts'

/** Somebody else than whoever took the step before: its proposer does not approve it, its approver does not note the payment. */
const steps = { approve: 'royalty_proposer', pay: 'royalty_approver' } as const

/**
 * Four eyes on money, as on texts. Answers what to note of somebody who does both, where the settings let them; refuses it where
 * they do not.
 */
export function requireOther(
  step: keyof typeof steps,
  before: string | undefined,
  by: string,
  fourEyes: boolean,
): { alone?: true } {
  if (before !== by) return {}
  if (fourEyes) throw new AppError('forbidden', refusal(steps[step]))
  return { alone: true }
}
