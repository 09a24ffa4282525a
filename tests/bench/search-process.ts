import '@aws-sdk/client-dynamodb'
import '../../functions/search-door/app.ts'
import { openIndex } from '../../functions/search/reader.ts'
import type { LoggedQuery } from '../support/search/corpus.ts'
import { FolderStore } from '../support/search/folder-store.ts'

/**
 * A fresh process that answers queries from a folder: `search-process.ts FOLDER WAIT`, queries as JSON lines on its input. It
 * holds all the code that the function holds, so that its memory is the function's. Prints a line of JSON with what it measured.
 */
const [folder = '', wait = '0'] = process.argv.slice(2)
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk)
const queries: LoggedQuery[] = JSON.parse(Buffer.concat(chunks).toString())

const store = new FolderStore(folder, Number(wait))
const index = openIndex(store, { clock: Date.now })
const ask = async ({ q, section, from, to, order }: LoggedQuery) => {
  const found = await index.search({ q, section, from, to, order: order ?? 'best', page: 1 })
  if (found.state === 'failed') throw new Error(found.message)
  return found
}
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const [first] = queries
const start = performance.now()
if (first) await ask(first)
const firstAnswer = performance.now() - start
// What the process itself took to begin is told apart: on Lambda it is another.
const sinceStart = performance.now()
const startBytes = store.traffic.bytesRead
const startReads = store.traffic.reads

const kinds = new Map<string, number[]>()
const times: number[] = []
const reads: number[] = []
for (const query of queries) {
  const before = store.traffic.reads
  await ask(query)
  reads.push(store.traffic.reads - before)
  const runs: number[] = []
  for (let run = 0; run < 3; run++) {
    const from = cpu()
    await ask(query)
    runs.push(cpu() - from)
  }
  const [, median = 0] = runs.sort((a, b) => a - b)
  times.push(median)
  kinds.set(query.kind, [...(kinds.get(query.kind) ?? []), median])
}
process.stdout.write(
  `${JSON.stringify({ firstAnswer, sinceStart, startBytes, startReads, times, reads, kinds: [...kinds], memory: process.memoryUsage.rss() })}\n`,
)
