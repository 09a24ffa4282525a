import { AppError } from '../../functions/domain/errors.ts'

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
