import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { encodeManifest, namesIn, readManifest } from '../../../functions/search/manifest.ts'
import { MemoryStore } from '../../../functions/search/memory-store.ts'
import { openIndex } from '../../../functions/search/reader.ts'
import { build, commit, compact, sweep } from '../../../functions/search/writer.ts'
import { anIndex, aText, idsOf, now, search } from '../../support/search/index.ts'
import { Killed, killedAt } from '../../support/search/killed-store.ts'

const day = 86_400_000

const text = (number: number, seq = 1): IndexedText =>
  aText({ id: `text${number}`, seq, title: `hội nghị số ${number}`, body: `bản ${seq} của văn bản` })

/** Reads by pieces, and looks for another manifest only when `clock` goes on. */
const openAt = (store: MemoryStore, clock: () => number) =>
  openIndex(store, { clock, cache: 0, smallSegment: 0 })

/** The same, to whom the manifest is out of reach from the second time on: what it named must be there. */
function openOnce(store: MemoryStore) {
  let asked = 0
  const once = killedAt(store, Number.POSITIVE_INFINITY, 'after').store
  const manifest = async () => {
    asked += 1
    if (asked > 1) throw new Error('no route to host')
    return await store.manifest()
  }
  return openIndex({ ...once, manifest }, { clock: () => now, cache: 0, smallSegment: 0 })
}

const found = async (store: MemoryStore, clock: () => number) =>
  idsOf(await search(openAt(store, clock), 'hội nghị', { order: 'newest', size: 100 }))

/** An index of several generations, so that there is more than one merge, with dead copies in each; all written two days ago. */
async function anUntidyIndex(clock: () => number) {
  const store = new MemoryStore(clock)
  await build(store, [], { now: clock() })
  for (let part = 0; part < 2; part += 1) {
    const { manifest, tag } = await readManifest(store)
    await store.replaceManifest(encodeManifest({ ...manifest, generation: part + 2 }), tag)
    const texts = Array.from({ length: 12 }, (_, at) => text(part * 12 + at))
    for (const some of [texts.slice(0, 8), texts.slice(8)])
      await commit(store, { put: some, remove: [], now: clock() })
    await commit(store, {
      put: texts.slice(0, 2).map(({ id }) => text(Number(id.slice(4)), 2)),
      remove: [],
      now: clock(),
    })
    await commit(store, {
      put: [],
      remove: texts.slice(3, 8).map(({ id, seq }) => ({ id, seq })),
      now: clock(),
    })
  }
  return store
}

/** As the publisher tidies up. */
async function tidy(store: Parameters<typeof compact>[0], at: number) {
  await compact(store, { now: at })
  await sweep(store, { now: at })
}

describe('an index whose writer is killed while it tidies up', () => {
  it.each(['before', 'after'] as const)(
    'finds the same, and is tidied by the next one (%s each call)',
    async (moment) => {
      for (let nth = 1; ; nth += 1) {
        let clock = now - 2 * day
        const store = await anUntidyIndex(() => clock)
        const before = await found(store, () => now)
        const open = openOnce(store)
        await search(open, 'hội nghị')
        clock = now
        const killed = killedAt(store, nth, moment)
        const died = await tidy(killed.store, now).catch((error: unknown) => error)
        if (died !== undefined && !(died instanceof Killed)) throw died
        // Whoever had opened it finds what it needs where it was, without looking for another manifest.
        expect(idsOf(await search(open, 'hội nghị', { order: 'newest', size: 100 })), `call ${nth}`).toEqual(
          before,
        )
        expect(await found(store, () => now), `call ${nth}`).toEqual(before)
        await tidy(store, now)
        expect(await found(store, () => now), `call ${nth}`).toEqual(before)
        const { manifest } = await readManifest(store)
        expect(manifest.kills).toEqual([])
        clock = now + 2 * day
        await tidy(store, clock)
        const { manifest: last } = await readManifest(store)
        // Of what was replaced a minute before it may still be there.
        const named = new Set([...namesIn(last), ...last.retired.map(({ name }) => name)])
        expect([...store.objects.keys()].filter((name) => !named.has(name))).toEqual([])
        if (died === undefined) {
          expect(nth).toBeGreaterThan(12)
          break
        }
      }
    },
  )

  it('goes on where it was killed: a merge that was done is done', async () => {
    let clock = now - day
    const store = await anUntidyIndex(() => clock)
    clock = now
    const { segments } = (await readManifest(store)).manifest
    let merges = 0
    const goOn = async () => {
      merges += 1
      if (merges === 2) throw new Killed()
      return true
    }
    await expect(compact(store, { now, goOn })).rejects.toBeInstanceOf(Killed)
    expect((await readManifest(store)).manifest.segments).not.toEqual(segments)
  })

  it('loses nothing, whatever is committed in between and whoever is killed', async () => {
    const act = fc.record({
      number: fc.integer({ min: 0, max: 9 }),
      kind: fc.constantFrom('put', 'put', 'remove', 'compact', 'sweep'),
      dies: fc.option(fc.integer({ min: 1, max: 12 })),
      moment: fc.constantFrom('before' as const, 'after' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        let clock = now
        const store = new MemoryStore(() => clock)
        await build(store, [], { now })
        const live = new Map<number, number>()
        for (const [at, { number, kind, dies, moment }] of acts.entries()) {
          clock += day / 3
          const change =
            kind === 'put'
              ? { put: [text(number, at + 1)], remove: [], now: clock }
              : { put: [], remove: [{ id: `text${number}`, seq: at + 1 }], now: clock }
          const run = async (on: Parameters<typeof compact>[0]) => {
            if (kind === 'compact') await compact(on, { now: clock })
            else if (kind === 'sweep') await sweep(on, { now: clock })
            else await commit(on, change)
          }
          if (dies !== null) await run(killedAt(store, dies, moment).store).catch(() => {})
          // What was noted is told again.
          await run(store)
          if (kind === 'put') live.set(number, at + 1)
          if (kind === 'remove') live.delete(number)
          const whole = await anIndex([...live].map(([id, seq]) => text(id, seq)))
          expect([...(await found(store, () => clock))].sort()).toEqual(
            [...(await found(whole, () => clock))].sort(),
          )
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is tidied up', () => {
  it('lets others come first every megabyte of a merge and every two thousand titles', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) =>
      aText({ id: `m${at}`, title: `hội nghị ${at}`, body: `${at} văn bản số ${at * 7} `.repeat(100) }),
    )
    const store = await anIndex(many)
    const { manifest, tag } = await readManifest(store)
    const before = manifest.segments.map(({ name }) => name)
    await store.replaceManifest(
      encodeManifest({
        ...manifest,
        kills: many.slice(0, 2_000).map(({ id }) => ({ id, below: 2 })),
      }),
      tag,
    )
    const { tag: unmerged } = await readManifest(store)
    let [pauses, merging] = [0, 0]
    await compact(store, {
      now,
      goOn: async () => {
        pauses += 1
        if ((await readManifest(store)).tag === unmerged) merging += 1
        return true
      },
    })
    expect(before).not.toEqual((await readManifest(store)).manifest.segments.map(({ name }) => name))
    expect(merging).toBeGreaterThan(0)
    expect(pauses - merging).toBeGreaterThan(9)
  })
})
