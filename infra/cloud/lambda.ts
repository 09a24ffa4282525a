import type { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'

export interface LambdaOptions {
  name: string
  /** The built module. */
  bundle: string
  /** All that the function sees of the outside, as on Lambda. */
  environment: Record<string, string>
  /** How many instances may run at once; each takes one event at a time. */
  concurrency: number
  timeoutSeconds: number
  log: Writable
}

/** How long events under way may take when a function is closed. */
const graceMilliseconds = 1_000

export type Invoke = (event: unknown) => Promise<unknown>

const answer = z.union([z.object({ result: z.string() }), z.object({ error: z.string() })])

interface Job {
  /** JSON. */
  event: string
  resolve: (result: unknown) => void
  reject: (error: Error) => void
  /** Resolves when it has an answer, whatever it is. */
  settled: Promise<unknown>
}

interface Instance {
  worker: Worker
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
}

/**
 * Runs one function as Lambda does: instances that start when they are needed, each in a worker with its own environment
 * and nothing else, one event at a time. An instance that throws outside a call or takes too long is thrown away.
 */
export function createLambda({ name, bundle, environment, concurrency, timeoutSeconds, log }: LambdaOptions) {
  const instances = new Set<Instance>()
  const queue: Job[] = []
  let closed = false

  function finish(instance: Instance, settle: (job: Job) => void): void {
    const { job } = instance
    clearTimeout(instance.timer)
    instance.job = undefined
    if (job) settle(job)
    next()
  }

  function discard(instance: Instance, reason: string): void {
    instances.delete(instance)
    void instance.worker.terminate()
    finish(instance, (job) => job.reject(new Error(`${name} ${reason}`)))
  }

  function start(): Instance {
    const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      workerData: { bundle: pathToFileURL(bundle).href },
      env: { ...environment, AWS_LAMBDA_FUNCTION_NAME: name, TZ: 'UTC' },
      stdout: true,
      stderr: true,
    })
    const instance: Instance = { worker, job: undefined, timer: undefined }
    for (const output of [worker.stdout, worker.stderr]) output.on('data', (chunk) => log.write(chunk))
    worker.on('message', (message: unknown) => {
      const { data: reply } = answer.safeParse(message)
      if (!reply) return
      finish(instance, (job) =>
        'result' in reply ? job.resolve(JSON.parse(reply.result)) : job.reject(new Error(reply.error)),
      )
    })
    worker.on('error', (error) => discard(instance, `stopped: ${error.message}`))
    worker.on('exit', () => instances.has(instance) && discard(instance, 'stopped'))
    instances.add(instance)
    return instance
  }

  function next(): void {
    if (closed || queue.length === 0) return
    const idle =
      [...instances].find(({ job }) => !job) ?? (instances.size < concurrency ? start() : undefined)
    const job = idle && queue.shift()
    if (!idle || !job) return
    idle.job = job
    const giveUp = () => discard(idle, `timed out after ${timeoutSeconds} s`)
    idle.timer = globalThis.setTimeout(giveUp, timeoutSeconds * 1000)
    const context = { functionName: name, awsRequestId: crypto.randomUUID() }
    idle.worker.postMessage({ event: job.event, context })
  }

  return {
    /** Starts an instance ahead of the first call. */
    warm(): void {
      if (instances.size === 0) start()
    },

    invoke: (async (event) => {
      if (closed) throw new Error(`${name} is shutting down`)
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const settled = promise.catch(() => undefined)
      queue.push({ event: JSON.stringify(event), resolve, reject, settled })
      next()
      return await promise
    }) satisfies Invoke,

    /** Takes no more events, lets those under way end if they do so soon, and stops every instance. */
    async close(): Promise<void> {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error(`${name} is shutting down`))
      const underWay = [...instances].flatMap(({ job }) => job?.settled ?? [])
      await Promise.race([Promise.all(underWay), setTimeout(graceMilliseconds, undefined, { ref: false })])
      await Promise.all([...instances].map(({ worker }) => worker.terminate()))
    },
  }
}

export type Lambda = ReturnType<typeof createLambda>
