import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import canonicalize from 'canonicalize'
import { articleInput } from '../../functions/domain/article/article.ts'
import { write } from '../../functions/domain/article/write.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable, type Item, type Table } from '../../functions/store/table.ts'
import { type Database, startDatabase } from '../../infra/cloud/database.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tables } from '../../infra/tables.ts'
import { goPublic } from '../support/articles/workflow.ts'
import { describeSpent, watchSpending } from './spent.ts'

const sizes = (process.env.BANTIN_ARTICLES ?? '1000,10000').split(',').map(Number)
const kills = 5
const names = { newsroom: 'newsroom', whole: 'site-whole', killed: 'site-killed' } as const
const worker = fileURLToPath(new URL('rebuild-process.ts', import.meta.url))
const paragraph = `<p>${'Bộ Ngoại giao tổ chức hội nghị tổng kết công tác đối ngoại năm qua. '.repeat(12)}</p>`
const newest = Date.UTC(2025, 0, 1)
const idAt = (n: number) => `b${String(n).padStart(9, '0')}`

/** The items that an article of some thousand letters leaves in the newsroom. */
async function itemsOf(from: number, count: number): Promise<Item[]> {
  const table = createMemoryTable('filling')
  const newsroom = createNewsroom(table)
  const actor = { id: 'bench', name: 'bench', role: 'admin' } as const
  for (let n = from; n < from + count; n += 1) {
    const at = new Date(newest - n * 60_000).toISOString()
    const text = { title: `Tin vắn số ${n}`, summary: 'Tóm tắt.', body: paragraph.repeat(4) }
    const input = articleInput.parse({ section: n % 3 ? 'news' : 'border', translations: { vi: text } })
    await newsroom.articles.revise(idAt(n), { absent: true }, () => {
      const publishedAt = new Date(newest - n * 3_600_000).toISOString()
      const state = write(idAt(n), undefined, input, { by: 'bench', at, revision: 1 })
      return {
        act: { at, actor, action: 'publish', locale: 'vi' },
        state: goPublic(state, 'vi', { revision: 1, at, publishedAt }),
      }
    })
  }
  return await Array.fromAsync(table.scan())
}

async function fill(table: Table, count: number): Promise<void> {
  const starts = Array.from({ length: Math.ceil(count / 50) }, (_, batch) => batch * 50).values()
  async function lane(): Promise<void> {
    for (const from of starts) await table.writeAll({ put: await itemsOf(from, Math.min(50, count - from)) })
  }
  await Promise.all(Array.from({ length: 3 }, lane))
}

/** The rebuild in a process of its own, as the function is one; its lines tell how far it is. */
function startWorker(database: Database, site: string): ChildProcess {
  const given = JSON.stringify({ ...database, newsroom: names.newsroom, site })
  return spawn(process.execPath, [worker, given], { stdio: ['ignore', 'pipe', 'inherit'] })
}

interface Peak {
  megabytes: number
}

async function watchMemory(child: ChildProcess, peak: Peak): Promise<void> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  peak.megabytes = Math.max(peak.megabytes, Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1_024)
}

/** Ends when it is done, or kills it after `calls` lines. */
async function follow(child: ChildProcess, calls = Number.POSITIVE_INFINITY): Promise<Peak> {
  const peak = { megabytes: 0 }
  const ended = once(child, 'exit')
  let seen = 0
  if (child.stdout)
    for await (const _ of createInterface(child.stdout)) {
      await watchMemory(child, peak)
      seen += 1
      if (seen === calls) child.kill('SIGKILL')
    }
  await ended
  return peak
}

async function digestOf(table: Table): Promise<string> {
  const hash = createHash('sha256')
  const lines: string[] = []
  for await (const { packed, ...item } of table.scan()) {
    const bytes = packed instanceof Uint8Array ? Buffer.from(packed).toString('base64') : packed
    const line = canonicalize({ ...item, packed: bytes }) ?? ''
    lines.push(createHash('sha256').update(line).digest('base64'))
  }
  return hash.update(lines.sort().join('\n')).digest('hex').slice(0, 16)
}

async function benchSize(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-bench-'))
  const { newsroom, site } = tables
  const definitions = { [names.newsroom]: newsroom, [names.whole]: site, [names.killed]: site }
  const database = await startDatabase(join(folder, 'database'), definitions)
  const client = clientOf(database)
  const spending = watchSpending('rebuild')
  try {
    await fill(createTable(client, names.newsroom), count)
    const before = spending.now()
    const start = performance.now()
    const { megabytes } = await follow(startWorker(database, names.whole))
    const seconds = (performance.now() - start) / 1_000
    const spent = describeSpent(spending.since(before), count)
    for (let kill = 1; kill <= kills; kill += 1)
      await follow(startWorker(database, names.killed), 1 + Math.floor(Math.random() * (count / 200)))
    await follow(startWorker(database, names.killed))
    const [whole, killed] = await Promise.all(
      [names.whole, names.killed].map((name) => digestOf(createTable(client, name))),
    )
    const told = [
      `${count} articles in ${seconds.toFixed(1)} s`,
      `${(count / seconds).toFixed(0)} a second`,
      `${megabytes.toFixed(0)} MB at most`,
      `killed ${kills} times: ${whole === killed ? 'the same bytes' : `OTHER BYTES (${whole}, ${killed})`}`,
    ]
    process.stdout.write(`rebuild: ${told.join(', ')}\n${spent}\n`)
  } finally {
    spending.end()
    client.destroy()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** `BANTIN_ARTICLES=1000,10000,100000`: how long the public table takes to be made of nothing, and how much memory. */
export async function benchRebuild(): Promise<void> {
  for (const count of sizes) await benchSize(count)
}
