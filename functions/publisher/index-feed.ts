import { describeError, log } from '../http/log.ts'
import type { Change as IndexChange } from '../search/indexed-text.ts'
import { commit } from '../search/writer.ts'
import { inLanes } from '../store/batches.ts'
import type { IndexNotes } from '../store/index-notes.ts'
import type { Change } from './article.ts'
import type { IndexSource } from './index-sources.ts'
import { createIndexUpkeep, type GoOn } from './index-upkeep.ts'

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

/**
 * Feeds the indexes that readers and editors search. Led by notes of which articles changed, it tells an index what the read
 * model (or the chain) says of them at that moment, so it may run twice or late. All of it goes in short steps, between which
 * others are published: nobody waits for an index.
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

  const upkeep = createIndexUpkeep({ notes, changeOf, clock, inStep })

  /** Tells an index some of what was noted, and the one that is being made in its place. Answers whether there may be more. */
  async function feed(source: IndexSource): Promise<boolean> {
    const { name, store, next } = source
    const ids = await notes.pending(name, atOnce)
    if (ids.length === 0) return false
    const change = await changeOf(source, ids)
    const { rebuild } = await notes.state(name)
    if (rebuild?.begun !== undefined) await upkeep.making(source, () => commit(next, change))
    await upkeep.mending(source, () => commit(store, change))
    await notes.done(name, ids)
    return ids.length === atOnce
  }

  /** What fails is told to the log, and holds up no other index. */
  async function attempt({ name }: IndexSource, act: () => Promise<boolean>): Promise<boolean> {
    try {
      return await act()
    } catch (error) {
      log('error', 'an index could not be fed', { index: name, ...describeError(error) })
      return false
    }
  }

  /** Each index some of it, then each once more, for as long as there is time. */
  async function feedAll(goOn: GoOn): Promise<void> {
    let waiting = sources
    let hasTime = true
    while (waiting.length > 0 && hasTime) {
      const more: IndexSource[] = []
      for (const source of waiting) {
        if (await attempt(source, () => feed(source))) more.push(source)
        hasTime = await goOn()
      }
      waiting = more
    }
  }

  return {
    /** Notes what the indexes are to be told: texts of readers that changed, and articles that somebody has written. */
    async note(changes: readonly Change[], written: readonly string[]): Promise<void> {
      await inLanes(sources, sources.length, async ({ name, locale }) => {
        const ids =
          locale === undefined
            ? written
            : changes.filter((change) => change.locale === locale).map(({ id }) => id)
        if (ids.length > 0) await notes.note(name, [...new Set(ids)])
      })
    },

    /** Has all of them made again, because everything that they are made of may have changed. */
    async noteWhole(): Promise<void> {
      for (const source of sources) await upkeep.begin(source, 'the site was rebuilt')
    },

    /**
     * Tells the indexes some of what was noted. `milliseconds`: how long they are told more, looked at and made again, where
     * there is time for that; what is left is for the next time. `between` is waited for between two steps.
     */
    async workOff(milliseconds = 0, between = async () => {}): Promise<void> {
      const start = performance.now()
      const until = (end: number) => async () => {
        await between()
        return performance.now() < end
      }
      // Half of the time, so that one that is made again comes to its end however much is noted.
      await feedAll(until(start + milliseconds / 2))
      if (milliseconds === 0) return
      const goOn = until(start + milliseconds)
      let mayTidy = true
      for (const source of sources) {
        if (await attempt(source, () => upkeep.look(source, mayTidy, goOn))) mayTidy = false
      }
      for (const source of sources) {
        while ((await attempt(source, () => upkeep.step(source))) && (await goOn()));
      }
    },
  }
}

export type IndexFeed = ReturnType<typeof createIndexFeed>
