import type { FunctionName } from './bundles.ts'
import type { Settings } from './settings.ts'

/** How many calls at once functions keep for themselves, which is the most that they get. All others share what is left. */
export function reservationsOf({ siteConcurrency }: Pick<Settings, 'siteConcurrency'>) {
  // A new account has ten concurrent executions, all of which must stay unreserved.
  const reserve = (most: number) => (siteConcurrency === 0 ? 0 : most)
  return {
    site: siteConcurrency,
    // A flood of questions takes nothing of the pages, and costs no more than this.
    search: Math.ceil(siteConcurrency / 5),
    // Each counts fifty views a second at most; what is more takes no other function's share.
    counter: reserve(10),
    // Pictures that are uploaded at once; a flood of them does not take the readers' share.
    media: reserve(5),
    // One call at a time has its turn; this only spares the others their waiting.
    publisher: reserve(1),
    // Likewise: one move at a time.
    mover: reserve(1),
  } satisfies Partial<Record<FunctionName, number>>
}

/** What Lambda does not let an account reserve. */
export const leastUnreserved = 100
