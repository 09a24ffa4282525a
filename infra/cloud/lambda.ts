import { setTimeout } from 'node:timers/promises'
import { type FunctionOptions, type Instance, startInstance } from './lambda-instance.ts'

export interface LambdaOptions extends FunctionOptions {
  /** How many instances may run at once; each takes one event at a time. */
  concurrency: number
  timeoutSeconds: number
  /** How many events may wait for an instance; AWS refuses those above a function's concurrency at once. @default 1,000 */
  maxWaiting?: number
  /** How long an instance is kept for the next event. @default 15 */
  idleSeconds?: number
}

/** How long events under way may take when a function is closed. */
const graceMilliseconds = 1_000

/** More is asked of a function than it may do at once. */
export class TooManyRequests extends Error {}

export type Invoke = (event: unknown) => Promise<unknown>

interface Job {
  /** JSON. */
  event: string
  resolve: (result: unknown) => void
  reject: (error: Error) => void
  /** Resolves when it has an answer, whatever it is. */
  settled: Promise<unknown>
}

interface Slot {
  instance: Instance
  job: Job | undefined
  /** Ends the job when it takes too long, and the instance when there is none. */
  timer: NodeJS.Timeout | undefined
  /** Ends with its job: the module has changed. */
  isOld: boolean
}

/**
 * Runs one function as Lambda does: instances that start when they are needed and end when they are not, each in a process
 * with its own environment and nothing else, one event at a time. An instance that throws outside a call or takes too long
 * is thrown away.
 */
export function createLambda(options: LambdaOptions) {
  const { name, concurrency, timeoutSeconds, maxWaiting = 1_000, idleSeconds = 15 } = options
  const slots = new Set<Slot>()
  const queue: Job[] = []
  let closed = false

  function finish(slot: Slot, settle: (job: Job) => void): void {
    const { job } = slot
    clearTimeout(slot.timer)
    slot.job = undefined
    if (slot.isOld) discard(slot, 'stopped')
    else if (slots.has(slot))
      slot.timer = globalThis.setTimeout(() => discard(slot, 'stopped'), idleSeconds * 1000).unref()
    if (job) settle(job)
    next()
  }

  function discard(slot: Slot, reason: string): void {
    if (!slots.delete(slot)) return
    void slot.instance.terminate()
    finish(slot, (job) => job.reject(new Error(`${name} ${reason}`)))
  }

  function start(): Slot {
    const instance = startInstance(options, {
      onAnswer: (answer) =>
        finish(slot, (job) =>
          'result' in answer ? job.resolve(JSON.parse(answer.result)) : job.reject(new Error(answer.error)),
        ),
      onEnd: (reason) => discard(slot, reason),
    })
    const slot: Slot = { instance, job: undefined, timer: undefined, isOld: false }
    slots.add(slot)
    return slot
  }

  function next(): void {
    if (closed || queue.length === 0) return
    const idle = [...slots].find(({ job }) => !job) ?? (slots.size < concurrency ? start() : undefined)
    const job = idle && queue.shift()
    if (!idle || !job) return
    clearTimeout(idle.timer)
    idle.job = job
    const giveUp = () => discard(idle, `timed out after ${timeoutSeconds} s`)
    idle.timer = globalThis.setTimeout(giveUp, timeoutSeconds * 1000)
    const context = { functionName: name, awsRequestId: crypto.randomUUID() }
    idle.instance.send({ event: job.event, context })
  }

  return {
    invoke: (async (event) => {
      if (closed) throw new Error(`${name} is shutting down`)
      if (queue.length >= maxWaiting) throw new TooManyRequests(`${name} has too many events waiting`)
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const settled = promise.catch(() => undefined)
      queue.push({ event: JSON.stringify(event), resolve, reject, settled })
      next()
      return await promise
    }) satisfies Invoke,

    /** The module has changed: events under way end with what was loaded, those to come find it as it is now. */
    renew(): void {
      for (const slot of slots) {
        slot.isOld = true
        if (!slot.job) discard(slot, 'stopped')
      }
    },

    /** Takes no more events, lets those under way end if they do so soon, and stops every instance. */
    async close(): Promise<void> {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error(`${name} is shutting down`))
      const underWay = [...slots].flatMap(({ job }) => job?.settled ?? [])
      await Promise.race([Promise.all(underWay), setTimeout(graceMilliseconds, undefined, { ref: false })])
      for (const { timer } of slots) clearTimeout(timer)
      await Promise.all([...slots].map(({ instance }) => instance.terminate()))
    },
  }
}

export type Lambda = ReturnType<typeof createLambda>
