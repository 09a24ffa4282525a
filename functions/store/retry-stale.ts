import { AppError } from '../domain/errors.ts'

/** How often at most, so that a writer that never wins gives up while somebody still waits. */
const attempts = 5

/**
 * Reads and writes again where somebody else changed the same thing at the same moment, so that what they made of it is
 * looked at too. Throws `stale` where others were faster every time.
 */
export async function retryStale<T>(readAndWrite: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readAndWrite()
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'stale') || attempt === attempts) throw error
    }
  }
}
