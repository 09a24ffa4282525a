import { log } from '../../http/log.ts'
import type { Failure, Found, SearchIndex } from '../../search/query.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import type { Articles } from '../../store/articles.ts'
import { mostRead } from '../../store/rows.ts'
import { isAbout, type Wanted } from './list.ts'

/** Hits that are asked for at once, and rows that are read at once. */
const hitsAtOnce = 1_000
const rowsAtOnce = 100
/** The index answers no more than so many pages. */
const mostHits = 50_000

/** Milliseconds within which the index has heard of what was written. */
const untold = 60_000

/** Begins the cursor of a list that the index ranked, before the number of hits that were looked at. */
const ranked = 'w'
const cursorPattern = /^w(\d{1,5})$/u

/** Whether the index answers a page: the first one, or one after such. A list that was begun by titles goes on so. */
export const isRanked = (cursor: string | undefined) => cursor === undefined || cursorPattern.test(cursor)

interface Question {
  articles: Pick<Articles, 'findRows' | 'list'>
  index: SearchIndex
  wanted: Wanted & { text: string }
  now: Date
  /** Whether a row is one of those that are wanted, whatever its words. */
  keep: (row: ArticleRow) => boolean
}

/** Hits from one on; undefined where the index cannot say. */
async function hitsFrom({ index, wanted }: Question, from: number): Promise<Found | undefined> {
  const page = Math.floor(from / hitsAtOnce) + 1
  const { text: q, section } = wanted
  return told(await index.search({ q, section, order: 'best', page, size: hitsAtOnce }))
}

/** Undefined, and a line in the log, where the index could not say. */
function told(found: Found | Failure): Found | undefined {
  if (found.state !== 'failed') return found
  log('warn', 'the newsroom could not be searched', { reason: found.reason, detail: found.message })
  return undefined
}

const isPutAway = ({ discarded }: ArticleRow) => discarded !== undefined

/**
 * Of what was written within the minute the index may not know yet: titles are looked at, and an article is found by its id.
 * These come first.
 */
async function findUntold({ articles, wanted, now, keep }: Question): Promise<ArticleRow[]> {
  const putAway = wanted.discarded
  const since = new Date(now.getTime() - untold).toISOString()
  const [{ rows }, [named]] = await Promise.all([
    articles.list({ limit: rowsAtOnce, putAway, from: since }),
    articles.findRows([wanted.text]),
  ])
  const fresh = rows.filter((row) => isAbout(row, wanted.text))
  const all = [...(named && isPutAway(named) === (putAway ?? false) ? [named] : []), ...fresh]
  return [...new Map(all.map((row) => [row.id, row])).values()].filter(keep).slice(0, wanted.limit)
}

/** One page of the articles that hold the words, the best first; undefined where the index cannot say. */
export async function findRanked(question: Question) {
  const { articles, wanted, keep } = question
  const { limit, cursor, discarded = false } = wanted
  const start = Number(cursorPattern.exec(cursor ?? '')?.[1] ?? 0)
  const first = await hitsFrom(question, start)
  if (!first) return undefined
  const untoldRows = await findUntold(question)
  const rows = cursor === undefined ? untoldRows : []
  const before = rows.length
  const shown = new Set(untoldRows.map(({ id }) => id))
  const total = Math.min(first.total, mostHits)
  const next = (at: number) => (at < total ? { rows, next: `${ranked}${at}` } : { rows })
  let at = start
  for (let found: Found | undefined = first; at < total && at - start < mostRead; ) {
    if (at > start && at % hitsAtOnce === 0) found = await hitsFrom(question, at)
    if (!found) return undefined
    if (rows.length === limit) return next(at)
    const offset = at % hitsAtOnce
    // First those that may be shown; then as many as so few of them are likely to need.
    const needed = Math.ceil(((limit - rows.length) * (at - start + 1)) / (rows.length - before + 1))
    const ids = found.hits.slice(offset, offset + Math.min(needed, rowsAtOnce)).map(({ id }) => id)
    if (ids.length === 0) break
    for (const row of await articles.findRows(ids)) {
      if (rows.length === limit) return next(at)
      at += 1
      if (!row || shown.has(row.id) || isPutAway(row) !== discarded || !keep(row)) continue
      rows.push(row)
    }
  }
  return next(at)
}

/** Ids of all articles that hold the words, for a list in another order; undefined where the index cannot say. */
export async function findIds(question: Question): Promise<Set<string> | undefined> {
  const { text: q, section } = question.wanted
  const [rows, found] = await Promise.all([
    findUntold(question),
    // Their order is another's: by moment, for which nothing is weighed.
    question.index.search({ q, section, order: 'newest', page: 1, size: mostHits }),
  ])
  const known = told(found)
  return known && new Set([...rows, ...known.hits].map(({ id }) => id))
}
