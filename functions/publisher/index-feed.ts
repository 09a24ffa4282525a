import { describeError, log } from '../http/log.ts'
import { IndexProblem } from '../search/index-problem.ts'
import type { Change as IndexChange } from '../search/indexed-text.ts'
import { build, commit, compact, inspect, sweep } from '../search/writer.ts'
import type { IndexNotes } from '../store/index-notes.ts'
import type { Change } from './article.ts'
import { type IndexSource, nextManifest } from './index-sources.ts'

interface Parts {
  notes: IndexNotes
  sources: readonly IndexSource[]
  /** Milliseconds since 1970 UTC. */
  clock?: () => number
  /** Texts that are read for one step of making an index again. */
  inStep?: number
}

/** Texts that are told to an index at once. */
const atOnce = 100

/** Milliseconds between two looks whether all parts are there, and between two that read them all and tidy up. */
const countEvery = 10 * 60_000
const tidyEvery = 24 * 3_600_000

/** What of an index may be made again. One that newer code wrote is left alone. */
const isMended = (error: unknown) => error instanceof IndexProblem && error.problem !== 'newer'

/**
 * Feeds the indexes that readers and editors search. Led by notes of which articles changed, it tells an index what the read
 * model (or the chain) says of them at that moment, so it may run twice or late. An index that is missing, damaged or of
 * former rules is made again beside the old one, some steps a minute.
 */
export function createIndexFeed({ notes, sources, clock = Date.now, inStep = 250 }: Parts) {
  let last = 0
  /** Of two readings of a text the later one counts, whatever the clock does. */
  function reading(): number {
    last = Math.max(clock(), last + 1)
    return last
  }

  async function changeOf(source: IndexSource, ids: readonly string[]): Promise<IndexChange> {
    const seq = reading()
    const texts = await source.read(ids)
    const found = new Set(texts.map(({ id }) => id))
    const remove = ids.filter((id) => !found.has(id)).map((id) => ({ id, seq }))
    return { put: texts.map((text) => ({ ...text, seq })), remove, now: clock() }
  }

  /** Has an index made again: the next step begins at the beginning. */
  async function begin({ name }: IndexSource, why: string): Promise<void> {
    log('info', 'an index is to be made again', { index: name, why })
    await notes.saveState(name, { ...(await notes.state(name)), rebuild: {} })
  }

  /** Does something to an index; where it cannot be done because the index is no good, that is made again. */
  async function mending(source: IndexSource, act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!isMended(error)) throw error
      const { rebuild } = await notes.state(source.name)
      if (!rebuild) await begin(source, String(error))
    }
  }

  /** Tells an index what was noted; and the one that is being made in its place. */
  async function feed(source: IndexSource): Promise<void> {
    const { name, store, next } = source
    for (;;) {
      const ids = await notes.pending(name, atOnce)
      if (ids.length === 0) return
      const change = await changeOf(source, ids)
      const { rebuild } = await notes.state(name)
      if (rebuild?.begun !== undefined) {
        await commit(next, change).catch(async (error: unknown) => {
          if (!isMended(error)) throw error
          await begin(source, String(error))
        })
      }
      await mending(source, () => commit(store, change))
      await notes.done(name, ids)
    }
  }

  /** Whether it is what it should be, and tidy. */
  async function look(source: IndexSource): Promise<void> {
    const { name, store } = source
    const state = await notes.state(name)
    if (state.rebuild) return
    const now = clock()
    const isTidied = now - state.tidied < tidyEvery
    await mending(source, async () => {
      const { compactionIsDue } = await commit(store, { put: [], remove: [], now })
      if (now - state.counted >= countEvery) await inspect(store, { whole: !isTidied })
      if (compactionIsDue || !isTidied) await compact(store, { now })
      if (!isTidied) await sweep(store, { now })
      if (now - state.counted >= countEvery) {
        await notes.saveState(name, { ...state, counted: now, tidied: isTidied ? state.tidied : now })
      }
    })
  }

  /** One step of making an index again; answers whether there are more. The last one puts it in its place. */
  async function step(source: IndexSource): Promise<boolean> {
    const { name, store, next } = source
    const state = await notes.state(name)
    if (!state.rebuild) return false
    const { cursor, begun } = state.rebuild
    if (begun === undefined) {
      // Whoever began one before, and by whatever rules, is not gone on with.
      await store.remove(nextManifest)
      await build(next, [], { now: clock() })
    }
    const { ids, next: further } = await source.list(cursor, inStep)
    // What a step that was cut short has written is there already.
    const areNew = begun !== (cursor ?? '')
    if (areNew) await notes.saveState(name, { ...state, rebuild: { cursor, begun: cursor ?? '' } })
    const { put, now } = await changeOf(source, ids)
    await commit(next, { put, remove: [], now, areNew })
    if (further !== undefined) {
      await notes.saveState(name, { ...state, rebuild: { cursor: further, begun: cursor ?? '' } })
      return true
    }
    const [made, before] = [await next.manifest(), await store.manifest()]
    if (!made || made === 'unchanged' || before === 'unchanged') throw new Error(`${name} was not made`)
    const placed = await store.replaceManifest(made.bytes, before?.tag)
    if (placed === 'changed') throw new Error(`somebody else writes the index ${name}`)
    await notes.saveState(name, { counted: 0, tidied: state.tidied })
    log('info', 'an index was made again', { index: name })
    return false
  }

  async function work(source: IndexSource, isThorough: boolean, end: number): Promise<void> {
    await feed(source)
    if (!isThorough) return
    await look(source)
    try {
      while (performance.now() < end && (await step(source)));
    } catch (error) {
      if (!isMended(error)) throw error
      await begin(source, String(error))
    }
  }

  return {
    /** Notes what the indexes are to be told: texts of readers that changed, and articles that somebody has written. */
    async note(changes: readonly Change[], written: readonly string[]): Promise<void> {
      for (const { name, locale } of sources) {
        const ids =
          locale === undefined
            ? written
            : changes.filter((change) => change.locale === locale).map(({ id }) => id)
        if (ids.length > 0) await notes.note(name, [...new Set(ids)])
      }
    },

    /** Has all of them made again, because everything that they are made of may have changed. */
    async noteWhole(): Promise<void> {
      for (const source of sources) await begin(source, 'the site was rebuilt')
    },

    /**
     * Tells the indexes what was noted. `milliseconds`: how long they are looked at and made again, where there is time for
     * that; what is left is for the next time.
     */
    async workOff(milliseconds = 0): Promise<void> {
      const end = performance.now() + milliseconds
      for (const source of sources) {
        await work(source, milliseconds > 0, end).catch((error: unknown) => {
          log('error', 'an index could not be fed', { index: source.name, ...describeError(error) })
        })
      }
    },
  }
}

export type IndexFeed = ReturnType<typeof createIndexFeed>
