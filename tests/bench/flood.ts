import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { payloadHash } from '../../infra/cloud/edge/signed-origin.ts'

const kinds = ['view', 'search', 'page'] as const

export interface Flood {
  /** `view`: beacons are sent to the address, each by another browser. `search`: it is asked for words that nobody asked for before. `page`: it is read. */
  kind: (typeof kinds)[number]
  address: string
  perSecond: number
  seconds: number
}

const times = z.object({ p50: z.number(), p95: z.number(), p99: z.number() })
const told = z.object({
  sent: z.number(),
  counted: z.number(),
  refused: z.number(),
  lost: z.number(),
  times,
})
/**
 * `counted`: answered 200 by the function itself. `refused`: 429, or by what the edge has for such a case. `lost`: anything else.
 * `times`: milliseconds from the moment at which a request was due until it was answered.
 */
export type Told = z.infer<typeof told>

/** Sends requests at a rate, whether they are answered or not, from a process of its own. */
export function flood(what: Flood): Promise<Told> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(what)])
    child.once('message', (message: unknown) => resolve(told.parse(message)))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`what sends requests ended with ${code}`)))
  })
}

/** How long pages take, and while other things go on: a line for each, and how much longer the slowest took. */
export function compareTimes(calm: Told, others: readonly [name: string, told: Told][]): string {
  const row = ([name, { times }]: readonly [string, Told]) => {
    const [p50, p95, p99] = [times.p50, times.p95, times.p99].map((time) => time.toFixed(1))
    const ratio = (times.p99 / calm.times.p99).toFixed(2)
    return `${name.padEnd(50)}p50 ${p50}  p95 ${p95}  p99 ${p99} ms, ${ratio}x`
  }
  return [['pages without it', calm] as const, ...others].map(row).join('\n')
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
  page: (address: string) => ({ address, method: 'GET', headers: { 'accept-encoding': 'br' } }),
}

/** The mirror has one page for all searches, which does not say what was asked. */
const isOfMirror = (kind: Flood['kind'], n: number, body: string) =>
  kind === 'search' && !body.includes(`hoi nghi ${n}`)

async function run({ kind, address: base, perSecond, seconds }: Flood): Promise<Told> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const sum = { sent: 0, counted: 0, refused: 0, lost: 0 }
  const taken: number[] = []
  const send = (n: number, due: number) =>
    new Promise<void>((resolve) => {
      const { address, ...what } = requestOf[kind](base, n)
      const note = (status = 0, body = '') => {
        const isRefused = status === 429 || (status === 200 && isOfMirror(kind, n, body))
        sum[isRefused ? 'refused' : status === 200 ? 'counted' : 'lost'] += 1
        taken.push(performance.now() - due)
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
  const dueAt = (n: number) => start + (n * 1000) / perSecond
  for (; performance.now() < start + seconds * 1000; await setTimeout(1))
    for (; dueAt(sum.sent) <= performance.now(); sum.sent += 1) open.push(send(sum.sent, dueAt(sum.sent)))
  await Promise.all(open)
  agent.destroy()
  const sorted = taken.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { ...sum, times: { p50: at(0.5), p95: at(0.95), p99: at(0.99) } }
}

const job = z.object({
  kind: z.enum(kinds),
  address: z.url(),
  perSecond: z.number(),
  seconds: z.number(),
})
const [given] = process.argv.slice(2)
if (process.send && given) {
  process.send(await run(job.parse(JSON.parse(given))), () => process.disconnect())
}
