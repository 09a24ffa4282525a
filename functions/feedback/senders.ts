import { createHmac, randomBytes } from 'node:crypto'

/** How long a sender is remembered at least, milliseconds; at most twice as long. */
const memory = 10 * 60 * 1000
/** Senders of one generation, some two megabytes. */
const most = 20_000

interface Generation {
  salt: Buffer
  since: number
  sent: Map<string, number>
}

/**
 * How often each address has sent something lately. Only a hash is kept, with a salt that nobody knows and that is thrown
 * away within twenty minutes; nothing is written anywhere.
 */
export function createSenders(now: () => number = Date.now) {
  const fresh = (): Generation => ({ salt: randomBytes(32), since: now(), sent: new Map() })
  let current = fresh()
  let before: Generation | undefined

  function turn(): void {
    const age = now() - current.since
    if (age < memory && current.sent.size < most) return
    before = age < 2 * memory ? current : undefined
    current = fresh()
  }
  const digest = ({ salt }: Generation, address: string) =>
    createHmac('sha256', salt).update(address).digest('base64').slice(0, 22)

  return {
    /** Counts one more of an address, and answers how many there were. */
    count(address: string): number {
      turn()
      const key = digest(current, address)
      const sum = (current.sent.get(key) ?? 0) + 1
      current.sent.set(key, sum)
      return before ? sum + (before.sent.get(digest(before, address)) ?? 0) : sum
    },
  }
}
