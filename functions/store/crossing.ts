import { setTimeout } from 'node:timers/promises'

/** How often a write is tried that crosses a transaction: one takes some ten milliseconds. */
const attempts = 6
/** Milliseconds before the second attempt, at most; twice as many before each that follows. */
const firstPause = 20

/** Writes again where a transaction on the same item was under way: DynamoDB refuses such a write, and its client gives up. */
export async function untilFree<T>(
  write: () => Promise<T>,
  isCrossed: (error: unknown) => boolean,
  pause: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write()
    } catch (error) {
      if (attempt === attempts || !isCrossed(error)) throw error
      // Somewhere in the second half, so that two that cross do not meet again.
      await pause(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2))
    }
  }
}
