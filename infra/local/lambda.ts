import type { Writable } from 'node:stream'
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

export type Invoke = (event: unknown) => Promise<unknown>

const answer = z.object({ id: z.number(), result: z.unknown().optional(), error: z.string().optional() })

interface Job {
  event: unknown
  resolve: (result: unknown) => void
  reject: (error: Error) => void
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
  let calls = 0
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
    worker.stdout.pipe(log, { end: false })
    worker.stderr.pipe(log, { end: false })
    worker.on('message', (message: unknown) => {
      const reply = answer.safeParse(message)
      if (!reply.success) return
      const { error, result } = reply.data
      finish(instance, (job) => (error === undefined ? job.resolve(result) : job.reject(new Error(error))))
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
    idle.timer = setTimeout(() => discard(idle, `timed out after ${timeoutSeconds} s`), timeoutSeconds * 1000)
    calls += 1
    const context = { functionName: name, awsRequestId: crypto.randomUUID() }
    idle.worker.postMessage({ id: calls, event: job.event, context })
  }

  return {
    /** Starts an instance ahead of the first call. */
    warm(): void {
      if (instances.size === 0) start()
    },

    invoke: ((event) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error(`${name} is shutting down`))
        queue.push({ event, resolve, reject })
        next()
      })) satisfies Invoke,

    async close(): Promise<void> {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error(`${name} is shutting down`))
      await Promise.all([...instances].map(({ worker }) => worker.terminate()))
    },
  }
}

export type Lambda = ReturnType<typeof createLambda>
