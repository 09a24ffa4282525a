import { describeError, log } from '../../http/log.ts'
import type { Activity } from '../../store/acts.ts'
import { chunks, inLanes } from '../../store/batches.ts'
import { differences, isSame } from '../../store/differences.ts'
import { type ChainKind, siteKeys } from '../../store/keys.ts'
import type { Listed } from '../../store/listed.ts'
import { createMemoryTable } from '../../store/memory-table.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import type { Royalties } from '../../store/royalties.ts'
import { createSiteWriter, type ShownRecord, type SiteWriter } from '../../store/site-writer.ts'
import type { Item, Table } from '../../store/table.ts'
import { beginning, isBehind, showArticle } from '../article.ts'
import type { Projection } from '../project.ts'
import type { Publisher } from '../publisher.ts'
import type { Phase } from './step.ts'

interface Parts {
  newsroom: Newsroom
  royalties: Pick<Royalties['royalties'], 'latest' | 'keepRow'>
  /** The read model as readers have it. */
  table: Table
  site: SiteWriter
  publisher: Pick<Publisher, 'readAll' | 'publish'>
}

/** Acts that are looked through in a step, and articles that are enough for one. */
const actsRead = 40
const articlesEnough = 25
/** How many of them are made together, and how many such parts at once. */
const articlesTogether = 10
const partsAtOnce = 4
/** Items that are written by one request, and how many such requests are under way at once. */
const itemsTogether = 25
const writesAtOnce = 4

/** What was written this long before a rebuild began may not have been published by the stream. */
const overlapMilliseconds = 60_000

const isCounter = ({ sk }: Item) => sk === siteKeys.views('').sk
const isShown = ({ sk }: Item) => sk === siteKeys.shown('').sk
const isBegun = (item: Item) => isShown(item) && item.begun !== undefined
const isTarget = ({ pk, sk }: Item) => sk === siteKeys.leadsTo(pk).sk

/**
 * All that some articles leave on the site by themselves, made by the way that each publication goes. Those that are
 * `unpublished` are noted as begun beside what was `shown`, so that the next repair publishes and purges them.
 */
async function itemsOf(
  projections: readonly Projection[],
  shown: ReadonlyMap<string, ShownRecord>,
  unpublished: ReadonlySet<string>,
): Promise<Item[]> {
  const table = createMemoryTable('articles made again')
  const writer = createSiteWriter(table)
  for (const projection of projections) {
    const { id } = projection
    const { record } = await showArticle(writer, projection, undefined)
    const { number, begun, ...after } = record
    await writer.saveShown(id, unpublished.has(id) ? beginning(shown.get(id), after) : record)
  }
  return await Array.fromAsync(table.scan())
}

/**
 * Writes what differs of the pages and cards of some articles, the last one made first: front pages are right soon. What
 * pages show of others follows when all cards are there.
 */
