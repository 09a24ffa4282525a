import { describeError, log } from '../../http/log.ts'
import type { Touched } from '../../store/mirror-touched.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import {
  createRebuildProgress,
  type RebuildPhase,
  type RebuildProgress,
  rebuildPhases,
} from '../../store/rebuild-progress.ts'
import type { Royalties } from '../../store/royalties.ts'
import { createSiteWriter } from '../../store/site-writer.ts'
import type { Table } from '../../store/table.ts'
import type { Publisher } from '../publisher.ts'
import type { Purge } from '../purge.ts'
import { createArticlesPhase } from './articles.ts'
import { createFrontPhase } from './front.ts'
import { createMonthsPhase } from './months.ts'
import { createNeighboursPhase } from './neighbours.ts'
import type { Phase } from './step.ts'
import { createStraysPhase } from './strays.ts'

interface Parts {
  newsroom: Newsroom
  royalties: Pick<Royalties['royalties'], 'latest' | 'keepRow'>
  /** The read model as readers have it. */
  table: Table
  publisher: Publisher
  purge: Purge
  mirror: Pick<Touched, 'note'>
  /** Publishes what was written since a moment: whoever publishes meanwhile does not wait for the rebuild. */
  publishSince: (from: string, now: Date) => Promise<unknown>
  /** @default the clock */
  now?: () => Date
}

/** How far a rebuild has come; `done` when all of it is. */
export type RebuildAnswer = Pick<RebuildProgress, 'phase' | 'articles' | 'written' | 'removed'> & {
  done: boolean
}

/** Acts may appear in the index a little after others that happened later. */
const overlapMilliseconds = 5_000

/**
 * Makes the whole read model what the chains alone say, in small steps: what is right is left alone, the rest is written over
 * or removed, while readers are served. Each step is noted when it is done and changes nothing where it is done again, so a
 * rebuild goes on in any later call, however the one before ended. It is one of the things that the publisher does one at a
 * time; between two steps it publishes what has been written meanwhile.
 */
export function createRebuild({
  newsroom,
  royalties,
  table,
  publisher,
  purge,
  mirror,
  publishSince,
  now = () => new Date(),
}: Parts) {
  const site = createSiteWriter(table)
  const progress = createRebuildProgress(table)

  function phasesOf({ began }: RebuildProgress): Record<RebuildPhase, Phase> {
    return {
      articles: createArticlesPhase({ newsroom, royalties, table, site, publisher }, began),
      strays: createStraysPhase({ newsroom, table, site }),
      neighbours: createNeighboursPhase({ table, site }),
      months: createMonthsPhase({ site }),
      front: createFrontPhase({ newsroom, table, site, purge, mirror }),
    }
  }

  function after(before: RebuildProgress, { next, ...did }: Awaited<ReturnType<Phase>>) {
    const phase = next === undefined ? rebuildPhases[rebuildPhases.indexOf(before.phase) + 1] : before.phase
    const { articles = 0, written = 0, removed = 0, failed = [], unpublished = [] } = did
    const sums = {
      articles: before.articles + articles,
      written: before.written + written,
      removed: before.removed + removed,
      failed: [...before.failed, ...failed],
      unpublished: [...before.unpublished, ...unpublished],
    }
    return {
      ended: phase === undefined,
      progress: { ...before, ...sums, phase: phase ?? before.phase, cursor: next },
    }
  }

  function finish({ failed, ...did }: RebuildProgress): RebuildAnswer {
    const { phase, articles, written, removed } = did
    if (failed.length > 0)
      throw new Error(`the chains of these articles cannot be read: ${failed.join(', ')}`)
    return { phase, articles, written, removed, done: true }
  }

  /** Publishes what was written since the last look. Answers up to when. */
  async function look({ looked }: RebuildProgress): Promise<string> {
    const until = now()
    const from = new Date(Date.parse(looked) - overlapMilliseconds).toISOString()
    try {
      await publishSince(from, until)
      return until.toISOString()
    } catch (error) {
      log('error', 'nothing could be published during a rebuild', describeError(error))
      return looked
    }
  }

  const isUnderWay = async () => (await progress.find()) !== undefined

  return {
    isUnderWay,

    /** Begins, where none is under way. */
    async begin(): Promise<void> {
      if (await isUnderWay()) return
      const none = { articles: 0, written: 0, removed: 0, failed: [], unpublished: [] }
      const began = now().toISOString()
      await progress.save({ began, looked: began, phase: 'articles', ...none })
    },

    /**
     * Goes on for `milliseconds`, and a step longer; undefined where nothing is under way. Throws, when all else is done,
     * where the chains of some articles cannot be read: they stay as they were shown.
     */
    async goOn(milliseconds: number): Promise<RebuildAnswer | undefined> {
      let state = await progress.find()
      if (!state) return undefined
      const phases = phasesOf(state)
      const end = performance.now() + milliseconds
      do {
        const looked = await look(state)
        const step = await phases[state.phase](state.cursor)
        const reached = after(state, step)
        // Whatever there was when it began stands in all lists now, and so does what was written since.
        if (state.phase === 'articles' && step.next === undefined) await newsroom.wholeLists.save()
        if (reached.ended) {
          // What stood in their way is mended now; what fails even so is for the next repair.
          if (state.unpublished.length > 0) await publisher.publish(state.unpublished)
          await progress.end()
          return finish(reached.progress)
        }
        state = { ...reached.progress, looked }
        await progress.save(state)
      } while (performance.now() < end)
      const { phase, articles, written, removed } = state
      return { phase, articles, written, removed, done: false }
    },
  }
}

export type Rebuild = ReturnType<typeof createRebuild>
