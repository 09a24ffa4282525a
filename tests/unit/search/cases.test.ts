import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { MemoryStore } from '../../../functions/search/memory-store.ts'
import { mark } from '../../../functions/search/snippet.ts'
import { build, commit, compact } from '../../../functions/search/writer.ts'
import { anIndex, aText, idsOf, now, open, search } from '../../support/search/index.ts'

interface Case {
  id: string
  q: string
  why: string
  hits?: number[]
  contains?: number[]
  first?: number[]
  first_set?: number[]
  before?: [number, number][]
  not?: number[]
  ordered?: number[]
  count?: number
  page_len?: number
  exact?: number
  same_as?: string
  highlight_title?: string[]
  highlight_body?: string[]
  dym?: string
  opts?: { sort?: 'new'; section?: string; from?: string; to?: string; size?: number; page?: number }
}

const file = new URL('../../support/search/fixtures/vi-search-cases.json', import.meta.url)
const { docs, cases }: { docs: Record<string, string>[]; cases: Case[] } = JSON.parse(
  readFileSync(file, 'utf8'),
)
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

const set = (ids: readonly (number | string)[]) => ids.map(Number).sort((a, b) => a - b)

describe.each(Object.entries(layouts))('an index of %s', (_, make) => {
  const opened = make().then(open)

  const run = async (q: string, { sort, ...opts }: NonNullable<Case['opts']> = {}) =>
    await search(await opened, q, { size: 100, ...opts, order: sort === 'new' ? 'newest' : 'best' })

  it.each(cases)('answers $id: $q ($why)', async (each) => {
    const found = await run(each.q, each.opts)
    const ids = idsOf(found).map(Number)
    if (each.hits) expect(set(ids)).toEqual(set(each.hits))
    if (each.ordered) expect(ids).toEqual(each.ordered)
    if (each.contains) expect(ids).toEqual(expect.arrayContaining(each.contains))
    if (each.first) expect(ids.slice(0, each.first.length)).toEqual(each.first)
    if (each.first_set) expect(set(ids.slice(0, each.first_set.length))).toEqual(set(each.first_set))
    for (const [a, b] of each.before ?? []) {
      expect(ids).toContain(a)
      if (ids.includes(b)) expect(ids.indexOf(a)).toBeLessThan(ids.indexOf(b))
    }
    for (const id of each.not ?? []) expect(ids).not.toContain(id)
    if (each.count !== undefined) expect(found.total).toBe(each.count)
    if (each.page_len !== undefined) expect(ids).toHaveLength(each.page_len)
    if (each.exact !== undefined) expect(found.exactTotal).toBe(each.exact)
    if (each.same_as !== undefined) expect(ids).toEqual(idsOf(await run(each.same_as)).map(Number))
    const [best] = docs.filter(({ id }) => Number(id) === ids[0])
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
