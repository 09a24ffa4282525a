import { Refusal } from '../../../functions/domain/library/refusal.ts'

/** What is said of a file: `taken`, or the refusal. Anything else that is thrown is a defect. */
export async function verdictOf(making: Promise<unknown>) {
  try {
    await making
    return { code: 'taken' }
  } catch (error) {
    return refusalIn(error)
  }
}

/** The same of what is read at once: `taken`, or the code of the refusal. */
export function verdictAt(read: () => unknown): string {
  try {
    read()
    return 'taken'
  } catch (error) {
    return refusalIn(error).code
  }
}

function refusalIn(error: unknown) {
  if (!(error instanceof Refusal)) throw error
  return { code: error.code, ...error.parameters }
}
