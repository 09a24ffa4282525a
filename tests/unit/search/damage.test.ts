import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import type { MemoryStore } from '../../../functions/search/memory-store.ts'
import { openIndex } from '../../../functions/search/reader.ts'
import { build, commit } from '../../../functions/search/writer.ts'
import { createCorpus } from '../../support/search/corpus.ts'
import { anIndex, asks, now, open, search } from '../../support/search/index.ts'

const texts: IndexedText[] = [...createCorpus(4).articles(12, 50)]
const q = texts[0]!.title.split(' ').slice(0, 2).join(' ')
const put = [{ ...texts[0]!, seq: 2 }]

const segmentOf = (store: MemoryStore) => [...store.objects].find(([name]) => name.startsWith('segments/'))!
const phrasesOf = (store: MemoryStore) => [...store.objects].find(([name]) => name.startsWith('phrases/'))!

async function changeManifest(store: MemoryStore, change: (json: string) => string): Promise<void> {
  const stored = await store.manifest()
  if (!stored || stored === 'unchanged') throw new Error('there is no manifest')
  await store.replaceManifest(Buffer.from(change(Buffer.from(stored.bytes).toString())), stored.tag)
}

/** Each leaves an index that cannot be used. */
const damages: Record<string, { reason: string; damage: (store: MemoryStore) => Promise<void> | void }> = {
  'a manifest that is no JSON': {
    reason: 'damaged',
    damage: async (store) => await changeManifest(store, (json) => json.slice(0, 40)),
  },
  'an empty manifest': { reason: 'damaged', damage: async (store) => await changeManifest(store, () => '') },
  'a manifest of other things': {
    reason: 'damaged',
    damage: async (store) => await changeManifest(store, () => '[1]'),
  },
  'a newer format': {
    reason: 'newer',
    damage: async (store) => await changeManifest(store, (json) => json.replace('"format":1', '"format":2')),
  },
  'a newer analyzer': {
    reason: 'newer',
    damage: async (store) =>
      await changeManifest(store, (json) => json.replace(/"analyzer":\d+/u, '"analyzer":99')),
  },
  'a newer format of which nothing else is known': {
    reason: 'newer',
    damage: async (store) => await changeManifest(store, () => '{"format":7,"analyzer":1}'),
  },
  'a segment that is gone': {
    reason: 'damaged',
    damage: (store) => void store.objects.delete(segmentOf(store)[0]),
  },
  'a segment that is half written': {
    reason: 'damaged',
    damage: (store) => {
      const [name, object] = segmentOf(store)
      store.objects.set(name, { ...object, bytes: object.bytes.subarray(0, object.bytes.length / 2) })
    },
  },
  'an empty segment': {
    reason: 'damaged',
    damage: (store) => {
      const [name, object] = segmentOf(store)
      store.objects.set(name, { ...object, bytes: new Uint8Array() })
    },
  },
}

describe.each(Object.entries(damages))('an index with %s', (_, { reason, damage }) => {
  it('says what is wrong instead of failing', async () => {
    const store = await anIndex(texts)
    await damage(store)
    expect(await open(store).search(asks(q))).toMatchObject({ state: 'failed', reason })
    expect(await open(store).suggest(q)).toEqual([])
  })

  it('is still searched by whoever had opened it, who says that it may be old', async () => {
    const store = await anIndex(texts)
    let clock = now
    const index = openIndex(store, { clock: () => clock })
    const { total } = await search(index, q)
    await damage(store)
    clock += 60_000
    const found = await search(index, q)
    expect(found.total).toBe(total)
    // What it needs of a segment that is gone was read before.
    if (!_.includes('segment')) expect(found.state).toBe('stale')
  })

  it('is not added to, and is whole again after a rebuild, unless newer code made it', async () => {
    const store = await anIndex(texts)
    await damage(store)
    await expect(commit(store, { put, remove: [], now })).rejects.toMatchObject({ problem: reason })
    if (reason === 'newer') {
      await expect(build(store, texts, { now })).rejects.toMatchObject({ problem: 'newer' })
      return
    }
    await build(store, texts, { now })
    await commit(store, { put, remove: [], now })
    expect((await search(open(store), q)).state).toBe('fresh')
  })
})

