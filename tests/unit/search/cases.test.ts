import { describe, expect, it } from 'vitest'
import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { MemoryStore } from '../../../functions/search/memory-store.ts'
import { mark } from '../../../functions/search/snippet.ts'
import { build, commit, compact } from '../../../functions/search/writer.ts'
import { type Case, cases, docs, holdHits } from '../../support/search/cases.ts'
import { anIndex, aText, idsOf, now, open, search } from '../../support/search/index.ts'

const texts: IndexedText[] = docs.map(({ id, title, lead, body, section, date }) =>
  aText({ id: String(id), seq: 2, moment: `${date}T00:00:00Z`, title, lead, body, section }),
)

/** Some texts as they were before: every one of them is to be found once, as it is now. */
const former = texts.slice(5, 12).map((text) => ({ ...text, seq: 1 }))

async function ofCommits(parts: readonly IndexedText[][]): Promise<MemoryStore> {
  const store = new MemoryStore(() => now)
  await build(store, [], { now })
  for (const put of parts) await commit(store, { put, remove: [], now })
  return store
}

/** Each part by itself: those of former rebuilds are not merged with what comes after. */
async function ofSegments(parts: readonly IndexedText[][]): Promise<MemoryStore> {
  const store = await ofCommits(parts.slice(0, 1))
  for (const put of parts.slice(1)) {
    const { bytes, tag } = (await store.manifest()) as { bytes: Uint8Array; tag: string }
    const manifest = JSON.parse(Buffer.from(bytes).toString())
    manifest.generation += 1
    await store.replaceManifest(Buffer.from(JSON.stringify(manifest)), tag)
    await commit(store, { put, remove: [], now })
  }
  return store
}

const layouts: Record<string, () => Promise<MemoryStore>> = {
  'one segment': async () => await anIndex(texts),
  'three segments': async () => await ofSegments([texts.slice(0, 15), texts.slice(15, 30), texts.slice(30)]),
  merged: async () => await ofCommits(texts.map((text) => [text])),
  'merged with removals': async () => {
    const store = await ofCommits([former, texts, [aText({ id: 'gone', title: 'hội nghị hóa đơn' })]])
    await commit(store, { put: [], remove: [{ id: 'gone', seq: 2 }], now })
    await compact(store, { now })
    return store
  },
  'with copies that are dead': async () => await ofSegments([former, texts]),
}

describe.each(Object.entries(layouts))('an index of %s', (_, make) => {
  const opened = make().then(open)

  const run = async (q: string, { sort, ...opts }: NonNullable<Case['opts']> = {}) =>
    await search(await opened, q, { size: 100, ...opts, order: sort === 'new' ? 'newest' : 'best' })

  it.each(cases)('answers $id: $q ($why)', async (each) => {
    const found = await run(each.q, each.opts)
    const ids = idsOf(found).map(Number)
    holdHits(each, ids)
    if (each.count !== undefined) expect(found.total).toBe(each.count)
    if (each.page_len !== undefined) expect(ids).toHaveLength(each.page_len)
    if (each.exact !== undefined) expect(found.exactTotal).toBe(each.exact)
    if (each.same_as !== undefined) expect(ids).toEqual(idsOf(await run(each.same_as)).map(Number))
    const [best] = docs.filter(({ id }) => id === ids[0])
    const marked = (text: string) =>
      mark(text, each.q)
        .filter((part) => part.mark)
        .map((part) => part.text)
    for (const words of each.highlight_title ?? []) expect(marked(best?.title ?? '')).toContain(words)
    for (const words of each.highlight_body ?? [])
      expect(marked(`${best?.lead}\n${best?.body}`)).toContain(words)
    if (each.dym) expect(found.suggestionInstead?.toLowerCase()).toBe(each.dym.toLowerCase())
    else if (found.exactTotal > 0) expect(found.suggestionInstead).toBeUndefined()
  })
})
