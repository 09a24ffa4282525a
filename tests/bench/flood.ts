import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { payloadHash } from '../../infra/cloud/edge/signed-origin.ts'

const kinds = ['view', 'search'] as const

export interface Flood {
  /** `view`: beacons are sent to the address, each by another browser. `search`: it is asked for words that nobody asked for before. */
  kind: (typeof kinds)[number]
  address: string
  perSecond: number
  seconds: number
}

const told = z.object({ sent: z.number(), counted: z.number(), refused: z.number(), lost: z.number() })
/** `counted`: answered 200 by the function itself. `refused`: 429, or by what the edge has for such a case. `lost`: anything else. */
export type Told = z.infer<typeof told>

/** Sends requests at a rate, whether they are answered or not, from a thread of its own. */
export function flood(what: Flood): Promise<Told> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: what, stdout: true, stderr: true })
    worker.once('message', (message: unknown) => resolve(told.parse(message)))
    worker.once('error', reject)
  })
}

/** What is sent as the nth request. */
const requestOf = {
  view: (address: string, n: number) => ({
    address,
    method: 'POST',
    headers: {
      'user-agent': `Mozilla/5.0 (browser ${n})`,
      'content-length': 0,
      'x-amz-content-sha256': payloadHash(),
    },
  }),
  search: (address: string, n: number) => ({
    address: `${address}?q=hoi+nghi+${n}`,
    method: 'GET',
    headers: {},
  }),
}

/** The mirror has one page for all searches, which does not say what was asked. */
const isOfMirror = (kind: Flood['kind'], n: number, body: string) =>
  kind === 'search' && !body.includes(`hoi nghi ${n}`)

async function run({ kind, address: base, perSecond, seconds }: Flood): Promise<Told> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const sum = { sent: 0, counted: 0, refused: 0, lost: 0 }
  const send = (n: number) =>
    new Promise<void>((resolve) => {
      const { address, ...what } = requestOf[kind](base, n)
      const note = (status = 0, body = '') => {
        const isRefused = status === 429 || (status === 200 && isOfMirror(kind, n, body))
        sum[isRefused ? 'refused' : status === 200 ? 'counted' : 'lost'] += 1
        resolve()
      }
      request(address, { agent, ...what }, (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk) => {
          body += chunk
        })
        answer.once('end', () => note(answer.statusCode, body))
      })
        .once('error', () => note())
        .end()
    })
  const open: Promise<void>[] = []
  const start = performance.now()
  while (performance.now() < start + seconds * 1000) {
    const due = Math.floor(((performance.now() - start) / 1000) * perSecond)
    for (; sum.sent < due; sum.sent += 1) open.push(send(sum.sent))
    await setTimeout(5)
  }
  await Promise.all(open)
  agent.destroy()
  return sum
}

const job = z.object({ kind: z.enum(kinds), address: z.url(), perSecond: z.number(), seconds: z.number() })
if (parentPort) parentPort.postMessage(await run(job.parse(workerData)))
