import { createHmac, randomBytes } from 'node:crypto'

/** How long a view is remembered at least, milliseconds; at most twice as long. */
const memory = 10 * 60 * 1000
/** Views of one generation, some two megabytes. */
const most = 20_000

interface Generation {
  salt: Buffer
  since: number
  seen: Set<string>
}

/**
 * Who has just viewed what, so that the same view is not counted again. Only a hash is kept, with a salt that nobody knows
 * and that is thrown away within twenty minutes; nothing is written anywhere.
 */
export function createRecentViews(now: () => number = Date.now) {
  const fresh = (): Generation => ({ salt: randomBytes(32), since: now(), seen: new Set() })
  let current = fresh()
  let before: Generation | undefined

  function turn(): void {
    const age = now() - current.since
    if (age < memory && current.seen.size < most) return
    before = age < 2 * memory ? current : undefined
    current = fresh()
  }
  const digest = ({ salt }: Generation, view: string) =>
    createHmac('sha256', salt).update(view).digest('base64').slice(0, 22)

  return {
    /** Remembers a view. False where it was remembered already. */
    add(view: string): boolean {
      turn()
      if (before?.seen.has(digest(before, view))) return false
      const key = digest(current, view)
      if (current.seen.has(key)) return false
      current.seen.add(key)
      return true
    },
    /** Of a view that could not be counted. */
    forget(view: string): void {
      current.seen.delete(digest(current, view))
    },
  }
}
