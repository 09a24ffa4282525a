import { log } from '../http/log.ts'
import { IndexProblem } from '../search/index-problem.ts'
import type { Change } from '../search/indexed-text.ts'
import { build, commit, compact, inspect, sweep } from '../search/writer.ts'
import type { IndexNotes } from '../store/index-notes.ts'
import { type IndexSource, nextManifest } from './index-sources.ts'

interface Parts {
  notes: IndexNotes
  /** What an index is told of these articles. */
  changeOf: (source: IndexSource, ids: readonly string[]) => Promise<Change>
  /** Milliseconds since 1970 UTC. */
  clock: () => number
  /** Texts that are read for one step of making an index again. */
  inStep: number
}

/** Lets others come first, between two steps: whether there is time for another one. */
export type GoOn = () => Promise<boolean>

/** Milliseconds between two looks whether all parts are there, and between two that read them all and tidy up. */
const countEvery = 10 * 60_000
const tidyEvery = 24 * 3_600_000

/** What of an index may be made again. One that newer code wrote is left alone. */
const isMended = (error: unknown) => error instanceof IndexProblem && error.problem !== 'newer'

/** Keeps indexes whole and tidy; one that is missing, damaged or of former rules is made again beside the old one. */
export function createIndexUpkeep({ notes, changeOf, clock, inStep }: Parts) {
  /** Has an index made again: the next step begins at the beginning. */
  async function begin({ name }: IndexSource, why: string): Promise<void> {
    log('info', 'an index is to be made again', { index: name, why })
    await notes.saveState(name, { ...(await notes.state(name)), rebuild: {} })
  }

  /** Does something to the index that is being made; where it is no good, that is begun once more. */
  async function making(source: IndexSource, act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!isMended(error)) throw error
      await begin(source, String(error))
    }
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

  /** Merges what is to be merged; once a day, when that is done, reads all of it. Answers when that was. */
  async function tidy({ store }: IndexSource, isTidied: boolean, goOn: GoOn): Promise<number | undefined> {
    const now = clock()
    const { isCut } = await compact(store, { now, goOn })
    if (isCut || isTidied) return undefined
    await inspect(store, { whole: true, between: goOn })
    await sweep(store, { now })
    return now
  }

  /**
   * Looks whether an index is what it should be. Answers whether it was tidied, which takes long: where `mayTidy` is false that
   * is for another look.
   */
  async function look(source: IndexSource, mayTidy: boolean, goOn: GoOn): Promise<boolean> {
    const { name, store } = source
    const state = await notes.state(name)
    if (state.rebuild) return false
    const now = clock()
    const isTidied = now - state.tidied < tidyEvery
    const isCounted = now - state.counted < countEvery
    let tidies = false
    await mending(source, async () => {
      const { compactionIsDue } = await commit(store, { put: [], remove: [], now })
      if (!isCounted) await inspect(store, { whole: false })
      tidies = mayTidy && (compactionIsDue || !isTidied)
      const tidied = tidies ? await tidy(source, isTidied, goOn) : undefined
      if (isCounted && tidied === undefined) return
      await notes.saveState(name, {
        ...state,
        counted: isCounted ? state.counted : now,
        tidied: tidied ?? state.tidied,
      })
    })
    return tidies
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

  return {
    begin,
    mending,
    making,
    look,

    /** One step, after which there may be more; where the one that is being made is no good, it begins once more. */
    async step(source: IndexSource): Promise<boolean> {
      let more = false
      await making(source, async () => {
        more = await step(source)
      })
      return more
    },
  }
}
