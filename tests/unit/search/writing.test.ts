import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { encodeManifest, readManifest } from '../../../functions/search/manifest.ts'
import { MemoryStore } from '../../../functions/search/memory-store.ts'
import { build, commit, compact, sweep } from '../../../functions/search/writer.ts'
import { createCorpus } from '../../support/search/corpus.ts'
import { anIndex, aText, idsOf, now, open, search } from '../../support/search/index.ts'

const day = 86_400_000

const manifestOf = async (store: MemoryStore) => {
  const stored = await store.manifest()
  if (!stored || stored === 'unchanged') throw new Error('there is no manifest')
  return JSON.parse(Buffer.from(stored.bytes).toString())
}

/** One of six texts in one of its revisions; words change with each. */
const revision = (number: number, seq: number): IndexedText =>
  aText({
    id: `text${number}`,
    seq,
    moment: new Date(now - number * day).toISOString(),
    section: seq % 2 === 0 ? 'news' : 'notices',
    title: `hội nghị số ${number}`,
    body: `bản ${seq} của văn bản ${number} chung`,
  })

type Act =
  | { kind: 'put'; texts: { number: number; seq: number }[] }
  | { kind: 'remove'; number: number; seq: number }
  | { kind: 'compact' }
  | { kind: 'rebuild' }

const number = fc.integer({ min: 1, max: 6 })
const seq = fc.integer({ min: 1, max: 9 })
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('put' as const),
        texts: fc.array(fc.record({ number, seq }), { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), number, seq }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'compact' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'rebuild' as const }) },
  ),
  { maxLength: 14 },
)

/** What is to be found after all: of each text the newest revision, unless it was removed with that one or later. */
class Truth {
  readonly #newest = new Map<number, number>()
  readonly #removed = new Map<number, number>()

  put(text: number, revisionNumber: number): void {
    this.#newest.set(text, Math.max(revisionNumber, this.#newest.get(text) ?? 0))
  }

  remove(text: number, revisionNumber: number): void {
    this.#removed.set(text, Math.max(revisionNumber, this.#removed.get(text) ?? 0))
  }

