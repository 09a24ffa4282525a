/** Seconds of silence after which typing is sent, and after which it is sent in any case. */
export interface PaceOptions {
  quiet: number
  longest: number
}

const firstWait = 2_000
const longestWait = 32_000

/** How long to wait before the next try, in milliseconds: 2 s, doubled each time, at most 32 s. */
export const waitAfter = (failures: number): number => Math.min(firstWait * 2 ** (failures - 1), longestWait)

/** Calls `act` when there has been no change for a while, or changes have gone on for long. Milliseconds. */
export function createPace(act: () => void, { quiet, longest }: PaceOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let first: number | undefined

  function stop(): void {
    clearTimeout(timer)
    timer = undefined
    first = undefined
  }

  return {
    changed(): void {
      const now = Date.now()
      first ??= now
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          stop()
          act()
        },
        Math.max(0, Math.min(quiet, first + longest - now)),
      )
    },
    stop,
  }
}

/** One after the other: what is asked for while something else runs waits for it, whatever becomes of that. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    get isFree(): boolean {
      return waiting === 0
    },
    async take<Of>(act: () => Promise<Of>): Promise<Of> {
      waiting += 1
      const turn = last.then(act, act)
      last = turn.catch(() => undefined)
      return await turn.finally(() => {
        waiting -= 1
      })
    },
  }
}
