import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import type { Cloud } from '../../infra/local/cloud.ts'
import { tableNames } from '../../infra/local/database.ts'
import { countItems } from './items-read.ts'
import { fillArticles } from './lists/articles.ts'
import { listsOfTheDesk, type Who } from './lists/asked.ts'
import { fillMedia } from './lists/media.ts'
import { fillOthers } from './lists/others.ts'
import { startBenchSite } from './site.ts'

const articles = Number(process.env.BANTIN_ARTICLES) || 100_000
const people = Number(process.env.BANTIN_PEOPLE) || 20
/** Calls of each list: by one alone, and by all of them together. */
const calls = { alone: 20, together: 100 }
/** Only lists whose address fits this expression. @default all of them */
const part = new RegExp(process.env.BANTIN_LISTS ?? '', 'u')
/** Milliseconds of the server within which every list is to be there. */
const bound = 300

/** Fills the tables as a newsroom of so many articles leaves them. Answers how many items that were of articles and files. */
async function fill(cloud: Cloud, article: string): Promise<number> {
  const client = clientOf(cloud.database)
  const tableOf = (name: keyof typeof tableNames) => createTable(client, tableNames[name])
  const table = tableOf('newsroom')
  const newsroom = createNewsroom(table)
  const written = [await fillArticles(table, articles), await fillMedia(table, Math.ceil(articles / 2))]
  const others = { site: tableOf('site'), counters: tableOf('views'), letters: tableOf('feedback') }
  await fillOthers({ newsroom, royalties: createRoyalties(table) }, others, article)
  client.destroy()
  return written.reduce((sum, each) => sum + each)
}

interface Answer {
  text: string
  etag: string
  /** Milliseconds that the function had it, and of the processor. */
  server: number
  cpu: number
}

function signedAs(cloud: Cloud, role: Who) {
  const key = cloud.keys.find((each) => each.role === role)
  if (!key) throw new Error(`there is no key of the role ${role}`)
  const aws = new AwsClient({ ...key, region, service: 'execute-api', retries: 0 })
  return async (path: string): Promise<Answer> => {
    const answer = await aws.fetch(cloud.addresses.admin + path)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${text}`)
    const timing = answer.headers.get('server-timing') ?? ''
    const part = (name: string) => Number(new RegExp(`${name};dur=([\\d.]+)`, 'u').exec(timing)?.[1])
    return { text, etag: answer.headers.get('etag') ?? '', server: part('app'), cpu: part('cpu') }
  }
}

const lists = z.record(z.string(), z.unknown())

/** Rows that an answer shows: all that its lists hold. */
function shownIn(text: string): number {
  const { data = {} } = lists.safeParse(JSON.parse(text))
  return Object.values(data)
    .filter((each) => Array.isArray(each))
    .reduce((sum, each) => sum + each.length, 0)
}

const isContinued = (text: string) => lists.safeParse(JSON.parse(text)).data?.next !== undefined

function partOf(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** So many calls, each person's next as soon as the last was answered. Answers how long each took, beside what it tells itself. */
async function ask(call: () => Promise<Answer>, count: number, persons: number) {
  const answers: (Answer & { whole: number })[] = []
  const left = Array.from({ length: count }).values()
  async function person(): Promise<void> {
    for (const _ of left) {
      const start = performance.now()
      const answer = await call()
      answers.push({ ...answer, whole: performance.now() - start })
    }
  }
  await Promise.all(Array.from({ length: persons }, person))
  return answers
}

interface Measured {
  shown: number
  /** Items that one call reads, the fewest of some: others read meanwhile, too. */
  read: number
  continued: boolean
  alone: Awaited<ReturnType<typeof ask>>
  together: Awaited<ReturnType<typeof ask>>
}

async function measure(
  call: () => Promise<Answer>,
  counter: ReturnType<typeof countItems>,
): Promise<Measured> {
  const reads: number[] = []
  let text = ''
  for (let round = 0; round < 4; round += 1) {
    counter.take()
    text = (await call()).text
    reads.push(counter.take())
  }
  return {
    shown: shownIn(text),
    read: Math.min(...reads),
    continued: isContinued(text),
    alone: await ask(call, calls.alone, 1),
    together: await ask(call, calls.together, people),
  }
}

const print = (cells: readonly (string | number)[], name: string) =>
  process.stdout.write(`${name.padEnd(84)}${cells.map((each) => String(each).padStart(9)).join('')}\n`)

/**
 * Every list that the desk asks for at `BANTIN_ARTICLES` (100,000) articles, half as many files, 500 royalties and 5,000 acts of a
 * month: what it shows, how many items of the tables are read for that (without who asks; one more, where a next page is told
 * of), and how long the function has it: by one person alone and by `BANTIN_PEOPLE` (20) at once, who share the processors of
 * this machine with all functions and the database. What the processor itself takes in a call is beside it.
 */
export async function benchQueue(): Promise<void> {
  const counter = countItems()
  const { cloud, article, remove } = await startBenchSite()
  try {
    const one = /-(\w{10})$/u.exec(article)?.[1] ?? ''
    // After the first rebuild all lists are whole.
    await cloud.rebuild()
    process.stdout.write(`\nWriting the rows of ${articles} articles ...\n`)
    const start = performance.now()
    const written = await fill(cloud, one)
    const seconds = (performance.now() - start) / 1000
    process.stdout.write(`${written} items in ${seconds.toFixed(0)} s\n\n`)
    const by = {
      admin: signedAs(cloud, 'admin'),
      approver: signedAs(cloud, 'approver'),
      editor: signedAs(cloud, 'editor'),
    }
    const me = await measure(() => by.editor('/me'), counter)
    const heads = ['shown', 'read', '1: p50', 'p95', `${people}: p50`, 'p95', 'cpu ms', 'call p95']
    print(heads, `at ${articles} articles; milliseconds of the server`)
    let [over, beyond] = [0, 0]
    for (const { path, as } of listsOfTheDesk(one).filter((each) => part.test(each.path))) {
      const { shown, read, continued, alone, together } = await measure(() => by[as](path), counter)
      const own = Math.max(0, read - me.read)
      const times = (all: typeof alone) => all.map(({ server }) => server)
      const p95 = partOf(times(together), 0.95)
      if (own > shown + (continued ? 1 : 0)) over += 1
      if (p95 > bound) beyond += 1
      print(
        [
          ...[shown, own],
          ...[0.5, 0.95].map((share) => partOf(times(alone), share).toFixed(0)),
          ...[partOf(times(together), 0.5).toFixed(0), p95.toFixed(0)],
          partOf(
            together.map(({ cpu }) => cpu),
            0.5,
          ).toFixed(0),
          partOf(
            together.map(({ whole }) => whole),
            0.95,
          ).toFixed(0),
        ],
        path.slice(0, 82),
      )
    }
    process.stdout.write(
      `\nover what they show: ${over} lists; over ${bound} ms of the server: ${beyond} lists\n`,
    )
  } finally {
    await remove()
    counter.stop()
  }
}
