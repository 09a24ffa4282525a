import type { Article } from '../domain/article/article.ts'
import { plannedActsOf } from '../domain/article/schedule.ts'
import type { Act, Revision } from '../domain/revision.ts'
import { describeError, log } from '../http/log.ts'
import { inLanes } from './batches.ts'
import { isRefused } from './condition.ts'
import type { Listed } from './listed.ts'
import type { MediaLibrary } from './media.ts'
import type { Schedule } from './schedule.ts'
import type { Item, Table } from './table.ts'

type Numbered = Pick<Revision<Article>, 'number' | 'state'>

/** One version of an item of another system: whose act it is, and what the article is after it. */
export interface Version {
  act: Act
  stateAfter: (before: Article | undefined) => Article
}

/** All that an item of another system leaves here that was not here before; nothing of it is written yet. */
export interface NewArticle {
  last: Revision<Article>
  items: readonly Item[]
  /** Files that one of its versions names. */
  files: readonly string[]
}

/** A transaction of DynamoDB takes so many items and 4 MB; the rest is for the names of what it holds. */
const mostItems = 100
const mostBytes = 3_500_000
/** What an item may weigh beside its packed state: a row. Bytes. */
const besideState = 8_000

const noted = 8

const weightOf = ({ state }: Item) => besideState + (state instanceof Uint8Array ? state.length : 0)

/** Parts of which each is one transaction, and no article stands in two. */
function transactionsOf(all: readonly NewArticle[]): NewArticle[][] {
  const parts: NewArticle[][] = []
  let [count, bytes] = [0, 0]
  for (const each of all) {
    const weight = each.items.reduce((sum, item) => sum + weightOf(item), 0)
    const isFull = count + each.items.length > mostItems || bytes + weight > mostBytes
    if (parts.length === 0 || isFull) {
      parts.push([])
      ;[count, bytes] = [0, 0]
    }
    parts.at(-1)?.push(each)
    count += each.items.length
    bytes += weight
  }
  return parts
}

interface Parts {
  table: Table
  media: Pick<MediaLibrary, 'noteUses'>
  schedule: Schedule
  chain: Pick<Listed<Article, unknown>, 'appendAll' | 'linksOf' | 'listingOf'>
  /** What an act makes of a state, as every revision of an article says it. */
  stamped: (
    previous: Numbered | undefined,
    next: { act: Act; state: Article },
  ) => { act: Act; state: Article }
}

/** Takes in what another system held: an item in all its versions, one revision each. */
export function createTakingIn({ table, media, schedule, chain, stamped }: Parts) {
  /** All of it is made first: what is refused of the last version is refused before any of them is written. */
  function make(previous: Numbered | undefined, versions: readonly Version[]) {
    const made: { act: Act; state: Article }[] = []
    let before = previous
    for (const { act, stateAfter } of versions) {
      const next = stamped(before, { act, state: stateAfter(before?.state) })
      made.push(next)
      before = { number: (before?.number ?? 0) + 1, state: next.state }
    }
    return { made, files: [...new Set(made.flatMap(({ state }) => Object.keys(state.files)))] }
  }

  /** What must be there before a state counts. */
  async function prepare(state: Article, files: readonly string[]): Promise<void> {
    await schedule.enter(state.id, plannedActsOf(state))
    await media.noteUses(state.id, files)
  }

  /** Whether they were written: all of them, or none. */
  async function commit(some: readonly NewArticle[]): Promise<boolean> {
    const items = some.flatMap((each) => each.items)
    if (items.length > mostItems) return false
    try {
      return !(await isRefused(table.putTogether(items)))
    } catch (error) {
      // Whatever one of them is the cause of does not hold up the others.
      log('warn', 'articles could not be taken in together', {
        articles: some.length,
        ...describeError(error),
      })
      return false
    }
  }

  return {
    /**
     * Appends what an item of another system was in its versions, and lists the article once. Cut short anywhere, those before
     * stand, and the next run goes on after them. Undefined where somebody else was faster.
     */
    async takeIn(
      id: string,
      previous: Revision<Article> | undefined,
      versions: readonly Version[],
    ): Promise<Revision<Article> | undefined> {
      const { made, files } = make(previous, versions)
      const last = made.at(-1)
      if (!last) return previous
      await prepare(last.state, files)
      return await chain.appendAll(id, previous, made)
    },

    /** What an item becomes whose article was never written. Throws what is refused of it. */
    makeNew(id: string, versions: readonly Version[]): NewArticle {
      const { made, files } = make(undefined, versions)
      const { items, last } = chain.linksOf(id, undefined, made)
      if (!last) throw new Error('an article cannot begin with nothing')
      const { row, listed } = chain.listingOf(last)
      return { last, items: [...items, row, ...listed], files }
    },

    /**
     * Writes new articles, many by each request: each with its revisions and all that lists show of it, or nothing of it.
     * Answers those that are there now; the others are for `takeIn`.
     */
    async putNew(all: readonly NewArticle[]): Promise<Set<NewArticle>> {
      await inLanes(all, noted, ({ last, files }) => prepare(last.state, files))
      const there = new Set<NewArticle>()
      for (const some of transactionsOf(all)) {
        if (await commit(some)) for (const each of some) there.add(each)
      }
      return there
    },
  }
}
