import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { IndexedText } from '../../functions/search/indexed-text.ts'
import { build as buildIndex, commit, compact } from '../../functions/search/writer.ts'
import { youngMegabytes } from '../../infra/cloud/lambda-instance.ts'
import { createCorpus, createQueries, type LoggedQuery } from '../support/search/corpus.ts'
import { FolderStore } from '../support/search/folder-store.ts'

const sizes = (process.env.BANTIN_ARTICLES ?? '1000,20000,100000').split(',').map(Number)
const publications = 200
const queryCount = 320
/** What a bucket takes to its first byte, milliseconds. */
const bucketWait = 25

interface Asked {
  firstAnswer: number
  sinceStart: number
  startBytes: number
  startReads: number
  times: number[]
  reads: number[]
  kinds: [string, number[]][]
  memory: number
}

interface Measured {
  articles: number
  textBytes: number
  indexBytes: number
  buildSeconds: number
  buildMemory: number
  asked: Asked
  publication: { cpu: number; writes: number; bytes: number; most: number }
  /** `longest`: CPU milliseconds during which it lets nobody else come first. */
  compaction: { seconds: number; longest: number }
}

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizesOfAll = await Promise.all(files.map(async (path) => (await stat(path)).size))
  return sizesOfAll.reduce((sum, size) => sum + size, 0)
}

