import { describeError, log } from '../http/log.ts'

/** Milliseconds between two looks. */
const every = 150
/** Milliseconds: acts may appear in the index of activity a little after others that happened later. */
const overlap = 5_000

/**
 * What work that has time waits for between two of its steps: publishes what has been written since it began, so that no
 * emergency waits for its end.
 */
export function createMeanwhile(publishSince: (from: string, now: Date) => Promise<unknown>) {
  let looked = Date.now()
  return async function meanwhile(): Promise<void> {
    const now = Date.now()
    if (now - looked < every) return
    try {
      await publishSince(new Date(looked - overlap).toISOString(), new Date(now))
      looked = now
    } catch (error) {
      log('error', 'nothing could be published meanwhile', describeError(error))
    }
  }
}