describe('an index', () => {
  it('that is missing says so, and is not begun by a single text', async () => {
    const store = await anIndex([])
    const empty = new (store.constructor as typeof MemoryStore)()
    expect(await open(empty).search(asks(q))).toMatchObject({ state: 'failed', reason: 'missing' })
    await expect(commit(empty, { put, remove: [], now })).rejects.toMatchObject({ problem: 'missing' })
    expect(await open(store).search(asks(q))).toMatchObject({ state: 'fresh', total: 0, hits: [] })
  })

  it('of which any byte was changed finds the same or says that it is damaged', async () => {
    const whole = await anIndex(texts)
    const { total } = await search(open(whole), q)
    const [name, object] = segmentOf(whole)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(object.bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = object.bytes.slice()
          bytes[at]! ^= flip
          whole.objects.set(name, { ...object, bytes })
          const found = await open(whole).search(asks(q))
          expect(found).toMatchObject(found.state === 'failed' ? { reason: 'damaged' } : { total })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('whose phrases are damaged finds everything, without suggestions', async () => {
    const store = await anIndex(texts)
    const [name, object] = phrasesOf(store)
    store.objects.set(name, { ...object, bytes: object.bytes.subarray(1) })
    expect((await search(open(store), q)).total).toBeGreaterThan(0)
    expect(await open(store).suggest(q)).toEqual([])
  })

  it('that cannot be reached says so, and is asked again the next time', async () => {
    const store = await anIndex(texts)
    const index = open(store)
    const { manifest } = store
    store.manifest = async () => {
      throw new Error('no route to host')
    }
    expect(await index.search(asks(q))).toMatchObject({ state: 'failed', reason: 'unreachable' })
    store.manifest = manifest
    expect(await index.search(asks(q))).toMatchObject({ state: 'fresh' })
  })

  it('that cannot be reached any more is asked for every ten seconds, and answers from what it has', async () => {
    const store = await anIndex(texts)
    let clock = now
    const index = openIndex(store, { clock: () => clock })
    const { total } = await search(index, q)
    let asked = 0
    const { manifest } = store
    store.manifest = async () => {
      asked += 1
      throw new Error('no route to host')
    }
    clock += 10_000
    for (const _ of [1, 2, 3]) expect(await search(index, q)).toMatchObject({ state: 'stale', total })
    expect(asked).toBe(1)
    store.manifest = manifest
    clock += 10_000
    expect(await search(index, q)).toMatchObject({ state: 'fresh', total })
  })

  it('by an older analyzer is searched as long as it must, and not added to', async () => {
    const store = await anIndex(texts)
    await changeManifest(store, (json) => json.replace(/"analyzer":\d+/u, '"analyzer":0'))
    expect(await open(store).search(asks(q))).toMatchObject({ state: 'stale' })
    await expect(commit(store, { put, remove: [], now })).rejects.toMatchObject({ problem: 'older' })
    await build(store, texts, { now })
    expect(await open(store).search(asks(q))).toMatchObject({ state: 'fresh' })
  })

  it('is looked at again after ten seconds, and only then', async () => {
    const store = await anIndex([])
    let clock = now
    const index = openIndex(store, { clock: () => clock })
    expect((await search(index, q)).total).toBe(0)
    await commit(store, { put, remove: [], now })
    expect((await search(index, q)).total).toBe(0)
    clock += 10_000
    expect((await search(index, q)).total).toBe(1)
  })

  it('whose segment was merged and swept away looks at the manifest once more', async () => {
    const store = await anIndex(texts)
    const index = openIndex(store, { clock: () => now, cache: 0, smallSegment: 0 })
    expect((await search(index, q)).total).toBeGreaterThan(0)
    const [name] = segmentOf(store)
    await build(store, texts, { now })
    store.objects.delete(name)
    expect((await search(index, q)).total).toBeGreaterThan(0)
  })
})

describe('an index that is read in blocks', () => {
  it('answers several at once as one after the other, and reads what they share once', async () => {
    const store = await anIndex(texts)
    const whole = open(store)
    const questions = texts.slice(0, 12).map(({ title }) => title.split(' ').slice(0, 2).join(' '))
    const inBlocks = openIndex(store, { clock: () => now, cache: 200_000, smallSegment: 0 })
    const together = await Promise.all(questions.map(async (each) => await search(inBlocks, each)))
    const alone = []
    for (const each of questions) alone.push(await search(whole, each))
    expect(together).toEqual(alone)
    const { reads } = store.traffic
    await Promise.all(questions.map(async (each) => await search(inBlocks, each)))
    expect(store.traffic.reads).toBe(reads)
  })

  it('says that it is damaged where a block was changed', async () => {
    const store = await anIndex(texts)
    const index = openIndex(store, { clock: () => now, cache: 0, smallSegment: 0 })
    const [name, object] = segmentOf(store)
    const bytes = object.bytes.slice()
    bytes[100]! ^= 1
    store.objects.set(name, { ...object, bytes })
    expect(await index.search(asks(q))).toMatchObject({ state: 'failed', reason: 'damaged' })
  })
})
