import type { Locale } from '../../../functions/domain/locale.ts'
import { createIndexFeed } from '../../../functions/publisher/index-feed.ts'
import { createIndexSources, type OpenIndex } from '../../../functions/publisher/index-sources.ts'
import { createPublisher } from '../../../functions/publisher/publisher.ts'
import type { ByteStore } from '../../../functions/search/bytes.ts'
import { openIndex } from '../../../functions/search/reader.ts'
import { createIndexNotes } from '../../../functions/store/index-notes.ts'
import { createSite } from '../../../functions/store/site.ts'
import { createSiteWriter } from '../../../functions/store/site-writer.ts'
import type { Table } from '../../../functions/store/table.ts'
import { aNewsroom } from '../articles/newsroom.ts'
import { memoryIndexes } from './memory-indexes.ts'

/** Ids that an index finds, best first; or why it cannot be asked. */
export async function idsIn(store: ByteStore, q: string): Promise<string[] | string> {
  const found = await openIndex(store, { clock: Date.now }).search({ q, order: 'best', page: 1, size: 1000 })
  return found.state === 'failed' ? found.reason : found.hits.map(({ id }) => id)
}

/** A newsroom whose publisher feeds the indexes that readers and editors search, all in memory. */
export function aSearchedSite(room = aNewsroom(), indexes = memoryIndexes()) {
  /** Milliseconds by which the feed's clock is ahead. */
  let ahead = 0
  const clock = () => Date.now() + ahead

  function partsOn({
    table = room.siteTable,
    open = indexes.open,
  }: {
    table?: Table
    open?: OpenIndex
  } = {}) {
    const writer = createSiteWriter(table)
    const { newsroom } = room
    const feed = createIndexFeed({
      notes: createIndexNotes(table),
      sources: createIndexSources({ open, site: createSite(table), writer, newsroom }),
      clock,
      inStep: 3,
    })
    const publisher = createPublisher({
      newsroom,
      site: writer,
      purge: async () => {},
      followUp: { prepare: (_ids, _purged, changes, written) => feed.note(changes, written) },
    })
    return { feed, publisher }
  }

  return {
    ...room,
    indexes,
    partsOn,
    later: (milliseconds: number) => {
      ahead += milliseconds
    },

    /** Publishes, and tells the indexes, as one call of the publisher does. */
    async publish(ids: readonly string[]) {
      const { feed, publisher } = partsOn()
      const failed = await publisher.publish(ids)
      await feed.workOff()
      return failed
    },

    /** As the minute does it, several times. */
    async minutes(count = 1) {
      for (let minute = 0; minute < count; minute += 1) await partsOn().feed.workOff(60_000)
    },

    /** What readers find: hits as far as they are public. */
    async find(q: string, locale: Locale = 'vi') {
      const ids = await idsIn(indexes.open(`search/${locale}/`), q)
      if (typeof ids === 'string') return ids
      const texts = await createSite(room.siteTable).texts(ids, locale)
      return ids.filter((_, index) => texts[index])
    },

    /** What the index says, without looking whether it is public. */
    findRaw: (q: string, locale: Locale = 'vi') => idsIn(indexes.open(`search/${locale}/`), q),
    findInNewsroom: (q: string) => idsIn(indexes.open('newsroom/'), q),
  }
}

export type SearchedSite = ReturnType<typeof aSearchedSite>
