import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import * as z from 'zod'
import { region } from '../../infra/cloud/key-pair.ts'
import { tableNames } from '../../infra/local/database.ts'
import type { BenchSite } from './site.ts'

const program = new URL('door-process.ts', import.meta.url).pathname
const requests = Number(process.env.BANTIN_REQUESTS ?? 600)

interface Page {
  headers: Record<string, string>
  body: string
}

function fetchPage(port: number, path: string, agent?: Agent): Promise<Page> {
  return new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', ...(agent && { agent }) }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      if (answer.statusCode !== 200) reject(new Error(`${path} answers ${answer.statusCode}`))
      const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
      const skipped = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date'])
      resolve({
        headers: Object.fromEntries(headers.filter(([name = '']) => !skipped.has(name))),
        body: Buffer.concat(chunks).toString('utf8'),
      })
    }).once('error', reject)
  })
}

interface Way {
  port: number
  /** Milliseconds of CPU that the process has used so far. */
  cpu(): Promise<number>
  end(): void
}

async function start(kind: string, file: string, env: NodeJS.ProcessEnv): Promise<Way> {
  const child = fork(program, [kind, file], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [said] = await once(child, 'message')
  const { port } = z.object({ port: z.int() }).parse(said)
  return {
    port,
    async cpu() {
      child.send('cpu')
      const [answer] = await once(child, 'message')
      return z.object({ cpu: z.number() }).parse(answer).cpu
    },
    end: () => void child.kill(),
  }
}

/** Milliseconds of CPU that one request takes, when the code is warm; of a page that is made each time where `isNew`. */
async function costOf(way: Way, path: string, isNew = false): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let number = 0
  const ask = async (count: number) => {
    for (let asked = 0; asked < count; asked += 1)
      // A query that the page does not know makes it another page to the door's memory.
      await fetchPage(way.port, isNew ? `${path}?${number++}` : path, agent)
  }
  await ask(requests)
  const rounds: number[] = []
  for (let round = 0; round < 5; round++) {
    const before = await way.cpu()
    await ask(requests)
    rounds.push(((await way.cpu()) - before) / requests)
  }
  agent.destroy()
  return Math.min(...rounds)
}

/** Milliseconds that it takes, when nothing else is in its way. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 7; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

/**
 * What a page costs at the reader's door, in CPU, beside (a) a bare server that has the same bytes in memory and (b) the
 * plainest page of Hono, JSX and one question to the database. Times depend on the machine, the ratios hardly.
 */
export async function printCosts({ folder, cloud, article }: BenchSite): Promise<void> {
  const ways: Way[] = []
  try {
    const env = {
      PATH: process.env.PATH,
      SITE_TABLE: tableNames.site,
      SITE_URL: cloud.addresses.edge,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: cloud.internal.accessKeyId,
      AWS_SECRET_ACCESS_KEY: cloud.internal.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: cloud.addresses.database,
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    }
    const plain = join(folder, 'plain.mjs')
    await build({
      entryPoints: [new URL('door-plain.tsx', import.meta.url).pathname],
      outfile: plain,
      bundle: true,
      platform: 'node',
      format: 'esm',
      minify: true,
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    })
    const pages = { 'front page': '/vi', section: '/vi/tin-tuc', article }
    const bundle = join(folder, 'bundles/site/index.mjs')
    const door = await start('door', bundle, env)
    ways.push(door)
    const answers = Object.fromEntries(
      await Promise.all(Object.values(pages).map(async (path) => [path, await fetchPage(door.port, path)])),
    )
    const kept = join(folder, 'kept.json')
    await writeFile(kept, JSON.stringify(answers))
    const bare = await start('bare', kept, env)
    const hono = await start('hono', plain, env)
    ways.push(bare, hono)
    const line = (cells: string[]) =>
      `${cells.map((cell, at) => (at ? cell.padStart(9) : cell.padEnd(34))).join('')}\n`
    process.stdout.write(line(['CPU of a request', 'ms', 'bare', 'plain']))
    const base = await costOf(bare, article)
    const plainly = await costOf(hono, article)
    const say = (name: string, cost: number) =>
      process.stdout.write(
        line([name, cost.toFixed(3), `${(cost / base).toFixed(1)}x`, `${(cost / plainly).toFixed(2)}x`]),
      )
    say('(a) bare, the bytes of the article', base)
    say('(b) Hono, JSX and one question', plainly)
    for (const [name, path] of Object.entries(pages)) say(`${name}, made`, await costOf(door, path, true))
    for (const [name, path] of Object.entries(pages)) say(`${name}, as it was`, await costOf(door, path))
    const nothing = await fastest(() => once(spawn(process.execPath, ['-e', '0']), 'exit'))
    const first = await fastest(async () => {
      const fresh = await start('door', bundle, env)
      await fetchPage(fresh.port, article)
      fresh.end()
    })
    const harness = await fastest(async () => {
      const fresh = await start('bare', kept, env)
      await fetchPage(fresh.port, article)
      fresh.end()
    })
    process.stdout.write(
      line(['fresh process to first article', (first - harness + nothing).toFixed(0), '', '']) +
        line(['node -e 0', nothing.toFixed(0), '', '']),
    )
  } finally {
    for (const way of ways) way.end()
  }
}
