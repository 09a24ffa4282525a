import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { article as articleSchema } from '../../../functions/domain/article/article.ts'
import { AppError } from '../../../functions/domain/errors.ts'
import type { Member } from '../../../functions/domain/people/member.ts'
import { revisionTag } from '../../../functions/store/entity-tag.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createTable } from '../../../functions/store/table.ts'
import { fromResult, toEvent } from '../../../infra/cloud/gateway.ts'
import { anArticle, aText } from '../articles/articles.ts'
import { createRandom } from '../random.ts'
import { type Intent, ledgerOf, type Outcome, openLedger, readLedger, resultOf } from './ledger.ts'

export interface Writer {
  member: Member
  /** At the editors' door, or into the store. */
  way: 'door' | 'store'
}

/** A process of writers, which may be killed at any moment and started again: it knows then what its ledgers say. */
export interface WriterProcess {
  /** The built function of the editors' door. */
  bundle: string
  table: string
  /** Where the ledgers are, one for each writer. */
  folder: string
  writers: Writer[]
  articles: string[]
  /** How many writes each does. */
  writes: number
  seed: number
}

/** An article as a writer read it. */
interface Known {
  tag: string
  status: string
}

interface Way {
  read(article: string): Promise<Known | undefined>
  send(intent: Intent, requestId: string): Promise<Outcome>
}

type Handler = (event: unknown) => Promise<unknown>

/** The deployed function, called as the gateway calls it. */
function throughDoor(handler: Handler, { id }: Member): Way {
  async function call(requestId: string, method: string, path: string, headers = {}, body?: unknown) {
    const event = toEvent({
      method,
      path,
      query: '',
      headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      sourceIp: '127.0.0.1',
      iam: { accessKey: 'AKIA', userId: id, userArn: `arn:aws:iam::000000000000:user/${id}` },
    })
    const { status, ...answer } = fromResult(
      await handler({ ...event, requestContext: { ...event.requestContext, requestId } }),
    )
    return { status, etag: answer.headers.etag ?? '', body: JSON.parse(answer.body.toString()) }
  }

  return {
    async read(article) {
      const { status, etag, body } = await call(crypto.randomUUID(), 'GET', `/articles/${article}`)
      if (status === 404) return undefined
      if (status !== 200) throw new Error(`it cannot be read: ${status}`)
      return { tag: etag, status: body.article.translations.vi.status }
    },
    async send({ knows, key, ask: { method, path, body } }, requestId) {
      const headers = {
        ...(knows ? { 'if-match': knows } : { 'if-none-match': '*' }),
        ...(key && { 'idempotency-key': key }),
      }
      const answer = await call(requestId, method, path, headers, body)
      if (answer.status < 300) return { is: 'acknowledged', tag: answer.etag }
      const { detail, current } = answer.body
      const why = `${answer.status} ${detail}`
      return answer.status < 500 ? { is: 'refused', why, current } : { is: 'unknown', why }
    },
  }
}

/** The store, as the door uses it. */
function throughStore(table: string, { id, name, role }: Member): Way {
  const { articles } = createNewsroom(createTable(new DynamoDBClient({}), table))
  return {
    async read(article) {
      const revision = await articles.latest(article)
      const text = revision?.state.translations.vi
      return revision && { tag: revisionTag(revision), status: text?.status ?? '' }
    },
    async send({ mark, article, knows, key }, requestId) {
      const repeat = key && { key, digest: createHash('sha256').update(mark).digest('hex') }
      const at = new Date().toISOString()
      const act = {
        at,
        actor: { id, name, role },
        action: 'edit' as const,
        requestId,
        ...(repeat && { repeat }),
      }
      try {
        const revision = await articles.revise(
          article,
          knows ? { match: [knows] } : { absent: true },
          (before) => {
            const text = {
              body: '',
              slug: 'a',
              ...before?.state.translations.vi,
              title: mark,
              status: 'draft',
            }
            const shared = { section: 'news', ...before?.state }
            return { act, state: articleSchema.parse({ ...shared, id: article, translations: { vi: text } }) }
          },
          repeat || undefined,
        )
        return { is: 'acknowledged', tag: revisionTag(revision) }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const { code, message, current } = error
        return { is: 'refused', why: `${code} ${message}`, ...(current && { current }) }
      }
    },
  }
}

