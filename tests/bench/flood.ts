import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { payloadHash } from '../../infra/cloud/edge/signed-origin.ts'

export interface Flood {
  /** Where beacons are sent; each as another browser. */
  address: string
  perSecond: number
  seconds: number
}

const told = z.object({ sent: z.number(), counted: z.number(), refused: z.number(), lost: z.number() })
/** `counted`: answered 200. `refused`: 429. `lost`: anything else, or no answer. */
export type Told = z.infer<typeof told>

/** Sends beacons at a rate, whether they are answered or not, from a thread of its own. */
export function flood(what: Flood): Promise<Told> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: what, stdout: true, stderr: true })
    worker.once('message', (message: unknown) => resolve(told.parse(message)))
    worker.once('error', reject)
  })
}

async function run({ address, perSecond, seconds }: Flood): Promise<Told> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const sum = { sent: 0, counted: 0, refused: 0, lost: 0 }
  const beacon = (browser: number) =>
    new Promise<void>((resolve) => {
      const headers = {
        'user-agent': `Mozilla/5.0 (browser ${browser})`,
        'content-length': 0,
        'x-amz-content-sha256': payloadHash(),
      }
      const note = (status = 0) => {
        sum[status === 200 ? 'counted' : status === 429 ? 'refused' : 'lost'] += 1
        resolve()
      }
      request(address, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().once('end', () => note(answer.statusCode))
      })
        .once('error', () => note())
        .end()
    })
  const open: Promise<void>[] = []
  const start = performance.now()
  while (performance.now() < start + seconds * 1000) {
    const due = Math.floor(((performance.now() - start) / 1000) * perSecond)
    for (; sum.sent < due; sum.sent += 1) open.push(beacon(sum.sent))
    await setTimeout(5)
  }
  await Promise.all(open)
  agent.destroy()
  return sum
}

const job = z.object({ address: z.url(), perSecond: z.number(), seconds: z.number() })
if (parentPort) parentPort.postMessage(await run(job.parse(workerData)))
