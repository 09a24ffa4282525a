import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { articleEntriesOf } from '../../functions/store/article-lists.ts'
import { type ArticleRow, articleRow } from '../../functions/store/article-row.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createTable, type Item } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import type { Cloud } from '../../infra/local/cloud.ts'
import { tableNames } from '../../infra/local/database.ts'
import { countItems } from './items-read.ts'
import { startBenchSite } from './site.ts'

const articles = Number(process.env.BANTIN_ARTICLES) || 100_000
const people = Number(process.env.BANTIN_PEOPLE) || 1
const rounds = 20

const editor = 'AIDALOCALEDITOR'
const newest = Date.UTC(2026, 0, 1)
const momentOf = (n: number) => new Date(newest - n * 600_000).toISOString()

/** Of each thousand articles: six drafts, two in review, one approved, five out of date; all others are public. */
function textsOf(n: number): object {
  const text = { title: `Tin vắn số ${n}`, status: 'published', live: true, editedBy: 'importer' }
  const vi = { ...text, publishedAt: momentOf(n) }
  const place = n % 1000
  const own = { title: text.title, live: false, editedBy: n % 2000 < 1000 ? editor : 'other' }
  if (place < 6) return { vi: { ...own, status: 'draft' } }
  if (place < 8) return { vi: { ...own, status: 'in_review' } }
  if (place < 9) return { vi: { ...own, status: 'approved' } }
  const stale = place < 14 && { basedOn: { locale: 'vi', revision: 1 }, staleSince: momentOf(n) }
  return { vi, en: { ...vi, title: `News ${n}`, ...stale } }
}

function rowOf(n: number): ArticleRow {
  const id = `bench${String(n).padStart(6, '0')}`.slice(-10)
  const section = n % 10_000 === 9_999 ? 'border' : 'news'
  const base = { id, number: 1, head: '0'.repeat(64), section, createdBy: 'importer' }
  return articleRow.parse({
    ...base,
    updatedAt: momentOf(n),
    updatedBy: 'Importer',
    translations: textsOf(n),
  })
}

/** What the store keeps of an article for lists. */
function itemsOf(row: ArticleRow): Item[] {
  const { id, number, updatedAt } = row
  const listed = (list: string, at: string) => ({ number, desk: list, updated: `${at}#${id}` })
  return [
    { ...newsroomKeys.desk(id), ...listed('ARTICLE', updatedAt), row },
    ...articleEntriesOf(row).map(({ name, list, at, row: told }) => ({
      ...newsroomKeys.entry('ARTICLE', id, name),
      ...listed(newsroomKeys.list('ARTICLE', list), at),
      row: told,
    })),
  ]
}

async function fill(cloud: Cloud): Promise<number> {
  const client = clientOf(cloud.database)
  const table = createTable(client, tableNames.newsroom)
  let written = 0
  const numbers = Array.from({ length: Math.ceil(articles / 100) }, (_, batch) => batch * 100).values()
  async function lane(): Promise<void> {
    for (const from of numbers) {
      const rows = Array.from({ length: Math.min(100, articles - from) }, (_, n) => rowOf(from + n))
      const put = rows.flatMap(itemsOf)
      await table.writeAll({ put })
      written += put.length
    }
  }
  await Promise.all(Array.from({ length: 4 }, lane))
  client.destroy()
  return written
}

function signedAs(cloud: Cloud, role: string) {
  const key = cloud.keys.find((each) => each.role === role)
  if (!key) throw new Error(`there is no key of the role ${role}`)
  const aws = new AwsClient({ ...key, region, service: 'execute-api', retries: 0 })
  return async (path: string, headers: Record<string, string> = {}) => {
    const answer = await aws.fetch(cloud.addresses.admin + path, { headers })
    if (!answer.ok && answer.status !== 304) throw new Error(`${path} answers ${answer.status}`)
    return { etag: answer.headers.get('etag') ?? '', text: await answer.text() }
  }
}

interface Measured {
  p50: number
  p95: number
  /** Items that one call reads, the fewest of some: others read meanwhile, too. */
  read: number
  /** Rows that its answer shows; undefined of what is no list. */
  shown: number | undefined
}

const list = z.object({ articles: z.array(z.unknown()) })

/** A call by so many people at once, each as soon as the last was answered; before that, what it reads when it is alone. */
async function measure(ask: () => Promise<{ text: string }>, counter: ReturnType<typeof countItems>) {
  const reads: number[] = []
  let shown: number | undefined
  for (let round = 0; round < 5; round += 1) {
    counter.take()
    const { text } = await ask()
    reads.push(counter.take())
    const answer = text === '' ? undefined : list.safeParse(JSON.parse(text))
    shown = answer?.data?.articles.length
  }
  const times: number[] = []
  async function person(): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now()
      await ask()
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: people }, person))
  times.sort((a, b) => a - b)
  const part = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { p50: part(0.5), p95: part(0.95), read: Math.min(...reads), shown } satisfies Measured
}

/**
 * What the desk asks for at `BANTIN_ARTICLES` (100,000), by `BANTIN_PEOPLE` (1) at once: how long it takes, as a ratio to reading
 * one of them, and how many items of the table it reads beside what it shows. People share the processors of this machine with
 * all functions and the database.
 */
export async function benchQueue(): Promise<void> {
  const counter = countItems()
  const { cloud, article, remove } = await startBenchSite()
  try {
    process.stdout.write(`\nWriting the rows of ${articles} articles ...\n`)
    const start = performance.now()
    const written = await fill(cloud)
    const seconds = (performance.now() - start) / 1000
    process.stdout.write(`${written} items in ${seconds.toFixed(0)} s\n\n`)
    const [asEditor, asApprover] = [signedAs(cloud, 'editor'), signedAs(cloud, 'approver')]
    const { etag } = await asApprover('/desk')
    const one = /-(\w{10})$/u.exec(article)?.[1] ?? ''
    const asked: [string, () => Promise<{ text: string }>][] = [
      ['GET /articles/{id}', () => asApprover(`/articles/${one}`)],
      ['GET /desk, approver', () => asApprover('/desk')],
      ['GET /desk, editor', () => asEditor('/desk')],
      ['GET /desk, not modified', () => asApprover('/desk', { 'if-none-match': etag })],
      ['?status=in_review', () => asApprover('/articles?status=in_review&limit=50')],
      ['?status=draft,in_review', () => asApprover('/articles?status=draft,in_review&limit=50')],
      ['?mine=true', () => asEditor('/articles?mine=true&limit=50')],
      ['?author={principal}', () => asApprover(`/articles?author=${editor}&limit=50`)],
      ['?sort=-published', () => asEditor('/articles?sort=-published&limit=50')],
      ['the first page of all', () => asEditor('/articles?limit=50')],
      ['?section=border, one in 10,000', () => asEditor('/articles?section=border&limit=50')],
    ]
    let base = 0
    const line = (name: string, cells: readonly string[]) =>
      process.stdout.write(`${name.padEnd(34)}${cells.map((each) => each.padStart(9)).join('')}\n`)
    line(`at the desk, ${people} at once`, ['p50 ms', 'p95 ms', 'ratio', 'read', 'shown'])
    for (const [name, ask] of asked) {
      const { p50, p95, read, shown } = await measure(ask, counter)
      base ||= p50
      line(name, [
        p50.toFixed(1),
        p95.toFixed(1),
        `${(p50 / base).toFixed(1)}x`,
        String(read),
        String(shown ?? '-'),
      ])
    }
  } finally {
    await remove()
    counter.stop()
  }
}
