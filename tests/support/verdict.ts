import { Refusal } from '../../functions/domain/library/refusal.ts'

/** What is said of a file: `taken`, or the refusal. Anything else that is thrown is a defect. */
export async function verdictOf(making: Promise<unknown>) {
  try {
    await making
    return { code: 'taken' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.code, ...error.parameters }
  }
}
