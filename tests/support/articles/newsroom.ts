import canonicalize from 'canonicalize'
import { type Article, type ArticleInput, articleInput } from '../../../functions/domain/article/article.ts'
import { withdraw } from '../../../functions/domain/article/workflow.ts'
import { write } from '../../../functions/domain/article/write.ts'
import type { Locale } from '../../../functions/domain/locale.ts'
import type { Act } from '../../../functions/domain/revision.ts'
import type { Settings } from '../../../functions/domain/settings/settings.ts'
import { createPublisher } from '../../../functions/publisher/publisher.ts'
import { createRebuild } from '../../../functions/publisher/rebuild/rebuild.ts'
import { mendLists, publishSince, repair } from '../../../functions/publisher/repair.ts'
import { newsroomKeys, parseChain } from '../../../functions/store/keys.ts'
import { createMemoryTable } from '../../../functions/store/memory-table.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createRoyalties } from '../../../functions/store/royalties.ts'
import { createSiteWriter } from '../../../functions/store/site-writer.ts'
import type { Table } from '../../../functions/store/table.ts'
import { anArticle } from './articles.ts'
import { goPublic } from './workflow.ts'

/** All that a table holds, as text that can be compared; without counters of views unless asked for. */
export async function dump(table: Table, { views = false } = {}): Promise<Record<string, string>> {
  const lines: [string, string][] = []
  for await (const { packed, ...item } of table.scan()) {
    if (item.sk === 'VIEWS' && !views) continue
    const bytes = packed instanceof Uint8Array ? Buffer.from(packed).toString('base64') : packed
    lines.push([`${item.pk} ${item.sk}`, canonicalize({ ...item, packed: bytes }) ?? ''])
  }
  return Object.fromEntries(lines.sort())
}

/** Ids of all articles there ever were. */
export async function articlesIn(table: Table): Promise<string[]> {
  const first = await Array.fromAsync(table.scan(newsroomKeys.revision('', 1).sk))
  const chains = first.map(({ pk }) => parseChain(pk))
  return chains.flatMap(([kind, subject]) => (kind === 'ARTICLE' ? subject : []))
}

