import { describeError, log } from '../http/log.ts'
import type { Newsroom } from '../store/newsroom.ts'

/** How long the publisher may not have caught up with the newsroom; it notes ten minutes ago. Milliseconds. */
const patience = 30 * 60_000
const day = 24 * 3_600_000

/** When an export that was begun in the night must be there. Three minutes, as a tick may be late, and fewer than would wake anybody. */
const exportIsAwaited = /^05:0[0-2]$/u

/** What nothing else hears of: each is asked every minute, and logged as an error for as long as it is so. */
export interface Watched {
  newsroom: Pick<Newsroom, 'repairedUntil'>
  /** Whether the table itself still keeps everybody from changing chains. */
  chainsAreKept: () => Promise<boolean>
  /** Whether new revisions are brought to the publisher. */
  sourceIsOn: () => Promise<boolean>
  /** Where the newsroom is exported each night: by whose clock, and whether such an export is there since a moment. */
  exports?: { timeZone: string; came: (since: Date) => Promise<boolean> }
}

/** Looks whether the publisher runs, and whether anybody has taken away what only a deployment should change. */
export async function watch(
  { newsroom, chainsAreKept, sourceIsOn, exports }: Watched,
  now: Date,
): Promise<void> {
  async function publisherRuns(): Promise<boolean> {
    const until = await newsroom.repairedUntil()
    // A newsroom in which nothing was ever written has no publisher to wait for.
    return until === undefined || now.getTime() - Date.parse(until) < patience
  }
  async function exportCame(): Promise<boolean> {
    if (!exports) return true
    const clock = new Intl.DateTimeFormat('en', {
      ...{ timeZone: exports.timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    })
    return !exportIsAwaited.test(clock.format(now)) || (await exports.came(new Date(now.getTime() - day)))
  }
  const looks: [problem: string, isWell: () => Promise<boolean>][] = [
    ['the publisher has not caught up', publisherRuns],
    ['chains can be changed: the policy of their table is gone', chainsAreKept],
    ['new revisions are not brought to the publisher', sourceIsOn],
    ['no export of the newsroom came in the night', exportCame],
  ]
  await Promise.all(
    looks.map(async ([problem, isWell]) => {
      try {
        if (!(await isWell())) log('error', problem)
      } catch (error) {
        log('warn', 'the watch could not look', { problem, ...describeError(error) })
      }
    }),
  )
}
