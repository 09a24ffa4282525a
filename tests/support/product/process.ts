import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AwsClient } from 'aws4fetch'
import { expect, onTestFinished, TestRunner, vi } from 'vitest'
import type { Role } from '../../../functions/domain/role.ts'
import { region } from '../../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../../infra/local/admin-client.ts'
import { administratorOf, keysFile, type SigningKey } from '../../../infra/local/keys.ts'
import { findRunning } from '../../../infra/local/run-file.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Many of the tests' processes load the same code. */
export const compileCache = join(root, '.build', 'compile-cache')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface Running {
  child: ChildProcess
  /** What it has printed until now. */
  output(): { stdout: string; stderr: string }
  ended: Promise<Ended>
}

/** Runs a command of the project, or of a copy of it, in a process group and with an environment of its own. */
export function run(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
  folder = root,
): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [file, ...args], {
    cwd: folder,
    env: { PATH, HOME, NODE_COMPILE_CACHE: compileCache, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (printed.stdout += chunk))
  child.stderr.on('data', (chunk) => (printed.stderr += chunk))
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...printed }))
  const running = { child, output: () => ({ ...printed }), ended }
  if (TestRunner.getCurrentTest()) onTestFinished(() => endGroup(running))
  return running
}

/** A test that fails leaves no process behind. What is started in a hook is ended in one. */
function endGroup({ child }: Running): void {
  if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
}

/** Whether nothing that the command has started is left; what has ended and is not buried yet (Z) does not count. */
export function isGone({ child }: Running): boolean {
  const processes = execFileSync('ps', ['-eo', 'pgid=,stat='], { encoding: 'utf8' }).split('\n')
  return !processes.some((line) => new RegExp(`^ *${child.pid} +[^Z]`, 'u').test(line))
}

export const anyPorts = { PORT: '0', ADMIN_PORT: '0', ORIGIN_PORT: '0' }

/** `npm start` on a new folder, in the middle of filling it: an article is there, and more are to come. */
export async function startFilling(data: string): Promise<Running> {
  const running = run('infra/local/start.ts', [], { BANTIN_DATA: data, ...anyPorts })
  async function countWritten(): Promise<number> {
    const site = await findRunning(data)
    if (!site) return 0
    const key = administratorOf(JSON.parse(await readFile(keysFile(data), 'utf8')))
    const { body } = await createAdminClient({ url: site.admin, key, region }).get('/articles?limit=1')
    return (body as { articles: unknown[] }).articles.length
  }
  await vi.waitFor(async () => expect(await countWritten()).toBe(1), { timeout: 60_000, interval: 50 })
  expect(running.output().stdout).toContain('Filling')
  return running
}

export interface StartedProcess extends Running {
  addresses: { edge: string; admin: string; origin: string }
  keyOf(role: Role): SigningKey
  /** Signs as one role and asks the editors' API. */
  fetch(role: Role, path: string, init?: RequestInit): Promise<Response>
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>
}

/** `npm start` on a folder, as soon as it says that it is running. */
export async function startProcess(
  data: string,
  env: Record<string, string> = {},
  folder = root,
  args: readonly string[] = [],
): Promise<StartedProcess> {
  const settings = { BANTIN_DATA: data, BANTIN_DEMO: '0', ...anyPorts, ...env }
  const running = run('infra/local/start.ts', args, settings, folder)
  const { child, output, ended } = running
  const isReady = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => output().stdout.includes('Ctrl-C') && resolve())
  })
  await Promise.race([
    isReady,
    ended.then(({ stderr }) => {
      throw new Error(`it ended before it was ready: ${stderr}`)
    }),
  ])
  const addressOf = (what: string) =>
    new RegExp(`${what}\\s+(http://localhost:\\d+)`, 'u').exec(output().stdout)?.[1] ?? ''
  const addresses = { edge: addressOf('Readers'), admin: addressOf('Editors'), origin: addressOf('Origin') }
  const keys: SigningKey[] = JSON.parse(await readFile(keysFile(data), 'utf8'))
  const keyOf = (role: Role) => keys.find((key) => key.role === role)!
  return {
    ...running,
    addresses,
    keyOf,
    fetch: (role, path, init) =>
      new AwsClient({ ...keyOf(role), region, service: 'execute-api', retries: 0 }).fetch(
        addresses.admin + path,
        init,
      ),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
