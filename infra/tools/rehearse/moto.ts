import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { StartFailure } from '../../cloud/failure.ts'
import { close, listen } from '../../cloud/listen.ts'

const commands = [['moto_server'], ['python3', '-m', 'moto.server']] as const

/** How moto's server is started on this machine, if it is installed. */
export function findMoto(): readonly string[] | undefined {
  return commands.find(
    ([program, ...args]) => spawnSync(program, [...args, '--help'], { stdio: 'ignore' }).status === 0,
  )
}

export interface Moto {
  endpoint: string
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await close(server)
  return port
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  // It keeps everything in memory: there is nothing to save.
  child.kill('SIGKILL')
  await ended
}

/** Milliseconds that it may take to start. */
const patience = 30_000

async function isUp(endpoint: string): Promise<boolean> {
  return await fetch(`${endpoint}/moto-api/`).then(
    ({ ok }) => ok,
    () => false,
  )
}

export async function startMoto(
  [program = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<Moto> {
  const port = await freePort()
  signal.throwIfAborted()
  const child = spawn(program, [...args, '-p', String(port)], { stdio: 'ignore' })
  // By name: by number, S3 would be asked with the bucket in the path, and CDK does not.
  const endpoint = `http://localhost:${port}`
  try {
    for (const start = Date.now(); !(await isUp(endpoint)); await setTimeout(100, undefined, { signal })) {
      if (child.exitCode !== null || Date.now() - start > patience)
        throw new StartFailure(`${program} does not start on port ${port}`)
    }
  } catch (error) {
    await end(child)
    throw error
  }
  return { endpoint, stop: () => end(child) }
}
