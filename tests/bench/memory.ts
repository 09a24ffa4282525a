import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { region } from '../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../infra/local/admin-client.ts'
import { administratorOf, keysFile } from '../../infra/local/keys.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const addresses = 5_000
const lanes = 8

/** A process and all that it has started. */
async function treeOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const inner = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(treeOf))
  return [pid, ...inner.flat()]
}

/** Memory of a process and of all that it has started, in MB; what several share counts once. */
async function memoryOf(pid: number): Promise<number> {
  const sizes = (await treeOf(pid)).map(async (each) => {
    const rollup = await readFile(`/proc/${each}/smaps_rollup`, 'utf8').catch(() => '')
    return Number(/^Pss:\s+(\d+) kB$/mu.exec(rollup)?.[1] ?? 0) / 1_024
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** When every instance of a function has ended. */
async function idleMemoryOf(pid: number): Promise<number> {
  while ((await treeOf(pid)).length > 1) await setTimeout(500)
  return await memoryOf(pid)
}

/** `npm start` itself, with what its script gives to Node, as soon as it says that it runs. */
async function startProduct(data: string) {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const [, ...args] = String(scripts.start).split(' ')
  const env = { ...process.env, BANTIN_DATA: data, PORT: '0', ADMIN_PORT: '0', ORIGIN_PORT: '0' }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const found: Record<string, string> = {}
  for await (const line of createInterface(child.stdout)) {
    const [, name = '', url = ''] = /^ *(\w+) +(http:\S+\d)/u.exec(line) ?? []
    found[name] = url
    if (line.includes('Ctrl-C')) break
  }
  child.stdout.resume()
  const { Readers: site, Editors: admin } = found
  if (!child.pid || !site || !admin) throw new Error('it ended before it was ready')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { pid: child.pid, site, admin, stop }
}

async function timed(act: () => Promise<unknown>): Promise<string> {
  const start = performance.now()
  await act()
  return `${Math.round(performance.now() - start)} ms`
}

async function askRandomly(site: string): Promise<void> {
  let left = addresses
  const lane = async () => {
    while (left-- > 0) await (await fetch(`${site}/vi/tin-tuc/${crypto.randomUUID()}`)).arrayBuffer()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function line(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(34)}${value.padStart(12)}\n`)
}

/** Memory of the product on one machine with the sample content: idle, and after addresses that nobody has asked before. */
export async function benchMemory(): Promise<void> {
  if (process.platform !== 'linux') return line('memory', 'Linux only')
  const data = await mkdtemp(join(tmpdir(), 'bantin-bench-'))
  let product = await startProduct(data)
  try {
    line('idle, after the first filling', `${Math.round(await idleMemoryOf(product.pid))} MB`)
    await product.stop()
    product = await startProduct(data)
    const idle = await idleMemoryOf(product.pid)
    line('idle', `${Math.round(idle)} MB`)
    const key = administratorOf(JSON.parse(await readFile(keysFile(data), 'utf8')))
    const editor = createAdminClient({ url: product.admin, key, region })
    line('first page of the site', await timed(() => fetch(`${product.site}/vi`)))
    line('first answer to an editor', await timed(() => editor.get('/articles')))
    await askRandomly(product.site)
    line(`under ${addresses} random addresses`, `${((await memoryOf(product.pid)) / idle).toFixed(2)}x`)
    line('idle after them', `${((await idleMemoryOf(product.pid)) / idle).toFixed(2)}x`)
  } finally {
    await product.stop()
    await rm(data, { recursive: true, force: true })
  }
}