/** Which acts may be tried on a text, and what they are told. All but the first are sometimes refused. */
const acts: Record<string, string[]> = {
  draft: ['submit', 'publish', 'publish-now'],
  in_review: ['approve', 'approve', 'return'],
  approved: ['publish', 'publish', 'return', 'approve'],
  published: ['withdraw', 'review', 'submit'],
  withdrawn: ['submit', 'withdraw'],
}
const saying = (act: string, mark: string) =>
  act === 'withdraw' || act === 'publish-now' ? { reason: mark } : { note: mark }

const { bundle, table, folder, writers, articles, writes, seed }: WriterProcess = JSON.parse(
  process.argv[2] ?? '',
)
const { handler }: { handler: Handler } = await import(pathToFileURL(bundle).href)

async function run({ member, way: name }: Writer, index: number): Promise<void> {
  const ledger = openLedger(ledgerOf(folder, member))
  const done = readLedger(ledgerOf(folder, member))
  const random = createRandom(seed + 1000 * index + done.length)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const isAtDoor = name === 'door'
  const way = isAtDoor ? throughDoor(handler, member) : throughStore(table, member)
  const known = new Map<string, Known | undefined>()

  /** What it read last, where it remembers; that may be old by now. */
  async function look(article: string): Promise<Known | undefined> {
    while (!known.has(article)) {
      const read = await way.read(article).then(
        (found) => ({ found }),
        () => undefined,
      )
      if (read) known.set(article, read.found)
    }
    return known.get(article)
  }

  /** Goes on from what an answer tells of the article, mostly; or reads it again before the next write. */
  function learn({ article, ask }: Intent, outcome: Outcome): void {
    known.delete(article)
    if (random() < 0.15) return
    if (outcome.is === 'acknowledged' && ask.method === 'PUT')
      known.set(article, { tag: outcome.tag, status: 'draft' })
    if (outcome.is === 'refused' && outcome.current) known.set(article, { tag: outcome.current, status: '' })
  }

  function askFor(article: string, mark: string, before: Known | undefined): Intent['ask'] {
    const path = `/articles/${article}`
    const text = anArticle({ translations: { vi: aText({ title: mark, body: `<p>${mark}</p>` }) } })
    const chance = isAtDoor ? random() : 1
    if (before && chance < 0.4) {
      const act = pick(acts[before.status] ?? ['submit'])
      return { method: 'POST', path: `${path}/translations/vi/${act}`, body: saying(act, mark) }
    }
    // Nobody may set a status: refused for what it says, whatever it knows.
    if (chance < 0.48) return { method: 'PUT', path, body: { ...text, status: 'published' } }
    return { method: 'PUT', path, body: text }
  }

  /** Sends a write, and again while nobody knows what became of it, if it may be sent again. */
  async function carryOut(intent: Intent): Promise<void> {
    for (let is: Outcome['is'] = 'unknown'; is === 'unknown'; ) {
      const requestId = crypto.randomUUID()
      ledger.send(intent, requestId)
      const outcome = await way
        .send(intent, requestId)
        .catch((error: Error): Outcome => ({ is: 'unknown', why: `${error.name} ${error.message}` }))
      ledger.hear(intent, outcome)
      learn(intent, outcome)
      if (!intent.key) return
      is = outcome.is
    }
  }

  const last = done.at(-1)
  if (last && last.outcomes.length < last.requestIds.length)
    ledger.hear(last, { is: 'unknown', why: 'killed' })
  if (last?.key && resultOf(last).is === 'unknown') await carryOut(last)
  for (let count = done.length; count < writes; count++) {
    const mark = `${member.id}-${count}-${crypto.randomUUID().slice(0, 8)}`
    const article = pick(articles)
    const before = await look(article)
    const key = random() < 0.5 ? `key-${mark}` : undefined
    const intent = { mark, article, knows: before?.tag, key, ask: askFor(article, mark, before) }
    ledger.intend(intent)
    await carryOut(intent)
  }
}

await Promise.all(writers.map(run))
// Connections that are kept for later would keep it running.
process.exit(0)
