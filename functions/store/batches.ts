const attempts = 6

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/**
 * Does the same for each, at most `lanes` at a time. Answers in the order of the items. Where one fails no other is begun, and
 * it throws when those under way have ended: nothing goes on behind whoever caught it.
 */
export async function inLanes<T, R>(
  items: readonly T[],
  lanes: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const failures: unknown[] = []
  const left = items.entries()
  async function lane(): Promise<void> {
    for (const [index, item] of left) {
      if (failures.length > 0) return
      try {
        results[index] = await each(item)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane))
  if (failures.length > 0) throw failures[0]
  return results
}

/** Does two things at once. Where one fails, it throws when both have ended. */
export async function bothOf<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first(), second()])
  if (a.status === 'rejected') throw a.reason
  if (b.status === 'rejected') throw b.reason
  return [a.value, b.value]
}

/** Waits longer each time, and not at the same moments as others who wait. */
async function backOff(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt))
}

/**
 * Sends a batch, and again what the database left of it (it does when it throttles, and when an answer grows over 16 MB).
 * Gives up after six times without any progress.
 */
export async function sendAll<T>(
  batch: readonly T[],
  send: (part: T[]) => Promise<T[] | undefined>,
): Promise<void> {
  let left = [...batch]
  for (let attempt = 0; left.length > 0; ) {
    const before = left.length
    left = (await send(left)) ?? []
    attempt = left.length < before ? 0 : attempt + 1
    if (attempt === attempts) throw new TooMuch(`the database left ${left.length} requests undone`)
    if (left.length > 0) await backOff(attempt)
  }
}

/** The database could not keep up. Named as DynamoDB names it, so that the doors answer it with 503. */
class TooMuch extends Error {
  override readonly name = 'ThrottlingException'
}