/** In a process of its own, bundled and started as the function is. */
async function askFresh(folder: string, queries: readonly LoggedQuery[]): Promise<Asked> {
  const script = join(folder, 'search-process.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('search-process.ts', import.meta.url))],
    outfile: script,
    ...{ bundle: true, platform: 'node', format: 'esm', minify: true, logLevel: 'error' },
    ...{ jsx: 'automatic', jsxImportSource: 'hono/jsx' },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  })
  const young = `--max-semi-space-size=${youngMegabytes}`
  const child = spawn(process.execPath, [young, script, folder, String(bucketWait)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(queries))
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

async function measure(articles: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-search-'))
  try {
    const store = new FolderStore(folder)
    const corpus = createCorpus()
    const known: IndexedText[] = []
    let textBytes = 0
    function* texts() {
      let count = 0
      for (const text of corpus.articles(articles)) {
        textBytes += Buffer.byteLength(text.title + text.lead + text.body)
        if (count++ % Math.ceil(articles / 500) === 0) known.push(text)
        yield text
      }
    }
    const generating = cpu()
    for (const _ of createCorpus().articles(Math.min(articles, 2_000)));
    const generation = ((cpu() - generating) / Math.min(articles, 2_000)) * articles
    const begin = cpu()
    await buildIndex(store, texts(), { now: Date.now() })
    const buildSeconds = (cpu() - begin - generation) / 1_000
    const buildMemory = process.resourceUsage().maxRSS * 1_024
    const indexBytes = await sizeOf(folder)
    const asked = await askFresh(folder, createQueries(known, queryCount))
    const publication = await publishMany(store, articles)
    const compaction = await measureCompaction(store)
    return { articles, textBytes, indexBytes, buildSeconds, buildMemory, asked, publication, compaction }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function publishMany(store: FolderStore, articles: number): Promise<Measured['publication']> {
  const fresh = [...createCorpus(2).articles(publications)]
  const before = { ...store.traffic }
  const times: number[] = []
  for (const [number, text] of fresh.entries()) {
    const from = cpu()
    await commit(store, {
      put: [{ ...text, id: `new${number}`, seq: articles }],
      remove: [],
      now: Date.now(),
    })
    times.push(cpu() - from)
  }
  return {
    cpu: times.reduce((sum, each) => sum + each, 0) / publications,
    most: Math.max(...times),
    writes: (store.traffic.writes - before.writes) / publications,
    bytes: (store.traffic.bytesWritten - before.bytesWritten) / publications,
  }
}

async function measureCompaction(store: FolderStore): Promise<Measured['compaction']> {
  const start = cpu()
  let [last, longest] = [start, 0]
  const goOn = async () => {
    longest = Math.max(longest, cpu() - last)
    last = cpu()
    return true
  }
  await compact(store, { now: Date.now(), goOn })
  await goOn()
  return { seconds: (cpu() - start) / 1_000, longest }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const milliseconds = (value: number) => `${value.toFixed(1)} ms`

const rows: [string, (measured: Measured) => string][] = [
  ['articles', ({ articles }) => String(articles)],
  ['text', ({ textBytes }) => megabytes(textBytes)],
  ['index', ({ indexBytes }) => megabytes(indexBytes)],
  ['index, of the text', ({ indexBytes, textBytes }) => `${(indexBytes / textBytes).toFixed(2)}x`],
  ['bytes to the first answer', ({ asked }) => megabytes(asked.startBytes)],
  ['requests to it', ({ asked }) => String(asked.startReads)],
  ['first answer of a fresh process', ({ asked }) => milliseconds(asked.firstAnswer)],
  ['with the start of Node', ({ asked }) => milliseconds(asked.sinceStart)],
  ['warm, p50 of CPU', ({ asked }) => milliseconds(at(asked.times, 0.5))],
  ['warm, p95 of CPU', ({ asked }) => milliseconds(at(asked.times, 0.95))],
  ['warm, the longest', ({ asked }) => milliseconds(at(asked.times, 1))],
  ['requests of a new query, p50, p95', ({ asked }) => `${at(asked.reads, 0.5)}, ${at(asked.reads, 0.95)}`],
  ['memory of the process', ({ asked }) => megabytes(asked.memory)],
  ['one publication, CPU', ({ publication }) => milliseconds(publication.cpu)],
  ['the longest of 200', ({ publication }) => milliseconds(publication.most)],
  ['objects it writes', ({ publication }) => publication.writes.toFixed(1)],
  ['bytes it writes', ({ publication }) => `${(publication.bytes / 1e3).toFixed(1)} kB`],
  ['rebuild, CPU', ({ buildSeconds }) => `${buildSeconds.toFixed(1)} s`],
  ['rebuild, each article', ({ buildSeconds, articles }) => milliseconds((buildSeconds / articles) * 1e3)],
  ['rebuild, most memory', ({ buildMemory }) => megabytes(buildMemory)],
  ['compaction after them, CPU', ({ compaction }) => `${compaction.seconds.toFixed(1)} s`],
  ['longest of it without a pause', ({ compaction }) => milliseconds(compaction.longest)],
]

/** What of it grows with the number of articles: each size as a ratio to the first. */
const ratios: [string, (measured: Measured) => number][] = [
  ['articles', ({ articles }) => articles],
  ['index', ({ indexBytes }) => indexBytes],
  ['bytes to the first answer', ({ asked }) => asked.startBytes],
  ['warm, p95 of CPU', ({ asked }) => at(asked.times, 0.95)],
  ['memory of the process', ({ asked }) => asked.memory],
  ['one publication, CPU', ({ publication }) => publication.cpu],
  ['bytes it writes', ({ publication }) => publication.bytes],
  ['rebuild, CPU', ({ buildSeconds }) => buildSeconds],
]

const line = (name: string, cells: readonly string[]) =>
  process.stdout.write(`${name.padEnd(36)}${cells.map((cell) => cell.padStart(12)).join('')}\n`)

/** The search engine over generated articles of about 4 kB, its bytes in a folder that answers as slowly as a bucket. */
export async function benchSearch(): Promise<void> {
  const all: Measured[] = []
  for (const size of sizes) {
    process.stdout.write(`Building the index of ${size} articles ...\n`)
    const measured = await measure(size)
    all.push(measured)
    // What was measured is not lost when the largest takes too long.
    for (const [name, cell] of rows) line(name, [cell(measured)])
  }
  if (all.length > 1) {
    process.stdout.write('\n')
    for (const [name, cell] of rows) line(name, all.map(cell))
  }
  const [first] = all
  if (first && all.length > 1) {
    process.stdout.write('\n')
    for (const [name, value] of ratios)
      line(
        name,
        all.map((each) => `${(value(each) / value(first)).toFixed(2)}x`),
      )
  }
  process.stdout.write('\nwarm, p50 and p95 of CPU by kind, ms\n')
  for (const [kind] of first?.asked.kinds ?? [])
    line(
      kind,
      all.map(({ asked }) => {
        const times = asked.kinds.find(([name]) => name === kind)?.[1] ?? []
        return `${at(times, 0.5).toFixed(1)}, ${at(times, 0.95).toFixed(1)}`
      }),
    )
}
