import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compileCache } from '../product/process.ts'
import type { WriterProcess } from './writer-process.ts'

/** One file of the writers' code, because they are started often. */
export async function buildWriters(folder: string): Promise<string> {
  const outfile = join(folder, 'writers.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('./writer-process.ts', import.meta.url))],
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
export function startWriters(code: string, writers: WriterProcess, env: Record<string, string>) {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  const killed = new Set<ChildProcess>()
  let isStopped = false

  function start(): ChildProcess {
    const started = fork(code, [JSON.stringify(writers)], {
      env: { NODE_COMPILE_CACHE: compileCache, ...env },
      // Nobody reads the function's log.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    started.on('error', reject)
    started.on('exit', (exit, signal) => {
      if (isStopped) resolve()
      else if (killed.has(started)) running = start()
      else if (exit === 0) resolve()
      else reject(new Error(`the writers ended with ${exit ?? signal}`))
    })
    return started
  }
  let running = start()

  return {
    /** Resolves when all is written; rejects when the process fails by itself. */
    ended,
    kill(): void {
      killed.add(running)
      running.kill('SIGKILL')
    },
    async stop(): Promise<void> {
      isStopped = true
      if (running.exitCode !== null || running.signalCode !== null) return
      running.kill('SIGKILL')
      await once(running, 'exit')
    },
  }
}
