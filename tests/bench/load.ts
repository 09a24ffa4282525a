import { Agent, get } from 'node:http'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import * as z from 'zod'

export interface Load {
  address: string
  /** How many requests are under way at any time. */
  connections: number
  seconds: number
}

const measured = z.object({ perSecond: z.number(), p50: z.number(), p95: z.number(), p99: z.number() })
/** Times in milliseconds. */
export type Measured = z.infer<typeof measured>

/** Asks for one address over and over, from a thread of its own, so that asking takes no time from answering. */
export function load(what: Load): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: what, stdout: true, stderr: true })
    worker.once('message', (message: unknown) => resolve(measured.parse(message)))
    worker.once('error', reject)
  })
}

function ask(address: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume()
      if (answer.statusCode === 200) answer.once('end', resolve)
      else reject(new Error(`${address} answers ${answer.statusCode}`))
    }).once('error', reject)
  })
}

async function run({ address, connections, seconds }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  async function lane(until: number, note: (time: number) => void): Promise<void> {
    for (let start = performance.now(); start < until; start = performance.now()) {
      await ask(address, agent)
      note(performance.now() - start)
    }
  }
  const lanes = (length: number, until: number, note: (time: number) => void) =>
    Promise.all(Array.from({ length }, () => lane(until, note)))
  // What is not compiled yet is not what is measured.
  await lanes(connections, performance.now() + 1000, () => undefined)
  const start = performance.now()
  await lanes(connections, start + seconds * 1000, (time) => times.push(time))
  const elapsed = (performance.now() - start) / 1000
  agent.destroy()
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { perSecond: times.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

const job = z.object({ address: z.url(), connections: z.int(), seconds: z.number() })
if (parentPort) parentPort.postMessage(await run(job.parse(workerData)))
