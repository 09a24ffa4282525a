import * as z from 'zod'
import { AppError } from '../errors.ts'
import { refusal } from '../rules.ts'
import { line } from '../text-schemas.ts'

/** That nothing reaches readers and nothing is taken from them, and why. Since when and by whom, the chain of the settings says. */
export const frozen = z.strictObject({ reason: line(500) }).nullable()
export type Frozen = z.infer<typeof frozen>

/** Refuses what would change what readers see. What is said otherwise is held by the clock and the publisher. */
export function requireUnfrozen({ frozen }: { frozen: Frozen }): void {
  if (frozen) throw new AppError('conflict', refusal('frozen', { reason: frozen.reason }))
}
