import type { MoveProgress } from '../store/moves.ts'

/** Milliseconds over which a rate is measured: long enough to be calm, short enough to be of now. */
const window = 20_000

type Phase = MoveProgress['phase']

/** How far a round has come, with its rate as it is now and what that leaves to wait. */
export function createProgress() {
  let phase: Phase = 'fetching'
  let [done, total]: [number, number | undefined] = [0, undefined]
  let samples: { at: number; done: number }[] = []

  return {
    begin(next: Phase, of?: number): void {
      ;[phase, done, total, samples] = [next, 0, of, []]
    },
    at(now: number): void {
      done = now
    },
    /** @param now milliseconds, of a clock that never goes back */
    say(now: number): MoveProgress {
      samples = [...samples.filter(({ at }) => now - at <= window), { at: now, done }]
      const [first] = samples
      const seconds = first ? (now - first.at) / 1000 : 0
      const rate = first && seconds >= 2 ? (done - first.done) / seconds : 0
      return {
        ...{ phase, done },
        ...(total !== undefined && { total: Math.max(total, done) }),
        ...(rate > 0 && { perSecond: Math.round(rate * 10) / 10 }),
        ...(rate > 0 && total !== undefined && { secondsLeft: Math.ceil(Math.max(0, total - done) / rate) }),
      }
    },
  }
}
