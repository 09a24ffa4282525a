import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as z from 'zod'

export interface FunctionOptions {
  name: string
  /** The built module. */
  bundle: string
  /** All that the function sees of the outside, as on Lambda. */
  environment: Record<string, string>
  /** What its heap may grow to, in MB: without a bound V8 takes gigabytes before it tidies up. @default 256 */
  heapMegabytes?: number
  log: Writable
}

const answer = z.union([z.object({ result: z.string() }), z.object({ error: z.string() })])
export type FunctionAnswer = z.infer<typeof answer>
/** The module cannot be loaded; the process ends. */
const broken = z.object({ broken: z.string() })

export interface Listener {
  onAnswer(answer: FunctionAnswer): void
  /** The process is gone. */
  onEnd(reason: string): void
}

/** Where new objects are made; the rest of the heap is for what outlives a few requests. */
export const youngMegabytes = 8

const runtime = fileURLToPath(new URL('./lambda-worker.js', import.meta.url))

/**
 * One instance of a function: a process with its own environment and nothing else. When it ends, its memory is free; of
 * threads that end, fragments stay, as do the caches of native code.
 */
export function startInstance(
  { name, bundle, environment, heapMegabytes = 256, log }: FunctionOptions,
  { onAnswer, onEnd }: Listener,
) {
  const child = fork(runtime, [pathToFileURL(bundle).href], {
    env: { ...environment, AWS_LAMBDA_FUNCTION_NAME: name, TZ: 'UTC' },
    execArgv: [`--max-old-space-size=${heapMegabytes}`, `--max-semi-space-size=${youngMegabytes}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let reason = 'stopped'
  for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk) => log.write(chunk))
  child.on('message', (message: unknown) => {
    const failed = broken.safeParse(message)
    if (failed.success) reason = `stopped: ${failed.data.broken}`
    const { data } = answer.safeParse(message)
    if (data) onAnswer(data)
  })
  child.on('error', (error) => onEnd(`stopped: ${error.message}`))
  // V8 aborts when the heap is full.
  child.on('exit', (_, signal) => onEnd(signal === 'SIGABRT' ? 'ran out of memory' : reason))
  return {
    // A process that is gone says so by its end.
    send: (message: { event: string; context: object }) => void child.send(message, () => undefined),
    async terminate(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

export type Instance = ReturnType<typeof startInstance>
