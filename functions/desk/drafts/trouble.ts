import { Refusal } from '../api/refusal.ts'
import { DeskFailure } from '../session/failure.ts'
import { waitAfter } from './pace.ts'

/** Why the server has not got it: nobody was reached, nobody is signed in, the server fails, or it will not take a copy. */
export type TroubleKind = 'offline' | 'signed_out' | 'outage' | 'too_large' | 'refused'

export interface Trouble {
  kind: TroubleKind
  error: unknown
  /** When it is tried again, in milliseconds of the clock; undefined where that would not help. */
  retryAt: number | undefined
}

function kindOf(error: unknown): TroubleKind {
  if (error instanceof Refusal) return error.status === 413 ? 'too_large' : 'refused'
  if (!(error instanceof DeskFailure)) return 'outage'
  return error.code === 'offline' || error.code === 'signed_out' ? error.code : 'outage'
}

/** What is wrong between here and the server, and when to try again. */
export function createTroubles(onChange: () => void) {
  let failures = 0
  let trouble: Trouble | undefined
  const sleepers = new Set<() => void>()

  return {
    get current(): Trouble | undefined {
      return trouble
    },

    /** An answer came. */
    over(): void {
      if (!trouble && failures === 0) return
      failures = 0
      trouble = undefined
      onChange()
    },

    /** Something was refused as it is: it does not become better by itself. */
    refused(error: unknown): void {
      trouble = { kind: kindOf(error), error, retryAt: undefined }
      onChange()
    },

    /** No answer came: waits longer each time, or until somebody is there again (`wake`). */
    async wait(error: unknown): Promise<void> {
      failures += 1
      const wait = waitAfter(failures)
      trouble = { kind: kindOf(error), error, retryAt: Date.now() + wait }
      onChange()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(end, wait)
        function end() {
          clearTimeout(timer)
          sleepers.delete(end)
          resolve()
        }
        sleepers.add(end)
      })
    },

    /** Tries at once. */
    wake(): void {
      for (const end of sleepers) end()
    },
  }
}

export type Troubles = ReturnType<typeof createTroubles>
