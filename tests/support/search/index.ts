import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { MemoryStore } from '../../../functions/search/memory-store.ts'
import type { Failure, Found, Query, SearchIndex } from '../../../functions/search/query.ts'
import { openIndex } from '../../../functions/search/reader.ts'
import { build } from '../../../functions/search/writer.ts'

export const now = Date.parse('2025-10-01T00:00:00Z')
const clock = () => now

/** A text of which only some is of interest. */
export const aText = (fields: Partial<IndexedText> & { id: string }): IndexedText => ({
  seq: 1,
  moment: '2024-01-01T00:00:00Z',
  section: 'news',
  title: '',
  lead: '',
  body: '',
  ...fields,
})

export async function anIndex(texts: readonly IndexedText[]): Promise<MemoryStore> {
  const store = new MemoryStore(clock)
  await build(store, texts, { now })
  return store
}

export const open = (store: MemoryStore): SearchIndex => openIndex(store, { clock })

export const asks = (q: string, query: Partial<Query> = {}): Query => ({
  q,
  order: 'best',
  page: 1,
  ...query,
})

/** What is found; a failure fails the test. */
export async function search(index: SearchIndex, q: string, query: Partial<Query> = {}): Promise<Found> {
  const found: Found | Failure = await index.search(asks(q, query))
  if (found.state === 'failed') throw new Error(`${found.reason}: ${found.message}`)
  return found
}

export const idsOf = ({ hits }: Found) => hits.map(({ id }) => id)