/** A newsroom with its publisher: all parts as they are, on tables in memory, so that a test can run them a thousand times. */
export function aNewsroom({
  newsroomTable = createMemoryTable(),
  siteTable = createMemoryTable(),
  start = new Date('2026-01-10T08:00:00.000Z'),
}: {
  newsroomTable?: Table
  siteTable?: Table
  start?: Date
} = {}) {
  const newsroom = createNewsroom(newsroomTable)
  const purged: string[] = []
  /** Cache tags by which a rebuild has noted what follows it. */
  const noted: string[] = []
  let clock = start.getTime()

  function act(action: Act['action'], more: Partial<Act> = {}): Act {
    clock += 61_000
    const actor = { id: 'e1', name: 'Editor', role: 'admin' } as const
    return { at: new Date(clock).toISOString(), actor, action, ...more }
  }

  /** The publisher on these tables, or on wrappers around them. */
  function publisherOn({ site = siteTable, truth = newsroomTable, purge = async () => {} } = {}) {
    const parts = {
      newsroom: createNewsroom(truth),
      site: createSiteWriter(site),
      purge: async (tags: ReadonlySet<string>) => {
        await purge()
        purged.push(...tags)
      },
    }
    const publisher = createPublisher(parts)
    const { payees, royalties } = createRoyalties(truth)
    const lists = {
      MEDIA: parts.newsroom.media,
      PAYEE: payees,
      ROYALTY: royalties,
      SLOT: parts.newsroom.slots,
      RELEASE: parts.newsroom.releases,
    }
    const now = () => new Date(clock)
    const withdrawFiles = async () => []
    const rebuild = createRebuild({
      ...parts,
      royalties,
      table: site,
      publisher,
      mirror: { note: async (tags) => void noted.push(...tags) },
      publishSince: (from, until) => publishSince({ ...parts, publisher, withdrawFiles }, from, until),
      now,
    })
    /** So many milliseconds after the last act; by default the site shows it by then. */
    async function beginRebuild(later = 600_000): Promise<void> {
      clock += later
      await rebuild.begin()
    }
    /** One call of the rebuild under way, of as many steps as there are in some milliseconds, and one at least. */
    const goOn = (milliseconds = 0) => rebuild.goOn(milliseconds)
    return {
      publish: publisher.publish,
      async repair() {
        const done = await repair({ ...parts, lists, publisher, withdrawFiles, rebuild }, new Date(clock))
        await goOn(60_000)
        return done
      },
      /** What it does every minute while publication is frozen. */
      hold: () => mendLists({ ...parts, lists, publisher }, new Date(clock)),
      beginRebuild,
      goOn,
      async rebuild() {
        await beginRebuild()
        const { articles, written, removed } = (await goOn(60_000))!
        return { articles, written, removed }
      },
    }
  }

  const any = { match: ['*'] }

  return {
    newsroom,
    newsroomTable,
    siteTable,
    purged,
    noted,
    publisherOn,
    ...publisherOn(),
    now: () => new Date(clock),

    async write(id: string, input: Record<string, unknown> = {}) {
      const parsed: ArticleInput = articleInput.parse(anArticle(input))
      const latest = await newsroom.articles.latest(id)
      return await newsroom.articles.revise(id, latest ? any : { absent: true }, (previous) => {
        const done = act(previous ? 'edit' : 'create')
        const writing = { by: 'editor', at: done.at, revision: (previous?.number ?? 0) + 1 }
        const state = write(id, previous?.state, parsed, writing)
        return state === previous?.state ? undefined : { act: done, state }
      })
    },

    goLive: (id: string, locale: Locale = 'vi', publishedAt?: string) =>
      newsroom.articles.revise(id, any, (previous) => {
        const done = act('publish', { locale })
        const publication = { revision: previous!.number + 1, at: done.at, publishedAt }
        return { act: done, state: goPublic(previous!.state, locale, publication) }
      }),

    /** Writes an article and makes its Vietnamese text public. */
    async live(id: string, input: Record<string, unknown> = {}, publishedAt?: string) {
      await this.write(id, input)
      return await this.goLive(id, 'vi', publishedAt)
    },

    /** Any act on an article that is there. */
    change: (
      id: string,
      action: Act['action'],
      change: (before: Article) => Article,
      more: Partial<Act> = {},
    ) =>
      newsroom.articles.revise(id, any, (previous) => ({
        act: act(action, more),
        state: change(previous!.state),
      })),

    withdraw: (id: string, locale: Locale = 'vi', reason = 'Nội dung không còn phù hợp') =>
      newsroom.articles.revise(id, any, (previous) => {
        const done = act('withdraw', { locale, note: reason })
        return { act: done, state: withdraw(previous!.state, locale, done, reason) }
      }),

    async configure(change: (settings: Settings) => Settings) {
      const latest = await newsroom.findSettings()
      const state = change(await newsroom.settings())
      const condition = latest ? any : { absent: true as const }
      return await newsroom.reviseSettings(condition, () => ({ act: act('configure'), state }))
    },

    /** What a publisher that never saw anything else would make of the chain now. */
    async asIfNew(): Promise<Record<string, string>> {
      const table = createMemoryTable()
      const ids = await articlesIn(newsroomTable)
      await publisherOn({ site: table }).publish(ids.reverse())
      return await dump(table)
    },
  }
}

export type TestNewsroom = ReturnType<typeof aNewsroom>

export async function copyOf(table: Table): Promise<Table> {
  const copy = createMemoryTable()
  await copy.writeAll({ put: await Array.fromAsync(table.scan()) })
  return copy
}

/**
 * The same table for a process that dies at its `nth` call: before that has done anything, half done, or after all was done.
 */
export function failing(table: Table, nth: number, moment: 'before' | 'half' | 'after' = 'before') {
  let calls = 0
  const wrapped: Table = {
    ...table,
    meteredBy: () => wrapped,
    find: (key) => step(() => table.find(key)),
    page: (limit, start, sk) => step(() => table.page(limit, start, sk)),
    findAll: (keys) => step(() => table.findAll(keys)),
    query: (range) => step(() => table.query(range)),
    count: (range) => step(() => table.count(range)),
    put: (item, condition) => step(() => table.put(item, condition)),
    putTogether: (items) => step(() => table.putTogether(items)),
    delete: (key) => step(() => table.delete(key)),
    add: (key, attribute, amount) => step(() => table.add(key, attribute, amount)),
    writeAll: ({ put = [], remove = [] }) =>
      step(
        () => table.writeAll({ put, remove }),
        () =>
          table.writeAll({ put: put.slice(0, put.length / 2), remove: remove.slice(0, remove.length / 2) }),
      ),
  }
  async function step<T>(whole: () => Promise<T>, half?: () => Promise<T>): Promise<T> {
    calls += 1
    if (calls < nth) return await whole()
    if (calls === nth && moment === 'after') await whole()
    if (calls === nth && moment === 'half') await half?.()
    throw new Error(`the database failed at call ${nth}`)
  }
  return { table: wrapped, calls: () => calls }
}