export function createArticlesPhase(
  { newsroom, royalties, table, site, publisher }: Parts,
  began: string,
): Phase {
  const recently = new Date(Date.parse(began) - overlapMilliseconds).toISOString()

  async function takeSome(cursor: string) {
    const ids: string[] = []
    const files: string[] = []
    const paid: string[] = []
    const acts: Activity[] = []
    let next: string | undefined = cursor
    while (next !== undefined && ids.length < articlesEnough) {
      const page: Awaited<ReturnType<Newsroom['articlesBefore']>> = await newsroom.articlesBefore(
        next,
        actsRead,
      )
      ids.push(...page.ids)
      files.push(...page.files)
      paid.push(...page.royalties)
      acts.push(...page.acts)
      next = page.next
    }
    return { ids, files, paid, acts, next }
  }

  /** Rows of files and royalties, and the lists that they stand in, follow from their chains as those of articles do. */
  async function keepRow<State>(
    kind: ChainKind,
    id: string,
    { latest, keepRow: keep }: Pick<Listed<State, never>, 'latest' | 'keepRow'>,
  ): Promise<void> {
    try {
      const revision = await latest(id)
      if (revision) await keep(revision)
    } catch (error) {
      // No page of readers depends on it.
      log('warn', 'a row of the lists was not written', { kind, subject: id, ...describeError(error) })
    }
  }

  /** Whether readers still wait for it. Of what was lost, only what was written when the rebuild had begun is published. */
  function waits({ at, number }: Projection, shown: ShownRecord | undefined): boolean {
    return shown ? isBehind(shown, number) : at >= recently
  }

  async function putAll(items: readonly Item[]): Promise<void> {
    await inLanes(chunks(items, itemsTogether), writesAtOnce, (put) => table.writeAll({ put }))
  }

  async function write(items: readonly Item[]): Promise<number> {
    const parts = Object.groupBy(items, (item) =>
      isTarget(item) ? 'targets' : isCounter(item) ? 'counters' : 'rest',
    )
    const { targets = [], counters = [], rest = [] } = parts
    const there = await table.findAll([...counters, ...targets])
    const counted = there.splice(0, counters.length)
    // An address that leads nowhere is this article's; who else claims it settles that by its own note.
    const free = targets.filter((_, index) => !there[index])
    const elsewhere = targets.filter((target, index) => there[index] && !isSame(target, there[index]))
    const put = [
      ...(await differences(table, rest)),
      // Views are not in the chain: what readers saw of them stays.
      ...counters.filter((_, index) => !counted[index]),
    ]
    // First what is begun, last what is done: that says that the others are there.
    await putAll(put.filter(isBegun))
    await putAll([...put.filter((item) => !isShown(item)), ...free])
    for (const { pk } of elsewhere) await site.settleRedirect(siteKeys.leadsTo(pk))
    await putAll(put.filter((item) => isShown(item) && !isBegun(item)))
    return put.length
  }

  /** What some articles are to look like, apart from those that are to be published first, not `unpublished` ones. */
  async function read(ids: readonly string[], unpublished: ReadonlySet<string> = new Set()) {
    const { projections, failed } = await publisher.readAll(ids)
    await newsroom.media.keepNamed(projections)
    const shown = await site.findAllShown(projections.map(({ id }) => id))
    const isFirst = (each: Projection) => !unpublished.has(each.id) && waits(each, shown.get(each.id))
    const { behind = [], others = [] } = Object.groupBy(projections, (each) =>
      isFirst(each) ? 'behind' : 'others',
    )
    return { behind: behind.map(({ id }) => id), others, shown, failed }
  }

  type Read = Awaited<ReturnType<typeof read>>

  /** Written as one: what several of them claim is settled among them. */
  async function writeRead(parts: readonly Read[], unpublished: ReadonlySet<string> = new Set()) {
    const shown = new Map(parts.flatMap((part) => [...part.shown]))
    const others = parts.flatMap((part) => part.others)
    return await write(await itemsOf(others, shown, unpublished))
  }

  return async (cursor = `${began.slice(0, 4)}-12-32`) => {
    const { ids, files, paid, acts, next } = await takeSome(cursor)
    await newsroom.acts.keep(acts)
    await inLanes(files, partsAtOnce, (id) => keepRow('MEDIA', id, newsroom.media))
    await inLanes(paid, partsAtOnce, (id) => keepRow('ROYALTY', id, royalties))
    const parts = await inLanes(chunks(ids, articlesTogether), partsAtOnce, (some) => read(some))
    let written = await writeRead(parts)
    const behind = parts.flatMap((part) => part.behind)
    let unpublished: ReadonlySet<string> = new Set()
    if (behind.length > 0) {
      // As always, and purged: nobody waits for the end of the rebuild. Then they are looked at like all others.
      unpublished = new Set(await publisher.publish(behind))
      const published = await read(behind, unpublished)
      parts.push(published)
      written += await writeRead([published], unpublished)
    }
    return {
      next,
      articles: ids.length,
      written,
      failed: [...new Set(parts.flatMap(({ failed }) => failed))],
      unpublished: [...unpublished],
    }
  }
}
