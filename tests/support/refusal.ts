import { AppError } from '../../functions/domain/errors.ts'
import { fromLine } from '../../functions/domain/rules.ts'
import { inWords } from '../../functions/http/refusal-words.ts'
// Validators speak by rules from here on, as they do at every door.
import '../../functions/http/validate.ts'

/** The refusal that an act meets; undefined where it is done. Anything else that is thrown is a defect. */
export function refusal(act: () => unknown): AppError | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** What a validator or a log says of a refusal, as an English editor reads it. */
export function inEnglish(line: string): string {
  const found = fromLine(line)
  return found ? inWords(found, 'en') : line
}

/** The sentence of the refusal that an act meets. */
export function sentence(act: () => unknown): string | undefined {
  const met = refusal(act)
  return met && inEnglish(met.message)
}