  texts(): IndexedText[] {
    const live = [...this.#newest].filter(([text, newest]) => newest > (this.#removed.get(text) ?? 0))
    return live.map(([text, newest]) => revision(text, newest))
  }
}

/** Once a compaction or a rebuild has forgotten what was removed, an older copy that comes late would stand: none comes here. */
async function act(store: MemoryStore, truth: Truth, each: Act, seen: Map<number, number>): Promise<void> {
  if (each.kind === 'compact') await compact(store, { now })
  if (each.kind === 'rebuild') await build(store, truth.texts(), { now })
  if (each.kind === 'compact' || each.kind === 'rebuild') return
  const isLate = (text: number, revisionNumber: number) => revisionNumber < (seen.get(text) ?? 0)
  if (each.kind === 'remove') {
    if (isLate(each.number, each.seq)) return
    truth.remove(each.number, each.seq)
    seen.set(each.number, each.seq + 1)
    await commit(store, { put: [], remove: [{ id: `text${each.number}`, seq: each.seq }], now })
    return
  }
  const texts = each.texts.filter((text) => !isLate(text.number, text.seq))
  for (const text of texts) {
    truth.put(text.number, text.seq)
    seen.set(text.number, Math.max(text.seq, seen.get(text.number) ?? 0))
  }
  await commit(store, { put: texts.map((text) => revision(text.number, text.seq)), remove: [], now })
}

const questions = ['hội nghị', 'văn bản chung', 'bản 4', '"hội nghị số 3"', 'hoi nghi so']

async function answers(store: MemoryStore) {
  const index = open(store)
  const all = []
  for (const q of questions) {
    const { total, exactTotal, sections, hits } = await search(index, q, { order: 'newest' })
    all.push({ q, total, exactTotal, sections, hits })
  }
  return all
}

const many = [...createCorpus(1).articles(1_000, 25)]
const fresh = many.slice(-40).map((text) => ({ ...text, id: `new${text.id}`, seq: 2 }))

describe('an index that is written to', () => {
  it('answers as one that is built at once, after any acts in any order', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const store = await anIndex([])
        const truth = new Truth()
        const seen = new Map<number, number>()
        for (const each of list) await act(store, truth, each, seen)
        expect(await answers(store)).toEqual(await answers(await anIndex(truth.texts())))
      }),
      { numRuns: 40 },
    )
  })

  it('finds the newest revision once, whatever came late or twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ number, seq }), { minLength: 1, maxLength: 10 }),
        async (order) => {
          const store = await anIndex([])
          const truth = new Truth()
          for (const each of order) {
            truth.put(each.number, each.seq)
            await commit(store, { put: [revision(each.number, each.seq)], remove: [], now })
          }
          expect(await answers(store)).toEqual(await answers(await anIndex(truth.texts())))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('does not find a removed text again when its publication is heard of late', async () => {
    const store = await anIndex([])
    await commit(store, { put: [], remove: [{ id: 'text1', seq: 3 }], now })
    await commit(store, { put: [revision(1, 2), revision(1, 3)], remove: [], now })
    expect((await search(open(store), 'hội nghị')).total).toBe(0)
    await commit(store, { put: [revision(1, 4)], remove: [], now })
    expect((await search(open(store), 'hội nghị')).total).toBe(1)
  })

  it('loses nothing to two writers who race', async () => {
    const store = await anIndex([])
    const writer = async (name: string) => {
      for (let at = 0; at < 15; at++)
        await commit(store, {
          put: [aText({ id: `${name}${at}`, title: `hội nghị ${name}` })],
          remove: [],
          now,
        })
    }
    await Promise.all([writer('a'), writer('b'), compact(store, { now })])
    expect((await search(open(store), 'hội nghị')).total).toBe(30)
  })

  it('keeps what is committed while it is rebuilt, and leaves out what was there before', async () => {
    const store = await anIndex([revision(1, 1), revision(2, 1)])
    async function* slowly() {
      yield revision(1, 1)
      await commit(store, { put: [revision(3, 1), revision(1, 2)], remove: [], now })
      yield revision(4, 1)
      await commit(store, { put: [], remove: [{ id: 'text4', seq: 1 }], now })
    }
    await build(store, slowly(), { now })
    expect(idsOf(await search(open(store), 'hội nghị', { order: 'newest' }))).toEqual(['text1', 'text3'])
    expect((await search(open(store), '"bản 2"')).total).toBe(1)
  })

  it('is not taken over by a rebuild that was overtaken by another', async () => {
    const store = await anIndex([revision(1, 1)])
    async function* overtaken() {
      yield revision(2, 1)
      await build(store, [revision(3, 1)], { now })
    }
    await expect(build(store, overtaken(), { now })).rejects.toThrow(/another rebuild/)
    expect(idsOf(await search(open(store), 'hội nghị'))).toEqual(['text3'])
  })

  it('costs a publication as much, however many texts there are', async () => {
    const cost = async (texts: readonly IndexedText[]) => {
      const store = await anIndex(texts)
      const before = { ...store.traffic }
      for (const text of fresh.slice(0, 12)) await commit(store, { put: [text], remove: [], now })
      const { writes, bytesWritten } = store.traffic
      return { writes: writes - before.writes, bytes: bytesWritten - before.bytesWritten }
    }
    const [small, large] = [await cost(many.slice(0, 320)), await cost(many)]
    expect(large.writes).toBe(small.writes)
    expect(large.bytes).toBeLessThan(small.bytes * 1.2)
  })

  it('forgets what it need not remember when it is compacted, and carries no dead copies along', async () => {
    const store = await anIndex([])
    for (let at = 1; at <= 6; at++)
      await commit(store, { put: [revision(1, at), revision(2, at)], remove: [], now })
    await commit(store, { put: [], remove: [{ id: 'text2', seq: 6 }], now })
    await compact(store, { now })
    const manifest = await manifestOf(store)
    expect(manifest.kills).toEqual([])
    expect(manifest.segments.map(({ texts }: { texts: number }) => texts)).toEqual([1])
  })

  it('is compacted in parts where there is no more time, and finds the same after each', async () => {
    const store = await anIndex([])
    // Of two generations, which are never merged with each other.
    const texts = Array.from({ length: 80 }, (_, number) => revision(number, 1))
    for (const some of [texts.slice(0, 40), texts.slice(40)]) {
      const { manifest, tag } = await readManifest(store)
      await store.replaceManifest(encodeManifest({ ...manifest, generation: manifest.generation + 1 }), tag)
      await commit(store, { put: some, remove: [], now })
      await commit(store, { put: [], remove: some.slice(0, 20).map(({ id, seq }) => ({ id, seq })), now })
    }
    const parts: boolean[] = []
    do {
      const { isCut } = await compact(store, { now, goOn: async () => false })
      parts.push(isCut)
      expect((await search(open(store), 'hội nghị')).total).toBe(40)
    } while (parts.at(-1) && parts.length < 9)
    expect(parts).toEqual([true, false])
    expect((await manifestOf(store)).kills).toEqual([])
  })

  it('says when it is time to compact', async () => {
    const store = await anIndex(many.slice(0, 310))
    const { compactionIsDue } = await commit(store, { put: fresh, remove: [], now })
    expect(compactionIsDue).toBe(true)
    expect((await compact(store, { now })).compactionIsDue).toBe(false)
  })

  it('sweeps what nothing names, a day after it was written, and nothing else', async () => {
    let clock = now
    const store = new MemoryStore(() => clock)
    await build(store, [revision(1, 1)], { now })
    await commit(store, { put: [revision(2, 1)], remove: [], now })
    await store.write('segments/orphan', new Uint8Array(3))
    expect(await sweep(store, { now: clock + day / 2 })).toBe(0)
    clock += 2 * day
    await store.write('segments/fresh', new Uint8Array(3))
    expect(await sweep(store, { now: clock })).toBeGreaterThan(0)
    expect(store.objects.has('segments/orphan')).toBe(false)
    expect(store.objects.has('segments/fresh')).toBe(true)
    expect((await search(open(store), 'hội nghị')).total).toBe(2)
  })
})
