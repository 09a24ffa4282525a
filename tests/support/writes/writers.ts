import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import type { WriterThread } from './writer-thread.ts'

/** One file of the writers' code, because they are started often. */
export async function buildWriters(folder: string): Promise<string> {
  const outfile = join(folder, 'writers.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('./writer-thread.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);",
    },
  })
  return outfile
}

/** Starts a process of writers, and again each time that it is killed, until they have done all their writes. */
export function startWriters(code: string, thread: WriterThread, env: Record<string, string>) {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  const killed = new Set<Worker>()
  let isStopped = false

  function start(): Worker {
    const started = new Worker(code, { workerData: thread, env, stdout: true })
    // Nobody reads the function's log.
    started.stdout.resume()
    started.on('error', reject)
    started.on('exit', () => {
      if (killed.has(started) && !isStopped) worker = start()
      else resolve()
    })
    return started
  }
  let worker = start()

  return {
    /** Resolves when all is written; rejects when the process fails by itself. */
    ended,
    kills: () => killed.size,
    kill(): void {
      killed.add(worker)
      void worker.terminate()
    },
    async stop(): Promise<void> {
      isStopped = true
      await worker.terminate()
    },
  }
}
