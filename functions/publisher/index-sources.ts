import { newsroomTextOf } from '../domain/article/search-text.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { searchTextOf } from '../domain/site/projection.ts'
import type { SearchText } from '../domain/site/shapes.ts'
import { describeError, log } from '../http/log.ts'
import type { ByteStore } from '../search/bytes.ts'
import type { IndexedText } from '../search/indexed-text.ts'
import { chunks } from '../store/batches.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Site } from '../store/site.ts'
import type { SiteWriter } from '../store/site-writer.ts'

/** A text that is to be found, without the moment at which it was read. */
export type FoundText = Omit<IndexedText, 'seq'>

/** One index, and what it is made of. */
export interface IndexSource {
  name: string
  /** Of which it holds what is public; undefined for that of the newsroom. */
  locale?: Locale
  store: ByteStore
  /** The same place with another manifest: for one that is being made again beside it. */
  next: ByteStore
  /** Those of some articles that are to be found now. */
  read(ids: readonly string[]): Promise<FoundText[]>
  /** Ids of all articles, some at a time, beginning after a cursor. `next`: the cursor where there may be more. */
  list(cursor: string | undefined, limit: number): Promise<{ ids: string[]; next?: string | undefined }>
}

/** Opens the bytes of an index below a prefix, with its manifest or another one. */
export type OpenIndex = (prefix: string, manifest?: string) => ByteStore

export const nextManifest = 'next.json'

const openBoth = (open: OpenIndex, prefix: string) => ({
  store: open(prefix),
  next: open(prefix, nextManifest),
})

/** Reads together what can be read together; what cannot be read at all is told to the log, and not found. */
async function readEach<T>(
  index: string,
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  try {
    return await read(ids)
  } catch (error) {
    if (ids.length > 1) {
      const parts = await Promise.all(ids.map((id) => readEach(index, [id], read)))
      return parts.flat()
    }
    log('error', 'a text could not be indexed', { index, article: ids[0], ...describeError(error) })
    return []
  }
}

const foundText = ({ id, section, publishedAt, title, summary, body, byline }: SearchText): FoundText => ({
  ...{ id, section, title, body },
  moment: publishedAt,
  lead: summary,
  byline: byline.join(', '),
})

interface PublicParts {
  open: OpenIndex
  site: Pick<Site, 'texts'>
  writer: Pick<SiteWriter, 'pages' | 'savePage' | 'listedIds'>
}

/** What readers can find in one language: the words of what is public. */
function createPublicSource(locale: Locale, { open, site, writer }: PublicParts): IndexSource {
  const name = `public-${locale}`

  /** A page that was written before there were words beside it gets them now. */
  async function readMissing(ids: readonly string[]): Promise<SearchText[]> {
    const texts: SearchText[] = []
    for (const page of ids.length > 0 ? await writer.pages(ids, locale) : []) {
      const text = searchTextOf(page)
      if (!text) continue
      await writer.savePage(page.id, locale, page)
      texts.push(text)
    }
    return texts
  }

  async function read(ids: readonly string[]): Promise<FoundText[]> {
    const texts = await site.texts(ids, locale)
    const missing = ids.filter((_, index) => !texts[index])
    return [...texts.flatMap((text) => text ?? []), ...(await readMissing(missing))].map(foundText)
  }

  return {
    name,
    locale,
    ...openBoth(open, `search/${locale}/`),
    read: (ids) => readEach(name, ids, read),
    list: (cursor, limit) => writer.listedIds(locale, cursor, limit),
  }
}

/** Chains that are read at the same time. */
const chainsAtOnce = 50

/** What editors can find: every article in its last state, put away or not. */
function createNewsroomSource({ open, newsroom }: { open: OpenIndex; newsroom: Newsroom }): IndexSource {
  const name = 'newsroom'
  const { articles } = newsroom

  async function readSome(ids: readonly string[]): Promise<FoundText[]> {
    const found = await articles.latestAll(ids)
    return [...found.values()].map(({ subject, at, state }) => ({
      ...{ id: subject, moment: at, section: state.section },
      ...newsroomTextOf(state),
    }))
  }

  return {
    name,
    ...openBoth(open, 'newsroom/'),
    async read(ids) {
      const found: FoundText[] = []
      for (const some of chunks(ids, chainsAtOnce)) found.push(...(await readEach(name, some, readSome)))
      return found
    },
    list: (cursor, limit) => articles.allIds(cursor, limit),
  }
}

/** Every index there is. */
export function createIndexSources(parts: PublicParts & { newsroom: Newsroom }): IndexSource[] {
  return [...locales.map((locale) => createPublicSource(locale, parts)), createNewsroomSource(parts)]
}
