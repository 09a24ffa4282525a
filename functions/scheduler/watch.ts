import { describeError, log } from '../http/log.ts'
import type { Newsroom } from '../store/newsroom.ts'

/** How long the publisher may not have caught up with the newsroom; it notes ten minutes ago. Milliseconds. */
const patience = 30 * 60_000

/** What nothing else hears of: each is asked every minute, and logged as an error for as long as it is so. */
export interface Watched {
  newsroom: Pick<Newsroom, 'repairedUntil'>
  /** Whether the table itself still keeps everybody from changing chains. */
  chainsAreKept: () => Promise<boolean>
  /** Whether new revisions are brought to the publisher. */
  sourceIsOn: () => Promise<boolean>
}

/** Looks whether the publisher runs, and whether anybody has taken away what only a deployment should change. */
export async function watch({ newsroom, chainsAreKept, sourceIsOn }: Watched, now: Date): Promise<void> {
  async function publisherRuns(): Promise<boolean> {
    const until = await newsroom.repairedUntil()
    // A newsroom in which nothing was ever written has no publisher to wait for.
    return until === undefined || now.getTime() - Date.parse(until) < patience
  }
  const looks: [problem: string, isWell: () => Promise<boolean>][] = [
    ['the publisher has not caught up', publisherRuns],
    ['chains can be changed: the policy of their table is gone', chainsAreKept],
    ['new revisions are not brought to the publisher', sourceIsOn],
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
