import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import type { AdminClient } from '../../local/admin-client.ts'
import type { Outcome } from './import-page.ts'

const answer = z.object({
  seen: z.object({ vi: z.object({ revision: z.int() }).optional() }).optional(),
})

interface Patience {
  /** Milliseconds to wait since the last page that arrived: where none does, there is no waiting for each of thousands. */
  patience: number
  /** Milliseconds between two looks. */
  pause: number
}

/**
 * Waits until readers have what was published: publishing answers before the page is there. It asks the newsroom when they
 * were last seen to get which revision, instead of asking for the page itself, because the CDN keeps the answer that there
 * is none.
 */
export function createArrivals(client: AdminClient, { patience, pause }: Patience) {
  let begun: number | undefined
  let lastArrival = 0

  const isThere = async ({ id, revision = 0 }: Outcome) => {
    const { seen } = answer.parse((await client.get(`/articles/${id}`)).body)
    return (seen?.vi?.revision ?? 0) >= revision
  }

  /** Whether it is there; false when patience ran out. */
  return async (outcome: Outcome): Promise<boolean> => {
    begun ??= Date.now()
    for (;;) {
      if (await isThere(outcome)) {
        lastArrival = Date.now()
        return true
      }
      if (Date.now() - Math.max(begun, lastArrival) > patience) return false
      await setTimeout(pause)
    }
  }
}
