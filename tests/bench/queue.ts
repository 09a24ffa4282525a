import { AwsClient } from 'aws4fetch'
import { articleEntriesOf } from '../../functions/store/article-lists.ts'
import { type ArticleRow, articleRow } from '../../functions/store/article-row.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createTable, type Item } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import type { Cloud } from '../../infra/local/cloud.ts'
import { tableNames } from '../../infra/local/database.ts'
import { startBenchSite } from './site.ts'

const articles = Number(process.env.BANTIN_ARTICLES) || 100_000
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

async function medianOf(ask: () => Promise<unknown>): Promise<[p50: number, p95: number]> {
  const times: number[] = []
  for (let round = -3; round < rounds; round += 1) {
    const start = performance.now()
    await ask()
    if (round >= 0) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return [times[Math.floor(rounds / 2)] ?? 0, times[Math.floor(rounds * 0.95)] ?? 0]
}

/** What the desk asks for at 100,000 articles, as a ratio to reading one of them, by one person after the other. */
export async function benchQueue(): Promise<void> {
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
    const asked: [string, () => Promise<unknown>][] = [
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
    process.stdout.write(
      `${'at the desk'.padEnd(34)}${['p50 ms', 'p95 ms', 'ratio'].map((each) => each.padStart(9)).join('')}\n`,
    )
    for (const [name, ask] of asked) {
      const [p50, p95] = await medianOf(ask)
      base ||= p50
      const numbers = [p50.toFixed(1), p95.toFixed(1), `${(p50 / base).toFixed(1)}x`]
      process.stdout.write(`${name.padEnd(34)}${numbers.map((each) => each.padStart(9)).join('')}\n`)
    }
  } finally {
    await remove()
  }
}
